// The pure middle of a change: an accepted order and what it shall become → what each leg's authority is
// told. The router decides the same with the same functions (dispatch/change.hpp).
#pragma once

#include "gateway/api/order_json.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"

#include <deque>
#include <string>
#include <vector>

namespace silkgate::api {

struct ChangePlan {
    std::vector<std::string> amends;                  // legs whose authority gets other documents
    std::vector<dispatch::Redeclaration> redeclares;  // legs that were rejected and are told again
    std::deque<dispatch::PlannedLeg> planned;
    std::vector<ChangedLeg> legs;  // into `planned` and into the state

    // All findings that keep some leg from being told, the order's own first.
    [[nodiscard]] Violations findings(const Violations& general) const;
    [[nodiscard]] bool has(LegOutcome outcome) const noexcept;
};

// What everything is planned with. `state` outlives the plan.
struct ChangeContext {
    const Snapshot& snapshot;
    const config::Connection& connection;
    const dispatch::OrderState& state;
    Instant decided_at;
};

// `after` is prepared (prepare_order.hpp); `before` is the order as the last command carried it.
[[nodiscard]] ChangePlan
plan_amendment(const ChangeContext& context, const order::Order& before, const PreparedOrder& after);
// `order` carries the reason.
[[nodiscard]] ChangePlan plan_cancellation(const ChangeContext& context, order::Order order);

// `order` is the one that was declared; `back` is the way of the goods, nullptr where none leads back.
[[nodiscard]] ChangePlan plan_return(
    const ChangeContext& context,
    order::Order order,
    const std::vector<order::ConsignmentLine>& returns,
    std::shared_ptr<const adapters::RoutePlan> back
);

// Members of an accepted order that no change may touch: what makes it this order and not another. One
// finding (SG-0930) each. A platform may move its own version, times and status.
enum class Changer : std::uint8_t { hand, platform };
[[nodiscard]] Violations
find_fixed_members(const order::Order& before, const order::Order& after, Changer changer);

}  // namespace silkgate::api
