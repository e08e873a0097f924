// Numbers of persons and firms of Uzbekistan. Pure; thread-safe.
#pragma once

#include <string_view>

namespace silkgate::adapters::uz {

// PINFL (JShShIR): 14 digits.
[[nodiscard]] bool is_pinfl_form(std::string_view number) noexcept;
// First digit 1 to 6 (sex and century), a real date DDMMYY in that century, control digit: the first 13
// digits times 7, 3, 1 in turn, sum mod 10. The rule is not confirmed by an official source: make a failure a
// warning.
[[nodiscard]] bool is_pinfl(std::string_view number) noexcept;
// STIR (INN): 9 digits; no check digit is published.
[[nodiscard]] bool is_stir(std::string_view number) noexcept;
// Two letters and seven digits.
[[nodiscard]] bool is_passport(std::string_view number) noexcept;

}  // namespace silkgate::adapters::uz
