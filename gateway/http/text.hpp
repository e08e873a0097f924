// Character classes and comparisons of HTTP's grammar (RFC 9110 5.6). ASCII only, no locale.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace silkgate::http {

// A set of bytes, made at compile time.
class CharSet {
public:
    enum Base : std::uint8_t { nothing, digits, alphanumeric, visible_and_obsolete };

    constexpr CharSet(Base base, std::string_view extra) {
        for (std::size_t c = 0; c < 256; ++c) {
            const bool digit = c >= '0' && c <= '9';
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            in_[c] = (base == digits && digit) || (base == alphanumeric && (digit || letter)) ||
                     (base == visible_and_obsolete && c >= 0x20 && c != 0x7f);
        }
        for (const char c : extra) {
            in_[static_cast<std::uint8_t>(c)] = true;
        }
    }

    [[nodiscard]] constexpr bool has(char c) const noexcept { return in_[static_cast<std::uint8_t>(c)]; }

private:
    std::array<bool, 256> in_{};
};

constexpr CharSet char_set(std::string_view extra, CharSet::Base base) {
    return {base, extra};
}

inline constexpr CharSet kDigits = char_set("", CharSet::digits);
inline constexpr CharSet kToken = char_set("!#$%&'*+-.^_`|~", CharSet::alphanumeric);
// Field content: visible characters, space, tab, and bytes from 0x80 (RFC 9110 5.5, obs-text).
inline constexpr CharSet kFieldValue = char_set("\t", CharSet::visible_and_obsolete);

constexpr bool contains_only(std::string_view text, const CharSet& set) noexcept {
    for (const char c : text) {
        if (!set.has(c)) {
            return false;
        }
    }
    return true;
}

constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool equal_no_case(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return to_lower(x) == to_lower(y);
           });
}

// Without the optional white space (space and tab) at both ends.
constexpr std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

// Takes the next part up to `separator` off `rest`, trimmed.
constexpr std::string_view next_part(std::string_view& rest, char separator) noexcept {
    const std::size_t at = rest.find(separator);
    const std::string_view part = trim(rest.substr(0, at));
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

}  // namespace silkgate::http
