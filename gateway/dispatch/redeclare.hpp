// A leg that its authority or carrier rejected, or could not process, told again.
//
// What was rejected goes out as new. What stands there and becomes another one goes out as a change; what
// stands and stays the same is not repeated, since an authority refuses a number that it knows (China:
// -301010, -401007, -504015). The same functions at ingest, before the answer, and in the router.
#pragma once

#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/planner.hpp"

#include <string>
#include <vector>

namespace silkgate::dispatch {

// Rejected, or parked by a technical error, and nobody asked for its cancellation.
[[nodiscard]] bool can_be_redeclared(const LegRecord& record) noexcept;

enum class Redeclare : std::uint8_t {
    what_differs,  // a change of the order: rejected legs whose documents become other ones
    everything,    // asked for by hand: every leg that can be
};

// Both orders are enriched and are rendered with the same context, as by changed_legs().
[[nodiscard]] std::vector<Redeclaration> find_redeclarations(
    const adapters::Registry& registry,
    const OrderState& state,
    order::Order before,
    order::Order after,
    const adapters::Context& context,
    Redeclare which
);

struct RedeclaredLeg {
    PlannedLeg submitted;
    PlannedLeg amended;  // without documents where nothing that stands becomes another one

    [[nodiscard]] bool is_held() const noexcept { return submitted.is_held() || amended.is_held(); }
    // Both as one, for an answer.
    [[nodiscard]] PlannedLeg together() const;
};

// `context` is a change_context() of the version that this leads to, its action is set here. Rendered.
[[nodiscard]] RedeclaredLeg plan_redeclaration(
    const adapters::Registry& registry,
    const order::Order& order,
    const LegRecord& record,
    const std::vector<std::string>& changed,  // Redeclaration::changed
    PlanContext context
);

}  // namespace silkgate::dispatch
