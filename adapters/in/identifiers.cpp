#include "adapters/in/identifiers.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::in {
namespace {

constexpr std::size_t kPanLetters = 5;
constexpr std::size_t kPanDigits = 4;
constexpr std::size_t kPanSize = 10;
constexpr std::size_t kGstinSize = 15;
constexpr int kGstinBase = 36;
constexpr std::size_t kAadhaarDigits = 12;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

// 0-9 A-Z as 0 to 35.
int value_of(char c) noexcept {
    return is_digit(c) ? c - '0' : c - 'A' + 10;
}

// Verhoeff's tables: the multiplication of the dihedral group of order 10, and the powers of one permutation.
constexpr std::array<std::array<int, 10>, 10> kMultiply = {{
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
}};
constexpr std::array<int, 10> kPermutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

}  // namespace

bool is_digits(std::string_view text, std::size_t count) noexcept {
    return text.size() == count && std::ranges::all_of(text, is_digit);
}

bool is_pan(std::string_view text) noexcept {
    return text.size() == kPanSize && std::ranges::all_of(text.substr(0, kPanLetters), is_letter) &&
           std::ranges::all_of(text.substr(kPanLetters, kPanDigits), is_digit) && is_letter(text.back());
}

bool is_pan_of_known_holder(std::string_view text) noexcept {
    return is_pan(text) && std::string_view("ABCFGHJLPT").find(text[3]) != std::string_view::npos;
}

bool has_gstin_shape(std::string_view text) noexcept {
    const auto is_either = [](char c) { return is_digit(c) || is_letter(c); };
    return text.size() == kGstinSize && is_digits(text.substr(0, 2), 2) && is_pan(text.substr(2, kPanSize)) &&
           text[12] != '0' && std::ranges::all_of(text.substr(12), is_either);
}

bool is_gstin(std::string_view text) noexcept {
    if (!has_gstin_shape(text)) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i + 1 < kGstinSize; ++i) {
        const int product = value_of(text[i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / kGstinBase + product % kGstinBase;
    }
    return value_of(text.back()) == (kGstinBase - sum % kGstinBase) % kGstinBase;
}

bool is_iec(std::string_view text) noexcept {
    return is_pan(text) || is_digits(text, kPanSize);
}

bool has_aadhaar_shape(std::string_view text) noexcept {
    return is_digits(text, kAadhaarDigits) && text.front() >= '2';
}

bool is_aadhaar(std::string_view text) noexcept {
    if (!has_aadhaar_shape(text)) {
        return false;
    }
    int check = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {  // from the right
        int digit = text[text.size() - 1 - i] - '0';
        for (std::size_t power = 0; power < i % 8; ++power) {
            digit = kPermutation[static_cast<std::size_t>(digit)];
        }
        check = kMultiply[static_cast<std::size_t>(check)][static_cast<std::size_t>(digit)];
    }
    return check == 0;
}

bool is_custom_house(std::string_view text) noexcept {
    return text.size() == 6 && text.starts_with("IN") && std::ranges::all_of(text.substr(2, 3), is_letter) &&
           std::string_view("1462B").find(text[5]) != std::string_view::npos;
}

}  // namespace silkgate::adapters::in
