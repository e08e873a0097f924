#include "adapters/common/xml/well_formed.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace silkgate::adapters::xml {
namespace {

constexpr std::size_t kAttributesMax = 64;  // of one element
constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(char c) {
    return kBlanks.find(c) != std::string_view::npos;
}

// A character that may stand in a name; letters beyond ASCII are taken as they come.
bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == ':' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_name(char c) {
    return is_name_character(c) && c != '-' && c != '.' && (c < '0' || c > '9');
}

// XML 1.0, production 2.
bool is_xml_character(std::uint32_t code) {
    return code == 0x9 || code == 0xa || code == 0xd || (code >= 0x20 && code <= 0xd7ff) ||
           (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1'0000 && code <= 0x10'ffff);
}

// "#65" or "#x41" → whether it names a character that XML can hold.
bool is_character_reference(std::string_view body) {
    const bool is_hex = body.starts_with("#x");
    const std::string_view digits = body.substr(is_hex ? 2 : 1);
    std::uint32_t code = 0;
    for (const char c : digits) {
        const std::uint32_t base = is_hex ? 16 : 10;
        constexpr std::string_view kDigits = "0123456789abcdef";
        const auto value = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (value >= base || code > 0x11'0000) {
            return false;
        }
        code = code * base + static_cast<std::uint32_t>(value);
    }
    return !digits.empty() && is_xml_character(code);
}

class Scanner {
public:
    Scanner(std::string_view bytes, const ReadLimits& limits) : bytes_(bytes), limits_(limits) {}

    std::optional<Error> run() {
        if (bytes_.starts_with("\xef\xbb\xbf")) {
            at_ = 3;
        }
        if (rest().starts_with("<?xml") && rest().size() > 5 && is_blank(rest()[5])) {
            declaration();
        }
        while (!problem_ && at_ < bytes_.size()) {
            bytes_[at_] == '<' ? markup() : text();
        }
        if (!problem_ && (depth_ != 0 || elements_ == 0)) {
            complain("the root element is missing or not closed");
        }
        return problem_;
    }

private:
    [[nodiscard]] std::string_view rest() const { return bytes_.substr(at_); }

    void complain(std::string_view what) {
        if (!problem_) {
            problem_ = fail(Errc::malformed_xml, std::string(what), "byte " + std::to_string(at_));
        }
    }

    // Moves behind the next `end` and returns what stands before it.
    std::string_view until(std::string_view end) {
        const auto found = bytes_.find(end, at_);
        if (found == std::string_view::npos) {
            complain("markup is not closed");
            at_ = bytes_.size();
            return {};
        }
        const std::string_view body = bytes_.substr(at_, found - at_);
        at_ = found + end.size();
        return body;
    }

    // The bytes are valid UTF-8, so U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    void check_characters(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            const bool is_control = byte < 0x20 && !is_blank(text[i]);
            const std::string_view three = text.substr(i, 3);
            if (is_control || (byte == 0xef && (three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf"))) {
                complain("a character that XML 1.0 excludes");
                return;
            }
        }
    }

    void check_references(std::string_view text) {
        constexpr std::array<std::string_view, 5> kEntities = {"lt", "gt", "amp", "quot", "apos"};
        for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
            const std::string_view body = text.substr(at + 1, std::min(text.find(';', at), at + 16) - at - 1);
            const bool is_closed = at + 1 + body.size() < text.size() && text[at + 1 + body.size()] == ';';
            const bool is_known = std::ranges::find(kEntities, body) != kEntities.end() ||
                                  (body.starts_with('#') && is_character_reference(body));
            if (!is_closed || !is_known) {
                complain("an entity that is not one of the five, or a character that XML 1.0 excludes");
                return;
            }
        }
    }

    void declaration() {
        at_ += 5;
        const std::string_view body = until("?>");
        check_characters(body);
        const auto encoding = body.find("encoding");
        if (encoding == std::string_view::npos) {
            return;
        }
        std::string name;
        const auto quote = body.find_first_of("\"'", encoding);
        for (std::size_t i = quote; i < body.size() && (i == quote || body[i] != body[quote]); ++i) {
            name += i == quote ? ' '
                               : static_cast<char>(body[i] >= 'A' && body[i] <= 'Z' ? body[i] + 32 : body[i]);
        }
        if (name != " utf-8" && name != " us-ascii") {
            complain("an encoding that is not UTF-8");
        }
    }

    void text() {
        const auto end = std::min(bytes_.find('<', at_), bytes_.size());
        const std::string_view body = bytes_.substr(at_, end - at_);
        check_characters(body);
        if (depth_ == 0 && body.find_first_not_of(kBlanks) != std::string_view::npos) {
            complain("text outside the root element");
        }
        if (body.find("]]>") != std::string_view::npos) {
            complain("\"]]>\" in text");
        }
        check_references(body);
        at_ = end;
    }

    void markup() {
        const std::string_view from = rest();
        if (from.starts_with("<!--")) {
            at_ += 4;
            const std::string_view body = until("-->");
            check_characters(body);
            if (body.find("--") != std::string_view::npos || body.ends_with('-')) {
                complain("\"--\" in a comment");
            }
        } else if (from.starts_with("<![CDATA[")) {
            at_ += 9;
            check_characters(until("]]>"));
            if (depth_ == 0) {
                complain("text outside the root element");
            }
        } else if (from.starts_with("<!")) {
            complain("a DOCTYPE or another declaration is not accepted");
        } else if (from.starts_with("<?")) {
            at_ += 2;
            instruction(until("?>"));
        } else if (from.starts_with("</")) {
            at_ += 2;
            end_tag(until(">"));
        } else {
            ++at_;
            start_tag();
        }
    }

    void instruction(std::string_view body) {
        check_characters(body);
        const bool is_xml = body.size() >= 3 && (body[0] | 32) == 'x' && (body[1] | 32) == 'm' &&
                            (body[2] | 32) == 'l' && (body.size() == 3 || !is_name_character(body[3]));
        if (body.empty() || !starts_name(body[0]) || is_xml) {
            complain("a processing instruction without a name, or an XML declaration that is not at the start"
            );
        }
    }

    void end_tag(std::string_view body) {
        if (depth_ == 0 || body.empty() || !starts_name(body[0])) {
            complain("an end tag without a start");
            return;
        }
        --depth_;
    }

    std::string_view name() {
        const std::size_t from = at_;
        while (at_ < bytes_.size() && is_name_character(bytes_[at_])) {
            ++at_;
        }
        const std::string_view found = bytes_.substr(from, at_ - from);
        if (found.empty() || !starts_name(found[0])) {
            complain("a name is missing");
        }
        check_characters(found);
        return found;
    }

    bool skip_blanks() {
        const std::size_t from = at_;
        while (at_ < bytes_.size() && is_blank(bytes_[at_])) {
            ++at_;
        }
        return at_ != from;
    }

    void start_tag() {
        if (depth_ == 0 && elements_ != 0) {
            complain("a second element outside the root");
        }
        if (++elements_ > limits_.elements_max || ++depth_ > limits_.depth_max) {
            complain("nested too deeply or too many elements");
        }
        name();
        std::array<std::string_view, kAttributesMax> names;
        std::size_t count = 0;
        while (!problem_) {
            const bool is_apart = skip_blanks();
            if (rest().starts_with('>')) {
                ++at_;
                return;
            }
            if (rest().starts_with("/>")) {
                at_ += 2;
                --depth_;
                return;
            }
            if (!is_apart || count == kAttributesMax) {
                complain("a start tag is not closed, attributes are not apart or are too many");
                return;
            }
            names[count] = name();
            if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count), names[count]) !=
                names.begin() + static_cast<std::ptrdiff_t>(count)) {
                complain("an attribute twice");
            }
            ++count;
            attribute_value();
        }
    }

    void attribute_value() {
        skip_blanks();
        if (!rest().starts_with('=')) {
            complain("an attribute without a value");
            return;
        }
        ++at_;
        skip_blanks();
        if (at_ >= bytes_.size() || (bytes_[at_] != '"' && bytes_[at_] != '\'')) {
            complain("an attribute's value is not in quotes");
            return;
        }
        const std::string_view quote = bytes_.substr(at_++, 1);
        const std::string_view value = until(quote);
        check_characters(value);
        check_references(value);
        if (value.find('<') != std::string_view::npos) {
            complain("'<' in an attribute");
        }
    }

    std::string_view bytes_;
    const ReadLimits& limits_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t elements_ = 0;
    std::optional<Error> problem_;
};

}  // namespace

std::optional<Error> check_well_formed(std::string_view bytes, const ReadLimits& limits) {
    return Scanner(bytes, limits).run();
}

}  // namespace silkgate::adapters::xml
