// Rows of one standard each.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/booking/rules.hpp"
#include "adapters/common/booking/sea.hpp"
#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::booking {
namespace {

using rules::Must;
using rules::Row;
using rules::text_or_absent;

std::string_view registered(const View& view, std::string_view key) {
    return view.booking.connection->registration(key);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool has_sea_terms(const View& view) {
    const auto ends = {"CY", "SD", "CFS"};
    return std::ranges::find(ends, registered(view, "DCSA.receiptType")) != ends.end() &&
           std::ranges::find(ends, registered(view, "DCSA.deliveryType")) != ends.end() &&
           is_one_of(registered(view, "DCSA.movementType"), {"FCL", "LCL"}) &&
           !registered(view, "DCSA.equipment").empty();
}

bool ends_have_codes(const View& view) {
    const RouteStop& from = departure_of(view.booking);
    const RouteStop& to = arrival_of(view.booking);
    return is_air(view) ? !airport_of(from).empty() && !airport_of(to).empty()
                        : !from.unlocode.empty() && !to.unlocode.empty();
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

const Row<View> kRows[] = {
    {.rule =
         {.id = "LG-0111",
          .code = "incoterm-missing",
          .remedy = Remedy::connection,
          .basis = "FTS album 5.23.0, form 1003102E: DeliveryTermsStringCode",
          .text =
              {.en = "A CMR note needs the terms of delivery (Incoterms).",
               .zh = "CMR 运单需要交货条件（国际贸易术语）。",
               .ru = "Накладной CMR нужны условия поставки (Инкотермс)."}},
     .path = "/consignments/0/incoterm",
     .value = [](const View& view) { return text_or_absent(view.booking.incoterm); },
     .applies = [](const View& view
                ) { return view.is("CMR") || (view.is("ECMR") && needs_paper_note(view.booking)); }},
    {.rule =
         {.id = "LG-0112",
          .code = "sea-terms-missing",
          .remedy = Remedy::connection,
          .basis = "DCSA Booking 2.0.5: receiptTypeAtOrigin, deliveryTypeAtDestination, cargoMovementType, "
                   "ISOEquipmentCode",
          .text =
              {.en = "The connection lacks DCSA.receiptType, DCSA.deliveryType (CY, SD, CFS), "
                     "DCSA.movementType (FCL, LCL) "
                     "or DCSA.equipment.",
               .zh = "连接缺少 "
                     "DCSA.receiptType、DCSA.deliveryType（CY、SD、CFS）、DCSA.movementType（FCL、LCL）或 "
                     "DCSA.equipment。",
               .ru = "У подключения нет DCSA.receiptType, DCSA.deliveryType (CY, SD, CFS), DCSA.movementType "
                     "(FCL, LCL) или "
                     "DCSA.equipment."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds = has_sea_terms,
     .applies = [](const View& view) { return view.is("DCSA"); }},
    {.rule =
         {.id = "LG-0113",
          .code = "sea-booking-refused",
          .remedy = Remedy::connection,
          .basis = "DCSA Booking 2.0.5, conditions C1 to C11 of its text and of its conformance checker",
          .text =
              {.en = "The booking breaks a condition of DCSA: one service contract or quotation "
                     "(DCSA.serviceContract, "
                     "DCSA.quotation), both ends, a time, weights.",
               .zh = "该预订不符合 DCSA "
                     "条件：须有一份服务合同或报价（DCSA.serviceContract、DCSA."
                     "quotation）、起讫港、时间和重量。",
               .ru = "Бронирование нарушает условие DCSA: один договор или котировка (DCSA.serviceContract, "
                     "DCSA.quotation), "
                     "оба конца, время, вес."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds = [](const View& view) { return sea::check_booking(to_dcsa(view.booking)).empty(); },
     .applies = [](const View& view) { return view.is("DCSA") && view.has_stretch() && has_sea_terms(view); }
    },
    {.rule =
         {.id = "LG-0114",
          .code = "place-without-code",
          .remedy = Remedy::none,
          .basis = "DCSA Booking 2.0.5 UNLocationCode; XFZB 4.00 OriginLocation and "
                   "FinalDestinationLocation: airport code",
          .text =
              {.en = "A port or airport of the route has no code in the corridor tables.",
               .zh = "路线中的港口或机场在通道表中没有代码。",
               .ru = "У порта или аэропорта маршрута нет кода в таблицах коридоров."}},
     .path = "/consignments/0/logistics/mode",
     .must = Must::hold,
     .holds = ends_have_codes,
     .applies = [](const View& view) { return (view.is("DCSA") || is_air(view)) && view.has_stretch(); }},
    {.rule =
         {.id = "LG-0115",
          .code = "house-waybill-invalid",
          .remedy = Remedy::payload,
          .basis = "XFZB 4.00 BusinessHeaderDocument/ID: up to 12 letters and digits",
          .text =
              {.en = "A house air waybill's number has up to 12 letters and digits.",
               .zh = "航空分运单号最多12位字母和数字。",
               .ru = "Номер домашней авианакладной — до 12 букв и цифр."}},
     .path = "/consignments/0/logistics/number",
     .must = Must::hold,
     .holds = [](const View& view) { return transport::is_house_waybill(view.booking.number); },
     .applies = is_air},
    {.rule =
         {.id = "LG-0116",
          .code = "air-addresses-missing",
          .remedy = Remedy::connection,
          .basis = "XFZB 4.00 MessageHeaderDocument: SenderParty and RecipientParty",
          .text =
              {.en = "The connection lacks the message addresses XFZB.sender and XFZB.recipient.",
               .zh = "连接缺少报文地址 XFZB.sender 和 XFZB.recipient。",
               .ru = "У подключения нет адресов сообщений XFZB.sender и XFZB.recipient."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds =
         [](const View& view) {
             return !registered(view, "XFZB.sender").empty() && !registered(view, "XFZB.recipient").empty();
         },
     .applies = [](const View& view) { return view.is("XFZB"); }},
    {.rule =
         {.id = "LG-0117",
          .code = "hs-code-missing",
          .remedy = Remedy::catalog,
          .basis = "XFZB 4.00 IncludedHouseConsignmentItem/TypeCode: the goods' HS code",
          .text =
              {.en = "Each of the goods needs an HS code on an air waybill.",
               .zh = "航空运单上每种商品都需要 HS 编码。",
               .ru = "В авианакладной каждому товару нужен код ГС."}},
     .path = "/lines",
     .must = Must::hold,
     .holds =
         [](const View& view) {
             return std::ranges::none_of(view.booking.commodities, [](const Commodity& goods) {
                 return goods.hs6.empty();
             });
         },
     .applies = [](const View& view) { return view.is("XFZB"); }},
    {.rule =
         {.id = "LG-0118",
          .code = "express-tariff-missing",
          .remedy = Remedy::connection,
          .basis = "CDEK API v2, orders: tariff_code, of the contract",
          .text =
              {.en = "The connection lacks CDEK.tariff, the number of the tariff in the contract.",
               .zh = "连接缺少 CDEK.tariff（合同中的资费编号）。",
               .ru = "У подключения нет CDEK.tariff — номера тарифа по договору."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds = [](const View& view) { return is_digits(registered(view, "CDEK.tariff")); },
     .applies = [](const View& view) { return view.is("CDEK"); }},
    {.rule =
         {.id = "LG-0119",
          .code = "express-order-refused",
          .remedy = Remedy::payload,
          .basis = "CDEK API v2, orders, as public clients have it: phones of both ends, net weight, value "
                   "and whole pieces of each "
                   "item, items not heavier than their package",
          .text =
              {.en = "CDEK would refuse this order: phones, weights, values or pieces are missing or do not "
                     "fit together.",
               .zh = "CDEK 会拒收该订单：电话、重量、价值或件数缺失或互相矛盾。",
               .ru =
                   "СДЭК не примет этот заказ: телефонов, весов, стоимости или мест нет, или они не сходятся."
              }},
     .path = "/consignments/0",
     .must = Must::hold,
     .holds = [](const View& view) { return static_cast<bool>(write_express(view.booking)); },
     .applies = [](const View& view) { return view.is("CDEK") && is_digits(registered(view, "CDEK.tariff")); }
    },
    {.rule =
         {.id = "LG-0131",
          .code = "line-haul-product-missing",
          .remedy = Remedy::connection,
          .basis = "YunExpress, CreateOrder: ShippingMethodCode, of the contract",
          .text =
              {.en = "The connection lacks YUNEXPRESS.product, the code of the service in the contract.",
               .zh = "连接缺少 YUNEXPRESS.product（合同中的运输方式代码）。",
               .ru = "У подключения нет YUNEXPRESS.product — кода услуги по договору."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds = [](const View& view) { return !registered(view, "YUNEXPRESS.product").empty(); },
     .applies = [](const View& view) { return view.is("YUNEXPRESS"); }},
    {.rule =
         {.id = "LG-0132",
          .code = "line-haul-order-refused",
          .remedy = Remedy::catalog,
          .basis = "YunExpress, CreateOrder: Parcels[] EName, CName, Quantity, UnitPrice, UnitWeight",
          .text =
              {.en = "A line-haul order needs English and Chinese names, price and net weight of all goods, "
                     "which do not outweigh the packages.",
               .zh = "专线订单需要所有商品的中英文名称、单价和净重，且净重之和不得超过包裹重量。",
               .ru = "Заказу линейной перевозки нужны английские и китайские названия, цена и вес нетто всех "
                     "товаров, не тяжелее упаковок."}},
     .path = "/lines",
     .must = Must::hold,
     .holds = [](const View& view) { return static_cast<bool>(write_line_haul(view.booking)); },
     .applies = [](const View& view
                ) { return view.is("YUNEXPRESS") && !registered(view, "YUNEXPRESS.product").empty(); }},
    {.rule =
         {.id = "LG-0134",
          .code = "russian-post-order-refused",
          .remedy = Remedy::payload,
          .basis =
              "Russian Post otpravka-api, PUT user/backlog, as public clients have it: given-name, surname, "
              "region-to, street-to, house-to; mass in grams, money in kopecks",
          .text =
              {.en = "Russian Post needs RUSSIANPOST.mailType and .mailCategory of the connection, the "
                     "recipient's "
                     "given and family name, region, street and house apart, postcode, net weights, and "
                     "roubles.",
               .zh = "俄罗斯邮政需要连接的 RUSSIANPOST.mailType 与 "
                     ".mailCategory、收件人的名和姓、分列的地区、街道和门牌、邮编、净重，且以卢布计价。",
               .ru = "Почте России нужны RUSSIANPOST.mailType и .mailCategory подключения, имя и фамилия "
                     "получателя, "
                     "отдельно область, улица и дом, индекс, вес нетто и рубли."}},
     .path = "/consignments/0",
     .must = Must::hold,
     .holds = [](const View& view) { return static_cast<bool>(write_russian_post(view.booking)); },
     .applies = [](const View& view) { return view.is("RUSSIANPOST"); }},
    {.rule =
         {.id = "LG-0135",
          .code = "too-many-pieces",
          .remedy = Remedy::payload,
          .basis = "Silkgate: one ONE Record object holds at most 999 pieces",
          .text =
              {.en = "A waybill of ONE Record is made for at most 999 packages.",
               .zh = "ONE Record 运单最多999件。",
               .ru = "Накладная ONE Record — не более чем на 999 мест."}},
     .path = "/consignments/0/packages",
     .must = Must::hold,
     .holds = [](const View& view) { return view.booking.pieces() <= 999; },
     .applies = [](const View& view) { return view.is("ONERECORD"); }},
    {.rule =
         {.id = "LG-0136",
          .code = "tir-data-missing",
          .remedy = Remedy::connection,
          .basis = "FTS album 5.23.0, form 1003104E: TransportMeans, DepartureCustomsOffice, GoodsTNVEDCode, "
                   "GrossWeightQuantity of each of the goods",
          .text =
              {.en = "Goods under a TIR carnet need the vehicle's number (logistics.transportMeans), the "
                     "customs "
                     "office of departure (TIR.departureCustoms of the connection), and code and gross "
                     "weight of each "
                     "of the goods.",
               .zh = "TIR 运输需要车牌号（logistics.transportMeans）、起运地海关（连接的 "
                     "TIR.departureCustoms），以及每种商品的编码和毛重。",
               .ru = "Под книжкой МДП нужны номер машины (logistics.transportMeans), таможня отправления "
                     "(TIR.departureCustoms подключения), код и вес брутто каждого товара."}},
     .path = "/consignments/0/logistics",
     .must = Must::hold,
     .holds = [](const View& view) { return static_cast<bool>(write_tir_data(view.booking)); },
     .applies = [](const View& view
                ) { return (view.is("CMR") || view.is("ECMR")) && is_under_tir(view.booking); }},
};

}  // namespace

std::span<const Row<View>> standard_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::booking
