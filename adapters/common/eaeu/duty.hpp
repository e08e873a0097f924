// The Union's duty on goods for personal use that come by post or carrier (EEC Council Decision 107
// of 20.12.2017, annexes 1 and 2). Limits and rates are dated data of
// each country's adapter.
#pragma once

#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"

#include <string_view>

namespace silkgate::adapters::eaeu {

struct PersonalLimits {
    csv::Validity validity;
    Decimal value_eur;   // free of duty up to and including
    Decimal weight_kg;   // free of duty up to and including, gross
    Decimal percent;     // of the value's excess
    Decimal eur_per_kg;  // of the weight's excess: the least that is due
    std::optional<Decimal>
        fee;  // customs fee in the country's currency for a dutiable parcel; absent = not known
    std::string source;
};

// Of the e-commerce regime (ecommerce.hpp).
struct EcommerceTerms {
    csv::Validity validity;
    Decimal limit_eur;   // of value: free of duty and tax up to and including
    Decimal percent;     // of the whole value
    Decimal eur_per_kg;  // of the whole gross weight: the least that is due
    std::string source;
};

enum class DutyBase : std::uint8_t { none, value, weight };

struct PersonalDuty {
    DutyBase base = DutyBase::none;  // which side gave the larger amount; the value on a tie
    Decimal excess;                  // EUR or kg over the limit
    Decimal amount_eur;              // exact, not rounded
};

// The greater of percent × (value − limit) and EUR/kg × (weight − limit), each never below zero.
// Errc::limit_exceeded when the numbers are out of range.
[[nodiscard]] Result<PersonalDuty>
personal_duty(const PersonalLimits& limits, Decimal value_eur, Decimal gross_kg);

// Columns limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to. Rows without source
// or with overlapping days are Errc::invalid_settings.
[[nodiscard]] Result<std::vector<PersonalLimits>> read_limits(std::string_view file, std::string_view text);

}  // namespace silkgate::adapters::eaeu
