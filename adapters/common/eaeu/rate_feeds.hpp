// Readers of the national banks' own feeds, which operators turn into rows of rates.csv (`silkgate rates`).
#pragma once

#include "adapters/common/eaeu/rates.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Names of rates.csv: Bank of Russia (XML_daily), National Bank of Kazakhstan (get_rates and rates_all), of
// Belarus (exrates, JSON), of the Kyrgyz Republic (daily, weekly).
inline constexpr std::array<std::string_view, 4> kBanks{"CBR", "NBK", "NBRB", "NBKR"};

// One feed, XML in UTF-8 or windows-1251, or JSON. Every row has the day from which the bank says that the
// rate holds: a bank answers a request for a day off with its last set. Special drawing rights and currencies
// that ISO 4217 does not know are left out. Errc::invalid_value for an unknown bank, another document, a
// date or number that is none, or two rates of one currency and day.
[[nodiscard]] Result<std::vector<Rate>>
read_feed(std::string_view bank, std::string_view bytes, std::string_view source);

}  // namespace silkgate::adapters::eaeu
