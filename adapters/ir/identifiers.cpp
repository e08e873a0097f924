#include "adapters/ir/national.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::ir {
namespace {

bool are_digits(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int digit(std::string_view text, std::size_t at) noexcept {
    return text[at] - '0';
}

}  // namespace

bool is_national_id(std::string_view number) noexcept {
    if (number.size() != 10 || !are_digits(number) ||
        number.find_first_not_of(number[0]) == std::string_view::npos) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        sum += digit(number, i) * (10 - static_cast<int>(i));
    }
    const int rest = sum % 11;
    return digit(number, 9) == (rest < 2 ? rest : 11 - rest);
}

bool is_legal_id_form(std::string_view number) noexcept {
    return number.size() == 11 && are_digits(number);
}

bool is_legal_id(std::string_view number) noexcept {
    constexpr std::array<int, 5> kWeights = {29, 27, 23, 19, 17};
    if (!is_legal_id_form(number)) {
        return false;
    }
    const int shift = digit(number, 9) + 2;
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        sum += (shift + digit(number, i)) * kWeights[i % kWeights.size()];
    }
    return digit(number, 10) == sum % 11 % 10;
}

}  // namespace silkgate::adapters::ir
