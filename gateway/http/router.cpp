#include "gateway/http/router.hpp"

#include "gateway/core/check.hpp"
#include "gateway/http/text.hpp"
#include "gateway/json/reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace silkgate::http {
namespace {

constexpr std::size_t kMethods = 8;
constexpr std::array<std::string_view, kMethods> kMethodNames{
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "",
};

// In the order of specificity: a smaller kind wins.
enum class Kind : std::uint8_t { literal, parameter_with_verb, parameter, rest };

struct Segment {
    Kind kind = Kind::literal;
    std::string text;  // the literal, or the parameter's name
    std::string verb;  // ":retry"
};

Segment parse_segment(std::string_view text) {
    if (text.empty() || text.front() != '{') {
        SILKGATE_CHECK(text.find_first_of("{}") == text.npos, "a parameter takes a whole segment");
        return {.kind = Kind::literal, .text = std::string(text)};
    }
    const std::size_t end = text.find('}');
    SILKGATE_CHECK(end != text.npos && end > 1, "a route parameter is '{name}'");
    const std::string_view name = text.substr(1, end - 1);
    const std::string_view verb = text.substr(end + 1);
    if (name.ends_with("...")) {
        SILKGATE_CHECK(verb.empty(), "a rest parameter has no verb");
        return {.kind = Kind::rest, .text = std::string(name.substr(0, name.size() - 3))};
    }
    SILKGATE_CHECK(verb.empty() || (verb.size() > 1 && verb.front() == ':'), "a custom verb is ':name'");
    return {
        .kind = verb.empty() ? Kind::parameter : Kind::parameter_with_verb,
        .text = std::string(name),
        .verb = std::string(verb),
    };
}

std::optional<std::uint8_t> hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return static_cast<std::uint8_t>(c - '0');
    }
    const char lower = to_lower(c);
    if (lower >= 'a' && lower <= 'f') {
        return static_cast<std::uint8_t>(lower - 'a' + 10);
    }
    return std::nullopt;
}

bool is_dot_segment(std::string_view segment) noexcept {
    return segment == "." || segment == "..";
}

Result<void> read_query(std::string_view text, api::Request& request) {
    while (!text.empty()) {
        const std::size_t ampersand = text.find('&');
        const std::string_view pair = text.substr(0, ampersand);
        text = ampersand == std::string_view::npos ? std::string_view{} : text.substr(ampersand + 1);
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = pair.find('=');
        auto name = percent_decode(pair.substr(0, equals), Plus::space);
        auto value = percent_decode(
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), Plus::space
        );
        if (!name) {
            return name.error();
        }
        if (!value) {
            return value.error();
        }
        if (name->empty()) {
            return fail(Errc::invalid_parameter, "a query parameter has no name");
        }
        for (const auto& [known, unused] : request.query) {
            if (known == *name) {
                return fail(Errc::invalid_parameter, "a query parameter is given more than once");
            }
        }
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return {};
}

}  // namespace

struct Router::Entry {
    std::string pattern;
    std::vector<Segment> segments;
    std::array<std::optional<Route>, kMethods> routes;

    [[nodiscard]] const Route* find(api::Method method) const {
        const auto& own = routes[static_cast<std::size_t>(method)];
        if (own) {
            return &*own;
        }
        const auto& get = routes[static_cast<std::size_t>(api::Method::get)];
        return method == api::Method::head && get ? &*get : nullptr;
    }

    [[nodiscard]] std::string allow() const {
        std::string text;
        for (std::size_t i = 0; i < kMethods; ++i) {
            const auto method = static_cast<api::Method>(i);
            if (find(method) != nullptr || method == api::Method::options) {
                text += text.empty() ? "" : ", ";
                text += kMethodNames[i];
            }
        }
        return text;
    }

    // True when every segment fits; the raw values of the parameters are left in `values`.
    [[nodiscard]] bool
    fits(std::string_view path, std::vector<std::pair<const Segment*, std::string_view>>& values) const;
};

bool Router::Entry::fits(
    std::string_view path,
    std::vector<std::pair<const Segment*, std::string_view>>& values
) const {
    values.clear();
    for (const Segment& segment : segments) {
        if (path.empty()) {
            return false;
        }
        path.remove_prefix(1);  // '/'
        if (segment.kind == Kind::rest) {
            values.emplace_back(&segment, path);
            return true;
        }
        const std::size_t slash = path.find('/');
        std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
        if (segment.kind == Kind::literal) {
            if (part != segment.text) {
                return false;
            }
            continue;
        }
        if (!part.ends_with(segment.verb)) {
            return false;
        }
        part.remove_suffix(segment.verb.size());
        if (part.empty()) {
            return false;
        }
        values.emplace_back(&segment, part);
    }
    return path.empty();
}

Router::Router() = default;
Router::~Router() = default;

Router::Entry* Router::find_or_add(const std::string& pattern) {
    for (const auto& entry : entries_) {
        if (entry->pattern == pattern) {
            return entry.get();
        }
    }
    auto made = std::make_unique<Entry>();
    made->pattern = pattern;
    std::string_view rest = pattern;
    SILKGATE_CHECK(rest.starts_with('/'), "a route pattern begins with '/'");
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t slash = rest.find('/');
        made->segments.push_back(parse_segment(rest.substr(0, slash)));
        rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash);
        SILKGATE_CHECK(
            rest.empty() || made->segments.back().kind != Kind::rest, "a rest parameter is the last"
        );
    }
    Entry* const entry = made.get();
    const auto more_specific = [](const std::unique_ptr<Entry>& a, const std::unique_ptr<Entry>& b) {
        return std::ranges::lexicographical_compare(
            a->segments, b->segments, {}, &Segment::kind, &Segment::kind
        );
    };
    entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), made, more_specific), std::move(made));
    const auto is_literal = [](const Segment& segment) { return segment.kind == Kind::literal; };
    if (std::ranges::all_of(entry->segments, is_literal)) {
        literal_.emplace(pattern, entry);
    }
    return entry;
}

void Router::add(Route route) {
    SILKGATE_CHECK(route.handler != nullptr, "a route has a handler");
    SILKGATE_CHECK(
        route.method != api::Method::other && route.method != api::Method::options,
        "a route's method is known, and OPTIONS is answered by the server"
    );
    auto& place = find_or_add(route.pattern)->routes[static_cast<std::size_t>(route.method)];
    SILKGATE_CHECK(!place, "two routes have one method and one pattern");
    place = std::move(route);
}

Result<Router::Match> Router::match(std::string_view raw_path, api::Request& request) const {
    const Entry* entry = nullptr;
    std::vector<std::pair<const Segment*, std::string_view>> values;
    if (const auto found = literal_.find(raw_path); found != literal_.end()) {
        entry = found->second;
    } else {
        for (const auto& candidate : entries_) {
            if (candidate->fits(raw_path, values)) {
                entry = candidate.get();
                break;
            }
        }
    }
    if (entry == nullptr) {
        return Match{};
    }
    for (const auto& [segment, raw] : values) {
        auto value = percent_decode(raw, Plus::literal);
        if (!value) {
            return value.error();
        }
        request.params.emplace_back(segment->text, std::move(*value));
    }
    if (const Route* const route = entry->find(request.method); route != nullptr) {
        return Match{.route = route};
    }
    return Match{.allow = entry->allow()};
}

Result<std::string> percent_decode(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    bool escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
            const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
            if (!low) {
                return fail(
                    Errc::malformed_request, "a percent escape in the target is not two hexadecimal digits"
                );
            }
            c = static_cast<char>(*high * 16 + *low);
            if (static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f) {
                return fail(Errc::malformed_request, "the target holds an escaped control character");
            }
            escaped = true;
            i += 2;
        } else if (c == '+' && plus == Plus::space) {
            c = ' ';
        }
        out.push_back(c);
    }
    if (escaped && !json::is_utf8(out)) {
        return fail(Errc::malformed_request, "the target is not UTF-8 once decoded");
    }
    return out;
}

Result<void> read_target(std::string_view target, api::Request& request) {
    const std::size_t question = target.find('?');
    auto path = percent_decode(target.substr(0, question), Plus::literal);
    if (!path) {
        return path.error();
    }
    std::string_view rest = *path;
    while (!rest.empty()) {
        if (is_dot_segment(next_part(rest, '/'))) {
            return fail(Errc::malformed_request, "the path holds a '.' or '..' segment");
        }
    }
    request.path = std::move(*path);
    return question == std::string_view::npos ? Result<void>{}
                                              : read_query(target.substr(question + 1), request);
}

}  // namespace silkgate::http
