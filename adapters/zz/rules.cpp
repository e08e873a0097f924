#include "adapters/zz/rules.hpp"

#include "adapters/zz/declaration.hpp"
#include "gateway/rules/rules.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::zz {
namespace {

using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::Row;
using rules::text_or_absent;

std::optional<Decimal> gross_weight(const ZedView& view) {
    return view.order->consignments.empty() ? std::nullopt : view.order->consignments.front().gross_weight;
}

const order::Party* consignee(const ZedView& view) {
    return view.order->parties.consignee ? &*view.order->parties.consignee : nullptr;
}

bool is_import(const ZedView& view) {
    return view.leg->kind == LegKind::import_declaration;
}

bool is_standard_import(const ZedView& view) {
    return view.leg->regime == kStandard;
}

std::string_view tax_id(const ZedView& view) {
    const order::PartyId* id =
        consignee(view) == nullptr ? nullptr : order::find_id(*consignee(view), "ZZ_TAX");
    return id == nullptr ? std::string_view{} : std::string_view(id->number);
}

std::string_view hs6(const order::Line& line) {
    const order::CommodityCode* code = order::find_code(line, "HS6");
    return code == nullptr ? std::string_view{} : std::string_view(code->code);
}

std::string_view description(const order::Line& line) {
    const order::CustomsName* name = order::find_customs_name(line, "en");
    return name == nullptr ? std::string_view(line.title) : std::string_view(name->text);
}

// clang-format off
const Row<ZedView> kOrderRows[] = {
    {.rule = {.id = "ZZ-0010", .code = "sender-missing", .remedy = Remedy::connection, .basis = "zed-msg#2.2",
              .text = {.en = "The seller's name is missing.",
                       .zh = "缺少卖方名称。",
                       .ru = "Не указан продавец."}},
     .path = "/parties/seller/name", .wire = "Sender/Name", .must = Must::be_present,
     .value = [](const ZedView& view) {
         const auto& seller = view.order->parties.seller;
         return seller ? text_or_absent(seller->name) : rules::FieldValue{};
     }},
    {.rule = {.id = "ZZ-0011", .code = "consignee-missing", .remedy = Remedy::buyer, .basis = "zed-msg#2.3",
              .text = {.en = "The consignee's name is missing.",
                       .zh = "缺少收货人姓名。",
                       .ru = "Не указан получатель."}},
     .path = "/parties/consignee/name", .wire = "Recipient/Name", .must = Must::be_present,
     .value = [](const ZedView& view) {
         return consignee(view) == nullptr ? rules::FieldValue{} : text_or_absent(consignee(view)->name);
     }},
    {.rule = {.id = "ZZ-0012", .code = "consignee-address-missing", .remedy = Remedy::buyer,
              .basis = "zed-msg#2.3",
              .text = {.en = "An import needs the consignee's town.",
                       .zh = "进口需要收货人所在城市。",
                       .ru = "Для ввоза нужен населённый пункт получателя."}},
     .path = "/parties/consignee/address/city", .wire = "Recipient/City", .must = Must::hold,
     .holds = [](const ZedView& view) {
         return consignee(view) != nullptr && consignee(view)->address && !consignee(view)->address->city.empty();
     },
     .applies = is_import},
    {.rule = {.id = "ZZ-0013", .code = "buyer-id-missing", .remedy = Remedy::buyer, .basis = "zed-act#14",
              .effective_from = "2024-01-01",
              .text = {.en = "An import above the low-value limit needs the consignee's tax number.",
                       .zh = "超过低值限额的进口需要收货人税号。",
                       .ru = "Для ввоза выше порога нужен налоговый номер получателя."}},
     .path = "/parties/consignee/ids", .wire = "Recipient/TaxId", .must = Must::be_present,
     .value = [](const ZedView& view) { return text_or_absent(tax_id(view)); },
     .applies = is_standard_import},
    {.rule = {.id = "ZZ-0014", .code = "buyer-id-invalid", .remedy = Remedy::buyer, .basis = "zed-act#14",
              .effective_from = "2024-01-01",
              .text = {.en = "A tax number of Zedland has 8 digits.",
                       .zh = "泽德兰税号为8位数字。",
                       .ru = "Налоговый номер Зедландии состоит из 8 цифр."}},
     .path = "/parties/consignee/ids", .wire = "Recipient/TaxId", .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 8, .max = 8},
     .value = [](const ZedView& view) { return text_or_absent(tax_id(view)); },
     .applies = is_standard_import},
    {.rule = {.id = "ZZ-0015", .code = "gross-weight-missing", .remedy = Remedy::payload, .basis = "zed-msg#2.4",
              .text = {.en = "The gross weight of the consignment is missing.",
                       .zh = "缺少货件毛重。",
                       .ru = "Не указан вес брутто отправления."}},
     .path = "/consignments/0/grossWeight", .wire = "Consignment/GrossWeight", .must = Must::be_present,
     .value = [](const ZedView& view) { return number_or_absent(gross_weight(view)); }},
    {.rule = {.id = "ZZ-0016", .code = "gross-weight-above-limit", .remedy = Remedy::payload,
              .basis = "zed-act#13", .effective_from = "2024-01-01",
              .text = {.en = "A low-value import weighs at most 30 kg.",
                       .zh = "低值进口货件毛重不得超过30千克。",
                       .ru = "Ввоз малой стоимости весит не более 30 кг."}},
     .path = "/consignments/0/grossWeight", .wire = "Consignment/GrossWeight", .must = Must::hold,
     .holds = [](const ZedView& view) { return *gross_weight(view) <= *view.low_value_kg_max; },
     .applies = [](const ZedView& view) {
         return view.leg->regime == kLowValue && gross_weight(view) && view.low_value_kg_max;
     }},
    {.rule = {.id = "ZZ-0017", .code = "contents-missing", .remedy = Remedy::payload, .basis = "zed-msg#2.5",
              .text = {.en = "The order holds no goods to be declared.",
                       .zh = "订单中没有需要申报的货物。",
                       .ru = "В заказе нет товаров для декларирования."}},
     .path = "/lines", .wire = "Goods/Item", .must = Must::hold,
     .holds = [](const ZedView& view) { return std::ranges::any_of(view.order->lines, order::is_declarable); }},
};

const Row<order::Line> kLineRows[] = {
    {.rule = {.id = "ZZ-0020", .code = "hs-code-missing", .remedy = Remedy::catalog, .basis = "zed-msg#2.5",
              .text = {.en = "The six-digit HS code is missing.",
                       .zh = "缺少6位HS编码。",
                       .ru = "Не указан шестизначный код ГС."}},
     .path = "/customs/codes", .wire = "Item/Code", .must = Must::be_present,
     .value = [](const order::Line& line) { return text_or_absent(hs6(line)); }},
    {.rule = {.id = "ZZ-0021", .code = "hs-code-invalid", .remedy = Remedy::catalog, .basis = "zed-msg#2.5",
              .text = {.en = "The HS code is not six digits.",
                       .zh = "HS编码不是6位数字。",
                       .ru = "Код ГС должен состоять из шести цифр."}},
     .path = "/customs/codes", .wire = "Item/Code", .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 6, .max = 6},
     .value = [](const order::Line& line) { return text_or_absent(hs6(line)); }},
    {.rule = {.id = "ZZ-0022", .code = "description-too-long", .remedy = Remedy::catalog, .basis = "zed-msg#2.5",
              .text = {.en = "The description in English has more than 60 characters.",
                       .zh = "英文品名超过60个字符。",
                       .ru = "Описание на английском длиннее 60 знаков."}},
     .path = "/customsNames", .wire = "Item/Description", .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 60},
     .value = [](const order::Line& line) { return text_or_absent(description(line)); }},
    {.rule = {.id = "ZZ-0023", .code = "net-weight-missing", .remedy = Remedy::catalog, .basis = "zed-msg#2.5",
              .text = {.en = "The net weight of the line is missing.",
                       .zh = "缺少该行净重。",
                       .ru = "Не указан вес нетто позиции."}},
     .path = "/customs/netWeight", .wire = "Item/NetWeight", .must = Must::be_present,
     .value = [](const order::Line& line) { return number_or_absent(line.customs.net_weight); }},
    {.rule = {.id = "ZZ-0024", .code = "origin-country-missing", .severity = Severity::warning,
              .remedy = Remedy::catalog, .basis = "zed-msg#2.5",
              .text = {.en = "The country of origin is missing; Zedland may ask for it.",
                       .zh = "缺少原产国，泽德兰海关可能要求补充。",
                       .ru = "Не указана страна происхождения; Зедландия может её запросить."}},
     .path = "/customs/originCountry", .wire = "Item/Origin", .must = Must::be_present,
     .value = [](const order::Line& line) { return text_or_absent(line.customs.origin_country); }},
};
// clang-format on

}  // namespace

void check_declaration(
    const order::Order& order,
    const Leg& leg,
    const Context& context,
    const Limits& limits,
    Violations& out
) {
    const ZedView view{
        .order = &order,
        .leg = &leg,
        .low_value_kg_max = limits.find("low_value_kg_max", "", day_of(context)),
    };
    check_action(leg.id, context, out);
    rules::evaluate<ZedView>(kOrderRows, view, "", leg.id, out, rules::Privacy::personal);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        if (order::is_declarable(order.lines[i])) {
            rules::evaluate<order::Line>(
                kLineRows, order.lines[i], "/lines/" + std::to_string(i), leg.id, out
            );
        }
    }
}

std::vector<const Rule*> declaration_rules() {
    std::vector<const Rule*> all;
    std::ranges::transform(kOrderRows, std::back_inserter(all), [](const auto& row) { return &row.rule; });
    std::ranges::transform(kLineRows, std::back_inserter(all), [](const auto& row) { return &row.rule; });
    return all;
}

}  // namespace silkgate::adapters::zz
