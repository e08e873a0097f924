// Limits of single values: lengths in characters, signs, codes, patterns. Private to gateway/order.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/order/order.hpp"

namespace silkgate::order {

// Appends a violation for each present value that is beyond its limit, in schema order. Absence is not looked
// at.
void check_limits(const Order& order, Violations& out);

}  // namespace silkgate::order
