// What goods that are not for personal use are worth. EE-073x.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/owed.hpp"
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
         .basis = "eaeu-ett#a code without a rate in force on the day (tariff.csv, loaded by the operator)",
         .text =
             {.en = "The tariff file has no rate for a code: duty and taxes are left to the customs "
                    "representative.",
              .zh = "税率文件中没有某编码的税率：关税和税费由报关代理计算。",
              .ru = "В файле тарифа нет ставки для кода: пошлину и налоги исчислит таможенный представитель."}
        },
        "/money/goods",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::tariff_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0738",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "eaeu-ett#specific rates are per unit of the classifier; kilograms are net",
         .text =
             {.en = "A specific duty needs a quantity in the unit of the tariff, and the line has none: duty "
                    "and "
                    "taxes are not computed.",
              .zh = "从量税需要税则计量单位的数量，商品行中没有：未计算关税和税费。",
              .ru =
                  "Для специфической ставки нужно количество в единице тарифа, его нет: пошлина и налоги не "
                  "исчислены."}},
        "/lines",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::quantity_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0739",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis =
             "eaeu-ett#specific rates are in euros or dollars; practice#the national bank's rate of the day",
         .text =
             {.en = "The exchange rate of a specific duty's currency is not loaded: duty and taxes are not "
                    "computed.",
              .zh = "未加载从量税货币的当日汇率：未计算关税和税费。",
              .ru = "Курс валюты специфической ставки не загружен: пошлина и налоги не исчислены."}},
        "/money/currency",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::duty_rate_missing; }
    ),
    holding<TradedView>(
        {.id = "EE-0740",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis =
             "customsassist#VAT = rate × (customs value + duty + excise): rate of the code not known, or the "
             "heading is excisable (taxes.csv)",
         .text =
             {.en = "The VAT rate of a code is not known, or the goods are excisable: duty and taxes are not "
                    "computed.",
              .zh = "某编码的增值税税率未知，或商品应征消费税：未计算关税和税费。",
              .ru = "Ставка НДС для кода неизвестна, или товар подакцизный: пошлина и налоги не исчислены."}},
        "/lines",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::tax_unknown; }
    ),
    holding<TradedView>(
        {.id = "EE-0741",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "customsassist#customs value: invoice and freight to the Union's border",
         .text =
             {.en =
                  "The customs value holds the freight to the Union's border, which the order does not state "
                  "apart: duty and taxes are not computed.",
              .zh = "完税价格含至联盟边境的运费，订单未单独列明：未计算关税和税费。",
              .ru = "В таможенную стоимость входит провоз до границы Союза, в заказе он отдельно не указан: "
                    "пошлина "
                    "и налоги не исчислены."}},
        "/money/freight",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::freight_unknown; }
    ),
    holding<TradedView>(
        {.id = "EE-0742",
         .code = "duty-not-computed",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "adapter-eaeu#sums are computed exactly, with up to 18 digits",
         .text =
             {.en = "Duty and taxes are out of range: they are not computed.",
              .zh = "关税和税费超出范围：未计算。",
              .ru = "Пошлина и налоги вне допустимых пределов: не исчислены."}},
        "/money/goods",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->outcome != Owed::out_of_range; }
    ),
    holding<TradedView>(
        {.id = "EE-0743",
         .code = "customs-fee-not-known",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "customsassist#fee for customs operations by bracket of the customs value (fees.csv)",
         .text =
             {.en = "The customs fee of this value is not known: it is not part of the amounts.",
              .zh = "该货值的海关手续费未知：未计入金额。",
              .ru = "Сбор за таможенные операции при этой стоимости неизвестен: в суммы он не входит."}},
        "/money/goods",
        "CustomsPaymentDetails",
        [](const TradedView& t) { return t.owed->fee.has_value(); },
        [](const TradedView& t) { return t.owed->outcome == Owed::computed; }
    ),
};

}  // namespace

std::span<const rules::Row<TradedView>> trade_value_rows() noexcept {
    return kValue;
}

}  // namespace silkgate::adapters::eaeu
