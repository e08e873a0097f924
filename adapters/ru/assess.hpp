// Is duty due, and how much: the goods' value in roubles and euros against the limits of the day.
#pragma once

#include "adapters/ru/view.hpp"

#include <optional>
#include <vector>

namespace silkgate::adapters::ru {

enum class Assessed : std::uint8_t {
    computed,       // all rates of the day are known
    clearly_below,  // no rate, but the value can not reach the limit at any plausible rate, nor does the
                    // weight
    rate_missing,   // a rate of the day is needed and not known
    no_limits,      // no limits are known for the day
    out_of_range    // a value or weight is missing or too large; other rules say which
};

struct Assessment {
    Assessed outcome = Assessed::out_of_range;
    const eaeu::PersonalLimits* limits = nullptr;
    Decimal weight_kg;  // the parcel's gross weight: the heavier of its own and its goods'
    Decimal value;      // of all goods in the order's currency
    std::vector<Decimal>
        line_values;    // RUB, 2 decimals, in the order of DeclarationView::lines; only when computed
    Decimal value_rub;  // their sum
    Decimal value_eur;  // value_rub at the euro's rate, 2 decimals as in customs' own payment sheet
                        // (PTDExpressGoodsPayInfo)
    eaeu::PersonalDuty duty;
    Decimal duty_rub;  // exact duty in EUR × rate, rounded once to kopecks, half up
};

// Rates of the Bank of Russia in force on `view.day`: the day of registration counts by law, so a declaration
// that is registered on a later day has to be computed again by the filer.
[[nodiscard]] Assessment assess(const DeclarationView& view);

}  // namespace silkgate::adapters::ru
