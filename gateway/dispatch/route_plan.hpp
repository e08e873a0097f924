// The way an order shall go: planned once, when it is accepted, by the corridor tables and switches of that
// moment, and kept with it.
#pragma once

#include "adapters/route.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/corridors/corridors.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order.hpp"

#include <memory>
#include <optional>
#include <string>

namespace silkgate::dispatch {

// The best way for the order's mode, with the emissions of its gross weight where that is known. Each end is
// what the connection names ("Route.from", "Route.to.<CC>"), else for stock (trade modes 9810, 1210 …) the
// country's parks for it, which the warnings name, else the city of the seller's or consignee's
// address where the corridors have it in that country, else the country. "Route.objective" says what is best;
// time when it does not. nullopt where no corridor leads there.
[[nodiscard]] std::optional<adapters::RoutePlan> plan_route(
    const corridors::Corridors& corridors,
    const order::Order& order,
    const config::Connection& connection,
    Instant now
);
// The same for goods that come back: from the consignee's end to the seller's, by the order's mode.
[[nodiscard]] std::optional<adapters::RoutePlan> plan_route_back(
    const corridors::Corridors& corridors,
    const order::Order& order,
    const config::Connection& connection,
    Instant now
);

void write_route_plan(json::Writer& out, const adapters::RoutePlan& plan);
// Errc::invalid_value for what write_route_plan() can not have written.
[[nodiscard]] Result<adapters::RoutePlan> read_route_plan(json::Value value);

[[nodiscard]] std::string to_json(const adapters::RoutePlan& plan);
// nullptr for an empty text and for what to_json() can not have written.
[[nodiscard]] std::shared_ptr<const adapters::RoutePlan> parse_route_plan(const std::string& text);

}  // namespace silkgate::dispatch
