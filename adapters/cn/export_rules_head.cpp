#include "adapters/cn/export_rules.hpp"
#include "adapters/common/transport/s10.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

bool is_never(std::string_view) {
    return false;
}

// Two letters, nine digits, two letters is a postal number, and then its check digit must be right.
bool is_plausible_waybill(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool postal = text.size() == 13 && std::ranges::all_of(text.substr(0, 2), is_upper) &&
                        std::ranges::all_of(text.substr(2, 9), is_digit) &&
                        std::ranges::all_of(text.substr(11), is_upper);
    return !postal || transport::is_s10(text);
}

// A consignment without lines of its own carries the whole order.
bool is_complete(const Facts& facts) {
    if (facts.consignment == nullptr || facts.consignment->lines.empty()) {
        return true;
    }
    return std::ranges::all_of(facts.lines, [&](const LineFacts& line) {
        // Quantities that can not be added are not the line's.
        Result<Decimal> carried = Decimal{};
        for (const order::ConsignmentLine& part : facts.consignment->lines) {
            if (part.line_id == line.line->id && carried) {
                carried = add(*carried, part.quantity);
            }
        }
        return carried && *carried == line.line->quantity;
    });
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0401",
          .code = "order-number-too-long",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) orderNo: at most 60 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The order number is longer than 60 characters.",
               .zh = "订单编号超过60个字符。",
               .ru = "Номер заказа длиннее 60 знаков."}},
     .path = "/order/number",
     .wire = "orderNo",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 60},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.order->header.number); }},
    {.rule =
         {.id = "CN-0402",
          .code = "order-number-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) orderNo",
          .effective_from = kEditionFrom,
          .text = {.en = "The order number is missing.", .zh = "缺少订单编号。", .ru = "Нет номера заказа."}},
     .path = "/order/number",
     .wire = "orderNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.order->header.number); }},
    {.rule =
         {.id = "CN-0403",
          .code = "country-not-declarable",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB603 country: customs country code; jgs20-2018",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Chinese customs has no code for this country of destination.",
               .zh = "该目的国没有对应的海关国别代码。",
               .ru = "У таможни Китая нет кода для этой страны назначения."}},
     .path = "/order/flow/destinationCountry",
     .wire = "country",
     .must = Must::have_format,
     .format = {.kind = Kind::listed, .accepts = is_never},
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(f.order->header.flow.destination_country);
     },
     .applies = [](const Facts& f) { return f.country.empty(); }},
    {.rule =
         {.id = "CN-0404",
          .code = "currency-not-declarable",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB505, CEB603 currency: customs currency code; jgst18-2018",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Chinese customs has no code for this currency: the order must "
                     "be in a listed one, such as CNY, USD, EUR or RUB.",
               .zh = "该币制没有对应的海关币制代码：订单须使用已列明的币制，如 CNY、"
                     "USD、EUR 或 RUB。",
               .ru = "У таможни Китая нет кода этой валюты: заказ должен быть в "
                     "одной из перечисленных, например CNY, USD, EUR или RUB."}},
     .path = "/money/currency",
     .wire = "currency",
     .must = Must::have_format,
     .format = {.kind = Kind::listed, .accepts = is_never},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.order->money.currency); },
     .applies = [](const Facts& f) { return f.currency.empty(); }},
    {.rule =
         {.id = "CN-0405",
          .code = "lines-missing",
          .remedy = Remedy::payload,
          .basis =
              "ceb-2022-05-xsd#CEB303 (imports CEB311, CEB621) OrderList, CEB603 InventoryList: at least one",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The order has no line of goods to declare.",
               .zh = "订单没有可申报的商品。",
               .ru = "В заказе нет товаров для декларирования."}},
     .path = "/lines",
     .wire = "InventoryList",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.lines.empty(); }},
    {.rule =
         {.id = "CN-0406",
          .code = "lines-too-many",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303 OrderList, CEB603 InventoryList: at most 100",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The order has more than 100 lines of goods; one list can not "
                     "hold them.",
               .zh = "订单商品超过100项，一份清单无法容纳。",
               .ru = "В заказе больше 100 товарных строк: в один перечень они не "
                     "помещаются."}},
     .path = "/lines",
     .wire = "InventoryList",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.lines.size() <= kLinesMax; }},
    {.rule =
         {.id = "CN-0407",
          .code = "consignments-too-many",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#a list belongs to one order and one waybill",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The order travels in more than one consignment; a list belongs "
                     "to one order and one waybill.",
               .zh = "订单分多个包裹发运；一份清单只对应一个订单和一个运单。",
               .ru = "Заказ едет несколькими отправлениями, а перечень относится "
                     "к одному заказу и одной накладной."}},
     .path = "/consignments",
     .wire = "logisticsNo",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.order->consignments.size() <= 1; }},
    {.rule =
         {.id = "CN-0408",
          .code = "consignment-incomplete",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#a list belongs to one order and one waybill; order and list lines are "
                   "matched by gnum",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The consignment does not carry all goods of the order.",
               .zh = "运单未包含订单的全部商品。",
               .ru = "Отправление содержит не все товары заказа."}},
     .path = "/consignments/0/lines",
     .wire = "logisticsNo",
     .must = Must::hold,
     .holds = [](const Facts& f) { return is_complete(f); }},
    {.rule =
         {.id = "CN-0409",
          .code = "waybill-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) logisticsNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The waybill number is missing, and the connection has no range "
                     "of postal numbers to give one from.",
               .zh = "缺少运单号，且连接未配置可分配的邮件号码段。",
               .ru = "Нет номера накладной, и у подключения нет диапазона почтовых "
                     "номеров."}},
     .path = "/consignments/0/logistics/number",
     .wire = "logisticsNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.waybill); }},
    {.rule =
         {.id = "CN-0410",
          .code = "waybill-too-long",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 logisticsNo: at most 32 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The waybill number is longer than 32 characters.",
               .zh = "运单号超过32个字符。",
               .ru = "Номер накладной длиннее 32 знаков."}},
     .path = "/consignments/0/logistics/number",
     .wire = "logisticsNo",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 32},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.waybill); }},
    {.rule =
         {.id = "CN-0411",
          .code = "waybill-check-digit-wrong",
          .remedy = Remedy::payload,
          .basis = "upu-s10#check digit of a postal item number",
          .effective_from = "",
          .text =
              {.en = "The waybill number looks like a postal one but its check digit "
                     "or country is wrong.",
               .zh = "运单号形似邮件号码，但校验码或国别不正确。",
               .ru = "Номер похож на почтовый, но контрольная цифра или страна неверны."}},
     .path = "/consignments/0/logistics/number",
     .wire = "logisticsNo",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_plausible_waybill},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.waybill); }},
};

}  // namespace

std::span<const rules::Row<Facts>> head_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
