// Identification numbers of the Union's members and their check digits, on which several open libraries agree
// (python-stdnum at 2b92075 and others). All functions take the number as written, without blanks. Pure;
// thread-safe.
#pragma once

#include <string_view>

namespace silkgate::adapters::eaeu {

// Russia. INN of an organisation: 10 digits; of a person: 12 digits, two of them check digits.
[[nodiscard]] bool is_ru_inn_organisation(std::string_view inn) noexcept;
[[nodiscard]] bool is_ru_inn_person(std::string_view inn) noexcept;
// OGRN: 13 digits, first 12 mod 11 mod 10. OGRNIP: 15 digits, first 14 mod 13 mod 10.
[[nodiscard]] bool is_ru_ogrn(std::string_view number) noexcept;
[[nodiscard]] bool is_ru_ogrnip(std::string_view number) noexcept;

// Kazakhstan, 12 digits. A few issued numbers break the check digit: make a failure a warning.
[[nodiscard]] bool is_kz_iin(std::string_view iin) noexcept;
[[nodiscard]] bool is_kz_bin(std::string_view bin) noexcept;

// Belarus. UNP: 9 characters, letters in Latin upper case. Personal number: 14 of 0-9, A-Z.
[[nodiscard]] bool is_by_unp(std::string_view unp) noexcept;
[[nodiscard]] bool is_by_personal_number(std::string_view number) noexcept;

// Kyrgyzstan, 14 digits: 1 or 2, then a real date DDMMYYYY, then a serial. The check-digit rule is not
// published.
[[nodiscard]] bool has_kg_pin_pattern(std::string_view pin) noexcept;

}  // namespace silkgate::adapters::eaeu
