// What: consignment and value (IN-03xx, IN-06xx), lines (IN-04xx).
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/duty_unknown.hpp"
#include "adapters/in/rules.hpp"

#include <algorithm>

namespace silkgate::adapters::in {
namespace {

using eaeu::formatted;
using eaeu::holding;
using eaeu::present;
using rules::FieldValue;
using rules::number_or_absent;
using rules::text_or_absent;

FieldValue gross_weight(const View& view) {
    return view.consignment == nullptr ? FieldValue{} : number_or_absent(view.consignment->gross_weight);
}

bool has_packages(const View& view) {
    return view.packages > 0;
}

bool has_lines(const View& view) {
    return !view.lines.empty();
}

bool is_not_post(const View& view) {
    return view.channel != Channel::post;
}

bool is_import(const View& view) {
    return view.is_import;
}

bool is_cargo_import(const View& view) {
    return view.is_import && is_cargo(view);
}

bool is_post_import(const View& view) {
    return view.is_import && view.channel == Channel::post;
}

bool is_personal_courier(const View& view) {
    return view.is_personal && is_courier(view);
}

bool is_personal(const View& view) {
    return view.is_personal;
}

bool is_business(const View& view) {
    return view.is_import && !view.is_personal;
}

bool terms_are_known_to_ices(const View& view) {
    return view.terms != nullptr && !view.terms->ices.empty();
}

bool item_rates_are_known(const View& view) {
    return std::ranges::all_of(view.lines, [&](const LineView& line) {
        return rates_of(view, line) != nullptr;
    });
}

// Lines of heading 9804 share one rate.
bool personal_rate_is_known(const View& view) {
    return view.lines.empty() || rates_of(view, view.lines.front()) != nullptr;
}

bool charges_are_stated(const View& view) {
    return !view.estimated;
}

bool is_valued(const View& view) {
    return view.valued == Valued::yes;
}

bool surcharge_is_known(const View& view) {
    const DutyRates* rates = view.lines.empty() ? nullptr : rates_of(view, view.lines.front());
    return rates == nullptr || !rates->doubtful;
}

FieldValue item_of(const LineOf& subject) {
    return text_or_absent(subject.line->item);
}

// The post knows the goods by the sender's HS code; the item is the customs officer's.
bool needs_item(const LineOf& subject) {
    return subject.view->channel != Channel::post;
}

bool line_is_cargo(const LineOf& subject) {
    return is_cargo(*subject.view);
}

bool line_is_not_post(const LineOf& subject) {
    return subject.view->channel != Channel::post;
}

FieldValue description_of(const LineOf& subject) {
    return text_or_absent(subject.line->description);
}

FieldValue uqc_of(const LineOf& subject) {
    return text_or_absent(subject.line->uqc);
}

FieldValue net_weight_of(const LineOf& subject) {
    return number_or_absent(subject.line->line->customs.net_weight);
}

FieldValue origin_of(const LineOf& subject) {
    return text_or_absent(subject.line->line->customs.origin_country);
}

// By the goods' own codes, not by the item of heading 9804.
bool may_come_by_courier(const LineOf& subject) {
    const View& view = *subject.view;
    return !view.is_import || !is_courier(view) ||
           std::ranges::all_of(subject.line->line->customs.codes, [&](const order::CommodityCode& code) {
               return view.tables->refused_by_courier(code.code, view.day).empty();
           });
}

const rules::Row<View> kRows[] = {
    present<View>(
        {.id = "IN-0301",
         .code = "gross-weight-missing",
         .remedy = Remedy::payload,
         .basis = "in-cbe-forms#gross weight",
         .effective_from = "",
         .text =
             {.en = "The gross weight of the consignment is missing.",
              .zh = "缺少货件毛重。",
              .ru = "Не указан вес брутто отправления."}},
        "/consignments/0/grossWeight",
        "gross weight",
        gross_weight
    ),
    holding<View>(
        {.id = "IN-0302",
         .code = "packages-missing",
         .remedy = Remedy::payload,
         .basis = "in-cbe-forms#number of packages",
         .effective_from = "",
         .text =
             {.en = "The number of packages is missing.", .zh = "缺少件数。", .ru = "Не указано число мест."}
        },
        "/consignments/0/packages",
        "number of packages",
        has_packages,
        is_not_post
    ),
    holding<View>(
        {.id = "IN-0303",
         .code = "contents-missing",
         .remedy = Remedy::payload,
         .basis = "in-cbe-forms#items",
         .effective_from = "",
         .text =
             {.en = "The order holds no goods to be declared.",
              .zh = "订单中没有需要申报的货物。",
              .ru = "В заказе нет товаров для декларирования."}},
        "/lines",
        "items",
        has_lines
    ),
    holding<View>(
        {.id = "IN-0304",
         .code = "delivery-terms-not-accepted",
         .remedy = Remedy::payload,
         .basis = "in-boe-mapping#INVOICE 42: CIF, CF, CI or FOB only",
         .effective_from = "",
         .text =
             {.en = "ICES takes the terms EXW, FCA, FAS, FOB, CFR and CIF only.",
              .zh = "ICES仅接受EXW、FCA、FAS、FOB、CFR和CIF。",
              .ru = "ICES принимает только EXW, FCA, FAS, FOB, CFR и CIF."}},
        "/consignments/0/incoterm",
        "terms of invoice",
        terms_are_known_to_ices,
        is_cargo_import
    ),
    holding<View>(
        {.id = "IN-0601",
         .code = "duty-rate-missing",
         .remedy = Remedy::none,
         .basis = "in-9804-2025#heading 9804 (personal.csv)",
         .effective_from = "",
         .text =
             {.en = "The adapter has no rate of heading 9804 for that day.",
              .zh = "适配器没有该日9804项的税率。",
              .ru = "У адаптера нет ставки позиции 9804 на этот день."}},
        "/order/createdAt",
        "duty",
        personal_rate_is_known,
        is_personal_courier
    ),
    holding<View>(
        {.id = "IN-0604",
         .code = "charges-estimated",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "in-boe-mapping#freight unknown: 20 % of FOB; in-valuation#insurance unknown: 1.125 %",
         .effective_from = "",
         .text =
             {.en = "Freight or insurance is not stated: the customs value takes a share of the FOB value. "
                    "State what was paid.",
              .zh = "未说明运费或保险费：完税价格按离岸价的一定比例计算，请提供实际金额。",
              .ru = "Фрахт или страховка не указаны: взята доля стоимости FOB. Укажите уплаченное."}},
        "/money/freight",
        "freight, insurance",
        charges_are_stated,
        is_import
    ),
    holding<View>(
        {.id = "IN-0605",
         .code = kDutyNotComputed,
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "in-valuation#rates of the tariff item (tariff.csv)",
         .effective_from = "",
         .text =
             {.en = "The adapter has no rates of a tariff item: customs computes the duty.",
              .zh = "适配器没有该税号的税率：关税由海关计算。",
              .ru = "У адаптера нет ставок товарной позиции: пошлину вычислит таможня."}},
        "/lines",
        "duty",
        item_rates_are_known,
        is_business
    ),
    holding<View>(
        {.id = "IN-0606",
         .code = kDutyNotComputed,
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "in-boe-mapping#rate of exchange of the day; terms",
         .effective_from = "",
         .text =
             {.en = "The value in rupees can not be made, so a postal import is not quoted.",
              .zh = "无法换算卢比货值，因此邮件进口不计算税费。",
              .ru = "Стоимость в рупиях не вычислить, поэтому почтовый ввоз не рассчитан."}},
        "/money/currency",
        "assessable value",
        is_valued,
        is_post_import
    ),
    holding<View>(
        {.id = "IN-0607",
         .code = "surcharge-uncertain",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "in-9804-2026#social welfare surcharge after 2026-04-01 is not confirmed: 29.80 or 30.98 "
                  "percent in all",
         .effective_from = "2026-04-01",
         .text =
             {.en = "Whether the social welfare surcharge is charged on heading 9804 from 1 April 2026 is "
                    "not confirmed.",
              .zh = "自2026年4月1日起9804项是否征收社会福利附加税尚未确认。",
              .ru = "Не подтверждено, взимается ли социальный сбор по позиции 9804 с 1 апреля 2026 года."}},
        "/lines",
        "SW Srchrg",
        surcharge_is_known,
        is_personal
    ),
};

const rules::Row<LineOf> kLineRows[] = {
    present<LineOf>(
        {.id = "IN-0401",
         .code = "hs-code-missing",
         .remedy = Remedy::catalog,
         .basis = "in-cbe-forms#CTSH, 8 digits",
         .effective_from = "",
         .text =
             {.en = "The item of the Indian tariff (IN8) is missing.",
              .zh = "缺少印度税号（IN8）。",
              .ru = "Нет кода индийского тарифа (IN8)."}},
        "/customs/codes",
        "CTSH",
        item_of,
        needs_item
    ),
    formatted<LineOf>(
        {.id = "IN-0402",
         .code = "hs-code-invalid",
         .remedy = Remedy::catalog,
         .basis = "in-cbe-forms#CTSH, 8 digits",
         .effective_from = "",
         .text =
             {.en = "An item of the Indian tariff has 8 digits.",
              .zh = "印度税号为8位数字。",
              .ru = "Код индийского тарифа состоит из 8 цифр."}},
        "/customs/codes",
        "CTSH",
        {.kind = rules::Kind::digits, .min = 8, .max = 8},
        item_of
    ),
    formatted<LineOf>(
        {.id = "IN-0403",
         .code = "description-too-long",
         .remedy = Remedy::catalog,
         .basis = "in-ices-fields#ITEMS 12 and 13, 60 each; SB item 10 to 12, 40 each",
         .effective_from = "",
         .text =
             {.en = "The description has more than 120 characters.",
              .zh = "品名超过120个字符。",
              .ru = "Описание длиннее 120 знаков."}},
        "/customsNames",
        "description",
        {.kind = rules::Kind::text, .min = 1, .max = 120},
        description_of,
        line_is_cargo
    ),
    present<LineOf>(
        {.id = "IN-0404",
         .code = "unit-missing",
         .remedy = Remedy::catalog,
         .basis = "in-codes#UQC",
         .effective_from = "",
         .text =
             {.en = "The line's unit has no UQC code of Indian customs.",
              .zh = "该行计量单位没有对应的印度海关UQC代码。",
              .ru = "У единицы измерения нет кода UQC индийской таможни."}},
        "/unit",
        "UQC",
        uqc_of,
        line_is_not_post
    ),
    present<LineOf>(
        {.id = "IN-0405",
         .code = "net-weight-missing",
         .remedy = Remedy::catalog,
         .basis = "in-cbe-forms#net weight; in-post#net weight of a content piece",
         .effective_from = "",
         .text =
             {.en = "The net weight of the line is missing.",
              .zh = "缺少该行净重。",
              .ru = "Не указан вес нетто позиции."}},
        "/customs/netWeight",
        "net weight",
        net_weight_of
    ),
    present<LineOf>(
        {.id = "IN-0406",
         .code = "origin-country-missing",
         .remedy = Remedy::catalog,
         .basis = "in-cbe-forms#country of origin",
         .effective_from = "",
         .text =
             {.en = "The country of origin is missing.",
              .zh = "缺少原产国。",
              .ru = "Не указана страна происхождения."}},
        "/customs/originCountry",
        "country of origin",
        origin_of
    ),
    holding<LineOf>(
        {.id = "IN-0407",
         .code = "goods-not-by-courier",
         .remedy = Remedy::payload,
         .basis = "in-courier-import#goods that couriers can not import (restricted.csv)",
         .effective_from = "",
         .text =
             {.en = "These goods can not be imported by courier.",
              .zh = "该商品不得以快递方式进口。",
              .ru = "Этот товар нельзя ввезти курьером."}},
        "/customs/codes",
        "CTSH",
        may_come_by_courier
    ),
};

}  // namespace

std::span<const rules::Row<View>> goods_rows() noexcept {
    return kRows;
}

std::span<const rules::Row<LineOf>> line_rows() noexcept {
    return kLineRows;
}

}  // namespace silkgate::adapters::in
