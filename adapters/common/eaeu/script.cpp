#include "adapters/common/eaeu/script.hpp"

namespace silkgate::adapters::eaeu {
namespace {

// Takes one code point off the front. Input that is not UTF-8 gives U+FFFD a byte at a time.
char32_t take(std::string_view& text) noexcept {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80    ? 1
                               : first >= 0xf0 ? 4
                               : first >= 0xe0 ? 3
                               : first >= 0xc0 ? 2
                                               : 0;
    if (length == 0 || length > text.size()) {
        text.remove_prefix(1);
        return 0xfffd;
    }
    char32_t code = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3fU);
    }
    text.remove_prefix(length);
    return code;
}

bool is_cyrillic(char32_t c) noexcept {
    return (c >= 0x400 && c <= 0x481) || (c >= 0x48a && c <= 0x52f);
}

// Letters of Latin-1, Extended-A and -B end at U+024F; general punctuation and signs follow elsewhere.
bool is_other_script(char32_t c) noexcept {
    const bool is_punctuation = (c >= 0x2000 && c <= 0x2bff) || c == 0xfeff;
    const bool is_latin = c <= 0x36f || (c >= 0x1e00 && c <= 0x1eff);
    return !is_latin && !is_cyrillic(c) && !is_punctuation;
}

}  // namespace

bool has_cyrillic(std::string_view utf8) noexcept {
    while (!utf8.empty()) {
        if (is_cyrillic(take(utf8))) {
            return true;
        }
    }
    return false;
}

bool is_cyrillic_name(std::string_view utf8) noexcept {
    bool has_letter = false;
    while (!utf8.empty()) {
        const char32_t c = take(utf8);
        if (is_cyrillic(c)) {
            has_letter = true;
        } else if (c != ' ' && c != '-' && c != '.' && c != '\'' && c != 0x2019) {
            return false;
        }
    }
    return has_letter;
}

bool is_latin_or_cyrillic(std::string_view utf8) noexcept {
    while (!utf8.empty()) {
        if (is_other_script(take(utf8))) {
            return false;
        }
    }
    return true;
}

std::string_view cut_text(std::string_view utf8, std::size_t length) noexcept {
    std::string_view rest = utf8;
    while (length > 0 && !rest.empty()) {
        take(rest);
        --length;
    }
    return utf8.substr(0, utf8.size() - rest.size());
}

std::vector<std::string_view> split_text(std::string_view utf8, std::size_t length) {
    std::vector<std::string_view> parts;
    while (!utf8.empty()) {
        std::string_view part = cut_text(utf8, length);
        if (part.size() < utf8.size() && utf8[part.size()] != ' ') {
            const auto blank = part.rfind(' ');
            if (blank != std::string_view::npos && blank > 0) {
                part = part.substr(0, blank);
            }
        }
        parts.push_back(part);
        utf8.remove_prefix(part.size());
        while (utf8.starts_with(' ')) {
            utf8.remove_prefix(1);
        }
    }
    return parts;
}

}  // namespace silkgate::adapters::eaeu
