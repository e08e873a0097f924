#include "gateway/dispatch/route_plan.hpp"

#include "adapters/common/booking/choose.hpp"
#include "gateway/corridors/parks.hpp"
#include "gateway/corridors/route.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace silkgate::dispatch {
namespace {

using adapters::RouteEmissions;
using adapters::RoutePlan;
using corridors::Corridors;

// "qingdao" → "QINGDAO": the corridors' names are in capitals.
std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return out;
}

bool lies_in(const corridors::Network& network, const std::string& name, std::string_view country) {
    const auto nodes = network.resolve(name);
    return !nodes.empty() && std::ranges::all_of(nodes, [&](corridors::NodeIndex node) {
        return network.nodes()[node].country == country;
    });
}

std::string place_of(
    const corridors::Network& network,
    const std::optional<order::Party>& party,
    const std::string& country,
    std::string_view trade_mode,
    std::string_view named
) {
    if (!named.empty()) {
        return std::string(named);
    }
    if (!corridors::parks_for(network, country, trade_mode).empty()) {
        return country;  // stock goes to its park, wherever the party lives
    }
    if (party && party->address) {
        std::string city = upper(party->address->city);
        if (lies_in(network, city, country)) {
            return city;
        }
    }
    return country;
}

std::optional<corridors::Mode> main_mode(std::string_view mode) {
    const auto parsed = corridors::parse_mode(mode);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

// Grams in, kilograms out.
Decimal kilograms(Decimal grams) {
    const auto kg = multiply_rounded(grams, Decimal::from_parts(1, 3), 3, Rounding::half_up);
    return kg ? *kg : grams;
}

RouteEmissions emissions_of(const corridors::Emissions& grams) {
    return {
        .operation = kilograms(grams.operation),
        .energy = kilograms(grams.energy),
        .total = kilograms(grams.total)
    };
}

adapters::RouteStop stop_of(const corridors::Node& node) {
    return {.node = node.key, .name = node.name, .country = node.country, .unlocode = node.unlocode};
}

adapters::RouteLeg leg_of(const corridors::RouteStep& step, bool weighed) {
    const corridors::Leg& leg = *step.step.leg;
    return {
        .leg = leg.id,
        .mode = std::string(corridors::to_string(leg.mode)),
        .km = leg.km,
        .days = {.least = leg.days_min, .typical = leg.days_typical, .most = leg.days_max},
        .border = step.border,
        .handling = step.handling,
        .co2e = weighed ? std::optional(emissions_of(step.emissions)) : std::nullopt,
        .factor =
            {.key = leg.factor->key,
             .grams_per_tonne_km = leg.factor->total,
             .source = leg.factor->source,
             .version = leg.factor->version,
             .quality = leg.factor->quality},
    };
}

void take_route(const corridors::Network& network, const corridors::Route& route, RoutePlan& plan) {
    const bool weighed = plan.mass_kg.has_value();
    plan.km = route.km;
    plan.days = {.least = route.days_min, .typical = route.days_typical, .most = route.days_max};
    plan.gauge_changes = route.gauge_changes;
    plan.handlings = route.handlings;
    plan.cost_class = route.cost_class;
    if (weighed) {
        plan.moving = emissions_of(route.moving);
        plan.handling_kg = kilograms(route.handling);
        plan.total_kg = kilograms(route.total);
    }
    plan.borders = route.borders;
    plan.documents = route.documents;
    plan.warnings = route.warnings;
    plan.stops.push_back(stop_of(network.nodes()[route.steps.front().step.from()]));
    for (const corridors::RouteStep& step : route.steps) {
        plan.stops.push_back(stop_of(network.nodes()[step.step.to()]));
        plan.legs.push_back(leg_of(step, weighed));
    }
}

// Where the goods wait at either end; the way from the node to the park is not in the plan's figures.
void name_parks(
    const corridors::Network& network,
    const corridors::WayWish& wish,
    const corridors::Route& route,
    RoutePlan& plan
) {
    const auto name = [&](const std::string& end, corridors::NodeIndex node) {
        for (const corridors::Park* park :
             corridors::parks_at(corridors::resolve_end(network, end, wish.trade_mode), node)) {
            std::string text = "park " + park->key + " (" + park->name + ") at " + network.nodes()[node].name;
            text += park->km.value_or(0) > 0 ? ", " + std::to_string(*park->km) + " km from there" : "";
            plan.warnings.push_back(std::move(text));
        }
    };
    name(wish.from, route.steps.front().step.from());
    name(wish.to, route.steps.back().step.to());
}

corridors::WayWish wish_of(
    const corridors::Network& network,
    const order::Order& order,
    const config::Connection& connection,
    Instant now
) {
    const order::Flow& flow = order.header.flow;
    const auto objective = corridors::parse_objective(connection.registration("Route.objective"));
    return {
        .from = place_of(
            network,
            order.parties.seller,
            flow.origin_country,
            order.header.trade_mode,
            connection.registration("Route.from")
        ),
        .to = place_of(
            network,
            order.parties.consignee,
            flow.destination_country,
            order.header.trade_mode,
            connection.registration("Route.to." + flow.destination_country)
        ),
        .trade_mode = order.header.trade_mode,
        .main = main_mode(adapters::booking::mode_of(order)),
        .objective = objective ? *objective : corridors::Objective::time,
        .day = BusinessDate(std::chrono::floor<std::chrono::days>(now)),
    };
}

std::optional<RoutePlan>
plan_way(const Corridors& corridors, const order::Order& order, const corridors::WayWish& wish) {
    const corridors::Network& network = corridors.network;
    const auto way = corridors.ways.find(network, corridors.switches, wish);
    if (way == nullptr) {
        return std::nullopt;
    }
    RoutePlan plan{
        .table_version = network.version(),
        .objective = std::string(corridors::to_string(wish.objective)),
        .mode = wish.main ? std::string(adapters::booking::mode_of(order)) : std::string{},
        .date = format_date(wish.day),
        .mass_kg = adapters::booking::gross_weight(order),
    };
    const auto route = corridors::describe_route(network, way->path, plan.mass_kg.value_or(Decimal{}));
    if (!route) {
        return std::nullopt;  // a mass beyond what can be computed with
    }
    take_route(network, *route, plan);
    name_parks(network, wish, *route, plan);
    for (const corridors::Switch& row : way->closed) {
        plan.closed.push_back({.name = row.name, .reason = row.reason, .since = row.since});
    }
    return plan;
}

bool has_ends(const order::Order& order) {
    return !order.header.flow.origin_country.empty() && !order.header.flow.destination_country.empty();
}

}  // namespace

std::optional<RoutePlan> plan_route(
    const Corridors& corridors,
    const order::Order& order,
    const config::Connection& connection,
    Instant now
) {
    return has_ends(order) ? plan_way(corridors, order, wish_of(corridors.network, order, connection, now))
                           : std::nullopt;
}

std::optional<RoutePlan> plan_route_back(
    const Corridors& corridors,
    const order::Order& order,
    const config::Connection& connection,
    Instant now
) {
    if (!has_ends(order)) {
        return std::nullopt;
    }
    corridors::WayWish wish = wish_of(corridors.network, order, connection, now);
    std::swap(wish.from, wish.to);
    return plan_way(corridors, order, wish);
}

}  // namespace silkgate::dispatch
