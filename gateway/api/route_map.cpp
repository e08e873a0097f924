#include "gateway/api/route_map.hpp"

#include "gateway/corridors/map.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace silkgate::api {
namespace {

std::optional<corridors::NodeIndex> node_of(const corridors::Network& network, const std::string& key) {
    const auto found = std::ranges::find(network.nodes(), key, &corridors::Node::key);
    return found == network.nodes().end()
               ? std::nullopt
               : std::optional(static_cast<corridors::NodeIndex>(found - network.nodes().begin()));
}

Decimal grams(Decimal kilograms) {
    const auto value = multiply(kilograms, Decimal(1000));
    return value ? *value : kilograms;
}

corridors::Emissions emissions_of(const std::optional<adapters::RouteEmissions>& kilograms) {
    if (!kilograms) {
        return {};
    }
    return {
        .operation = grams(kilograms->operation),
        .energy = grams(kilograms->energy),
        .total = grams(kilograms->total)
    };
}

// The plan's leg as one of the map's, in the direction of travel.
Result<corridors::Leg>
leg_of(const corridors::Network& network, const adapters::RoutePlan& plan, std::size_t index) {
    const adapters::RouteLeg& from = plan.legs[index];
    const auto begin = node_of(network, plan.stops[index].node);
    const auto end = node_of(network, plan.stops[index + 1].node);
    const auto mode = corridors::parse_mode(from.mode);
    if (!begin || !end || !mode) {
        return fail(
            Errc::gone,
            "the corridor tables have no way from " + plan.stops[index].node + " to " +
                plan.stops[index + 1].node + " any more"
        );
    }
    corridors::Leg leg;
    leg.id = from.leg;
    leg.from = *begin;
    leg.to = *end;
    leg.mode = *mode;
    leg.km = from.km;
    leg.days_min = from.days.least;
    leg.days_typical = from.days.typical;
    leg.days_max = from.days.most;
    leg.handling = from.handling;
    leg.border = from.border;
    return leg;
}

std::string
title_of(const corridors::Network& network, const adapters::RoutePlan& plan, std::string_view number) {
    std::string title = "Order " + std::string(number) + ", planned " + plan.date;
    if (plan.table_version != network.version()) {
        title += " by tables " + plan.table_version + ", drawn by " + network.version();
    }
    return title;
}

}  // namespace

Result<std::string>
draw_plan(const corridors::Corridors& corridors, const adapters::RoutePlan& plan, std::string_view number) {
    std::vector<corridors::Leg> legs;  // the route points into it
    for (std::size_t i = 0; i < plan.legs.size(); ++i) {
        auto leg = leg_of(corridors.network, plan, i);
        if (!leg) {
            return leg.error();
        }
        legs.push_back(std::move(*leg));
    }
    corridors::Route route;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        route.steps.push_back({
            .step = {.leg = &legs[i], .reversed = false},
            .handling = legs[i].handling,
            .border = legs[i].border,
            .emissions = emissions_of(plan.legs[i].co2e),
        });
    }
    route.is_weighed = plan.total_kg.has_value();
    route.km = plan.km;
    route.days_min = plan.days.least;
    route.days_typical = plan.days.typical;
    route.days_max = plan.days.most;
    route.gauge_changes = plan.gauge_changes;
    route.handlings = plan.handlings;
    route.moving = emissions_of(plan.moving);
    route.handling = grams(plan.handling_kg.value_or(Decimal{}));
    route.total = grams(plan.total_kg.value_or(Decimal{}));
    return corridors::draw_map(
        corridors.network, corridors.switches, {route}, title_of(corridors.network, plan, number)
    );
}

}  // namespace silkgate::api
