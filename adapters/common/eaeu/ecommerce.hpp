// The Union's e-commerce regime (Protocol of 25.12.2023): goods a person bought, free up to a value, above it
// a share of the whole value and the VAT of the buyer's country. It holds only on days for which an
// operator's ecommerce.csv has a row: no official text was found that says it began.
#pragma once

#include "adapters/common/eaeu/assess.hpp"
#include "gateway/rules/rules.hpp"

#include <optional>
#include <span>
#include <vector>

namespace silkgate::adapters::eaeu {

struct EcommerceDuty {
    DutyBase base = DutyBase::none;  // which side gave the larger amount; the value on a tie
    Decimal amount_eur;              // exact, not rounded
};

// Nothing up to and including the limit; above it the greater of percent × value and EUR/kg × weight, both
// whole. Errc::limit_exceeded when the numbers are out of range.
[[nodiscard]] Result<EcommerceDuty>
ecommerce_duty(const EcommerceTerms& terms, Decimal value_eur, Decimal gross_kg);

struct EcommerceAssessment {
    Assessment worth;  // computed, clearly_below, rate_missing or out_of_range; no limits, no duty
    const EcommerceTerms* terms = nullptr;
    EcommerceDuty duty;
    Decimal duty_national;  // rounded once to 2 decimals, half up
    // Of all lines alike; absent when it is not known of one or differs: how a duty by weight is spread over
    // rates is in no source. Not asked within the limit.
    std::optional<Decimal> vat_percent;
    Decimal vat_base;      // value and duty, national currency
    Decimal vat_national;  // 2 decimals, half up

    [[nodiscard]] bool is_dutiable() const noexcept { return duty.base != DutyBase::none; }
};

// Precondition: the regime holds on the view's day.
[[nodiscard]] EcommerceAssessment assess_ecommerce(const DeclarationView& view);

// Goods for a person are e-commerce goods while the regime holds, unless they are a gift.
void choose_ecommerce(const DeclarationView& view, Leg& leg);

// Always an error among them (EE-0621): the declaration (ДЭТ) has no public schema, so none is made.
void check_ecommerce(const DeclarationView& view, std::string_view leg, Violations& out);

// Duty and VAT in the national currency. Errc::rule_violations when they can not be computed.
[[nodiscard]] Result<std::vector<QuoteLine>>
quote_ecommerce(const DeclarationView& view, std::string_view leg);

[[nodiscard]] std::vector<const Rule*> ecommerce_rules();  // EE-062x

}  // namespace silkgate::adapters::eaeu
