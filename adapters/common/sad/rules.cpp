#include "adapters/common/sad/rules.hpp"

#include "adapters/common/edifact/interchange.hpp"

#include <algorithm>

namespace silkgate::adapters::sad {
namespace {

using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::Row;
using rules::text_or_absent;

constexpr std::size_t kItemsMax = 999;  // wco-dm-3.6: GovernmentAgencyGoodsItem 0..999
constexpr std::size_t kStreetCharactersMax = 70;

const order::Address* address_of(const order::Party* party) {
    return party != nullptr && party->address ? &*party->address : nullptr;
}

bool has_address(const View& view) {
    const order::Address* address = address_of(view.importer);
    return address != nullptr && !address->city.empty() && !street_of(*address).empty();
}

bool fits_street(const order::Party* party) {
    const order::Address* address = address_of(party);
    return address == nullptr || rules::count_code_points(address_line(*address)) <= kStreetCharactersMax;
}

std::string_view waybill_of(const View& view) {
    return view.consignment != nullptr && view.consignment->logistics
               ? std::string_view(view.consignment->logistics->number)
               : std::string_view{};
}

bool needs_business_number(const View& view) {
    return view.resident() != nullptr && !is_person(view.resident());
}

// Every discount of the order stands at a line.
bool is_discount_on_lines(const View& view) {
    Decimal sum;
    for (const order::Line& line : view.order->lines) {
        const auto next = add(sum, line.discount.value_or(Decimal{}));
        sum = next ? *next : sum;
    }
    return view.order->money.discount <= sum;
}

bool is_latin_party(const View& view, const order::Party* party) {
    if (party == nullptr) {
        return true;
    }
    const order::Address* address = address_of(party);
    return edifact::is_latin1(name_of(view, *party)) &&
           (address == nullptr ||
            (edifact::is_latin1(street_of(*address)) && edifact::is_latin1(address->city)));
}

bool is_latin(const View& view) {
    return is_latin_party(view, view.importer) && is_latin_party(view, view.exporter) &&
           edifact::is_latin1(view.registration("declarantName")) &&
           std::ranges::all_of(view.lines, [](const LineView& line) {
               return edifact::is_latin1(line.description);
           });
}

bool is_partner(std::string_view text) {
    constexpr std::size_t kPartnerMax = 35;
    return !text.empty() && rules::count_code_points(text) <= kPartnerMax && edifact::is_latin1(text);
}

bool has_exchange_rate(const View& view) {
    return view.tables->to_national(Decimal(1), view.order->money.currency, view.profile->currency, view.day)
        .has_value();
}

// clang-format off
const Row<View> kPartyRows[] = {
    {.rule = {.id = "SD-0101", .code = "consignee-missing", .remedy = Remedy::buyer,
              .basis = "wco-dm-3.6#GoodsShipment/Importer/Name",
              .text = {.en = "The consignee's name is missing.",
                       .zh = "缺少收货人姓名。",
                       .ru = "Не указан получатель."}},
     .path = "/parties/consignee/name", .wire = "Importer/Name", .must = Must::be_present,
     .value = [](const View& view) {
         return view.importer == nullptr ? rules::FieldValue{} : text_or_absent(view.importer->name);
     }},
    {.rule = {.id = "SD-0102", .code = "consignee-address-missing", .remedy = Remedy::buyer,
              .basis = "wco-dm-3.6#GoodsShipment/Importer/Address",
              .text = {.en = "The consignee's town or street is missing.",
                       .zh = "缺少收货人的城市或街道地址。",
                       .ru = "Не указан населённый пункт или улица получателя."}},
     .path = "/parties/consignee/address", .wire = "Importer/Address", .must = Must::hold,
     .holds = has_address,
     .applies = [](const View& view) { return view.importer != nullptr; }},
    {.rule = {.id = "SD-0103", .code = "consignee-masked", .remedy = Remedy::buyer,
              .basis = "order-schema#parties.masked: masked data never goes into a customs message",
              .text = {.en = "The consignee's name or address is masked by the platform.",
                       .zh = "收货人信息被平台脱敏。",
                       .ru = "Данные получателя скрыты площадкой."}},
     .path = "/parties/consignee", .wire = "Importer", .must = Must::hold,
     .holds = [](const View& view) { return !view.importer->masked; },
     .applies = [](const View& view) { return view.importer != nullptr; }},
    {.rule = {.id = "SD-0104", .code = "consignee-name-too-long", .remedy = Remedy::buyer,
              .basis = "wco-dm-3.6#R037: an..70",
              .text = {.en = "The consignee's name has more than 70 characters.",
                       .zh = "收货人姓名超过70个字符。",
                       .ru = "Имя получателя длиннее 70 знаков."}},
     .path = "/parties/consignee/name", .wire = "Importer/Name", .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 70},
     .value = [](const View& view) {
         return view.importer == nullptr ? rules::FieldValue{} : text_or_absent(view.importer->name);
     }},
    {.rule = {.id = "SD-0105", .code = "address-too-long", .remedy = Remedy::buyer,
              .basis = "wco-dm-3.6#239: an..70",
              .text = {.en = "The consignee's street has more than 70 characters.",
                       .zh = "收货人街道地址超过70个字符。",
                       .ru = "Улица получателя длиннее 70 знаков."}},
     .path = "/parties/consignee/address", .wire = "Address/Line", .must = Must::hold,
     .holds = [](const View& view) { return fits_street(view.importer); }},
    {.rule = {.id = "SD-0106", .code = "city-too-long", .remedy = Remedy::buyer,
              .basis = "wco-dm-3.6#241: an..35",
              .text = {.en = "The consignee's town has more than 35 characters.",
                       .zh = "收货人城市名超过35个字符。",
                       .ru = "Населённый пункт получателя длиннее 35 знаков."}},
     .path = "/parties/consignee/address/city", .wire = "Address/CityName", .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 35},
     .value = [](const View& view) {
         const order::Address* address = address_of(view.importer);
         return address == nullptr ? rules::FieldValue{} : text_or_absent(address->city);
     }},
    {.rule = {.id = "SD-0108", .code = "tax-number-missing", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#R038, R032: an organisation is known to customs by its tax number",
              .text = {.en = "The organisation at this country's end has no tax number of this country.",
                       .zh = "该国一方的企业缺少该国税号。",
                       .ru = "У организации на стороне этой страны нет её налогового номера."}},
     .path = "/parties", .wire = "ID", .must = Must::hold,
     .holds = [](const View& view) { return find_number(view.resident(), view.profile->business_ids) != nullptr; },
     .applies = needs_business_number},
    {.rule = {.id = "SD-0201", .code = "seller-missing", .remedy = Remedy::connection,
              .basis = "wco-dm-3.6#Declaration/Exporter/Name",
              .text = {.en = "The seller's name is missing.",
                       .zh = "缺少卖方名称。",
                       .ru = "Не указан продавец."}},
     .path = "/parties/seller/name", .wire = "Exporter/Name", .must = Must::be_present,
     .value = [](const View& view) {
         return view.exporter == nullptr ? rules::FieldValue{} : text_or_absent(view.exporter->name);
     }},
    {.rule = {.id = "SD-0202", .code = "seller-name-too-long", .remedy = Remedy::connection,
              .basis = "wco-dm-3.6#R031: an..70; 239: an..70",
              .text = {.en = "The seller's name or street has more than 70 characters.",
                       .zh = "卖方名称或街道地址超过70个字符。",
                       .ru = "Имя или улица продавца длиннее 70 знаков."}},
     .path = "/parties/seller", .wire = "Exporter", .must = Must::hold,
     .holds = [](const View& view) {
         return rules::count_code_points(view.exporter->name) <= kStreetCharactersMax && fits_street(view.exporter);
     },
     .applies = [](const View& view) { return view.exporter != nullptr; }},
};

const Row<View> kOrderRows[] = {
    {.rule = {.id = "SD-0301", .code = "gross-weight-missing", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#131",
              .text = {.en = "The gross weight of the consignment is missing.",
                       .zh = "缺少货件毛重。",
                       .ru = "Не указан вес брутто отправления."}},
     .path = "/consignments/0/grossWeight", .wire = "TotalGrossMassMeasure", .must = Must::be_present,
     .value = [](const View& view) {
         return view.consignment == nullptr ? rules::FieldValue{} : number_or_absent(view.consignment->gross_weight);
     }},
    {.rule = {.id = "SD-0302", .code = "several-consignments", .remedy = Remedy::payload,
              .basis = "adapter-sad#a declaration is of one consignment",
              .text = {.en = "The order goes in several consignments: each needs an order of its own.",
                       .zh = "订单分多个货件发运：每个货件需单独下单。",
                       .ru = "Заказ идёт несколькими отправлениями: каждому нужен свой заказ."}},
     .path = "/consignments", .wire = "", .must = Must::hold,
     .holds = [](const View& view) { return view.order->consignments.size() <= 1; }},
    {.rule = {.id = "SD-0303", .code = "contents-missing", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#GovernmentAgencyGoodsItem",
              .text = {.en = "The order holds no goods to be declared.",
                       .zh = "订单中没有需要申报的货物。",
                       .ru = "В заказе нет товаров для декларирования."}},
     .path = "/lines", .wire = "GovernmentAgencyGoodsItem", .must = Must::hold,
     .holds = [](const View& view) { return !view.lines.empty(); }},
    {.rule = {.id = "SD-0304", .code = "too-many-lines", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#GovernmentAgencyGoodsItem 0..999",
              .text = {.en = "A declaration holds at most 999 lines of goods.",
                       .zh = "一份申报最多999项商品。",
                       .ru = "В декларации не более 999 товаров."}},
     .path = "/lines", .wire = "GovernmentAgencyGoodsItem", .must = Must::hold,
     .holds = [](const View& view) { return view.lines.size() <= kItemsMax; }},
    {.rule = {.id = "SD-0305", .code = "waybill-too-long", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#009: an..35",
              .text = {.en = "The waybill number has more than 35 characters.",
                       .zh = "运单号超过35个字符。",
                       .ru = "Номер накладной длиннее 35 знаков."}},
     .path = "/consignments/0/logistics/number", .wire = "UCR/TraderAssignedReferenceID",
     .must = Must::have_format, .format = {.kind = Kind::text, .min = 1, .max = 35},
     .value = [](const View& view) { return text_or_absent(waybill_of(view)); }},
    {.rule = {.id = "SD-0306", .code = "discount-not-on-lines", .severity = Severity::warning,
              .remedy = Remedy::payload, .basis = "adapter-sad#discounts of the whole order are not spread",
              .text = {.en = "A discount of the whole order stands at no line: the values declared are without it.",
                       .zh = "整单折扣未分摊到行：申报价值不含该折扣。",
                       .ru = "Скидка на весь заказ не разнесена по строкам: заявляется стоимость без неё."}},
     .path = "/money/discount", .wire = "ItemChargeAmount", .must = Must::hold, .holds = is_discount_on_lines},
    {.rule = {.id = "SD-0307", .code = "customs-office-missing", .severity = Severity::warning,
              .remedy = Remedy::connection, .basis = "wco-dm-3.6#065",
              .text = {.en = "The registration <CC>.customsOffice is missing: who files adds the office.",
                       .zh = "未配置 <CC>.customsOffice：由申报人补充海关代码。",
                       .ru = "Нет настройки <CC>.customsOffice: пост укажет подающий."}},
     .path = "/order/flow", .wire = "DeclarationOfficeID", .must = Must::be_present,
     .value = [](const View& view) { return text_or_absent(view.registration("customsOffice")); }},
    {.rule = {.id = "SD-0308", .code = "declarant-missing", .severity = Severity::warning,
              .remedy = Remedy::connection, .basis = "wco-dm-3.6#R123, R124",
              .text = {.en = "The registration <CC>.declarantName is missing: who files adds the declarant.",
                       .zh = "未配置 <CC>.declarantName：由申报人补充申报单位。",
                       .ru = "Нет настройки <CC>.declarantName: декларанта укажет подающий."}},
     .path = "/order/flow", .wire = "Declarant/Name", .must = Must::be_present,
     .value = [](const View& view) { return text_or_absent(view.registration("declarantName")); }},
    {.rule = {.id = "SD-0309", .code = "registration-invalid", .remedy = Remedy::connection,
              .basis = "wco-dm-3.6#065, R123: an..17; R124: an..70",
              .text = {.en = "<CC>.customsOffice or <CC>.declarantId has more than 17 characters, or "
                             "<CC>.declarantName more than 70.",
                       .zh = "<CC>.customsOffice 或 <CC>.declarantId 超过17个字符，或 <CC>.declarantName 超过70个字符。",
                       .ru = "<CC>.customsOffice или <CC>.declarantId длиннее 17 знаков либо <CC>.declarantName "
                             "длиннее 70."}},
     .path = "/order/flow", .wire = "DeclarationOfficeID", .must = Must::hold,
     .holds = [](const View& view) {
         return rules::count_code_points(view.registration("customsOffice")) <= 17 &&
                rules::count_code_points(view.registration("declarantId")) <= 17 &&
                rules::count_code_points(view.registration("declarantName")) <= 70;
     }},
    {.rule = {.id = "SD-0310", .code = "text-not-latin", .remedy = Remedy::payload,
              .basis = "cusdec#UNB: character set UNOC is ISO 8859-1",
              .text = {.en = "A CUSDEC carries Latin letters only: a name, an address or a description has others.",
                       .zh = "CUSDEC 报文仅支持拉丁字母：姓名、地址或品名含其他文字。",
                       .ru = "CUSDEC несёт только латиницу: в имени, адресе или описании есть другие буквы."}},
     .path = "/parties", .wire = "UNB", .must = Must::hold, .holds = is_latin,
     .applies = [](const View& view) { return is_cusdec(view.format); }},
    {.rule = {.id = "SD-0311", .code = "registration-missing", .remedy = Remedy::connection,
              .basis = "cusdec#UNB: sender and recipient an..35",
              .text = {.en = "The registrations <CC>.edifactSender and <CC>.edifactRecipient are missing or have more "
                             "than 35 characters.",
                       .zh = "缺少 <CC>.edifactSender 或 <CC>.edifactRecipient，或超过35个字符。",
                       .ru = "Нет настроек <CC>.edifactSender и <CC>.edifactRecipient либо они длиннее 35 знаков."}},
     .path = "/order/flow", .wire = "UNB", .must = Must::hold,
     .holds = [](const View& view) {
         return is_partner(view.registration("edifactSender")) && is_partner(view.registration("edifactRecipient"));
     },
     .applies = [](const View& view) { return is_cusdec(view.format); }},
    {.rule = {.id = "SD-0601", .code = "exchange-rate-missing", .severity = Severity::warning,
              .remedy = Remedy::none, .basis = "adapter-sad#exchange.csv is loaded by the operator",
              .text = {.en = "No exchange rate of the day is loaded: duties are not computed and limits in the "
                             "country's currency are not judged.",
                       .zh = "未加载当日汇率：不计算税费，也不判断以该国货币计的限额。",
                       .ru = "Курс дня не загружен: платежи не исчисляются и пороги в валюте страны не проверяются."}},
     .path = "/money/currency", .wire = "", .must = Must::hold, .holds = has_exchange_rate,
     .applies = [](const View& view) { return view.is_import(); }},
};
// clang-format on

}  // namespace

void check_declaration(const View& view, Violations& out) {
    const std::string_view leg = view.leg->id;
    check_action(view, out);
    rules::evaluate<View>(kPartyRows, view, "", leg, out, rules::Privacy::personal);
    rules::evaluate<View>(view.profile->party_rows, view, "", leg, out, rules::Privacy::personal);
    rules::evaluate<View>(kOrderRows, view, "", leg, out);
    rules::evaluate<View>(view.profile->order_rows, view, "", leg, out);
    check_lines(view, out);
}

std::vector<const Rule*> all_rules(const Profile& profile) {
    std::vector<const Rule*> all;
    append_plan_rules(all);
    const std::span<const Row<View>> tables[] = {
        profile.gate_rows, kPartyRows, profile.party_rows, kOrderRows, profile.order_rows
    };
    for (const auto& rows : tables) {
        for (const Row<View>& row : rows) {
            all.push_back(&row.rule);
        }
    }
    append_line_rules(profile, all);
    all.insert(all.end(), profile.quote_rules.begin(), profile.quote_rules.end());
    return all;
}

}  // namespace silkgate::adapters::sad
