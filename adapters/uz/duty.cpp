#include "adapters/common/sad/duty.hpp"

#include "adapters/uz/national.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::uz {
namespace {

constexpr std::string_view kCurrency = "UZS";

constexpr Rule kSingle{
    .id = "UZ-0610",
    .code = "single-customs-payment",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "uz-single#30 percent of the value above the limit; uz-244#limits from 2025-05-01",
    .effective_from = "2020-01-01",
    .text =
        {.en = "Single customs payment on the value above the person's limit, as if no other parcel of the "
               "period "
               "had used it.",
         .zh = "超出个人限额部分的统一海关税费（假设本期未用其他包裹占用限额）。",
         .ru = "Единый таможенный платёж со стоимости сверх лимита лица, если другие посылки периода его не "
               "использовали."}
};

constexpr Rule kFee{
    .id = "UZ-0611",
    .code = "courier-customs-fee",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "uz-55#2 percent of the base calculation value for each kilogram, at least one; paid by the courier",
    .effective_from = "2025-05-04",
    .text =
        {.en = "Customs fee on a courier parcel, by kilogram; the courier pays it.",
         .zh = "快递包裹按公斤计的海关手续费，由快递公司缴纳。",
         .ru = "Таможенный сбор с курьерской посылки за килограмм; платит перевозчик."}
};

constexpr Rule kDuty{
    .id = "UZ-0620",
    .code = "import-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "uz-tariff#rate of the tariff code on the customs value",
    .effective_from = "",
    .text =
        {.en = "Import duty by the tariff.",
         .zh = "按税则征收的进口关税。",
         .ru = "Ввозная пошлина по тарифу."}
};

constexpr Rule kExcise{
    .id = "UZ-0621",
    .code = "excise",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "uz-tariff#excise where the code is listed",
    .effective_from = "",
    .text =
        {.en = "Excise, where the code is listed.",
         .zh = "列名商品的消费税。",
         .ru = "Акциз, если код в перечне."}
};

constexpr Rule kVat{
    .id = "UZ-0622",
    .code = "import-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "uz-vat#12 percent of value, duty and excise",
    .effective_from = "2023-01-01",
    .text = {.en = "Value-added tax on imports.", .zh = "进口增值税。", .ru = "НДС при ввозе."}
};

constexpr const Rule* kRules[] = {&kSingle, &kFee, &kDuty, &kExcise, &kVat};

constexpr std::array<sad::Step, 3> kSteps = {{
    {.kind = "duty", .tariff = "duty", .rule = &kDuty},
    {.kind = "excise", .tariff = "excise", .only_if_listed = true, .rule = &kExcise},
    {.kind = "vat", .limit = "vat_percent", .base = sad::Base::with_above, .rule = &kVat},
}};

// Kilograms that count for the courier's fee: half up, at least one.
Decimal counted_kilograms(Decimal gross) {
    return std::max(gross.rounded(0, Rounding::half_up), Decimal(1));
}

QuoteLine line(const Rule& rule, std::string_view kind, Decimal basis, std::string rate, Decimal amount) {
    return {
        .kind = std::string(kind),
        .basis = basis,
        .basis_currency = std::string(kCurrency),
        .rate = std::move(rate),
        .amount = amount,
        .currency = std::string(kCurrency),
        .rule = &rule
    };
}

std::optional<QuoteLine> single_payment(const sad::View& view) {
    const auto value = sad::national_value(view);
    const auto free = free_value(view);
    const auto percent = view.tables->limit("single_percent", view.day);
    const auto over =
        value && free ? subtract(*value, *free) : Result<Decimal>(fail(Errc::invalid_value, ""));
    if (!over || !percent) {
        return std::nullopt;
    }
    const Decimal excess = std::max(*over, Decimal{}).rounded(2, Rounding::half_up);
    const auto amount = sad::percent_of(excess, *percent);
    return amount ? std::optional(line(kSingle, "duty", excess, percent->to_shortest() + " %", *amount))
                  : std::nullopt;
}

std::optional<QuoteLine> courier_fee(const sad::View& view) {
    const auto brv = view.tables->limit("brv", view.day);
    const auto percent = view.tables->limit("courier_fee_percent", view.day);
    const auto per_kilogram = brv && percent ? sad::percent_of(*brv, *percent) : std::nullopt;
    if (!per_kilogram || view.consignment == nullptr || !view.consignment->gross_weight) {
        return std::nullopt;
    }
    const auto amount = multiply(*per_kilogram, counted_kilograms(*view.consignment->gross_weight));
    return amount ? std::optional(line(kFee, "fee", *brv, percent->to_shortest() + " % per kg", *amount))
                  : std::nullopt;
}

}  // namespace

std::optional<Decimal> free_value(const sad::View& view) {
    const bool by_post = sad::mode_of(*view.order) == "post";
    const auto limit = view.tables->limit(by_post ? "post_free" : "courier_free", view.day);
    return limit ? view.tables->to_national(*limit, "USD", kCurrency, view.day) : std::nullopt;
}

std::vector<QuoteLine> quote(const sad::View& view) {
    if (view.leg->regime != kParcel) {
        return sad::cascade(view, kSteps);
    }
    const auto payment = single_payment(view);
    if (!payment) {
        return {};
    }
    std::vector<QuoteLine> lines = {*payment};
    if (sad::mode_of(*view.order) == "post") {
        return lines;
    }
    const auto fee = courier_fee(view);
    if (!fee) {
        return {};
    }
    lines.push_back(*fee);
    return lines;
}

std::span<const Rule* const> quote_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::uz
