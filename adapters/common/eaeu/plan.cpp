#include "adapters/common/eaeu/plan.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

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
    const PlanRules& rules,
    Leg leg,
    std::vector<Leg>& legs,
    Violations& out
) {
    const order::Header& header = order.header;
    const std::size_t before = out.size();
    if (header.flow.destination_country != country.code) {
        if (header.flow.origin_country == country.code) {
            report(*rules.export_, "/order/flow/destinationCountry", {}, out);
        }
        return;
    }
    if (is_member(header.flow.origin_country)) {
        report(*rules.within_union, "/order/flow/originCountry", {}, out);
    }
    if (is_organisation(order.parties.consignee)) {
        report(*rules.organisation, "/parties/consignee/kind", {}, out);
    } else if (is_organisation(order.parties.buyer)) {
        report(*rules.organisation, "/parties/buyer/kind", {}, out);
    }
    if (header.trade_mode == "9710" || header.trade_mode == "9810") {
        report(*rules.trade_mode, "/order/tradeMode", {}, out);
    }
    const std::string_view nature = header.nature_of_transaction;
    if (!nature.empty() && nature != "sale" && nature != "gift") {
        report(*rules.nature, "/order/natureOfTransaction", {}, out);
    }
    if (out.size() == before) {
        legs.push_back(std::move(leg));
    }
}

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

}  // namespace silkgate::adapters::eaeu
