// Rules true for every country: facts/platforms.md 5.2–5.3 as rows. Pure; thread-safe.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/order/order.hpp"

#include <span>

namespace silkgate::order {

// All findings, with canonical pointers, in document order.
[[nodiscard]] Violations check_order(const Order& order, Instant now);

// Whether the rule speaks of the schema (shape and limits of single values) rather than of the trade: an
// order with such an error is no common order.
[[nodiscard]] bool is_schema_rule(const Rule& rule) noexcept;

// Every rule this folder can report, for the reference page and the tests.
[[nodiscard]] std::span<const Rule> order_rules() noexcept;

}  // namespace silkgate::order
