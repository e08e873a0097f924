#include "gateway/order/goods_name.hpp"

#include "gateway/order/rule_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace silkgate::order {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

struct Script {
    std::string_view language;
    std::array<Range, 3> letters;  // blocks of the Unicode standard; unused ones are empty
};

constexpr std::array kScripts = {
    Script{"zh", {Range{0x4E00, 0x9FFF}, Range{0x3400, 0x4DBF}, Range{0x20000, 0x2FA1F}}},
    Script{"ru", {Range{0x0400, 0x04FF}, Range{1, 0}, Range{1, 0}}},
    Script{"en", {Range{'A', 'Z'}, Range{'a', 'z'}, Range{1, 0}}},
};

// Code points of valid UTF-8.
template <class Visit>
void each_code_point(std::string_view utf8, Visit&& visit) {
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
        for (std::size_t k = 1; k < size && i + k < utf8.size(); ++k) {
            code = (code << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        }
        visit(code);
        i += size;
    }
}

std::size_t count_letters(std::string_view text, const Script& script) {
    std::size_t count = 0;
    each_code_point(text, [&](char32_t code) {
        count += std::ranges::any_of(script.letters, [code](Range range) {
            return code >= range.first && code <= range.last;
        });
    });
    return count;
}

// Parts between blanks that have more in them than digits and marks.
std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    while (!text.empty()) {
        const auto end = text.find(' ');
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        words += std::ranges::any_of(part, [](char c) {
            return static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        });
    }
    return words;
}

std::optional<RuleName> find_fault(const CatalogName& name, const CatalogItem& item) {
    constexpr std::size_t kHanMin = 2;
    constexpr std::size_t kWordsMin = 2;
    if (name.text == item.sku || (!item.barcode.empty() && name.text == item.barcode)) {
        return RuleName::name_is_code;
    }
    const auto* script = std::ranges::find(kScripts, name.language, &Script::language);
    const bool known = script != kScripts.end();
    const std::size_t letters = known ? count_letters(name.text, *script) : 0;
    if (known && letters == 0) {
        return RuleName::name_script;
    }
    const bool enough = name.language == "zh" ? letters >= kHanMin : count_words(name.text) >= kWordsMin;
    return enough ? std::nullopt : std::optional(RuleName::name_too_short);
}

}  // namespace

Violations check_names(const CatalogItem& item) {
    Violations found;
    for (std::size_t i = 0; i < item.names.size(); ++i) {
        if (const auto fault = find_fault(item.names[i], item)) {
            found.push_back(
                make_violation(*fault, "/names/" + std::to_string(i) + "/text", item.names[i].text)
            );
            found.back().pointer = found.back().canonical_pointer;
        }
    }
    return found;
}

}  // namespace silkgate::order
