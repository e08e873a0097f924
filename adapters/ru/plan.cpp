#include "adapters/ru/plan.hpp"

#include "adapters/common/eaeu/plan.hpp"
#include "adapters/ru/russia.hpp"

#include <array>

namespace silkgate::adapters::ru {
namespace {

constexpr Rule kExport{
    .id = "RU-0001",
    .code = "lane-not-served",
    .remedy = Remedy::none,
    .basis = "adapter-ru#export (ДТЭГ procedure 10, postal export) is not implemented",
    .text =
        {.en = "Exports from Russia are not served yet.",
         .zh = "暂不支持从俄罗斯出口。",
         .ru = "Вывоз из России пока не обслуживается."}
};
constexpr Rule kUnion{
    .id = "RU-0002",
    .code = "lane-not-served",
    .remedy = Remedy::none,
    .basis = "eaeu-code#goods that move within the Union are not declared to customs",
    .text =
        {.en = "Goods from a member of the Eurasian Economic Union need no import declaration.",
         .zh = "来自欧亚经济联盟成员国的商品无需进口申报。",
         .ru = "Товары из стран ЕАЭС при ввозе не декларируются."}
};
constexpr Rule kOrganisation{
    .id = "RU-0003",
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
    .id = "RU-0004",
    .code = "regime-not-served",
    .remedy = Remedy::payload,
    .basis = "eec-158#personal use; trade modes 9710 and 9810 are sales between businesses",
    .text =
        {.en = "This trade mode is business to business: only goods for a person's own use are served.",
         .zh = "该贸易方式为企业对企业：目前仅支持个人自用商品。",
         .ru = "Это торговля между организациями: обслуживаются только товары для личного пользования."}
};
constexpr Rule kNature{
    .id = "RU-0005",
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
    .id = "RU-0006",
    .code = "action-not-served",
    .remedy = Remedy::none,
    .basis =
        "adapter-ru#corrections (КПТДЭГ, codes of ChangeDetails not public) and withdrawals are not "
        "implemented",
    .text =
        {.en =
             "Only a new declaration can be made; correcting, withdrawing and returning are not implemented.",
         .zh = "仅支持新申报；更正、撤回和退运尚未实现。",
         .ru = "Можно подать только новую декларацию; исправление, отзыв и возврат не реализованы."}
};

constexpr std::array<const Rule*, 6>
    kRules{&kExport, &kUnion, &kOrganisation, &kTradeMode, &kNature, &kAction};

}  // namespace

void plan_legs(const order::Order& order, std::vector<Leg>& legs, Violations& out) {
    eaeu::plan_personal_import(
        order,
        kRussia,
        {.export_ = &kExport,
         .within_union = &kUnion,
         .organisation = &kOrganisation,
         .trade_mode = &kTradeMode,
         .nature = &kNature},
        {.id = std::string(kLegId),
         .kind = LegKind::import_declaration,
         .country = std::string(kRussia.code),
         .regime = std::string(kRegime),
         .mode = {}},
        legs,
        out
    );
}

void check_action(const Context& context, std::string_view leg, Violations& out) {
    if (context.action != Action::submit) {
        eaeu::report(kAction, "/order/number", leg, out);
    }
}

std::vector<const Rule*> plan_rules() {
    return {kRules.begin(), kRules.end()};
}

}  // namespace silkgate::adapters::ru
