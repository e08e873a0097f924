// The rules of the postal booking, as rows. Basis: the fields of the UPU's forms CN 22 and CN 23 and of its
// item message.
#include "adapters/common/transport/s10_rules.hpp"

#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_booking.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace silkgate::adapters::transport {
namespace {

using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::Row;
using rules::text_or_absent;

std::string_view item_number(const S10View& view) {
    return view.consignment != nullptr && view.consignment->logistics
               ? std::string_view(view.consignment->logistics->number)
               : std::string_view{};
}

bool has_item_number(const S10View& view) {
    return is_s10(item_number(view));
}

Decimal net_weight(const S10View& view) {
    Decimal sum;
    for (const S10LineView& part : view.lines) {
        const auto next = add(sum, part.net_weight.value_or(Decimal{}));
        sum = next ? *next : sum;
    }
    return sum;
}

// Words that posts and customs name as the usual faults of item data.
bool is_clear_description(std::string_view text) {
    constexpr std::array<std::string_view, 6> kVague = {"gift", "gifts", "part", "parts", "clothes", "goods"};
    std::string lower;
    std::ranges::transform(text, std::back_inserter(lower), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return std::ranges::find(kVague, lower) == kVague.end();
}

bool is_hs6(std::string_view text) {
    return text.size() == 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

const Row<S10View> kItemRows[] = {
    {.rule =
         {.id = "LG-0010",
          .code = "s10-number-missing",
          .remedy = Remedy::payload,
          .basis = "UPU S10; CN 23: item number",
          .text =
              {.en = "A postal consignment needs the item number (S10) that the post gave.",
               .zh = "邮递货件必须有邮政分配的邮件号码（S10）。",
               .ru = "Почтовому отправлению нужен номер S10, присвоенный почтой."}},
     .path = "/logistics/number",
     .wire = "itemNumber",
     .must = Must::be_present,
     .value = [](const S10View& view) { return text_or_absent(item_number(view)); }},
    {.rule =
         {.id = "LG-0011",
          .code = "s10-number-invalid",
          .remedy = Remedy::payload,
          .basis = "UPU S10: form and check digit",
          .text =
              {.en = "The item number is no valid S10 number: 2 letters, 8 digits, check digit, country.",
               .zh = "邮件号码不是有效的S10号码：2位字母、8位数字、校验位、国家代码。",
               .ru = "Номер не соответствует S10: 2 буквы, 8 цифр, контрольная цифра, страна."}},
     .path = "/logistics/number",
     .wire = "itemNumber",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_s10},
     .value = [](const S10View& view) { return text_or_absent(item_number(view)); }},
    {.rule =
         {.id = "LG-0012",
          .code = "s10-service-not-international",
          .remedy = Remedy::payload,
          .basis = "UPU S10: service indicators",
          .text =
              {.en = "The service indicator of the item number is not for international items.",
               .zh = "该邮件号码的业务标识不适用于国际邮件。",
               .ru = "Код услуги в номере не предназначен для международных отправлений."}},
     .path = "/logistics/number",
     .wire = "itemNumber",
     .must = Must::hold,
     .holds = [](const S10View& view) { return is_international_service(item_number(view).substr(0, 2)); },
     .applies = has_item_number},
    {.rule =
         {.id = "LG-0013",
          .code = "s10-country-differs",
          .severity = Severity::warning,
          .remedy = Remedy::payload,
          .basis = "UPU S10: country of the issuing post",
          .text =
              {.en = "The item number was not issued in the country of origin.",
               .zh = "邮件号码并非由启运国邮政签发。",
               .ru = "Номер отправления присвоен не в стране отправления."}},
     .path = "/logistics/number",
     .wire = "itemNumber",
     .must = Must::hold,
     .holds = [](const S10View& view
              ) { return item_number(view).substr(11) == view.order->header.flow.origin_country; },
     .applies = has_item_number},
    {.rule =
         {.id = "LG-0014",
          .code = "gross-weight-missing",
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: total gross weight",
          .text =
              {.en = "The gross weight of the consignment is missing.",
               .zh = "缺少货件毛重。",
               .ru = "Не указан вес брутто отправления."}},
     .path = "/grossWeight",
     .wire = "grossWeight",
     .must = Must::be_present,
     .value = [](const S10View& view) { return number_or_absent(view.gross_weight); }},
    {.rule =
         {.id = "LG-0015",
          .code = "gross-weight-invalid",
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: weight in kilograms and grams",
          .text =
              {.en = "The gross weight must be more than 0 and have at most 3 decimals (grams).",
               .zh = "毛重必须大于0，且最多3位小数（克）。",
               .ru = "Вес брутто должен быть больше 0 и иметь не более 3 знаков (граммы)."}},
     .path = "/grossWeight",
     .wire = "grossWeight",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = 9, .decimals = 3},
     .value = [](const S10View& view) { return number_or_absent(view.gross_weight); }},
    {.rule =
         {.id = "LG-0016",
          .code = "gross-weight-below-net",
          .remedy = Remedy::payload,
          .basis = "UPU CN 23: gross weight holds the net weights of all lines",
          .text =
              {.en = "The gross weight is less than the sum of the net weights.",
               .zh = "毛重小于各行净重之和。",
               .ru = "Вес брутто меньше суммы веса нетто."}},
     .path = "/grossWeight",
     .wire = "grossWeight",
     .must = Must::hold,
     .holds = [](const S10View& view) { return *view.gross_weight >= net_weight(view); },
     .applies = [](const S10View& view) { return view.gross_weight.has_value(); }},
    {.rule =
         {.id = "LG-0017",
          .code = "return-instruction-missing",
          .severity = Severity::warning,
          .remedy = Remedy::connection,
          .basis = "UPU CN 23 of parcels: sender's instructions in case of non-delivery",
          .text =
              {.en = "What to do with an item that can not be delivered is not stated.",
               .zh = "未说明邮件无法投递时的处理方式。",
               .ru = "Не указано, что делать с невручённым отправлением."}},
     .path = "/returnInstruction",
     .wire = "returnInstruction",
     .must = Must::be_present,
     .value =
         [](const S10View& view) {
             return view.consignment == nullptr ? rules::FieldValue{}
                                                : text_or_absent(view.consignment->return_instruction);
         }},
};

const Row<S10LineView> kLineRows[] = {
    {.rule =
         {.id = "LG-0041",
          .code = "description-vague",
          .severity = Severity::warning,
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: detailed description; item data faults named by the WCO",
          .text =
              {.en = "The description does not say what the goods are.",
               .zh = "品名描述过于笼统。",
               .ru = "Описание не говорит, что это за товар."}},
     .path = "/title",
     .wire = "description",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_clear_description},
     .value = [](const S10LineView& part) { return text_or_absent(s10_description(*part.line)); }},
    {.rule =
         {.id = "LG-0042",
          .code = "quantity-not-whole",
          .severity = Severity::warning,
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: quantity of pieces",
          .text =
              {.en = "The quantity is not a whole number of pieces.",
               .zh = "数量不是整数件。",
               .ru = "Количество не является целым числом штук."}},
     .path = "/quantity",
     .wire = "quantity",
     .must = Must::hold,
     .holds = [](const S10LineView& part) { return part.quantity.significant_decimals() == 0; }},
    {.rule =
         {.id = "LG-0043",
          .code = "net-weight-missing",
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: net weight of each line",
          .text =
              {.en = "The net weight of the line is missing.",
               .zh = "缺少该行净重。",
               .ru = "Не указан вес нетто позиции."}},
     .path = "/customs/netWeight",
     .wire = "netWeight",
     .must = Must::be_present,
     .value = [](const S10LineView& part) { return number_or_absent(part.net_weight); }},
    {.rule =
         {.id = "LG-0044",
          .code = "net-weight-invalid",
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: net weight of each line",
          .text =
              {.en = "The net weight of the line must be more than 0.",
               .zh = "该行净重必须大于0。",
               .ru = "Вес нетто позиции должен быть больше 0."}},
     .path = "/customs/netWeight",
     .wire = "netWeight",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = 15, .decimals = 9},
     .value = [](const S10LineView& part) { return number_or_absent(part.net_weight); }},
    {.rule =
         {.id = "LG-0045",
          .code = "value-not-positive",
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: value of each line; item data faults named by the WCO",
          .text =
              {.en = "The value of the line after discount must be more than 0.",
               .zh = "该行折后金额必须大于0。",
               .ru = "Стоимость позиции после скидки должна быть больше 0."}},
     .path = "/amount",
     .wire = "value",
     .must = Must::hold,
     .holds = [](const S10LineView& part) { return part.value && *part.value > Decimal{}; }},
    {.rule =
         {.id = "LG-0046",
          .code = "hs-code-missing",
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: HS tariff number of commercial items",
          .effective_from = "2025-09-01",
          .text =
              {.en = "The six-digit HS code of the line is missing.",
               .zh = "缺少该行6位HS编码。",
               .ru = "Не указан шестизначный код ГС позиции."}},
     .path = "/customs/codes",
     .wire = "hs6",
     .must = Must::be_present,
     .value = [](const S10LineView& part) { return text_or_absent(s10_hs6(*part.line)); }},
    {.rule =
         {.id = "LG-0047",
          .code = "hs-code-invalid",
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: HS tariff number of commercial items",
          .effective_from = "2025-09-01",
          .text =
              {.en = "The HS code of the line is not six digits.",
               .zh = "该行HS编码不是6位数字。",
               .ru = "Код ГС позиции должен состоять из шести цифр."}},
     .path = "/customs/codes",
     .wire = "hs6",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_hs6},
     .value = [](const S10LineView& part) { return text_or_absent(s10_hs6(*part.line)); }},
    {.rule =
         {.id = "LG-0048",
          .code = "origin-country-missing",
          .remedy = Remedy::catalog,
          .basis = "UPU CN 22, CN 23: country of origin of goods",
          .text =
              {.en = "The country of origin of the goods is missing.",
               .zh = "缺少货物原产国。",
               .ru = "Не указана страна происхождения товара."}},
     .path = "/customs/originCountry",
     .wire = "originCountry",
     .must = Must::be_present,
     .value = [](const S10LineView& part) { return text_or_absent(part.line->customs.origin_country); }},
};

}  // namespace

void check_booking(const order::Order& order, const Leg& leg, const Context& /*context*/, Violations& out) {
    const S10View view = view_consignment(order, leg);
    const std::string base = "/consignments/" + std::to_string(view.index);
    rules::evaluate<S10View>(kItemRows, view, base, leg.id, out);
    rules::evaluate<S10View>(s10_party_rows(), view, "", leg.id, out, rules::Privacy::personal);
    for (const S10LineView& part : view.lines) {
        rules::evaluate<S10LineView>(kLineRows, part, "/lines/" + std::to_string(part.index), leg.id, out);
    }
}

std::vector<const Rule*> booking_rules() {
    std::vector<const Rule*> all;
    const auto append = [&all](const auto& rows) {
        std::ranges::transform(rows, std::back_inserter(all), [](const auto& row) { return &row.rule; });
    };
    std::ranges::transform(s10_rules(), std::back_inserter(all), [](const Rule& rule) { return &rule; });
    append(kItemRows);
    append(s10_party_rows());
    append(kLineRows);
    return all;
}

}  // namespace silkgate::adapters::transport
