#include "adapters/common/eaeu/plan.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

constexpr Rule kExport{
    .id = "EE-0001",
    .code = "lane-not-served",
    .remedy = Remedy::none,
    .basis = "adapter-eaeu#export (ДТЭГ procedure 10, postal export) is not implemented",
    .text =
        {.en = "Exports from this country are not served yet.",
         .zh = "暂不支持从该国出口。",
         .ru = "Вывоз из этой страны пока не обслуживается."}
};

constexpr Rule kUnion{
    .id = "EE-0002",
    .code = "lane-not-served",
    .remedy = Remedy::none,
    .basis = "eaeu-code#goods that move within the Union are not declared to customs",
    .text =
        {.en = "Goods from a member of the Eurasian Economic Union need no import declaration.",
         .zh = "来自欧亚经济联盟成员国的商品无需进口申报。",
         .ru = "Товары из стран ЕАЭС при ввозе не декларируются."}
};

constexpr Rule kOrganisation{
    .id = "EE-0003",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis =
        "eec-158#ПТДЭГ is for goods for personal use; ДТЭГ and the ordinary declaration (eec-142) are not "
        "implemented",
    .text =
        {.en = "The buyer or consignee is an organisation: only goods for a person's own use are served.",
         .zh = "买家或收件人为企业：目前仅支持个人自用商品。",
         .ru = "Покупатель или получатель — организация: обслуживаются только товары для личного пользования."
        }
};

constexpr Rule kTradeMode{
    .id = "EE-0004",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis = "eec-158#personal use; trade modes 9710 and 9810 are sales between businesses",
    .text =
        {.en = "This trade mode is business to business: only goods for a person's own use are served.",
         .zh = "该贸易方式为企业对企业：目前仅支持个人自用商品。",
         .ru = "Это торговля между организациями: обслуживаются только товары для личного пользования."}
};

constexpr Rule kNature{
    .id = "EE-0005",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis = "eec-158#personal use; samples, documents and returned goods are declared otherwise",
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
    .basis =
        "adapter-eaeu#corrections (КПТДЭГ, codes of the change flags not public) and withdrawals are not "
        "implemented",
    .text =
        {.en =
             "Only a new declaration can be made; correcting, withdrawing and returning are not implemented.",
         .zh = "仅支持新申报；更正、撤回和退运尚未实现。",
         .ru = "Можно подать только новую декларацию; исправление, отзыв и возврат не реализованы."}
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

void plan_personal_import(
    const order::Order& order,
    const Country& country,
    Leg leg,
    std::vector<Leg>& legs,
    Violations& out
) {
    const order::Header& header = order.header;
    const std::size_t before = out.size();
    if (header.flow.destination_country != country.code) {
        if (header.flow.origin_country == country.code) {
            report(kExport, "/order/flow/destinationCountry", {}, out);
        }
        return;
    }
    if (is_member(header.flow.origin_country)) {
        report(kUnion, "/order/flow/originCountry", {}, out);
    }
    if (is_organisation(order.parties.consignee)) {
        report(kOrganisation, "/parties/consignee/kind", {}, out);
    } else if (is_organisation(order.parties.buyer)) {
        report(kOrganisation, "/parties/buyer/kind", {}, out);
    }
    if (header.trade_mode == "9710" || header.trade_mode == "9810") {
        report(kTradeMode, "/order/tradeMode", {}, out);
    }
    const std::string_view nature = header.nature_of_transaction;
    if (!nature.empty() && nature != "sale" && nature != "gift") {
        report(kNature, "/order/natureOfTransaction", {}, out);
    }
    if (out.size() == before) {
        legs.push_back(std::move(leg));
    }
}

void check_action(const Context& context, std::string_view leg, Violations& out) {
    if (context.action != Action::submit) {
        report(kAction, "/order/number", leg, out);
    }
}

std::vector<const Rule*> plan_rules() {
    return {&kExport, &kUnion, &kOrganisation, &kTradeMode, &kNature, &kAction};
}

}  // namespace silkgate::adapters::eaeu
