// Which order gets a ПТДЭГ at all.
#pragma once

#include "adapters/adapter.hpp"

#include <vector>

namespace silkgate::adapters::ru {

inline constexpr std::string_view kLegId = "import-ru";
inline constexpr std::string_view kRegime = "PTDEG";

// Adds the leg, or a violation that says why the lane or the regime is not served. Nothing for an order that
// does not touch Russia.
void plan_legs(const order::Order& order, std::vector<Leg>& legs, Violations& out);

// For calls with an action this adapter does not serve: amend, cancel, return.
void check_action(const Context& context, std::string_view leg, Violations& out);

[[nodiscard]] std::vector<const Rule*> plan_rules();

}  // namespace silkgate::adapters::ru
