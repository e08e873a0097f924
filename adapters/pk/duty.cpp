#include "adapters/common/sad/duty.hpp"

#include "adapters/pk/national.hpp"

#include <array>

namespace silkgate::adapters::pk {
namespace {

constexpr Rule kCustomsDuty{
    .id = "PK-0610",
    .code = "customs-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-tariff#First Schedule, on the import value",
    .effective_from = "",
    .text =
        {.en = "Customs duty by the First Schedule.",
         .zh = "按附表一征收的关税。",
         .ru = "Таможенная пошлина по Первой таблице."}
};

constexpr Rule kAdditional{
    .id = "PK-0611",
    .code = "additional-customs-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-tariff#additional customs duty, by notification, on the import value",
    .effective_from = "",
    .text =
        {.en = "Additional customs duty, where notified.",
         .zh = "公告规定的附加关税。",
         .ru = "Дополнительная пошлина, где объявлена."}
};

constexpr Rule kRegulatory{
    .id = "PK-0612",
    .code = "regulatory-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-tariff#regulatory duty, by notification, on the import value",
    .effective_from = "",
    .text =
        {.en = "Regulatory duty, where notified.",
         .zh = "公告规定的调节税。",
         .ru = "Регулирующая пошлина, где объявлена."}
};

constexpr Rule kExcise{
    .id = "PK-0613",
    .code = "excise",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-tariff#federal excise duty on the duty-paid value",
    .effective_from = "",
    .text =
        {.en = "Federal excise duty, where due.",
         .zh = "联邦消费税（如适用）。",
         .ru = "Федеральный акциз, где причитается."}
};

constexpr Rule kSalesTax{
    .id = "PK-0614",
    .code = "sales-tax",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-st#18 percent of the duty-paid value",
    .effective_from = "",
    .text = {.en = "Sales tax on imports.", .zh = "进口销售税。", .ru = "Налог с продаж при ввозе."}
};

constexpr Rule kIncomeTax{
    .id = "PK-0615",
    .code = "income-tax",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-tariff#section 148, by schedule and the importer's status, on the value with sales tax",
    .effective_from = "",
    .text = {.en = "Income tax at import.", .zh = "进口环节所得税。", .ru = "Подоходный налог при ввозе."}
};

constexpr Rule kFree{
    .id = "PK-0616",
    .code = "de-minimis",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "pk-19c#goods by post or courier up to PKR 1,000",
    .effective_from = "2025-07-01",
    .text =
        {.en = "Free of duty and tax by section 19C.",
         .zh = "依第19C条免征税费。",
         .ru = "Без пошлин и налогов по статье 19C."}
};

constexpr const Rule* kRules[] =
    {&kCustomsDuty, &kAdditional, &kRegulatory, &kExcise, &kSalesTax, &kIncomeTax, &kFree};

constexpr std::array<sad::Step, 6> kSteps = {{
    {.kind = "duty", .tariff = "cd", .rule = &kCustomsDuty},
    {.kind = "additional_duty", .tariff = "acd", .only_if_listed = true, .rule = &kAdditional},
    {.kind = "regulatory_duty", .tariff = "rd", .only_if_listed = true, .rule = &kRegulatory},
    {.kind = "excise",
     .tariff = "fed",
     .only_if_listed = true,
     .base = sad::Base::with_above,
     .rule = &kExcise},
    {.kind = "sales_tax", .limit = "sales_tax_percent", .base = sad::Base::with_above, .rule = &kSalesTax},
    {.kind = "income_tax", .tariff = "income", .base = sad::Base::with_above, .rule = &kIncomeTax},
}};

// A de-minimis parcel: one line of nothing, so that it is seen to be free.
std::vector<QuoteLine> nothing_due(const sad::View& view) {
    const auto value = sad::national_value(view);
    if (!value) {
        return {};
    }
    return {QuoteLine{
        .kind = "duty",
        .basis = *value,
        .basis_currency = "PKR",
        .rate = "0 %",
        .amount = Decimal::from_parts(0, 2),
        .currency = "PKR",
        .rule = &kFree
    }};
}

}  // namespace

std::vector<QuoteLine> quote(const sad::View& view) {
    const bool free = std::string_view(view.leg->regime).starts_with(kDeMinimis);
    return free ? nothing_due(view) : sad::cascade(view, kSteps);
}

std::span<const Rule* const> quote_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::pk
