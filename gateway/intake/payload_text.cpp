// Texts and numbers of payloads.
#include "gateway/core/text.hpp"
#include "gateway/intake/payload_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace silkgate::intake {
namespace {

std::string clean(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    std::string cleaned(text);
    if (has_control(cleaned)) {
        // A line break stands for a blank; other control characters stand for nothing.
        std::ranges::replace_if(cleaned, [](char c) { return c == '\n' || c == '\t'; }, ' ');
        std::erase_if(cleaned, is_control);
    }
    return cleaned;
}

struct Entity {
    std::string_view name;
    std::string_view utf8;
};

// Those that WooCommerce and WordPress write into texts.
constexpr std::array kEntities = {
    Entity{"amp", "&"},         Entity{"lt", "<"},         Entity{"gt", ">"},
    Entity{"quot", "\""},       Entity{"apos", "'"},       Entity{"nbsp", " "},
    Entity{"ndash", "\u2013"},  Entity{"mdash", "\u2014"}, Entity{"times", "\u00d7"},
    Entity{"hellip", "\u2026"}, Entity{"lsquo", "\u2018"}, Entity{"rsquo", "\u2019"},
    Entity{"ldquo", "\u201c"},  Entity{"rdquo", "\u201d"}, Entity{"laquo", "\u00ab"},
    Entity{"raquo", "\u00bb"},  Entity{"deg", "\u00b0"},   Entity{"copy", "\u00a9"},
    Entity{"reg", "\u00ae"},    Entity{"trade", "\u2122"}, Entity{"euro", "\u20ac"},
    Entity{"eacute", "\u00e9"}, Entity{"uuml", "\u00fc"},  Entity{"ouml", "\u00f6"},
};

void append_utf8(std::string& out, std::uint32_t code) {
    const auto byte = [&](std::uint32_t value) {
        out += static_cast<char>(static_cast<unsigned char>(value));
    };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xc0U | code >> 6U);
        byte(0x80U | (code & 0x3fU));
    } else if (code < 0x10000) {
        byte(0xe0U | code >> 12U);
        byte(0x80U | (code >> 6U & 0x3fU));
        byte(0x80U | (code & 0x3fU));
    } else {
        byte(0xf0U | code >> 18U);
        byte(0x80U | (code >> 12U & 0x3fU));
        byte(0x80U | (code >> 6U & 0x3fU));
        byte(0x80U | (code & 0x3fU));
    }
}

// False when it is no entity that is known; nothing is appended then.
bool append_entity(std::string& out, std::string_view name) {
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        name.remove_prefix(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto [end, error] =
            std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
        if (error != std::errc{} || end != name.data() + name.size() || code == 0 || code > 0x10ffff ||
            (code >= 0xd800 && code < 0xe000)) {
            return false;
        }
        append_utf8(out, code);
        return true;
    }
    const auto found = std::ranges::find(kEntities, name, &Entity::name);
    if (found == kEntities.end()) {
        return false;
    }
    out += found->utf8;
    return true;
}

std::string decode_entities(std::string_view text) {
    constexpr std::size_t kEntityMax = 10;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto end = text[i] == '&' ? text.substr(i, kEntityMax).find(';') : std::string_view::npos;
        if (end != std::string_view::npos && append_entity(out, text.substr(i + 1, end - 1))) {
            i += end + 1;
        } else {
            out += text[i++];
        }
    }
    return out;
}

// "-10.799999999999999" → 9 decimals, half to even at the digit that follows (a tie needs all later digits
// zero).
Result<Decimal> round_float_text(std::string_view text) {
    const auto point = text.find('.');
    const std::size_t kept = point + 1 + static_cast<std::size_t>(Decimal::kScaleMax);
    if (point == std::string_view::npos || text.size() <= kept ||
        text.find_first_not_of("0123456789", point + 1) != std::string_view::npos) {
        return fail(Errc::invalid_value, "not a decimal number");
    }
    const bool negative = text.starts_with('-');
    const auto magnitude = Decimal::parse(text.substr(negative ? 1 : 0, kept - (negative ? 1 : 0)));
    if (!magnitude) {
        return magnitude;
    }
    const char next = text[kept];
    const bool beyond_half =
        next > '5' || (next == '5' && text.find_first_not_of('0', kept + 1) != std::string_view::npos);
    const bool up = beyond_half || (next == '5' && magnitude->coefficient() % 2 != 0);
    const auto rounded = up ? add(*magnitude, Decimal::from_parts(1, Decimal::kScaleMax)) : magnitude;
    if (!rounded) {
        return rounded;
    }
    const auto shortest = Decimal::parse(rounded->to_shortest());
    return shortest && negative ? Result<Decimal>(shortest->negated()) : shortest;
}

enum class Script : std::uint8_t { none, latin, cyrillic, han, arabic, devanagari, other };

Script script_of(std::uint32_t code) {
    const auto in = [code](std::uint32_t low, std::uint32_t high) { return code >= low && code <= high; };
    if (in('A', 'Z') || in('a', 'z') || (in(0xc0, 0x24f) && code != 0xd7 && code != 0xf7)) {
        return Script::latin;
    }
    if (code < 0xc0 || in(0x2000, 0x206f) || in(0x3000, 0x303f) || code == 0xd7 || code == 0xf7) {
        return Script::none;
    }
    if (in(0x400, 0x52f)) {
        return Script::cyrillic;
    }
    if (in(0x600, 0x6ff) || in(0x750, 0x77f)) {
        return Script::arabic;
    }
    if (in(0x900, 0x97f)) {
        return Script::devanagari;
    }
    return in(0x3400, 0x4dbf) || in(0x4e00, 0x9fff) ? Script::han : Script::other;
}

// The code point at `i` of valid UTF-8; moves `i` behind it.
std::uint32_t next_code_point(std::string_view utf8, std::size_t& i) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    if (lead < 0x80) {
        return lead;
    }
    std::uint32_t code = lead < 0xe0 ? lead & 0x1fU : lead < 0xf0 ? lead & 0xfU : lead & 7U;
    while (i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xc0U) == 0x80U) {
        code = code << 6U | (static_cast<unsigned char>(utf8[i++]) & 0x3fU);
    }
    return code;
}

}  // namespace

std::string to_text(json::Value value) {
    return value.is_string() || value.is_number() ? clean(value.text()) : std::string{};
}

std::string to_text_without_entities(json::Value value) {
    if (!value.is_string() || value.text().find('&') == std::string_view::npos) {
        return to_text(value);
    }
    return clean(decode_entities(value.text()));
}

Result<Decimal> to_platform_decimal(json::Value value) {
    auto number = json::to_decimal(value);
    if (!number && value.is_number() && number.error().code == Errc::limit_exceeded) {
        return round_float_text(value.text());
    }
    return number;
}

bool is_masked(std::string_view text) noexcept {
    return text.find("**") != std::string_view::npos;
}

std::string_view find_script(std::string_view utf8) noexcept {
    Script found = Script::none;
    for (std::size_t i = 0; i < utf8.size();) {
        const Script script = script_of(next_code_point(utf8, i));
        if (script == Script::none) {
            continue;
        }
        if (script == Script::other || (found != Script::none && found != script)) {
            return {};
        }
        found = script;
    }
    constexpr std::array<std::string_view, 7> kCodes = {"", "Latn", "Cyrl", "Hani", "Arab", "Deva", ""};
    return kCodes[static_cast<std::size_t>(found)];
}

}  // namespace silkgate::intake
