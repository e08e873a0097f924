// Which orders are goods for personal use that come into a member of the Union.
#pragma once

#include "adapters/common/eaeu/view.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Adds `leg`, or violations. Nothing for an order that does not touch the country.
//
// A buyer whose kind is not told is taken for a person only as far as the leg goes: no document is made
// without the person's number and full name, so no company is ever declared this way.
void plan_personal_import(
    const order::Order& order,
    const Country& country,
    Leg leg,
    std::vector<Leg>& legs,
    Violations& out
);

// For calls with an action that is not served: amend, cancel, return.
void check_action(const Context& context, std::string_view leg, Violations& out);

[[nodiscard]] std::vector<const Rule*> plan_rules();  // EE-00xx

}  // namespace silkgate::adapters::eaeu
