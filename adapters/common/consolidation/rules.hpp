// What must hold of a consolidation, as rows. Pure.
#pragma once

#include "adapters/common/consolidation/weigh.hpp"

#include <span>

namespace silkgate::adapters::consolidation {

// Every violation with a pointer into the caller's body. `day` picks the capacities that hold.
[[nodiscard]] Violations check(const Consolidation& consolidation, const Loads& loads, BusinessDate day);

// Found by who knows the orders.
[[nodiscard]] const Rule& order_unknown_rule() noexcept;    // no order of this tenant
[[nodiscard]] const Rule& order_ended_rule() noexcept;      // cancelled or rejected
[[nodiscard]] const Rule& order_elsewhere_rule() noexcept;  // travels from the same place already
[[nodiscard]] const Rule& place_unknown_rule() noexcept;    // the corridors have no such place

// "/units/2/orders/0" or, without a member, "/units/2".
[[nodiscard]] Violation violation(const Rule& rule, std::string pointer, std::string found = {});

[[nodiscard]] std::span<const Rule> rules() noexcept;

}  // namespace silkgate::adapters::consolidation
