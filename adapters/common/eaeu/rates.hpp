// Central-bank exchange rates as dated data. The rate that counts is the one in force on the day in question
// in the customs office's calendar; a rate is never used beyond the days it is known to hold.
#pragma once

#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

struct Rate {
    csv::Validity
        validity;  // an absent `to`: until the bank's next row, but no longer than kStaysDaysMax after `from`
    std::string bank;      // "CBR"
    std::string currency;  // ISO 4217
    Decimal nominal;       // units of the currency …
    Decimal rate;          // … that cost this much of the bank's own currency
    std::string source;
};

// Banks set no rate on days off; the last one stays. From Saturday it stays to Monday; over longer holidays
// the operator states the day in effective_to.
inline constexpr int kStaysDaysMax = 3;

class RateTable {
public:
    // Columns bank,currency,nominal,rate,source,effective_from,effective_to. Errc::invalid_settings as in
    // read_limits().
    [[nodiscard]] static Result<RateTable> read(std::string_view file, std::string_view text);

    // Rate in force on `day`, or nullptr: a stale rate is no rate.
    [[nodiscard]] const Rate* find(std::string_view bank, std::string_view currency, BusinessDate day)
        const noexcept;

private:
    std::vector<Rate> rates_;  // by bank, currency, from
};

// amount × rate ÷ nominal, rounded once, half up, to `scale` decimals.
[[nodiscard]] Result<Decimal> to_national(Decimal amount, const Rate& rate, int scale);

// A rate as a bank or a file writes it, decimal point or comma; without days, bank and source.
// Errc::invalid_value when a number is not above zero or the currency is not known.
[[nodiscard]] Result<Rate>
make_rate(std::string_view nominal, std::string_view value, std::string_view currency);

// Rows for rates.csv, without header.
[[nodiscard]] std::string to_csv(const std::vector<Rate>& rates);

}  // namespace silkgate::adapters::eaeu
