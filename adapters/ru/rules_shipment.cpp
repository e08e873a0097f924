// Who sends, and what travels together.
#include "adapters/common/eaeu/script.hpp"
#include "adapters/ru/rule_rows.hpp"

#include <algorithm>

namespace silkgate::adapters::ru {
namespace {

using View = DeclarationView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

constexpr rules::Row<View> kConsignor[] = {
    present<View>(
        {.id = "RU-0201",
         .code = "seller-missing",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/ConsignorDetails; eec-158#form and order of filling",
         .text =
             {.en = "The sender (seller) is missing.",
              .zh = "缺少发件人（卖家）。",
              .ru = "Нет отправителя (продавца)."}},
        "/parties/seller",
        "ConsignorDetails",
        [](const View& v) -> FieldValue { return has_seller(v) ? FieldValue{"present"} : FieldValue{}; }
    ),
    present<View>(
        {.id = "RU-0202",
         .code = "seller-name-missing",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/ConsignorDetails/cat_ru:OrganizationName; practice#Latin or "
                  "Cyrillic letters",
         .text =
             {.en = "The seller's name in Latin or Cyrillic letters is missing.",
              .zh = "缺少卖家的拉丁或西里尔字母名称。",
              .ru = "Нет названия продавца латиницей или кириллицей."}},
        "/parties/seller/nameLatin",
        "OrganizationName",
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::readable_name(*v.seller)); },
        has_seller
    ),
    formatted<View>(
        {.id = "RU-0203",
         .code = "seller-name-too-long",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#cat_ru:OrganizationName: at most 150 characters",
         .text =
             {.en = "The seller's name is longer than 150 characters.",
              .zh = "卖家名称超过150个字符。",
              .ru = "Название продавца длиннее 150 знаков."}},
        "/parties/seller/nameLatin",
        "OrganizationName",
        {.kind = Kind::text, .min = 1, .max = 150},
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::readable_name(*v.seller)); },
        has_seller
    ),
    holding<View>(
        {.id = "RU-0204",
         .code = "seller-masked",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/ConsignorDetails; practice#a masked value is not the seller's",
         .text =
             {.en = "The seller's data are masked.", .zh = "卖家数据已脱敏。", .ru = "Данные продавца скрыты."
             }},
        "/parties/seller",
        "ConsignorDetails",
        [](const View& v) { return !v.seller->masked; },
        has_seller
    ),
    present<View>(
        {.id = "RU-0205",
         .code = "seller-country-missing",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/ConsignorDetails/RUScat_ru:CountryA2Code",
         .text =
             {.en = "The seller's country is missing.",
              .zh = "缺少卖家所在国家。",
              .ru = "Нет страны продавца."}},
        "/parties/seller/address/country",
        "CountryA2Code",
        [](const View& v) -> FieldValue {
            return v.seller->address ? text_or_absent(v.seller->address->country) : FieldValue{};
        },
        has_seller
    ),
};

constexpr rules::Row<View> kShipment[] = {
    present<View>(
        {.id = "RU-0301",
         .code = "waybill-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#HouseShipment/HouseWaybillDetails/cat_ru:PrDocumentNumber; eec-158#form and "
                  "order of filling",
         .text =
             {.en = "The number of the individual waybill is missing.",
              .zh = "缺少分运单号。",
              .ru = "Нет номера индивидуальной накладной."}},
        "/consignments/0/logistics/number",
        "PrDocumentNumber",
        [](const View& v) -> FieldValue { return text_or_absent(waybill_of(v)); }
    ),
    formatted<View>(
        {.id = "RU-0302",
         .code = "waybill-too-long",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#cat_ru:PrDocumentNumber: at most 50 characters",
         .text =
             {.en = "The waybill number is longer than 50 characters.",
              .zh = "运单号超过50个字符。",
              .ru = "Номер накладной длиннее 50 знаков."}},
        "/consignments/0/logistics/number",
        "PrDocumentNumber",
        {.kind = Kind::text, .min = 1, .max = 50},
        [](const View& v) -> FieldValue { return text_or_absent(waybill_of(v)); }
    ),
    holding<View>(
        {.id = "RU-0303",
         .code = "consignments-too-many",
         .remedy = Remedy::payload,
         .basis = "adapter-ru#one consignment is one declaration; several are not implemented",
         .text =
             {.en = "The order travels in more than one consignment: that is not served yet.",
              .zh = "订单分多票运输：暂不支持。",
              .ru = "Заказ едет несколькими отправлениями: это пока не обслуживается."}},
        "/consignments",
        "HouseShipment",
        [](const View& v) { return v.order->consignments.size() <= 1; }
    ),
    holding<View>(
        {.id = "RU-0304",
         .code = "consignment-incomplete",
         .remedy = Remedy::payload,
         .basis = "adapter-ru#the consignment carries every line with its whole quantity",
         .text =
             {.en = "The consignment does not carry every line with its whole quantity.",
              .zh = "运单未包含全部商品及数量。",
              .ru = "Отправление содержит не все строки или не всё количество."}},
        "/consignments/0/lines",
        "GoodsItemDetails",
        is_complete,
        has_consignment
    ),
    holding<View>(
        {.id = "RU-0305",
         .code = "lines-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#HouseShipment/GoodsItemDetails; a declaration without goods declares nothing",
         .text =
             {.en = "No line of the order is goods to declare.",
              .zh = "订单中没有需要申报的商品。",
              .ru = "В заказе нет товаров для декларирования."}},
        "/lines",
        "GoodsItemDetails",
        [](const View& v) { return !v.lines.empty(); }
    ),
    holding<View>(
        {.id = "RU-0306",
         .code = "lines-too-many",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/TotalGoodsNumeric: 3 digits",
         .text =
             {.en = "More than 999 lines do not fit one declaration.",
              .zh = "超过999行，一份报关单无法容纳。",
              .ru = "Более 999 строк не помещаются в одну декларацию."}},
        "/lines",
        "TotalGoodsNumeric",
        [](const View& v) { return v.lines.size() <= 999; }
    ),
    holding<View>(
        {.id = "RU-0307",
         .code = "gross-weight-contradicts",
         .remedy = Remedy::payload,
         .basis = "practice#gross weights of the goods add up to the waybill's",
         .text =
             {.en = "The parcel weighs less than the goods in it.",
              .zh = "包裹重量小于内件重量之和。",
              .ru = "Посылка легче товаров в ней."}},
        "/consignments/0/grossWeight",
        "UnifiedGrossWeightQuantity",
        is_parcel_heavy_enough,
        has_consignment
    ),
    holding<View>(
        {.id = "RU-0308",
         .code = "discount-not-on-lines",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#GoodsItemDetails/CAValueAmount: value of each thing; adapter-ru#declares the "
                  "higher value",
         .text =
             {.en = "A discount of the whole order is not taken off the declared value of the goods.",
              .zh = "整单折扣未从商品申报价值中扣除。",
              .ru = "Скидка на весь заказ не вычтена из заявленной стоимости товаров."}},
        "/money/discount",
        "CAValueAmount",
        is_discount_on_lines
    ),
    holding<View>(
        {.id = "RU-0309",
         .code = "gross-weight-differs",
         .severity = Severity::warning,
         .remedy = Remedy::catalog,
         .basis =
             "practice#gross weights of the goods add up to the waybill's; the sum of the goods is declared",
         .text =
             {.en = "The parcel weighs more than the goods in it; the sum of the goods' gross weights is "
                    "declared.",
              .zh = "包裹重量大于内件毛重之和；按内件毛重之和申报。",
              .ru = "Посылка тяжелее товаров; заявлена сумма весов брутто товаров."}},
        "/consignments/0/grossWeight",
        "UnifiedGrossWeightQuantity",
        is_parcel_weight_of_goods,
        has_consignment
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> consignor_rows() noexcept {
    return kConsignor;
}
std::span<const rules::Row<DeclarationView>> shipment_rows() noexcept {
    return kShipment;
}

}  // namespace silkgate::adapters::ru
