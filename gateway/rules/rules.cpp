#include "gateway/rules/rules.hpp"

#include <algorithm>

namespace silkgate::rules {
namespace {

bool matches_text(const Format& format, std::string_view text) {
    const auto length = static_cast<int>(count_code_points(text));
    switch (format.kind) {
        case Kind::any:
        case Kind::number:
            return true;
        case Kind::text:
            return length >= format.min && length <= format.max;
        case Kind::digits:
            return length >= format.min && length <= format.max &&
                   std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
        case Kind::listed:
        case Kind::custom:
            return format.accepts(text);
    }
    return false;
}

bool matches_number(const Format& format, Decimal number) {
    if (format.kind != Kind::number) {
        return true;
    }
    const bool large_enough = format.min == 0 ? !number.is_negative() : number > Decimal{};
    return large_enough && number.significant_decimals() <= format.decimals &&
           number.integer_digits() <= format.max - format.decimals;
}

}  // namespace

std::size_t count_code_points(std::string_view utf8) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

bool matches(const Format& format, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return matches_text(format, *text);
    }
    if (const auto* number = std::get_if<Decimal>(&value)) {
        return matches_number(format, *number);
    }
    return true;
}

}  // namespace silkgate::rules
