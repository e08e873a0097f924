// One planner, three uses: the check at ingest, the dry run, and rendering in the router. They can not
// disagree, because they are this function on the same input with the same registry.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/registry.hpp"
#include "gateway/core/result.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "gateway/order/order.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::dispatch {

struct PlannedLeg {
    adapters::Leg leg;
    Violations violations;  // of this leg; an error among them holds the leg
    std::vector<std::string> document_kinds;
    std::vector<adapters::Document> documents;  // only when rendered

    [[nodiscard]] bool is_held() const noexcept { return has_errors(violations); }
};

struct Plan {
    Violations general;  // true for the whole order: order rules, lane not served. An error holds every leg.
    std::vector<PlannedLeg> legs;

    // Some error anywhere.
    [[nodiscard]] bool is_held() const noexcept;
    // general, then each leg's.
    [[nodiscard]] Violations all_violations() const;
};

enum class Depth { check, render };

// Pure. `order` is enriched and carries its waybill number where one is needed (assign_waybill). Documents
// are rendered for legs that nothing holds.
[[nodiscard]] Plan plan_order(
    const adapters::Registry& registry,
    const order::Order& order,
    const PlanContext& context,
    Depth depth
);

// One leg: its documents' kinds, what is wrong, and the documents where `depth` says so and nothing is.
// `planned.leg` is set; nothing happens where its country has no adapter.
void plan_leg(
    const adapters::Registry& registry,
    const order::Order& order,
    const PlanContext& context,
    Depth depth,
    PlannedLeg& planned
);

// Where the connection books the order's mode or carrier otherwise than by post, the number is a house
// waybill's. Gives the consignment an S10 number from the connection's range when it has none and the range
// exists; `sequence` picks the number, so that the same command gets the same number. Returns what was
// assigned, or empty.
[[nodiscard]] std::string
assign_waybill(order::Order& order, const config::Connection& connection, std::uint64_t sequence);

// Why an order is held that no rule about its content holds.
[[nodiscard]] const Rule& connection_unknown_rule() noexcept;
[[nodiscard]] const Rule& processing_failed_rule() noexcept;

// Rules of this file, for the reference page.
[[nodiscard]] std::span<const Rule> planner_rules() noexcept;

}  // namespace silkgate::dispatch
