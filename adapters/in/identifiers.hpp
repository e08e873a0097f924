// Indian numbers: shape and check characters (facts marked in sources.md as in-ids, gstin). Pure;
// thread-safe.
#pragma once

#include <string_view>

namespace silkgate::adapters::in {

// AAAAA9999A. The last letter's algorithm is not published.
[[nodiscard]] bool is_pan(std::string_view text) noexcept;
// The fourth letter of a PAN says what its holder is: one of A B C F G H J L P T. False for what is no PAN.
[[nodiscard]] bool is_pan_of_known_holder(std::string_view text) noexcept;

// 15 characters: state code, PAN, entity, one more (Z by default), check character. The state is not looked
// up.
[[nodiscard]] bool has_gstin_shape(std::string_view text) noexcept;
[[nodiscard]] bool is_gstin(std::string_view text) noexcept;

// A PAN, or 10 digits for codes issued before 2017-18.
[[nodiscard]] bool is_iec(std::string_view text) noexcept;

// 12 digits, the first 2 to 9.
[[nodiscard]] bool has_aadhaar_shape(std::string_view text) noexcept;
// The Verhoeff check digit of 12 digits.
[[nodiscard]] bool is_aadhaar(std::string_view text) noexcept;

// "IN", 3 letters, and the kind of place: 1 sea, 4 air, 6 inland, 2 rail, B land.
[[nodiscard]] bool is_custom_house(std::string_view text) noexcept;

[[nodiscard]] bool is_digits(std::string_view text, std::size_t count) noexcept;

}  // namespace silkgate::adapters::in
