// Everything that Zedland's customs can find wrong with an order, and the choice of regime. Pure;
// thread-safe.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/zz/limits.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace silkgate::adapters::zz {

// What the rows look at besides the order.
struct ZedView {
    const order::Order* order = nullptr;
    const Leg* leg = nullptr;
    std::optional<Decimal> low_value_kg_max;  // kg, of the day
};

// Adds the legs of the order, or says why there are none.
void plan_legs(
    const order::Order& order,
    const Context& context,
    const Limits& limits,
    std::vector<Leg>& legs,
    Violations& out
);

// What Zedland has no message for: `leg` is the leg's id, empty in a plan. A leg that is out is changed
// without being planned again, so the check of a leg says it too.
void check_action(std::string_view leg, const Context& context, Violations& out);

// Rows for a declaration leg.
void check_declaration(
    const order::Order& order,
    const Leg& leg,
    const Context& context,
    const Limits& limits,
    Violations& out
);

// Every rule of both.
[[nodiscard]] std::span<const Rule> plan_rules() noexcept;
[[nodiscard]] std::vector<const Rule*> declaration_rules();

// The calendar day in Zedland (UTC) on which the rules are read.
[[nodiscard]] inline std::chrono::sys_days day_of(const Context& context) {
    return std::chrono::floor<std::chrono::days>(context.decided_at);
}

}  // namespace silkgate::adapters::zz
