// Rows that hold for several standards.
#include "adapters/common/booking/rules.hpp"

#include "adapters/common/booking/documents.hpp"

#include <algorithm>

namespace silkgate::adapters::booking {
namespace {

using rules::Must;
using rules::number_or_absent;
using rules::Row;
using rules::text_or_absent;

bool needs_route(const View& view) {
    return view.is("SMGS") || view.is("DCSA") || is_air(view);
}

bool is_note(const View& view) {
    return view.is("SMGS") || view.is("CMR") || view.is("ECMR");
}

bool is_placed(const Party& party) {
    return !party.name.empty() && !party.country.empty() && !party.city.empty() && !party.street.empty();
}

// The forms' limits: organisation 150 characters, street with house 50.
bool fits_the_form(const Party& party) {
    return rules::count_code_points(party.name) <= 150 &&
           rules::count_code_points(form_address(party).street) <= 50;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

const Row<View> kRows[] = {
    {.rule =
         {.id = "LG-0102",
          .code = "route-missing",
          .remedy = Remedy::none,
          .basis = "SMGS note boxes 2 and 5; DCSA Booking 2.0.5 C2; XFZB 4.00 OriginLocation: both ends by "
                   "the mode",
          .text =
              {.en = "No corridor leads to the destination by this mode, or all of them are closed.",
               .zh = "没有以该运输方式通往目的地的通道，或通道已全部关闭。",
               .ru = "Этим видом транспорта до места назначения пути нет, или все они закрыты."}},
     .path = "/consignments/0/logistics/mode",
     .must = Must::hold,
     .holds = [](const View& view) { return view.has_stretch(); },
     .applies = needs_route},
    {.rule =
         {.id = "LG-0103",
          .code = "carrier-missing",
          .remedy = Remedy::connection,
          .basis = "SMGS note box 22; CMR note box 16; XFZB 4.00 SignatoryCarrierAuthentication: who carries",
          .text =
              {.en = "The carrier's name is missing: logistics.carrierName, or <standard>.carrier of the "
                     "connection.",
               .zh = "缺少承运人名称：logistics.carrierName，或连接配置中的 <标准>.carrier。",
               .ru = "Нет названия перевозчика: logistics.carrierName или <стандарт>.carrier подключения."}},
     .path = "/consignments/0/logistics/carrierName",
     .value = [](const View& view) { return text_or_absent(view.booking.carrier_name); },
     .applies = [](const View& view) { return is_note(view) || is_air(view); }},
    {.rule =
         {.id = "LG-0104",
          .code = "package-missing",
          .remedy = Remedy::payload,
          .basis = "SMGS note boxes 16 and 17; CMR note boxes 7 and 8; XFZB 4.00 TotalPieceQuantity: "
                   "packages and their kind",
          .text =
              {.en = "The consignment's packages are missing: their number and kind (UN/ECE Recommendation "
                     "21).",
               .zh = "缺少货件包装信息：件数和种类（UN/ECE 第21号建议书）。",
               .ru = "Нет упаковок отправления: их числа и вида (рекомендация 21 ЕЭК ООН)."}},
     .path = "/consignments/0/packages",
     .must = Must::hold,
     .holds =
         [](const View& view) {
             return view.booking.pieces() > 0 &&
                    std::ranges::none_of(view.booking.packages, [](const auto& package) {
                        return package.kind.empty();
                    });
         },
     .applies = [](const View& view) { return is_note(view) || is_air(view); }},
    {.rule =
         {.id = "LG-0105",
          .code = "gross-weight-missing",
          .remedy = Remedy::catalog,
          .basis = "SMGS note box 18; CMR note box 11; DCSA Booking 2.0.5 C7; XFZB 4.00; CDEK API v2 "
                   "packages.weight",
          .text =
              {.en = "The consignment's gross weight is missing.",
               .zh = "缺少货件毛重。",
               .ru = "Нет веса брутто отправления."}},
     .path = "/consignments/0/grossWeight",
     .value = [](const View& view) { return number_or_absent(view.booking.gross_weight); }},
    {.rule =
         {.id = "LG-0106",
          .code = "line-gross-weight-missing",
          .remedy = Remedy::catalog,
          .basis = "SMGS note box 18 and XFZB 4.00 GrossWeightMeasure: of each goods item",
          .text =
              {.en = "Each of several goods needs its own gross weight.",
               .zh = "多种商品时，每种商品必须有各自的毛重。",
               .ru = "У каждого из нескольких товаров должен быть свой вес брутто."}},
     .path = "/lines",
     .must = Must::hold,
     .holds =
         [](const View& view) {
             return std::ranges::all_of(view.booking.commodities, [](const Commodity& goods) {
                 return goods.gross_weight.has_value();
             });
         },
     .applies = [](const View& view) { return view.is("SMGS") || view.is("XFZB"); }},
    {.rule =
         {.id = "LG-0107",
          .code = "goods-name-missing",
          .remedy = Remedy::catalog,
          .basis = "DCSA Booking 2.0.5 commodityType; XFZB 4.00 NatureIdentificationTransportCargo: carriers "
                   "read English",
          .text =
              {.en = "The goods need a customs name in English, or a title in Latin letters.",
               .zh = "商品需要英文海关名称，或拉丁字母标题。",
               .ru = "Товару нужно таможенное наименование по-английски или название латиницей."}},
     .path = "/lines",
     .must = Must::hold,
     .holds =
         [](const View& view) {
             return std::ranges::all_of(view.booking.commodities, [](const Commodity& goods) {
                 return !goods.name_en.empty() || is_ascii(goods.title);
             });
         },
     .applies = [](const View& view) { return view.is("DCSA") || is_air(view); }},
    {.rule =
         {.id = "LG-0108",
          .code = "party-address-missing",
          .remedy = Remedy::buyer,
          .basis = "SMGS note boxes 1 and 4; CMR note boxes 1 and 2; XFZB 4.00 PostalStructuredAddress; CDEK "
                   "API v2 locations",
          .text =
              {.en = "Shipper and consignee need name, country, city and street.",
               .zh = "发货人和收货人必须有姓名、国家、城市和街道。",
               .ru = "У отправителя и получателя должны быть имя, страна, город и улица."}},
     .path = "/parties",
     .must = Must::hold,
     .holds = [](const View& view
              ) { return is_placed(view.booking.shipper) && is_placed(view.booking.consignee); }},
    {.rule =
         {.id = "LG-0109",
          .code = "party-too-long",
          .remedy = Remedy::payload,
          .basis = "FTS album 5.23.0, forms 1003401E and 1003102E: OrganizationName 150, StreetHouse 50 "
                   "characters",
          .text =
              {.en = "A name of more than 150 or a street of more than 50 characters does not fit the "
                     "consignment note.",
               .zh = "名称超过150个字符或街道超过50个字符，无法填入运单。",
               .ru = "Имя длиннее 150 или улица длиннее 50 знаков не помещается в накладную."}},
     .path = "/parties",
     .must = Must::hold,
     .holds = [](const View& view
              ) { return fits_the_form(view.booking.shipper) && fits_the_form(view.booking.consignee); },
     .applies = is_note},
    {.rule =
         {.id = "LG-0133",
          .code = "return-number-missing",
          .remedy = Remedy::payload,
          .basis = "Silkgate decision 0019: goods that come back travel under a number of their own",
          .text =
              {.en =
                   "The way back needs a waybill number: logistics.number of the return, or the connection's "
                   "range (Waybill.from, Waybill.to).",
               .zh = "退运需要新的运单号：退货请求的 "
                     "logistics.number，或连接的号段（Waybill.from、Waybill.to）。",
               .ru =
                   "Обратному пути нужен номер накладной: logistics.number возврата или диапазон подключения "
                   "(Waybill.from, Waybill.to)."}},
     .path = "/consignments/0/logistics/number",
     .value = [](const View& view) { return text_or_absent(view.booking.number); },
     .applies = [](const View& view) { return view.booking.action == Action::return_; }},
    {.rule =
         {.id = "LG-0110",
          .code = "several-consignments",
          .remedy = Remedy::payload,
          .basis = "Silkgate decision 0018: a transport document is made for the order's only consignment",
          .text =
              {.en = "An order of several consignments is booked by post only.",
               .zh = "含多个货件的订单仅支持邮政预订。",
               .ru = "Заказ из нескольких отправлений бронируется только почтой."}},
     .path = "/consignments",
     .must = Must::hold,
     .holds = [](const View& view) { return view.order->consignments.size() == 1; }},
};

}  // namespace

std::span<const Row<View>> general_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::booking
