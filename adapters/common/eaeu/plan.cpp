#include "adapters/common/eaeu/plan.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

constexpr Rule kUnion{
    .id = "EE-0002",
    .code = "lane-not-served",
    .remedy = Remedy::none,
    .basis = "eaeu-code#goods that move within the Union are not declared to customs",
    .text =
        {.en = "Goods that move between members of the Eurasian Economic Union are not declared.",
         .zh = "在欧亚经济联盟成员国之间流动的商品无需申报。",
         .ru = "Товары, перемещаемые между странами ЕАЭС, не декларируются."}
};

constexpr Rule kOrganisation{
    .id = "EE-0003",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis = "eec-158#ПТДЭГ is for goods for personal use; eec-142#ДТЭГ names the organisation that receives",
    .text =
        {.en = "The buyer is an organisation, but the consignee is not said to be one: goods of an "
               "organisation "
               "are not for personal use.",
         .zh = "买家为企业，但收件人未标明为企业：企业的商品不属于个人自用。",
         .ru = "Покупатель — организация, а получатель нет: товары организации не для личного пользования."}
};

constexpr Rule kTradeMode{
    .id = "EE-0004",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis = "eec-158#personal use; trade modes 9710 and 9810 are sales between businesses",
    .text =
        {.en =
             "This trade mode is business to business, but the consignee is not said to be an organisation.",
         .zh = "该贸易方式为企业对企业，但收件人未标明为企业。",
         .ru = "Это торговля между организациями, а получатель не назван организацией."}
};

constexpr Rule kNature{
    .id = "EE-0005",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis =
        "eec-158#personal use; eec-142#goods sold; samples, documents and returned goods are declared "
        "otherwise",
    .text =
        {.en = "Samples, documents and returns are not served: only goods a person bought or was given.",
         .zh = "不支持样品、文件和退货：仅支持个人购买或受赠的商品。",
         .ru = "Образцы, документы и возвраты не обслуживаются: только купленные или подаренные человеку "
               "товары."}
};

constexpr Rule kAction{
    .id = "EE-0006",
    .code = "action-not-served",
    .remedy = Remedy::none,
    .basis = "adapter-eaeu#returns have no declaration here; R.043 has no withdrawal",
    .text =
        {.en = "This change can not be told to this customs: its formats have no message for it here.",
         .zh = "该变更无法告知该海关：此处的报文格式没有对应报文。",
         .ru = "Об этом изменении нельзя сообщить таможне: в её форматах здесь нет такого сообщения."}
};

void report(const Rule& rule, std::string_view pointer, std::string_view leg, Violations& out) {
    out.push_back(Violation{
        .rule = &rule,
        .canonical_pointer = std::string(pointer),
        .pointer = {},
        .leg = std::string(leg),
        .found = {},
        .remedy_href = {},
    });
}

bool is_member(std::string_view country) {
    constexpr std::array<std::string_view, 5> kMembers{"AM", "BY", "KG", "KZ", "RU"};
    return std::ranges::find(kMembers, country) != kMembers.end();
}

bool is_organisation(const std::optional<order::Party>& party) {
    return party && party->kind == order::PartyKind::organisation;
}

}  // namespace

namespace {

// Goods for a person: the buyer may not be an organisation, nor the trade one between businesses.
void check_personal(const order::Order& order, Violations& out) {
    if (is_organisation(order.parties.buyer)) {
        report(kOrganisation, "/parties/buyer/kind", {}, out);
    }
    const std::string_view mode = order.header.trade_mode;
    if (mode == "9710" || mode == "9810") {
        report(kTradeMode, "/order/tradeMode", {}, out);
    }
}

}  // namespace

void plan_filing(const order::Order& order, const Country& country, std::vector<Leg>& legs, Violations& out) {
    const order::Flow& flow = order.header.flow;
    const bool is_export = flow.origin_country == country.code;
    if (!is_export && flow.destination_country != country.code) {
        return;
    }
    const std::size_t before = out.size();
    if (is_member(is_export ? flow.destination_country : flow.origin_country)) {
        report(kUnion, is_export ? "/order/flow/destinationCountry" : "/order/flow/originCountry", {}, out);
    }
    const Filing filing = is_export                                  ? Filing::express_export
                          : is_organisation(order.parties.consignee) ? Filing::express_import
                                                                     : Filing::passenger;
    if (filing == Filing::passenger) {
        check_personal(order, out);
    }
    const std::string_view nature = order.header.nature_of_transaction;
    if (!nature.empty() && nature != "sale" && nature != "gift") {
        report(kNature, "/order/natureOfTransaction", {}, out);
    }
    if (out.size() != before) {
        return;
    }
    const FilingRow& row = row_of(filing);
    std::string code(country.code);
    std::ranges::transform(code, code.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    legs.push_back(
        Leg{.id = (row.is_export ? "export-" : "import-") + code,
            .kind = row.is_export ? LegKind::export_declaration : LegKind::import_declaration,
            .country = std::string(country.code),
            .regime = std::string(row.regime),
            .mode = {}}
    );
}

void check_action(
    const Context& context,
    std::span<const Action> served,
    std::string_view leg,
    Violations& out
) {
    if (std::ranges::find(served, context.action) == served.end()) {
        report(kAction, "/order/number", leg, out);
    }
}

std::vector<const Rule*> plan_rules() {
    return {&kUnion, &kOrganisation, &kTradeMode, &kNature, &kAction};
}

}  // namespace silkgate::adapters::eaeu
