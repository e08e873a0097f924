// What is said and quoted of e-commerce goods. EE-062x.
#include "adapters/common/eaeu/ecommerce.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"
#include "adapters/duty_unknown.hpp"

namespace silkgate::adapters::eaeu {
namespace {

constexpr rules::Row<DeclarationView> kDeclared = holding<DeclarationView>(
    {.id = "EE-0621",
     .code = kDeclarationNotServed,
     .remedy = Remedy::none,
     .basis =
         "eaeu-ecommerce#an e-commerce operator declares by ДЭТ (E_CommerceDeclaration), whose schema is "
         "not public; switched on by ecommerce.csv",
     .text =
         {.en = "The e-commerce regime is switched on for this day: its operator declares these goods (ДЭТ). "
                "The format is not public, so no declaration is made here; what is owed is quoted.",
          .zh = "该日已启用电子商务商品制度：由电商运营人申报（ДЭТ）。其格式未公开，此处不生成申报单；仅报应"
                "缴税费。",
          .ru =
              "На этот день включён порядок для товаров электронной торговли: их декларирует оператор (ДЭТ). "
              "Формат не опубликован, декларация здесь не составляется; платежи рассчитаны."}},
    "/order/natureOfTransaction",
    "E_CommerceDeclaration",
    [](const DeclarationView&) { return false; }
);

constexpr rules::Row<LineView> kExcluded = holding<LineView>(
    {.id = "EE-0622",
     .code = "goods-excluded",
     .remedy = Remedy::payload,
     .basis = "eaeu-ecommerce#goods excluded from ДЭТ (ecommerce_excluded.csv)",
     .text =
         {.en = "These goods are excluded from the e-commerce regime: its duty is not theirs.",
          .zh = "该商品不适用电子商务商品制度：不按其税率计征。",
          .ru = "Эти товары исключены из порядка для электронной торговли: его пошлина к ним не относится."}},
    "customs/codes",
    "E_CommerceDeclaration",
    [](const LineView& line) {
        const DeclarationView& view = *line.declaration;
        return find_prefix(view.data->ecommerce_excluded, line.code->code, view.day) == nullptr;
    },
    [](const LineView& line) { return line.code != nullptr; }
);

constexpr rules::Row<EcommerceAssessment> kVatKnown = holding<EcommerceAssessment>(
    {.id = "EE-0623",
     .code = kDutyNotComputed,
     .severity = Severity::warning,
     .remedy = Remedy::none,
     .basis = "eaeu-ecommerce#VAT of the buyer's country on value and duty (taxes.csv); how a duty is spread "
              "over goods of different rates is in no source",
     .text =
         {.en =
              "The VAT rate of a code is not known, or the goods have different rates: duty and tax are not "
              "computed.",
          .zh = "某编码的增值税税率未知，或商品税率不同：未计算关税和税费。",
          .ru = "Ставка НДС для кода неизвестна, или у товаров разные ставки: пошлина и налог не исчислены."}
    },
    "/lines",
    "CustomsPaymentDetails",
    [](const EcommerceAssessment& a) { return a.vat_percent.has_value(); },
    [](const EcommerceAssessment& a) { return a.is_dutiable(); }
);

constexpr Rule kDuty{
    .id = "EE-0624",
    .code = "ecommerce-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eaeu-ecommerce#up to 200 EUR free whatever the weight; above, 5 % of the whole value, at least "
        "1 EUR/kg (ecommerce.csv)",
    .text =
        {.en = "Customs duty on e-commerce goods; that the regime is in force is the operator's statement.",
         .zh = "电子商务商品关税；该制度是否生效由运营人声明。",
         .ru = "Таможенная пошлина на товары электронной торговли; о действии порядка заявляет владелец "
               "системы."}
};

constexpr Rule kVat{
    .id = "EE-0625",
    .code = "ecommerce-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eaeu-ecommerce#VAT of the buyer's country on value and duty; rate of the day by code (taxes.csv)",
    .text =
        {.en = "Value added tax on e-commerce goods.",
         .zh = "电子商务商品增值税。",
         .ru = "НДС на товары электронной торговли."}
};

void check_amounts(
    const DeclarationView& view,
    const EcommerceAssessment& assessment,
    std::string_view leg,
    Violations& out
) {
    const AssessedView worth{&view, &assessment.worth};
    rules::evaluate<AssessedView>(shared_value_rows(), worth, "", leg, out);
    rules::evaluate<EcommerceAssessment>({&kVatKnown, 1}, assessment, "", leg, out);
}

std::vector<QuoteLine> free_of_duty(const DeclarationView& view, const EcommerceAssessment& assessment) {
    const bool in_euro = assessment.worth.outcome == Assessed::computed;
    QuoteLine duty{
        .kind = "duty",
        .basis = in_euro ? assessment.worth.value_eur : assessment.worth.value,
        .basis_currency = in_euro ? "EUR" : view.order->money.currency,
        .rate = "0 %",
        .amount = Decimal::from_parts(0, 2),
        .currency = std::string(view.country->currency),
        .rule = &kDuty,
    };
    QuoteLine vat = duty;
    vat.kind = "vat";
    vat.rule = &kVat;
    return {std::move(duty), std::move(vat)};
}

}  // namespace

void check_ecommerce(const DeclarationView& view, std::string_view leg, Violations& out) {
    rules::evaluate<DeclarationView>({&kDeclared, 1}, view, "", leg, out);
    for (const LineView& line : view.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        rules::evaluate<LineView>(shared_line_rows(), line, base, leg, out);
        rules::evaluate<LineView>({&kExcluded, 1}, line, base, leg, out);
    }
    check_amounts(view, assess_ecommerce(view), leg, out);
}

Result<std::vector<QuoteLine>> quote_ecommerce(const DeclarationView& view, std::string_view leg) {
    const EcommerceAssessment assessment = assess_ecommerce(view);
    const Assessed outcome = assessment.worth.outcome;
    const bool is_known = !assessment.is_dutiable() || assessment.vat_percent;
    if ((outcome != Assessed::computed && outcome != Assessed::clearly_below) || !is_known) {
        Error error = fail(Errc::rule_violations, "duty and tax can not be computed");
        check_amounts(view, assessment, leg, error.violations);
        return error;
    }
    if (!assessment.is_dutiable()) {
        return free_of_duty(view, assessment);
    }
    const std::string national(view.country->currency);
    const bool by_value = assessment.duty.base == DutyBase::value;
    const EcommerceTerms& terms = *assessment.terms;
    return std::vector<QuoteLine>{
        {.kind = "duty",
         .basis = by_value ? assessment.worth.value_eur : assessment.worth.weight_kg,
         .basis_currency = by_value ? "EUR" : "kg",
         .rate = by_value ? terms.percent.to_shortest() + " %" : terms.eur_per_kg.to_shortest() + " EUR/kg",
         .amount = assessment.duty_national,
         .currency = national,
         .rule = &kDuty},
        {.kind = "vat",
         .basis = assessment.vat_base,
         .basis_currency = national,
         .rate = assessment.vat_percent->to_shortest() + " %",
         .amount = assessment.vat_national,
         .currency = national,
         .rule = &kVat},
    };
}

std::vector<const Rule*> ecommerce_rules() {
    return {&kDeclared.rule, &kExcluded.rule, &kVatKnown.rule, &kDuty, &kVat};
}

}  // namespace silkgate::adapters::eaeu
