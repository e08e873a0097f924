#include "gateway/core/country.hpp"

#include <algorithm>

namespace silkgate {
namespace {

constexpr auto kCountries = std::to_array<CountryInfo>({
#define SILKGATE_COUNTRY(alpha2, alpha3, numeric, name) {#alpha2, alpha3, numeric, name},
#include "gateway/core/countries.def"
#undef SILKGATE_COUNTRY
});

constexpr auto kServed =
    std::to_array<std::string_view>({"CN", "RU", "KZ", "KG", "TJ", "UZ", "IN", "PK", "IR", "BY"});

}  // namespace

const CountryInfo* find_country(std::string_view alpha2) noexcept {
    const auto* found = std::ranges::lower_bound(kCountries, alpha2, {}, &CountryInfo::alpha2);
    return found != kCountries.end() && found->alpha2 == alpha2 ? found : nullptr;
}

const CountryInfo* find_country(int numeric) noexcept {
    const auto* found = std::ranges::find(kCountries, numeric, &CountryInfo::numeric);
    return found != kCountries.end() ? found : nullptr;
}

bool is_served_country(std::string_view alpha2) noexcept {
    return std::ranges::find(kServed, alpha2) != kServed.end();
}

}  // namespace silkgate
