// Which leg India's customs wants for an order, and under which regime. Pure; thread-safe.
#pragma once

#include "adapters/in/view.hpp"

#include <span>

namespace silkgate::adapters::in {

void plan_legs(const View& view, std::vector<Leg>& legs, Violations& out);

// IN-0002: what is changed, cancelled or returned has no message.
void check_action(const View& view, Violations& out);

[[nodiscard]] std::span<const Rule> plan_rules() noexcept;

}  // namespace silkgate::adapters::in
