// What goods that are not for personal use are worth. EE-073x.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

using rules::FieldValue;
using rules::Kind;

constexpr rules::Row<TradedView> kValue[] = {
    formatted<TradedView>(
        {.id = "EE-0731",
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
        [](const TradedView& t) -> FieldValue {
            return FieldValue{std::string_view(t.view->order->money.currency)};
        }
    ),
    holding<TradedView>(
        {.id = "EE-0732",
         .code = "exchange-rate-missing",
         .remedy = Remedy::none,
         .basis =
             "eec-9#CustomsValueAmount in the national currency; practice#the national bank's rate of the "
             "day of registration",
         .text =
             {.en = "The exchange rate of the day is not loaded: the customs value can not be stated.",
              .zh = "未加载当日汇率：无法申报完税价格。",
              .ru = "Курс на сегодня не загружен: нельзя указать таможенную стоимость."}},
        "/money/currency",
        "CustomsValueAmount",
        [](const TradedView& t) { return t.assessment->outcome != Traded::rate_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0733",
         .code = "exchange-rate-missing",
         .remedy = Remedy::none,
         .basis = "eec-142#customs value of a waybill in euros; practice#the national bank's rate of the day",
         .text =
             {.en = "The euro's rate of the day is not loaded: whether ДТЭГ may be used can not be told.",
              .zh = "未加载当日欧元汇率：无法判断可否使用快件申报单。",
              .ru = "Курс евро на сегодня не загружен: нельзя сказать, можно ли подать ДТЭГ."}},
        "/money/currency",
        "CustomsValueAmount",
        [](const TradedView& t) { return t.assessment->outcome != Traded::euro_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0734",
         .code = "limits-missing",
         .remedy = Remedy::none,
         .basis = "eec-142#customs value of a waybill (express_limits.csv)",
         .effective_from = "2021-04-01",
         .text =
             {.en = "No limit of the express declaration is known for this day.",
              .zh = "该日期没有快件申报单限额数据。",
              .ru = "Для этой даты нет предела стоимости для ДТЭГ."}},
        "/order/createdAt",
        "CustomsValueAmount",
        [](const TradedView& t) { return t.assessment->outcome != Traded::limit_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0735",
         .code = "value-above-express-limit",
         .remedy = Remedy::none,
         .basis = "eec-142#customs value of a waybill at most 200 EUR (express_limits.csv)",
         .effective_from = "2021-04-01",
         .text =
             {.en = "The goods are worth more than the express declaration (ДТЭГ) may carry: they need the "
                    "ordinary declaration.",
              .zh = "货值超过快件申报单（ДТЭГ）限额：须使用普通报关单。",
              .ru = "Стоимость выше предела для ДТЭГ: нужна обычная декларация на товары."}},
        "/money/goods",
        "CustomsValueAmount",
        [](const TradedView& t) { return t.assessment->outcome != Traded::above_limit; }
    ),
    holding<TradedView>(
        {.id = "EE-0736",
         .code = "value-out-of-range",
         .remedy = Remedy::payload,
         .basis = "adapter-eaeu#sums are computed exactly, with up to 18 digits",
         .text =
             {.en = "The value of all goods is out of range.",
              .zh = "商品总价值超出范围。",
              .ru = "Стоимость всех товаров вне допустимых пределов."}},
        "/money/goods",
        "CustomsValueAmount",
        [](const TradedView& t) { return t.assessment->outcome != Traded::out_of_range; },
        [](const TradedView& t) {
            return std::ranges::all_of(t.view->lines, has_declarable_value) && !t.view->lines.empty();
        }
    ),
    holding<TradedView>(
        {.id = "EE-0737",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "eec-9#CustomsPaymentDetails (optional); adapter-eaeu#duty by the tariff and VAT of an "
                  "organisation's goods are not computed",
         .text =
             {.en = "Duty and taxes of an organisation's goods are left to the customs representative.",
              .zh = "企业商品的关税和税费由报关代理计算。",
              .ru = "Пошлину и налоги с товаров организации исчислит таможенный представитель."}},
        "/money/goods",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.view->filing->is_export; }
    ),
};

}  // namespace

std::span<const rules::Row<TradedView>> trade_value_rows() noexcept {
    return kValue;
}

}  // namespace silkgate::adapters::eaeu
