// What an organisation owes for an import, in the ordinary order of calculation: customs value, duty by the
// tariff, VAT on both. Nothing is guessed: one missing rate leaves all of it unknown.
#pragma once

#include "adapters/common/eaeu/assess.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Kinds of payment (list of customs payments).
inline constexpr std::string_view kFeePayment = "1010";
inline constexpr std::string_view kDutyPayment = "2010";
inline constexpr std::string_view kVatPayment = "5010";

enum class Owed : std::uint8_t {
    computed,
    nothing,            // an export, or goods for personal use: this calculation is not theirs
    value_unknown,      // the customs value itself is not; other rules say why
    freight_unknown,    // how much of the way to the Union's border the price holds
    tariff_missing,     // a code without a row on the day
    quantity_missing,   // in the unit of the tariff
    duty_rate_missing,  // the day's rate of a specific duty's currency
    tax_unknown,        // VAT of the code, or it is excisable
    out_of_range
};

// One payment of one thing.
struct Payment {
    std::string_view code;       // kDutyPayment, kVatPayment
    Decimal base;                // customs value, or quantity in `rate_unit`
    std::string_view rate_unit;  // customs code of the unit of a specific rate; empty: `rate` is a percentage
    std::string_view rate_currency;  // ISO 4217, of a specific rate
    std::optional<Decimal> rate;     // that gave the amount; absent where two were added
    std::string rate_words;          // as the law has it: "15 %, at least 2 EUR/kg"
    Decimal amount;                  // national currency, 2 decimals, half up
};

struct OwedAssessment {
    Owed outcome = Owed::nothing;
    std::size_t line = 0;  // in DeclarationView::lines: the first that could not be computed
    std::vector<std::vector<Payment>> payments;  // of each line; only when computed
    Decimal duty;                                // sums of the lines'
    Decimal vat;
    std::optional<Decimal> fee;  // customs fee of the declaration, where its bracket is known
};

// VAT of a code on the view's day; absent when it is not known or the goods are excisable.
[[nodiscard]] std::optional<Decimal> vat_percent(const DeclarationView& view, std::string_view code);

// `worth` is of the same view.
[[nodiscard]] OwedAssessment assess_owed(const DeclarationView& view, const TradeAssessment& worth);

// ISO 4217 number of three digits; empty for a currency that is not known.
[[nodiscard]] std::string currency_number(std::string_view currency);

// Rules that the amounts of a quote cite: EE-0751 to EE-0753.
[[nodiscard]] std::vector<const Rule*> owed_rules();

// Empty for an export. Precondition: outcome is computed or nothing.
[[nodiscard]] std::vector<QuoteLine> quote_owed(const DeclarationView& view, const OwedAssessment& owed);

}  // namespace silkgate::adapters::eaeu
