#include "adapters/ru/quote.hpp"

#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

constexpr Rule kDuty{
    .id = "RU-0610",
    .code = "personal-use-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eec-107#annexes 1 and 2: above 200 EUR or 31 kg, 15 % of the value's excess, at least 2 EUR/kg of "
        "the weight's (limits.csv)",
    .effective_from = "2024-04-01",
    .text =
        {.en = "Single-rate duty on goods for personal use.",
         .zh = "个人自用商品统一税率关税。",
         .ru = "Пошлина по единой ставке на товары для личного пользования."}
};
constexpr Rule kFee{
    .id = "RU-0611",
    .code = "customs-fee",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "adapter-ru#limits.csv, column fee: customs fee for a dutiable parcel; empty until an operator has "
        "its source",
    .text = {.en = "Customs fee.", .zh = "海关手续费。", .ru = "Таможенный сбор."}
};

QuoteLine duty_line(const DeclarationView& view, const Assessment& assessment) {
    QuoteLine line{
        .kind = "duty",
        .basis = assessment.value_eur,
        .basis_currency = "EUR",
        .rate = "0 %",
        .amount = Decimal::from_parts(0, 2),
        .currency = "RUB",
        .rule = &kDuty,
    };
    if (assessment.outcome == Assessed::clearly_below) {
        line.basis = assessment.value;
        line.basis_currency = view.order->money.currency;
        return line;
    }
    line.amount = assessment.duty_rub.rounded(2, Rounding::half_up);
    if (assessment.duty.base == eaeu::DutyBase::value) {
        line.basis = assessment.duty.excess;
        line.rate = assessment.limits->percent.to_shortest() + " %";
    } else if (assessment.duty.base == eaeu::DutyBase::weight) {
        line.basis = assessment.duty.excess;
        line.basis_currency = "kg";
        line.rate = assessment.limits->eur_per_kg.to_shortest() + " EUR/kg";
    }
    return line;
}

}  // namespace

Result<std::vector<QuoteLine>> quote_passenger_duty(const DeclarationView& view, std::string_view leg) {
    const Assessment assessment = assess(view);
    if (assessment.outcome != Assessed::computed && assessment.outcome != Assessed::clearly_below) {
        Error error = fail(Errc::rule_violations, "the duty can not be computed");
        rules::evaluate<AssessedView>(
            value_rows(), AssessedView{&view, &assessment}, "", leg, error.violations
        );
        return error;
    }
    std::vector<QuoteLine> lines;
    lines.push_back(duty_line(view, assessment));
    if (assessment.limits->fee && !assessment.duty_rub.is_zero()) {
        lines.push_back(QuoteLine{
            .kind = "fee",
            .basis = assessment.duty_rub,
            .basis_currency = "RUB",
            .rate = "fixed",
            .amount = *assessment.limits->fee,
            .currency = "RUB",
            .rule = &kFee,
        });
    }
    return lines;
}

std::vector<const Rule*> quote_rules() {
    return {&kDuty, &kFee};
}

}  // namespace silkgate::adapters::ru
