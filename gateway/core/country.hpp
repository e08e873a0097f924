// ISO 3166-1 country codes, and which of them Silkgate serves.
#pragma once

#include "gateway/core/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate {

struct CountryInfo {
    std::string_view alpha2;
    std::string_view alpha3;
    int numeric;
    std::string_view name;  // English
};

// Looks an upper-case alpha-2 code up; nullptr when it is not in ISO 3166-1.
[[nodiscard]] const CountryInfo* find_country(std::string_view alpha2) noexcept;
// The same by numeric code (e.g. 643).
[[nodiscard]] const CountryInfo* find_country(int numeric) noexcept;

// CN RU KZ KG TJ UZ IN PK IR BY: the members whose trade with China Silkgate serves.
[[nodiscard]] bool is_served_country(std::string_view alpha2) noexcept;

}  // namespace silkgate
