// Each thing in the parcel.
#include "adapters/common/eaeu/script.hpp"
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::number_or_absent;
using rules::text_or_absent;

constexpr rules::Row<LineView> kLines[] = {
    present<LineView>(
        {.id = "RU-0401",
         .code = "hs-code-missing",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/GoodsTNVEDCode; practice#at least 6 digits in ПТДЭГ",
         .text =
             {.en = "The tariff code (TNVED10 or HS6) is missing.",
              .zh = "缺少商品编码（TNVED10 或 HS6）。",
              .ru = "Нет кода товара (TNVED10 или HS6)."}},
        "/customs/codes",
        "GoodsTNVEDCode",
        [](const LineView& l) -> FieldValue {
            return l.code == nullptr ? FieldValue{} : text_or_absent(l.code->code);
        }
    ),
    holding<LineView>(
        {.id = "RU-0402",
         .code = "hs-code-malformed",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/GoodsTNVEDCode: 10 digits of TN VED or 6 of the HS; chapters "
                  "00 and 77 do not exist",
         .text =
             {.en = "The tariff code is not a code of TN VED (10 digits) or the HS (6 digits).",
              .zh = "商品编码不是 TN VED（10位）或 HS（6位）编码。",
              .ru = "Код товара — не код ТН ВЭД (10 цифр) и не ГС (6 цифр)."}},
        "/customs/codes",
        "GoodsTNVEDCode",
        is_tariff_code,
        has_code
    ),
    present<LineView>(
        {.id = "RU-0403",
         .code = "customs-name-missing",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/GoodsDescription; eec-158#form and order of filling",
         .text =
             {.en = "The customs name in Russian is missing.",
              .zh = "缺少俄文报关品名。",
              .ru = "Нет описания товара на русском."}},
        "/customsNames",
        "GoodsDescription",
        [](const LineView& l) -> FieldValue {
            return l.name == nullptr ? FieldValue{} : text_or_absent(l.name->text);
        }
    ),
    formatted<LineView>(
        {.id = "RU-0404",
         .code = "customs-name-not-russian",
         .remedy = Remedy::catalog,
         .basis = "practice#goods are described in Russian",
         .text =
             {.en = "The Russian customs name has no Cyrillic letter.",
              .zh = "俄文品名中没有西里尔字母。",
              .ru = "В русском описании товара нет кириллицы."}},
        "/customsNames",
        "GoodsDescription",
        {.kind = Kind::custom, .accepts = eaeu::has_cyrillic},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.name->text); },
        has_name
    ),
    formatted<LineView>(
        {.id = "RU-0405",
         .code = "customs-name-too-long",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/GoodsDescription: 4 parts of at most 250 characters",
         .text =
             {.en = "The Russian customs name does not fit 4 parts of 250 characters.",
              .zh = "俄文品名超出4段各250个字符。",
              .ru = "Описание товара не помещается в 4 части по 250 знаков."}},
        "/customsNames",
        "GoodsDescription",
        {.kind = Kind::custom, .accepts = fits_descriptions},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.name->text); },
        has_name
    ),
    present<LineView>(
        {.id = "RU-0406",
         .code = "gross-weight-missing",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/GrossWeightQuantity; practice#weights add up to the waybill's",
         .text =
             {.en = "The gross weight of the line is missing.",
              .zh = "缺少商品行的毛重。",
              .ru = "Нет веса брутто строки."}},
        "/customs/grossWeight",
        "GrossWeightQuantity",
        [](const LineView& l) -> FieldValue { return number_or_absent(l.gross); }
    ),
    formatted<LineView>(
        {.id = "RU-0407",
         .code = "gross-weight-format",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#cat_ru:GoodsQuantity: at most 6 decimals; a thing weighs something",
         .text =
             {.en = "The gross weight is not above zero with at most 6 decimals.",
              .zh = "毛重须大于零且不超过6位小数。",
              .ru = "Вес брутто должен быть больше нуля и не более 6 знаков после запятой."}},
        "/customs/grossWeight",
        "GrossWeightQuantity",
        {.kind = Kind::number, .min = 1, .max = 15, .decimals = 6},
        [](const LineView& l) -> FieldValue { return number_or_absent(l.gross); }
    ),
    formatted<LineView>(
        {.id = "RU-0408",
         .code = "net-weight-format",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#cat_ru:GoodsQuantity: at most 6 decimals",
         .text =
             {.en = "The net weight is not above zero with at most 6 decimals.",
              .zh = "净重须大于零且不超过6位小数。",
              .ru = "Вес нетто должен быть больше нуля и не более 6 знаков после запятой."}},
        "/customs/netWeight",
        "NetWeightQuantity",
        {.kind = Kind::number, .min = 1, .max = 15, .decimals = 6},
        [](const LineView& l) -> FieldValue { return number_or_absent(l.line->customs.net_weight); }
    ),
    holding<LineView>(
        {.id = "RU-0409",
         .code = "gross-below-net",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails GrossWeightQuantity, NetWeightQuantity: gross includes net",
         .text =
             {.en = "The gross weight is below the net weight.",
              .zh = "毛重小于净重。",
              .ru = "Вес брутто меньше веса нетто."}},
        "/customs/grossWeight",
        "GrossWeightQuantity",
        is_gross_at_least_net
    ),
    formatted<LineView>(
        {.id = "RU-0410",
         .code = "quantity-format",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/SupplementaryQuantity: at most 6 decimals",
         .text =
             {.en = "The quantity has more than 6 decimals.",
              .zh = "数量超过6位小数。",
              .ru = "В количестве более 6 знаков после запятой."}},
        "/quantity",
        "SupplementaryQuantity",
        {.kind = Kind::number, .min = 1, .max = 18, .decimals = 6},
        [](const LineView& l) -> FieldValue { return FieldValue{l.line->quantity}; }
    ),
    holding<LineView>(
        {.id = "RU-0411",
         .code = "unit-not-declarable",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/SupplementaryQuantity (optional); cuc-378#units",
         .text =
             {.en =
                  "The unit is missing or has no customs code: the quantity is left out of the declaration.",
              .zh = "缺少计量单位或无对应海关代码：申报中不填数量。",
              .ru = "Единица не указана или не имеет кода: количество не заявлено."}},
        "/unit",
        "MeasureUnitQualifierCode",
        [](const LineView& l) { return l.unit != nullptr; }
    ),
    holding<LineView>(
        {.id = "RU-0412",
         .code = "line-value-invalid",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/CAValueAmount/CurrencyQuantity; a thing sent to a buyer has a "
                  "value",
         .text =
             {.en = "The value of the line after its discount is not above zero (or is above 10⁹).",
              .zh = "商品行折后价值须大于零（且小于10⁹）。",
              .ru = "Стоимость строки за вычетом скидки не больше нуля (или больше 10⁹)."}},
        "/amount",
        "CurrencyQuantity",
        eaeu::has_declarable_value
    ),
    present<LineView>(
        {.id = "RU-0413",
         .code = "product-link-missing",
         .severity = Severity::warning,
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/URLGood (optional); practice#page of the thing",
         .text =
             {.en = "The link to the product's page is missing.",
              .zh = "缺少商品页面链接。",
              .ru = "Нет ссылки на страницу товара."}},
        "/url",
        "URLGood",
        [](const LineView& l) -> FieldValue { return text_or_absent(l.line->url); }
    ),
    formatted<LineView>(
        {.id = "RU-0414",
         .code = "product-link-too-long",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/URLGood: at most 500 characters",
         .text =
             {.en = "The link to the product's page is longer than 500 characters.",
              .zh = "商品页面链接超过500个字符。",
              .ru = "Ссылка на товар длиннее 500 знаков."}},
        "/url",
        "URLGood",
        {.kind = Kind::text, .min = 1, .max = 500},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.line->url); }
    ),
    formatted<LineView>(
        {.id = "RU-0415",
         .code = "brand-too-long",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#GoodsItemDetails/TradeMark: at most 150 characters",
         .text =
             {.en = "The brand is longer than 150 characters.",
              .zh = "品牌超过150个字符。",
              .ru = "Товарный знак длиннее 150 знаков."}},
        "/brand",
        "TradeMark",
        {.kind = Kind::text, .min = 1, .max = 150},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.line->brand); }
    ),
    holding<LineView>(
        {.id = "RU-0416",
         .code = "goods-restricted",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "eec-62#list of goods; eec-107#annex 6: goods banned in post or not for personal use "
                  "beyond a norm (restricted.csv)",
         .effective_from = "2024-07-03",
         .text =
             {.en = "Goods of this tariff code are banned in post or limited for personal use: have them "
                    "checked.",
              .zh = "该编码商品禁止邮寄或个人自用受限：请核查。",
              .ru = "Товары этого кода запрещены в почте или ограничены для личного пользования: проверьте."}
        },
        "/customs/codes",
        "GoodsTNVEDCode",
        [](const LineView& l) { return l.restricted == nullptr; }
    ),
};

}  // namespace

std::span<const rules::Row<LineView>> line_rows() noexcept {
    return kLines;
}

}  // namespace silkgate::adapters::ru
