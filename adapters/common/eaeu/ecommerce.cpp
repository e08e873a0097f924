#include "adapters/common/eaeu/ecommerce.hpp"

#include "adapters/common/eaeu/owed.hpp"

namespace silkgate::adapters::eaeu {
namespace {

Result<Decimal> share_of(Decimal amount, Decimal percent) {
    const auto share = multiply(percent, Decimal::from_parts(1, 2));
    return share ? multiply(amount, *share) : share;
}

// The one rate of VAT of all lines.
std::optional<Decimal> common_vat(const DeclarationView& view) {
    std::optional<Decimal> common;
    for (const LineView& line : view.lines) {
        const auto percent = line.code == nullptr ? std::nullopt : vat_percent(view, line.code->code);
        if (!percent || (common && *common != *percent)) {
            return std::nullopt;
        }
        common = percent;
    }
    return common;
}

// Fills the amounts in the national currency; false when a number is out of range.
bool convert(const DeclarationView& view, EcommerceAssessment& out) {
    const Rate* euro = view.data->rates.find(view.country->bank, "EUR", view.day);
    const auto duty = to_national(out.duty.amount_eur, *euro, 2);
    const auto base = duty ? add(out.worth.value_national, *duty) : duty;
    if (!base) {
        return false;
    }
    out.duty_national = *duty;
    out.vat_base = *base;
    if (!out.vat_percent) {
        return true;
    }
    const auto vat = share_of(*base, *out.vat_percent);
    if (!vat) {
        return false;
    }
    out.vat_national = vat->rounded(2, Rounding::half_up);
    return true;
}

}  // namespace

Result<EcommerceDuty> ecommerce_duty(const EcommerceTerms& terms, Decimal value_eur, Decimal gross_kg) {
    if (value_eur <= terms.limit_eur) {
        return EcommerceDuty{};
    }
    const auto by_value = share_of(value_eur, terms.percent);
    const auto by_weight = multiply(gross_kg, terms.eur_per_kg);
    if (!by_value || !by_weight) {
        return fail(Errc::limit_exceeded, "the duty is out of range");
    }
    return *by_weight > *by_value ? EcommerceDuty{.base = DutyBase::weight, .amount_eur = *by_weight}
                                  : EcommerceDuty{.base = DutyBase::value, .amount_eur = *by_value};
}

EcommerceAssessment assess_ecommerce(const DeclarationView& view) {
    EcommerceAssessment out{.worth = worth_of(view), .terms = view.data->ecommerce_on(view.day)};
    Assessed& outcome = out.worth.outcome;
    if (outcome == Assessed::rate_missing && is_surely_within(view, out.worth.value, out.terms->limit_eur)) {
        outcome = Assessed::clearly_below;
    }
    if (outcome != Assessed::computed) {
        return out;
    }
    const auto duty = ecommerce_duty(*out.terms, out.worth.value_eur, out.worth.weight_kg);
    if (!duty) {
        outcome = Assessed::out_of_range;
        return out;
    }
    out.duty = *duty;
    if (out.is_dutiable()) {
        out.vat_percent = common_vat(view);
        outcome = convert(view, out) ? outcome : Assessed::out_of_range;
    }
    return out;
}

void choose_ecommerce(const DeclarationView& view, Leg& leg) {
    const bool is_gift = view.order->header.nature_of_transaction == "gift";
    if (view.filing->filing == Filing::passenger && !is_gift &&
        view.data->ecommerce_on(view.day) != nullptr) {
        leg.regime = row_of(Filing::ecommerce).regime;
    }
}

}  // namespace silkgate::adapters::eaeu
