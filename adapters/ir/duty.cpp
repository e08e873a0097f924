#include "adapters/common/sad/duty.hpp"

#include "adapters/ir/national.hpp"

#include <array>

namespace silkgate::adapters::ir {
namespace {

constexpr Rule kDuty{
    .id = "IR-0620",
    .code = "customs-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "ir-duty#4 percent of the customs value for all goods",
    .effective_from = "",
    .text =
        {.en = "Customs duty of the import duty.",
         .zh = "进口税中的关税部分。",
         .ru = "Таможенная пошлина в составе ввозной."}
};

constexpr Rule kProfit{
    .id = "IR-0621",
    .code = "commercial-profit",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "ir-tariff#commercial profit of the tariff line, set each year, on the customs value",
    .effective_from = "",
    .text =
        {.en = "Commercial profit of the import duty.",
         .zh = "进口税中的商业利润部分。",
         .ru = "Торговая прибыль в составе ввозной пошлины."}
};

constexpr Rule kVat{
    .id = "IR-0622",
    .code = "import-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "ir-vat#10 percent of value and import duty",
    .effective_from = "2024-03-20",
    .text = {.en = "Value-added tax on imports.", .zh = "进口增值税。", .ru = "НДС при ввозе."}
};

constexpr const Rule* kRules[] = {&kDuty, &kProfit, &kVat};

constexpr std::array<sad::Step, 3> kSteps = {{
    {.kind = "duty", .limit = "customs_duty_percent", .rule = &kDuty},
    {.kind = "commercial_profit", .tariff = "profit", .rule = &kProfit},
    {.kind = "vat", .limit = "vat_percent", .base = sad::Base::with_above, .rule = &kVat},
}};

}  // namespace

// Goods of a person: today's limit and what is due above it were not found, so nothing is quoted (IR-0304).
std::vector<QuoteLine> quote(const sad::View& view) {
    const bool personal = std::string_view(view.leg->regime).starts_with(kParcel);
    return personal ? std::vector<QuoteLine>{} : sad::cascade(view, kSteps);
}

std::span<const Rule* const> quote_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::ir
