#include "adapters/uz/identifiers.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace silkgate::adapters::uz {
namespace {

bool are_digits(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

unsigned digits_at(std::string_view text, std::size_t at) noexcept {
    return static_cast<unsigned>(text[at] - '0') * 10 + static_cast<unsigned>(text[at + 1] - '0');
}

}  // namespace

bool is_pinfl_form(std::string_view number) noexcept {
    return number.size() == 14 && are_digits(number);
}

bool is_pinfl(std::string_view number) noexcept {
    constexpr std::array<int, 3> kWeights = {7, 3, 1};
    if (!is_pinfl_form(number) || number[0] < '1' || number[0] > '6') {
        return false;
    }
    const int century = 1800 + (number[0] - '1') / 2 * 100;
    const std::chrono::year_month_day born{
        std::chrono::year(century + static_cast<int>(digits_at(number, 5))),
        std::chrono::month(digits_at(number, 3)),
        std::chrono::day(digits_at(number, 1))
    };
    int sum = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        sum += (number[i] - '0') * kWeights[i % kWeights.size()];
    }
    return born.ok() && sum % 10 == number[13] - '0';
}

bool is_stir(std::string_view number) noexcept {
    return number.size() == 9 && are_digits(number);
}

bool is_passport(std::string_view number) noexcept {
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return number.size() == 9 && std::ranges::all_of(number.substr(0, 2), is_letter) &&
           are_digits(number.substr(2));
}

}  // namespace silkgate::adapters::uz
