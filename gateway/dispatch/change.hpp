// What a change, cancellation or return of an order would tell each authority. The same functions at ingest,
// before the answer, and in the router.
#pragma once

#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/planner.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::dispatch {

// The order is cancelled or on its way there: nothing else may be changed any more.
[[nodiscard]] bool is_cancelling(const OrderState& state) noexcept;

// Its authority or carrier was told of the leg, and it is not over.
[[nodiscard]] bool is_told(const LegRecord& record);

// The waybill number that the router gave the order, where the order itself has none.
void put_waybill(order::Order& order, const OrderState& state);

// The state that a change leads to, as far as documents depend on it.
[[nodiscard]] OrderState next_version(OrderState state);

// For legs that are out. `state` has the version that the change leads to.
[[nodiscard]] adapters::Context change_context(
    const OrderState& state,
    const config::Connection& connection,
    Instant decided_at,
    adapters::Action action
);

// One leg that is out, by the adapter of its country. The authority's number is put into the context. An
// amendment of what customs has released is SG-0931 unless the adapter's actions have kAmendsReleased.
inline constexpr std::string_view kAmendsReleased = "amend_released";
[[nodiscard]] PlannedLeg plan_change(
    const adapters::Registry& registry,
    const order::Order& order,
    const LegRecord& record,
    PlanContext context,
    Depth depth
);

// What a planned cancellation of a leg comes to: asked, waiting, or unserved where its adapter says
// action-not-served.
[[nodiscard]] Cancellation cancellation_of(const PlannedLeg& planned) noexcept;

[[nodiscard]] Returning returning_of(const PlannedLeg& planned) noexcept;

// Whether the carrier has the goods, or had them.
[[nodiscard]] bool has_departed(const OrderState& state) noexcept;
// Rules of this file, for the reference page.
[[nodiscard]] std::span<const Rule> change_rules() noexcept;

// SG-0910 as a finding.
[[nodiscard]] Violations connection_unknown();
[[nodiscard]] std::vector<Blocker> to_blockers(const Violations& violations);

// Legs that are out and whose documents would be other ones with the new content. Both orders are rendered
// with the same context, so that nothing but the content can differ; a leg that can not be rendered with the
// new content counts as changed. `before` and `after` are enriched; the waybill is taken from the state.
[[nodiscard]] std::vector<std::string> changed_legs(
    const adapters::Registry& registry,
    const OrderState& state,
    order::Order before,
    order::Order after,
    const adapters::Context& context
);

}  // namespace silkgate::dispatch
