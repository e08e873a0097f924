// Media types: which bodies a route takes (415) and which answers a caller can read (406).
#include "gateway/http/router.hpp"
#include "gateway/http/text.hpp"

#include <algorithm>
#include <string>

namespace silkgate::http {
namespace {

// "application/json; charset=utf-8" → "application/json"; the parameters are left in `rest`.
std::string_view essence(std::string_view media_type, std::string_view& rest) noexcept {
    rest = media_type;
    return next_part(rest, ';');
}

// The value of a parameter without its quotes, or empty.
std::string_view parameter(std::string_view rest, std::string_view name) noexcept {
    while (!rest.empty()) {
        std::string_view pair = next_part(rest, ';');
        const std::string_view key = next_part(pair, '=');
        if (equal_no_case(key, name)) {
            pair = trim(pair);
            if (pair.size() >= 2 && pair.front() == '"' && pair.back() == '"') {
                pair = pair.substr(1, pair.size() - 2);
            }
            return pair;
        }
    }
    return {};
}

bool takes(const std::vector<std::string>& accepts, std::string_view type) noexcept {
    return accepts.empty() || std::ranges::any_of(accepts, [type](const std::string& one) {
               return one == "*/*" || equal_no_case(one, type);
           });
}

// How well a media range fits a type: 0 not at all, 1 "*/*", 2 "type/*", 3 exactly.
int precision(std::string_view range, std::string_view type) noexcept {
    if (range == "*/*" || range == "*") {  // the bare star is what some old clients send
        return 1;
    }
    if (range.ends_with("/*")) {
        const std::size_t slash = type.find('/');
        return slash != type.npos && equal_no_case(range.substr(0, range.size() - 2), type.substr(0, slash))
                   ? 2
                   : 0;
    }
    return equal_no_case(range, type) ? 3 : 0;
}

// RFC 9110 12.4.2: zero in any of its spellings ("0", "0.", "0.000").
bool is_zero_weight(std::string_view weight) noexcept {
    return !weight.empty() && weight.find_first_not_of("0.") == weight.npos;
}

// The most precise range that fits decides (RFC 9110 12.5.1).
bool accepts_type(std::string_view accept, std::string_view type) noexcept {
    int best = 0;
    bool wanted = false;
    while (!accept.empty()) {
        std::string_view rest;
        const std::string_view range = essence(next_part(accept, ','), rest);
        const int fit = precision(range, type);
        if (fit > best) {
            best = fit;
            wanted = !is_zero_weight(parameter(rest, "q"));
        }
    }
    return wanted;
}

}  // namespace

Result<void> check_content_type(const Route& route, const api::Request& request) {
    const std::string_view encoding = request.header("content-encoding");
    if (!encoding.empty() && !equal_no_case(encoding, "identity")) {
        return fail(Errc::unsupported_media_type, "the body must not be encoded (Content-Encoding)");
    }
    std::string_view rest;
    const std::string_view type = essence(request.header("content-type"), rest);
    if (!takes(route.accepts, type)) {
        return fail(
            Errc::unsupported_media_type,
            type.empty() ? "the body has no Content-Type"
                         : "the body's Content-Type is not one of those accepted here"
        );
    }
    const std::string_view charset = parameter(rest, "charset");
    if (!charset.empty() && !equal_no_case(charset, "utf-8") && !equal_no_case(charset, "utf8") &&
        !equal_no_case(charset, "us-ascii")) {
        return fail(Errc::unsupported_media_type, "the body's character set must be UTF-8");
    }
    return {};
}

Result<void> check_accept(const Route& route, const api::Request& request) {
    if (route.offers.empty()) {
        return {};
    }
    bool asked = false;
    for (const api::Header& field : request.headers) {
        if (!equal_no_case(field.name, "accept") || field.value.empty()) {
            continue;
        }
        asked = true;
        for (const std::string& offer : route.offers) {
            if (accepts_type(field.value, offer)) {
                return {};
            }
        }
    }
    if (!asked) {
        return {};
    }
    return fail(Errc::not_acceptable, "the Accept header excludes every media type offered here");
}

}  // namespace silkgate::http
