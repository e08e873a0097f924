// What all of it is worth: currency, rates, limits, and what a quote cites.
#include "adapters/ru/rule_rows.hpp"
#include "gateway/core/money.hpp"

#include <algorithm>

namespace silkgate::adapters::ru {
namespace {

using rules::FieldValue;
using rules::Kind;

constexpr std::string_view kExchange =
    "cbr-daily#XML_daily: the Bank of Russia's rate of the day of registration; fts-5.27.0#CAValueAmount in "
    "the national currency is optional";

constexpr rules::Row<AssessedView> kValue[] = {
    formatted<AssessedView>(
        {.id = "RU-0601",
         .code = "currency-not-declarable",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#CAValueAmount/CurrencyCode: alphabetic code of the currency",
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
        {.id = "RU-0602",
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
        {.id = "RU-0603",
         .code = "exchange-rate-missing",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = kExchange,
         .text =
             {.en = "The exchange rate of the day is not loaded: the declaration leaves the amounts in "
                    "roubles to the filer. "
                    "The value is clearly below the duty-free limit.",
              .zh = "未加载当日汇率：卢布金额由申报人填写。货值明显低于免税限额。",
              .ru = "Курс на сегодня не загружен: суммы в рублях внесёт декларант. Стоимость явно ниже "
                    "беспошлинного предела."}},
        "/money/currency",
        "CAValueAmount",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::clearly_below; }
    ),
    holding<AssessedView>(
        {.id = "RU-0604",
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
        {.id = "RU-0605",
         .code = "value-out-of-range",
         .remedy = Remedy::payload,
         .basis = "adapter-ru#sums are computed exactly, with up to 18 digits",
         .text =
             {.en = "The value of all goods is out of range.",
              .zh = "商品总价值超出范围。",
              .ru = "Стоимость всех товаров вне допустимых пределов."}},
        "/money/goods",
        "CAValueAmount",
        [](const AssessedView& a) { return a.assessment->outcome != Assessed::out_of_range; },
        [](const AssessedView& a) {
            return std::ranges::all_of(a.view->lines, eaeu::has_declarable_value) && !a.view->lines.empty();
        }
    ),
    holding<AssessedView>(
        {.id = "RU-0606",
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
        "UnifiedGrossWeightQuantity",
        [](const AssessedView& a) {
            return a.assessment->weight_kg <= a.assessment->limits->weight_kg ||
                   a.assessment->weight_kg == a.view->gross;
        },
        [](const AssessedView& a) { return a.assessment->limits != nullptr; }
    ),
};

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

}  // namespace

eaeu::QuoteRules quote_rules() noexcept {
    return {.duty = &kDuty, .fee = &kFee, .value_rows = kValue};
}

std::span<const rules::Row<AssessedView>> value_rows() noexcept {
    return kValue;
}

}  // namespace silkgate::adapters::ru
