#include "adapters/pk/national.hpp"

#include <algorithm>

namespace silkgate::adapters::pk {
namespace {

bool are_digits(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_cnic(std::string_view number) noexcept {
    if (number.size() == 13) {
        return are_digits(number);
    }
    return number.size() == 15 && number[5] == '-' && number[13] == '-' && are_digits(number.substr(0, 5)) &&
           are_digits(number.substr(6, 7)) && are_digits(number.substr(14));
}

bool is_ntn(std::string_view number) noexcept {
    const bool hyphen = number.size() == 9 && number[7] == '-';
    if (number.size() != 8 && !hyphen) {
        return false;
    }
    const bool letter = number[0] >= 'A' && number[0] <= 'Z';
    return (letter || are_digits(number.substr(0, 1))) && are_digits(number.substr(1, 6)) &&
           are_digits(number.substr(hyphen ? 8 : 7));
}

}  // namespace silkgate::adapters::pk
