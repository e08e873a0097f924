#include "adapters/common/booking/desk.hpp"
#include "adapters/zz/declaration.hpp"
#include "adapters/zz/rules.hpp"

#include <algorithm>

namespace silkgate::adapters::zz {
namespace {

constexpr Rule kPlanRules[] = {
    {.id = "ZZ-0001",
     .code = "lane-not-served",
     .remedy = Remedy::payload,
     .basis = "zed-act#1",
     .effective_from = "",
     .text =
         {.en = "Neither end of this order is Zedland.",
          .zh = "订单的起运国和目的国均不是泽德兰。",
          .ru = "Ни один конец этого заказа не в Зедландии."}},
    {.id = "ZZ-0002",
     .code = "currency-not-accepted",
     .remedy = Remedy::payload,
     .basis = "zed-act#12",
     .effective_from = "2024-01-01",
     .text =
         {.en = "Zedland takes import values in CNY, EUR or USD only, from 1 January 2024 on.",
          .zh = "自2024年1月1日起，泽德兰进口仅接受人民币、欧元或美元计价。",
          .ru = "С 1 января 2024 года Зедландия принимает стоимость ввоза только в CNY, EUR или USD."}},
    {.id = "ZZ-0003",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis = "zed-msg#2.1",
     .effective_from = "",
     .text =
         {.en = "Zedland has no message for goods that come back.",
          .zh = "泽德兰没有退货报文。",
          .ru = "В Зедландии нет сообщения о возврате товаров."}},
};

enum PlanRule : std::size_t { lane_not_served, currency_not_accepted, action_not_served };

void report(
    PlanRule rule,
    std::string_view pointer,
    std::string_view found,
    std::string_view leg,
    Violations& out
) {
    out.push_back(Violation{
        .rule = &kPlanRules[rule],
        .canonical_pointer = std::string(pointer),
        .pointer = {},
        .leg = std::string(leg),
        .found = std::string(found),
        .remedy_href = {},
    });
}

void plan_export(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out) {
    legs.push_back(
        {.id = "export-zz",
         .kind = LegKind::export_declaration,
         .country = "ZZ",
         .regime = std::string(kExport),
         .mode = {}}
    );
    // The country of origin books: by what the connection registered, else one postal item for each
    // consignment.
    if (booking::plan_leg(order, context, "ZZ", legs, out)) {
        return;
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(order.consignments.size(), 1); ++i) {
        legs.push_back(
            {.id = "booking-" + std::to_string(i + 1),
             .kind = LegKind::booking,
             .country = "ZZ",
             .regime = "S10",
             .mode = "post"}
        );
    }
}

void plan_import(
    const order::Order& order,
    const Context& context,
    const Limits& limits,
    std::vector<Leg>& legs,
    Violations& out
) {
    const auto limit = limits.find("low_value_max", order.money.currency, day_of(context));
    const auto value = goods_value(order);
    if (!limit || !value) {
        report(currency_not_accepted, "/money/currency", order.money.currency, "import-zz", out);
        return;
    }
    legs.push_back(
        {.id = "import-zz",
         .kind = LegKind::import_declaration,
         .country = "ZZ",
         .regime = std::string(*value <= *limit ? kLowValue : kStandard),
         .mode = {}}
    );
}

}  // namespace

void plan_legs(
    const order::Order& order,
    const Context& context,
    const Limits& limits,
    std::vector<Leg>& legs,
    Violations& out
) {
    const order::Flow& flow = order.header.flow;
    if (context.action == Action::return_) {
        check_action("", context, out);
    } else if (flow.destination_country == "ZZ") {
        plan_import(order, context, limits, legs, out);
    } else if (flow.origin_country == "ZZ") {
        plan_export(order, context, legs, out);
    } else {
        report(lane_not_served, "/order/flow/destinationCountry", flow.destination_country, "", out);
    }
}

void check_action(std::string_view leg, const Context& context, Violations& out) {
    if (context.action == Action::return_) {
        report(action_not_served, "", "return", leg, out);
    }
}

std::span<const Rule> plan_rules() noexcept {
    return kPlanRules;
}

}  // namespace silkgate::adapters::zz
