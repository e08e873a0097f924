// Is duty due, and how much: the goods' value in the national currency and in euros against the limits of the
// day.
#pragma once

#include "adapters/common/eaeu/view.hpp"

#include <optional>
#include <vector>

namespace silkgate::adapters::eaeu {

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
    const PersonalLimits* limits = nullptr;
    Decimal weight_kg;                 // the parcel's gross weight: the heavier of its own and its goods'
    Decimal value;                     // of all goods in the order's currency
    std::vector<Decimal> line_values;  // national currency, 2 decimals, in the order of
                                       // DeclarationView::lines; only when computed
    Decimal value_national;            // their sum
    Decimal value_eur;  // value_national at the euro's rate, 2 decimals as in customs' own payment sheet
                        // (PTDExpressGoodsPayInfo)
    PersonalDuty duty;
    Decimal duty_national;  // exact duty in EUR × rate, rounded once to 2 decimals, half up
};

// What the goods are worth and weigh: computed, rate_missing or out_of_range. Limits and duty stay empty.
[[nodiscard]] Assessment worth_of(const DeclarationView& view);

// Whether a value in the order's currency is at most `limit_eur` by value_bounds.csv, whatever the day's
// rate.
[[nodiscard]] bool is_surely_within(const DeclarationView& view, Decimal value, Decimal limit_eur);

// The declaration as a whole with what it is worth: subject of the rows that look at money.
struct AssessedView {
    const DeclarationView* view = nullptr;
    const Assessment* assessment = nullptr;
};

enum class Traded : std::uint8_t {
    computed,
    rate_missing,   // of the order's currency
    limit_missing,  // no limit of the procedure is known for the day
    euro_missing,  // needed as the value is not clearly within the limit: the euro's rate, by which the limit
                   // is compared
    above_limit,   // too dear for the express declaration
    out_of_range   // a value is missing or too large; other rules say which
};

// What goods that are not for personal use are worth.
struct TradeAssessment {
    Traded outcome = Traded::out_of_range;
    std::vector<Decimal> line_values;  // national currency, 2 decimals; but for rate_missing and out_of_range
    Decimal value;                     // of all goods in the order's currency
    Decimal value_national;            // line_values' sum
};

[[nodiscard]] TradeAssessment assess_trade(const DeclarationView& view);

// Goods that are not for personal use and too dear for ДТЭГ go by the ordinary declaration.
void choose_ordinary(const DeclarationView& view, Leg& leg);

struct OwedAssessment;

struct TradedView {
    const DeclarationView* view = nullptr;
    const TradeAssessment* assessment = nullptr;
    const OwedAssessment* owed = nullptr;
};

// Rates of the national bank in force on `view.day`: the day of registration counts by law, so a declaration
// that is registered on a later day has to be computed again by the filer.
[[nodiscard]] Assessment assess(const DeclarationView& view);

}  // namespace silkgate::adapters::eaeu
