#include "adapters/common/eaeu/quote.hpp"

#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {
namespace {

QuoteLine duty_line(const DeclarationView& view, const Assessment& assessment, const Rule& rule) {
    QuoteLine line{
        .kind = "duty",
        .basis = assessment.value_eur,
        .basis_currency = "EUR",
        .rate = "0 %",
        .amount = Decimal::from_parts(0, 2),
        .currency = std::string(view.country->currency),
        .rule = &rule,
    };
    if (assessment.outcome == Assessed::clearly_below) {
        line.basis = assessment.value;
        line.basis_currency = view.order->money.currency;
        return line;
    }
    line.amount = assessment.duty_national.rounded(2, Rounding::half_up);
    if (assessment.duty.base == DutyBase::value) {
        line.basis = assessment.duty.excess;
        line.rate = assessment.limits->percent.to_shortest() + " %";
    } else if (assessment.duty.base == DutyBase::weight) {
        line.basis = assessment.duty.excess;
        line.basis_currency = "kg";
        line.rate = assessment.limits->eur_per_kg.to_shortest() + " EUR/kg";
    }
    return line;
}

}  // namespace

Result<std::vector<QuoteLine>>
quote_personal_duty(const DeclarationView& view, std::string_view leg, const Rule& duty) {
    const Assessment assessment = assess(view);
    if (assessment.outcome != Assessed::computed && assessment.outcome != Assessed::clearly_below) {
        Error error = fail(Errc::rule_violations, "the duty can not be computed");
        rules::evaluate<AssessedView>(
            shared_value_rows(), AssessedView{&view, &assessment}, "", leg, error.violations
        );
        return error;
    }
    std::vector<QuoteLine> lines;
    lines.push_back(duty_line(view, assessment, duty));
    if (assessment.limits->fee && !assessment.duty_national.is_zero()) {
        lines.push_back(QuoteLine{
            .kind = "fee",
            .basis = assessment.duty_national,
            .basis_currency = std::string(view.country->currency),
            .rate = "fixed",
            .amount = *assessment.limits->fee,
            .currency = std::string(view.country->currency),
            .rule = &fee_rule(),
        });
    }
    return lines;
}

}  // namespace silkgate::adapters::eaeu
