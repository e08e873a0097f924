// What all of it is worth: currency, rates, limits.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

using rules::FieldValue;
using rules::Kind;

constexpr std::string_view kExchange =
    "practice#the national bank's rate of the day of registration; eec-9#CAValueAmount in the national "
    "currency is optional";

constexpr rules::Row<AssessedView> kValue[] = {
    formatted<AssessedView>(
        {.id = "EE-0601",
         .code = "currency-not-declarable",
         .remedy = Remedy::payload,
         .basis = "eec-9#CAValueAmount, currencyCode: alphabetic code of the currency",
         .text =
             {.en = "The order's currency is not an ISO 4217 currency.",
              .zh = "订单币种不是 ISO 4217 货币。",
              .ru = "Валюта заказа не из ISO 4217."}},
        "/money/currency",
        "CurrencyCode",
        {.kind = Kind::custom, .accepts = is_currency},
        [](const AssessedView& a) -> FieldValue {
            return FieldValue{std::string_view(a.view->order->money.currency)};
        }
    ),
    holding<AssessedView>(
        {.id = "EE-0602",
         .code = "exchange-rate-missing",
         .remedy = Remedy::none,
         .basis = kExchange,
         .text =
             {.en = "The exchange rate of the day is not loaded, and the value is not clearly below the "
                    "duty-free limit.",
              .zh = "未加载当日汇率，且货值不明显低于免税限额。",
              .ru = "Курс на сегодня не загружен, а стоимость не явно ниже беспошлинного предела."}},
        "/money/currency",
        "CAValueAmount",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::rate_missing; }
    ),
    holding<AssessedView>(
        {.id = "EE-0603",
         .code = "exchange-rate-missing",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = kExchange,
         .text =
             {.en = "The exchange rate of the day is not loaded: the declaration leaves the amounts in the "
                    "national currency to the filer. "
                    "The value is clearly below the duty-free limit.",
              .zh = "未加载当日汇率：卢布金额由申报人填写。货值明显低于免税限额。",
              .ru = "Курс на сегодня не загружен: суммы в рублях внесёт декларант. Стоимость явно ниже "
                    "беспошлинного предела."}},
        "/money/currency",
        "CAValueAmount",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::clearly_below; }
    ),
    holding<AssessedView>(
        {.id = "EE-0604",
         .code = "limits-missing",
         .remedy = Remedy::none,
         .basis = "eec-107#annexes 1 and 2 (limits.csv)",
         .effective_from = "2024-04-01",
         .text =
             {.en = "No duty-free limits are known for this day.",
              .zh = "该日期没有免税限额数据。",
              .ru = "Для этой даты нет данных о беспошлинных пределах."}},
        "/order/createdAt",
        "CustomsPaymentDetails",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::no_limits; }
    ),
    holding<AssessedView>(
        {.id = "EE-0605",
         .code = "value-out-of-range",
         .remedy = Remedy::payload,
         .basis = "adapter-eaeu#sums are computed exactly, with up to 18 digits",
         .text =
             {.en = "The value of all goods is out of range.",
              .zh = "商品总价值超出范围。",
              .ru = "Стоимость всех товаров вне допустимых пределов."}},
        "/money/goods",
        "CAValueAmount",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::out_of_range; },
        [](const AssessedView& a) {
            return std::ranges::all_of(a.view->lines, has_declarable_value) && !a.view->lines.empty();
        }
    ),
    holding<AssessedView>(
        {.id = "EE-0606",
         .code = "gross-weight-decides-duty",
         .remedy = Remedy::payload,
         .basis = "eec-107#annexes 1 and 2; practice#gross weights of the goods add up to the waybill's",
         .text =
             {.en = "The parcel weighs more than its goods and more than is free of duty: the goods' gross "
                    "weights must add up to the parcel's.",
              .zh = "包裹重于内件毛重之和且超过免税重量：内件毛重之和须与包裹毛重一致。",
              .ru = "Посылка тяжелее товаров и тяжелее беспошлинного веса: веса брутто товаров должны "
                    "составлять вес посылки."}},
        "/consignments/0/grossWeight",
        "UnifiedGrossMassMeasure",
        [](const AssessedView& a) {
            return a.assessment->weight_kg <= a.assessment->limits->weight_kg ||
                   a.assessment->weight_kg == a.view->gross;
        },
        [](const AssessedView& a) { return a.assessment->limits != nullptr; }
    ),
};

constexpr Rule kFee{
    .id = "EE-0611",
    .code = "customs-fee",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "adapter-eaeu#limits.csv, column fee: customs fee for a dutiable parcel; empty until an operator has "
        "its source",
    .text = {.en = "Customs fee.", .zh = "海关手续费。", .ru = "Таможенный сбор."}
};

}  // namespace

std::span<const rules::Row<AssessedView>> shared_value_rows() noexcept {
    return kValue;
}

const Rule& fee_rule() noexcept {
    return kFee;
}

}  // namespace silkgate::adapters::eaeu
