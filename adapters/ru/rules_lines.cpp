// Each thing in the parcel.
#include "adapters/common/eaeu/script.hpp"
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

constexpr rules::Row<LineView> kLines[] = {
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
    present<LineView>(
        {.id = "RU-0417",
         .code = "origin-country-missing",
         .remedy = Remedy::catalog,
         .basis = "fts-5.27.0#ESADout_CUGoods/OriginCountryCode: box 34 of the ordinary declaration",
         .text =
             {.en = "The country of origin of the goods is missing: the ordinary declaration names it.",
              .zh = "缺少商品原产国：普通报关单须填写。",
              .ru = "Нет страны происхождения товара: её называет обычная декларация."}},
        "/customs/originCountry",
        "OriginCountryCode",
        [](const LineView& l) -> FieldValue { return text_or_absent(l.line->customs.origin_country); },
        [](const LineView& l) { return l.declaration->filing->is_ordinary; }
    ),
};

}  // namespace

std::span<const rules::Row<LineView>> line_rows() noexcept {
    return kLines;
}

}  // namespace silkgate::adapters::ru
