#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>

namespace silkgate::adapters::transport {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_letter_or_digit(char c) {
    return is_letter(c) || is_digit(c);
}

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, is_digit);
}

int digit(char c) {
    return c - '0';
}

// ISO 6346 annex A (as in GOST R 52524-2005): A is 10, and multiples of 11 are left out.
int container_value(char c) {
    if (is_digit(c)) {
        return digit(c);
    }
    const int plain = 10 + (c - 'A');
    return plain + (plain > 10 ? 1 : 0) + (plain > 20 ? 1 : 0) + (plain > 30 ? 1 : 0);
}

// Digits times weights that begin with `first_weight` and grow by one; remainder by 11.
int weighted_mod_11(std::string_view digits, int first_weight) {
    int sum = 0;
    for (const char c : digits) {
        sum += digit(c) * first_weight++;
    }
    return sum % 11;
}

char station_check_digit(std::string_view five_digits) {
    int check = weighted_mod_11(five_digits, 1);
    if (check == 10) {
        check = weighted_mod_11(five_digits, 3);
    }
    return static_cast<char>('0' + (check == 10 ? 0 : check));
}

}  // namespace

bool is_container_number(std::string_view text) noexcept {
    if (text.size() != 11 || !std::ranges::all_of(text.substr(0, 3), is_letter) ||
        std::string_view("UJZ").find(text[3]) == std::string_view::npos || !is_digits(text.substr(4), 7)) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        sum += container_value(text[i]) << i;
    }
    return sum % 11 % 10 == digit(text[10]);
}

bool is_container_type(std::string_view text) noexcept {
    return text.size() == 4 && std::ranges::all_of(text, is_letter_or_digit) && is_letter(text[2]);
}

bool is_reefer_type(std::string_view text) noexcept {
    return is_container_type(text) && (text[2] == 'R' || text[2] == 'H');
}

bool is_air_waybill(std::string_view text) noexcept {
    if (text.size() != 12 || text[3] != '-' || !is_digits(text.substr(0, 3), 3) ||
        !is_digits(text.substr(4), 8)) {
        return false;
    }
    int serial = 0;
    for (const char c : text.substr(4, 7)) {
        serial = serial * 10 + digit(c);
    }
    return serial % 7 == digit(text[11]);
}

bool is_house_waybill(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 12 && std::ranges::all_of(text, is_letter_or_digit);
}

bool is_wagon_number(std::string_view text) noexcept {
    if (!is_digits(text, 8) && !is_digits(text, 12)) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const int product = digit(text[i]) * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return (sum + digit(text.back())) % 10 == 0;
}

bool is_railway_station(std::string_view text) noexcept {
    return is_digits(text, 6) && station_check_digit(text.substr(0, 5)) == text[5];
}

std::optional<std::string> complete_railway_station(std::string_view five_digits) {
    if (!is_digits(five_digits, 5)) {
        return std::nullopt;
    }
    return std::string(five_digits) + station_check_digit(five_digits);
}

bool is_unlocode(std::string_view text) noexcept {
    return text.size() == 5 && std::ranges::all_of(text.substr(0, 2), is_letter) &&
           std::ranges::all_of(text.substr(2), [](char c) { return is_letter(c) || (c >= '2' && c <= '9'); });
}

bool is_carrier_code(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 4 &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_imo_number(std::string_view text) noexcept {
    if (!is_digits(text, 7)) {
        return false;
    }
    int sum = 0;
    for (int i = 0; i < 6; ++i) {
        sum += digit(text[static_cast<std::size_t>(i)]) * (7 - i);
    }
    return sum % 10 == digit(text[6]);
}

bool is_voyage_reference(std::string_view text) noexcept {
    return text.size() == 5 && is_digits(text.substr(0, 2), 2) &&
           std::ranges::all_of(text.substr(2, 2), is_letter_or_digit) &&
           std::string_view("NEWSR").find(text[4]) != std::string_view::npos;
}

bool is_service_reference(std::string_view text) noexcept {
    return text.size() == 8 && text.starts_with("SR") && is_digits(text.substr(2, 5), 5) &&
           is_letter(text[7]);
}

bool is_tir_carnet(std::string_view text) noexcept {
    return text.size() == 10 &&
           std::ranges::all_of(text.substr(0, 2), [](char c) { return is_letter(c) || c == ' '; }) &&
           is_digits(text.substr(2), 8);
}

bool is_cargo_agent(std::string_view text) noexcept {
    return is_digits(text, 7) || is_digits(text, 11);
}

}  // namespace silkgate::adapters::transport
