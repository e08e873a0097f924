// What travels together, and each thing of it.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::number_or_absent;
using rules::text_or_absent;
using View = DeclarationView;

// A tariff without the heading says nothing of the code: the operator's file need not hold every chapter.
bool is_in_force(const LineView& line) {
    const Tariff& tariff = line.declaration->data->tariff;
    const BusinessDate day = line.declaration->day;
    const std::string_view code = line.code->code;
    return tariff.has(code, day) || !tariff.has(code.substr(0, 4), day);
}

constexpr rules::Row<View> kShipment[] = {
    present<View>(
        {.id = "EE-0301",
         .code = "waybill-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#ECHouseShipmentDetails/HouseWaybillDetails/DocId; eec-158#form and order of filling",
         .text =
             {.en = "The number of the individual waybill is missing.",
              .zh = "缺少分运单号。",
              .ru = "Нет номера индивидуальной накладной."}},
        "/consignments/0/logistics/number",
        "DocId",
        [](const View& v) -> FieldValue { return text_or_absent(waybill_of(v)); }
    ),
    formatted<View>(
        {.id = "EE-0302",
         .code = "waybill-too-long",
         .remedy = Remedy::payload,
         .basis = "eec-9#HouseWaybillDetails/DocId: at most 50 characters",
         .text =
             {.en = "The waybill number is longer than 50 characters.",
              .zh = "运单号超过50个字符。",
              .ru = "Номер накладной длиннее 50 знаков."}},
        "/consignments/0/logistics/number",
        "DocId",
        {.kind = Kind::text, .min = 1, .max = 50},
        [](const View& v) -> FieldValue { return text_or_absent(waybill_of(v)); }
    ),
    holding<View>(
        {.id = "EE-0303",
         .code = "consignments-too-many",
         .remedy = Remedy::payload,
         .basis = "adapter-eaeu#one consignment is one declaration; several are not implemented",
         .text =
             {.en = "The order travels in more than one consignment: that is not served yet.",
              .zh = "订单分多票运输：暂不支持。",
              .ru = "Заказ едет несколькими отправлениями: это пока не обслуживается."}},
        "/consignments",
        "ECHouseShipmentDetails",
        [](const View& v) { return v.order->consignments.size() <= 1; }
    ),
    holding<View>(
        {.id = "EE-0304",
         .code = "consignment-incomplete",
         .remedy = Remedy::payload,
         .basis = "adapter-eaeu#the consignment carries every line with its whole quantity",
         .text =
             {.en = "The consignment does not carry every line with its whole quantity.",
              .zh = "运单未包含全部商品及数量。",
              .ru = "Отправление содержит не все строки или не всё количество."}},
        "/consignments/0/lines",
        "ECGoodsItemDetails",
        is_complete,
        has_consignment
    ),
    holding<View>(
        {.id = "EE-0305",
         .code = "lines-missing",
         .remedy = Remedy::payload,
         .basis =
             "eec-9#ECHouseShipmentDetails/ECGoodsItemDetails; a declaration without goods declares nothing",
         .text =
             {.en = "No line of the order is goods to declare.",
              .zh = "订单中没有需要申报的商品。",
              .ru = "В заказе нет товаров для декларирования."}},
        "/lines",
        "ECGoodsItemDetails",
        [](const View& v) { return !v.lines.empty(); }
    ),
    holding<View>(
        {.id = "EE-0306",
         .code = "lines-too-many",
         .remedy = Remedy::payload,
         .basis = "eec-9#ECGoodsItemDetails/ConsignmentItemOrdinal: 3 digits",
         .text =
             {.en = "More than 999 lines do not fit one declaration.",
              .zh = "超过999行，一份报关单无法容纳。",
              .ru = "Более 999 строк не помещаются в одну декларацию."}},
        "/lines",
        "ConsignmentItemOrdinal",
        [](const View& v) { return v.lines.size() <= 999; }
    ),
    holding<View>(
        {.id = "EE-0307",
         .code = "gross-weight-contradicts",
         .remedy = Remedy::payload,
         .basis = "practice#gross weights of the goods add up to the waybill's",
         .text =
             {.en = "The parcel weighs less than the goods in it.",
              .zh = "包裹重量小于内件重量之和。",
              .ru = "Посылка легче товаров в ней."}},
        "/consignments/0/grossWeight",
        "UnifiedGrossMassMeasure",
        is_parcel_heavy_enough,
        has_consignment
    ),
    holding<View>(
        {.id = "EE-0308",
         .code = "discount-not-on-lines",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "eec-9#ECGoodsItemDetails/CAValueAmount: value of each thing; adapter-eaeu#declares the "
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
        {.id = "EE-0309",
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
        "UnifiedGrossMassMeasure",
        is_parcel_weight_of_goods,
        has_consignment
    ),
};

constexpr rules::Row<LineView> kLines[] = {
    present<LineView>(
        {.id = "EE-0401",
         .code = "hs-code-missing",
         .remedy = Remedy::catalog,
         .basis = "eec-9#ECGoodsItemDetails/CommodityCode; practice#at least 6 digits in ПТДЭГ",
         .text =
             {.en = "The tariff code (TNVED10 or HS6) is missing.",
              .zh = "缺少商品编码（TNVED10 或 HS6）。",
              .ru = "Нет кода товара (TNVED10 или HS6)."}},
        "/customs/codes",
        "CommodityCode",
        [](const LineView& l) -> FieldValue {
            return l.code == nullptr ? FieldValue{} : text_or_absent(l.code->code);
        }
    ),
    holding<LineView>(
        {.id = "EE-0402",
         .code = "hs-code-malformed",
         .remedy = Remedy::catalog,
         .basis = "eec-9#ECGoodsItemDetails/CommodityCode: 10 digits of TN VED or 6 of the HS; chapters 00 "
                  "and 77 do not exist",
         .text =
             {.en = "The tariff code is not a code of TN VED (10 digits) or the HS (6 digits).",
              .zh = "商品编码不是 TN VED（10位）或 HS（6位）编码。",
              .ru = "Код товара — не код ТН ВЭД (10 цифр) и не ГС (6 цифр)."}},
        "/customs/codes",
        "CommodityCode",
        is_tariff_code,
        has_code
    ),
    present<LineView>(
        {.id = "EE-0403",
         .code = "customs-name-missing",
         .remedy = Remedy::catalog,
         .basis = "eec-9#ECGoodsItemDetails/GoodsDescriptionText; eec-158#form and order of filling",
         .text =
             {.en = "The customs name in Russian is missing.",
              .zh = "缺少俄文报关品名。",
              .ru = "Нет описания товара на русском."}},
        "/customsNames",
        "GoodsDescriptionText",
        [](const LineView& l) -> FieldValue {
            return l.name == nullptr ? FieldValue{} : text_or_absent(l.name->text);
        }
    ),
    formatted<LineView>(
        {.id = "EE-0404",
         .code = "customs-name-not-russian",
         .remedy = Remedy::catalog,
         .basis = "practice#goods are described in Russian",
         .text =
             {.en = "The Russian customs name has no Cyrillic letter.",
              .zh = "俄文品名中没有西里尔字母。",
              .ru = "В русском описании товара нет кириллицы."}},
        "/customsNames",
        "GoodsDescriptionText",
        {.kind = Kind::custom, .accepts = eaeu::has_cyrillic},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.name->text); },
        has_name
    ),
    formatted<LineView>(
        {.id = "EE-0405",
         .code = "customs-name-too-long",
         .remedy = Remedy::catalog,
         .basis = "eec-9#ECGoodsItemDetails/GoodsDescriptionText: 4 parts of at most 250 characters",
         .text =
             {.en = "The Russian customs name does not fit 4 parts of 250 characters.",
              .zh = "俄文品名超出4段各250个字符。",
              .ru = "Описание товара не помещается в 4 части по 250 знаков."}},
        "/customsNames",
        "GoodsDescriptionText",
        {.kind = Kind::custom, .accepts = fits_descriptions},
        [](const LineView& l) -> FieldValue { return text_or_absent(l.name->text); },
        has_name
    ),
    present<LineView>(
        {.id = "EE-0406",
         .code = "gross-weight-missing",
         .remedy = Remedy::catalog,
         .basis =
             "eec-9#ECGoodsItemDetails/UnifiedGrossMassMeasure; practice#weights add up to the waybill's",
         .text =
             {.en = "The gross weight of the line is missing.",
              .zh = "缺少商品行的毛重。",
              .ru = "Нет веса брутто строки."}},
        "/customs/grossWeight",
        "UnifiedGrossMassMeasure",
        [](const LineView& l) -> FieldValue { return number_or_absent(l.gross); }
    ),
    formatted<LineView>(
        {.id = "EE-0407",
         .code = "gross-weight-format",
         .remedy = Remedy::catalog,
         .basis = "eec-9#UnifiedGrossMassMeasure: at most 6 decimals; a thing weighs something",
         .text =
             {.en = "The gross weight is not above zero with at most 6 decimals.",
              .zh = "毛重须大于零且不超过6位小数。",
              .ru = "Вес брутто должен быть больше нуля и не более 6 знаков после запятой."}},
        "/customs/grossWeight",
        "UnifiedGrossMassMeasure",
        {.kind = Kind::number, .min = 1, .max = 15, .decimals = 6},
        [](const LineView& l) -> FieldValue { return number_or_absent(l.gross); }
    ),
    formatted<LineView>(
        {.id = "EE-0408",
         .code = "net-weight-format",
         .remedy = Remedy::catalog,
         .basis = "eec-9#UnifiedNetMassMeasure: at most 6 decimals",
         .text =
             {.en = "The net weight is not above zero with at most 6 decimals.",
              .zh = "净重须大于零且不超过6位小数。",
              .ru = "Вес нетто должен быть больше нуля и не более 6 знаков после запятой."}},
        "/customs/netWeight",
        "UnifiedNetMassMeasure",
        {.kind = Kind::number, .min = 1, .max = 15, .decimals = 6},
        [](const LineView& l) -> FieldValue { return number_or_absent(l.line->customs.net_weight); }
    ),
    holding<LineView>(
        {.id = "EE-0409",
         .code = "gross-below-net",
         .remedy = Remedy::catalog,
         .basis =
             "eec-9#ECGoodsItemDetails UnifiedGrossMassMeasure, UnifiedNetMassMeasure: gross includes net",
         .text =
             {.en = "The gross weight is below the net weight.",
              .zh = "毛重小于净重。",
              .ru = "Вес брутто меньше веса нетто."}},
        "/customs/grossWeight",
        "UnifiedGrossMassMeasure",
        is_gross_at_least_net
    ),
    formatted<LineView>(
        {.id = "EE-0410",
         .code = "quantity-format",
         .remedy = Remedy::payload,
         .basis = "eec-9#GoodsMeasureDetails/GoodsMeasure: at most 6 decimals",
         .text =
             {.en = "The quantity has more than 6 decimals.",
              .zh = "数量超过6位小数。",
              .ru = "В количестве более 6 знаков после запятой."}},
        "/quantity",
        "GoodsMeasure",
        {.kind = Kind::number, .min = 1, .max = 18, .decimals = 6},
        [](const LineView& l) -> FieldValue { return FieldValue{l.line->quantity}; }
    ),
    holding<LineView>(
        {.id = "EE-0411",
         .code = "unit-not-declarable",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis = "eec-9#ECGoodsItemDetails/GoodsMeasureDetails (optional); cuc-378#units",
         .text =
             {.en =
                  "The unit is missing or has no customs code: the quantity is left out of the declaration.",
              .zh = "缺少计量单位或无对应海关代码：申报中不填数量。",
              .ru = "Единица не указана или не имеет кода: количество не заявлено."}},
        "/unit",
        "GoodsMeasure",
        [](const LineView& l) { return l.unit != nullptr; }
    ),
    holding<LineView>(
        {.id = "EE-0412",
         .code = "line-value-invalid",
         .remedy = Remedy::payload,
         .basis = "eec-9#ECGoodsItemDetails/CAValueAmount; a thing sent to a buyer has a value",
         .text =
             {.en = "The value of the line after its discount is not above zero (or is above 10⁹).",
              .zh = "商品行折后价值须大于零（且小于10⁹）。",
              .ru = "Стоимость строки за вычетом скидки не больше нуля (или больше 10⁹)."}},
        "/amount",
        "CAValueAmount",
        eaeu::has_declarable_value
    ),
    holding<LineView>(
        {.id = "EE-0416",
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
        "CommodityCode",
        [](const LineView& l) { return l.restricted == nullptr; }
    ),
    holding<LineView>(
        {.id = "EE-0417",
         .code = "tariff-code-not-in-force",
         .remedy = Remedy::catalog,
         .basis = "eaeu-ett#codes of TN VED in force on the day (tariff.csv): the heading is there, the code "
                  "is not",
         .text =
             {.en = "The tariff code is not in force on this day.",
              .zh = "该商品编码在该日无效。",
              .ru = "Код ТН ВЭД не действует на эту дату."}},
        "/customs/codes",
        "CommodityCode",
        is_in_force,
        has_code
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> shared_shipment_rows() noexcept {
    return kShipment;
}
std::span<const rules::Row<LineView>> shared_line_rows() noexcept {
    return kLines;
}

}  // namespace silkgate::adapters::eaeu
