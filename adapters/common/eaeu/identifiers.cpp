#include "adapters/common/eaeu/identifiers.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <span>

namespace silkgate::adapters::eaeu {
namespace {

constexpr std::string_view kUnpLetters = "ABCEHKMOPT";

bool are_digits(std::string_view text, std::size_t length) noexcept {
    return text.size() == length && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int digit(std::string_view text, std::size_t at) noexcept {
    return text[at] - '0';
}

int number(std::string_view text, std::size_t at, std::size_t count) noexcept {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        value = value * 10 + digit(text, i);
    }
    return value;
}

int weighted(std::string_view text, std::span<const int> weights) noexcept {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * digit(text, i);
    }
    return sum;
}

bool is_month_and_day(int year, int month, int day) noexcept {
    const std::chrono::year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    return date.ok();
}

// First `length - 1` digits, modulo `modulus`, modulo 10, equal to the last digit.
bool has_ogrn_digit(std::string_view text, std::int64_t modulus) noexcept {
    std::int64_t value = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        value = value * 10 + digit(text, i);
    }
    return value % modulus % 10 == digit(text, text.size() - 1);
}

bool has_kz_digit(std::string_view text) noexcept {
    constexpr std::array<int, 11> kFirst{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    constexpr std::array<int, 11> kSecond{3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    int check = weighted(text, kFirst) % 11;
    if (check == 10) {
        check = weighted(text, kSecond) % 11;
    }
    return check != 10 && check == digit(text, 11);
}

int alphanumeric(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

}  // namespace

bool is_ru_inn_organisation(std::string_view inn) noexcept {
    constexpr std::array<int, 9> kWeights{2, 4, 10, 3, 5, 9, 4, 6, 8};
    return are_digits(inn, 10) && weighted(inn, kWeights) % 11 % 10 == digit(inn, 9);
}

bool is_ru_inn_person(std::string_view inn) noexcept {
    constexpr std::array<int, 10> kFirst{7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    constexpr std::array<int, 11> kSecond{3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    return are_digits(inn, 12) && weighted(inn, kFirst) % 11 % 10 == digit(inn, 10) &&
           weighted(inn, kSecond) % 11 % 10 == digit(inn, 11);
}

bool is_ru_ogrn(std::string_view text) noexcept {
    return are_digits(text, 13) && has_ogrn_digit(text, 11);
}

bool is_ru_ogrnip(std::string_view text) noexcept {
    return are_digits(text, 15) && has_ogrn_digit(text, 13);
}

bool is_kz_iin(std::string_view iin) noexcept {
    if (!are_digits(iin, 12)) {
        return false;
    }
    const int century = digit(iin, 6);  // 1, 2: 19th century; 3, 4: 20th; 5, 6: 21st
    return century >= 1 && century <= 6 &&
           is_month_and_day(
               1800 + (century - 1) / 2 * 100 + number(iin, 0, 2), number(iin, 2, 2), number(iin, 4, 2)
           ) &&
           has_kz_digit(iin);
}

bool is_kz_bin(std::string_view bin) noexcept {
    if (!are_digits(bin, 12)) {
        return false;
    }
    const int month = number(bin, 2, 2);
    return month >= 1 && month <= 12 && digit(bin, 4) >= 4 && digit(bin, 4) <= 6 && digit(bin, 5) <= 3 &&
           has_kz_digit(bin);
}

bool is_by_unp(std::string_view unp) noexcept {
    constexpr std::array<int, 8> kWeights{29, 23, 19, 17, 13, 7, 5, 3};
    if (unp.size() != 9 || !are_digits(unp.substr(2), 7)) {
        return false;
    }
    int sum = 0;
    if (are_digits(unp, 9)) {
        if (unp[0] < '1' || unp[0] > '7') {
            return false;
        }
        sum = weighted(unp, kWeights);
    } else {
        const auto first = kUnpLetters.substr(0, 7).find(unp[0]);
        const auto second = kUnpLetters.find(unp[1]);
        if (first == std::string_view::npos || second == std::string_view::npos) {
            return false;
        }
        sum = kWeights[0] * alphanumeric(unp[0]) + kWeights[1] * static_cast<int>(second);
        for (std::size_t i = 2; i < kWeights.size(); ++i) {
            sum += kWeights[i] * digit(unp, i);
        }
    }
    return sum % 11 == digit(unp, 8);  // a remainder of 10 equals no digit
}

bool is_by_personal_number(std::string_view text) noexcept {
    constexpr std::array<int, 3> kWeights{7, 3, 1};
    if (text.size() != 14 || text[13] < '0' || text[13] > '9') {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        const int value = alphanumeric(text[i]);
        if (value < 0) {
            return false;
        }
        sum += value * kWeights[i % 3];
    }
    return sum % 10 == digit(text, 13);
}

bool has_kg_pin_pattern(std::string_view pin) noexcept {
    return are_digits(pin, 14) && (pin[0] == '1' || pin[0] == '2') &&
           is_month_and_day(number(pin, 5, 4), number(pin, 3, 2), number(pin, 1, 2));
}

}  // namespace silkgate::adapters::eaeu
