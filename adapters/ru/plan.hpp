// Which order gets a ПТДЭГ at all.
#pragma once

#include "adapters/adapter.hpp"

#include <vector>

namespace silkgate::adapters::ru {

inline constexpr std::string_view kLegId = "import-ru";
inline constexpr std::string_view kRegime = "PTDEG";

// Adds the leg, or a violation that says why the lane or the regime is not served. Nothing for an order that
// does not touch Russia.
//
// A buyer whose kind is not told is taken for a person only as far as the leg goes: no document is made
// without the person's passport, tax number and full name, so no company is ever declared this way.
void plan_legs(const order::Order& order, std::vector<Leg>& legs, Violations& out);

// For calls with an action this adapter does not serve: amend, cancel, return.
void check_action(const Context& context, std::string_view leg, Violations& out);

[[nodiscard]] std::vector<const Rule*> plan_rules();

}  // namespace silkgate::adapters::ru
