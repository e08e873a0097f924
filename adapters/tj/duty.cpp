#include "adapters/common/sad/duty.hpp"

#include "adapters/tj/national.hpp"

#include <array>

namespace silkgate::adapters::tj {
namespace {

constexpr Rule kDuty{
    .id = "TJ-0620",
    .code = "import-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "tj-tariff#rate of the tariff code on the customs value",
    .effective_from = "",
    .text =
        {.en = "Import duty by the tariff.",
         .zh = "按税则征收的进口关税。",
         .ru = "Ввозная пошлина по тарифу."}
};

constexpr Rule kExcise{
    .id = "TJ-0621",
    .code = "excise",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "tj-tariff#excise where the code is listed",
    .effective_from = "",
    .text =
        {.en = "Excise, where the code is listed.",
         .zh = "列名商品的消费税。",
         .ru = "Акциз, если код в перечне."}
};

constexpr Rule kVat{
    .id = "TJ-0622",
    .code = "import-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "tj-vat#14 percent to 2026-12-31, 13 percent from 2027-01-01, of value, duty and excise",
    .effective_from = "2022-01-01",
    .text = {.en = "Value-added tax on imports.", .zh = "进口增值税。", .ru = "НДС при ввозе."}
};

constexpr const Rule* kRules[] = {&kDuty, &kExcise, &kVat};

constexpr std::array<sad::Step, 3> kSteps = {{
    {.kind = "duty", .tariff = "duty", .rule = &kDuty},
    {.kind = "excise", .tariff = "excise", .only_if_listed = true, .rule = &kExcise},
    {.kind = "vat", .limit = "vat_percent", .base = sad::Base::with_above, .rule = &kVat},
}};

}  // namespace

// Goods of a person: what is due above the limit was not found, so nothing is quoted (TJ-0303).
std::vector<QuoteLine> quote(const sad::View& view) {
    const bool personal = std::string_view(view.leg->regime).starts_with(kParcel);
    return personal ? std::vector<QuoteLine>{} : sad::cascade(view, kSteps);
}

std::span<const Rule* const> quote_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::tj
