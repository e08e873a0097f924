// Which orders are declared in a member of the Union, and how.
#pragma once

#include "adapters/common/eaeu/view.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Adds the country's leg, or violations. Nothing for an order that does not touch the country.
//
// A buyer whose kind is not told is taken for a person only as far as the leg goes: no document is made
// without the person's number and full name, so no company is ever declared this way.
void plan_filing(const order::Order& order, const Country& country, std::vector<Leg>& legs, Violations& out);

// For calls with an action that is not among those served.
void check_action(
    const Context& context,
    std::span<const Action> served,
    std::string_view leg,
    Violations& out
);

[[nodiscard]] std::vector<const Rule*> plan_rules();  // EE-00xx

}  // namespace silkgate::adapters::eaeu
