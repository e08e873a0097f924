// A header's amount shared by lines, so that the parts sum to it. Pure.
#pragma once

#include "gateway/core/decimal.hpp"

#include <optional>
#include <span>
#include <vector>

namespace silkgate::adapters::sad {

// total × weight ÷ sum of the weights, each half up to `scale` decimals; the rest of rounding goes to the
// largest weight. Absent when there is no weight above zero or a number is out of range.
[[nodiscard]] std::optional<std::vector<Decimal>>
apportion(Decimal total, std::span<const Decimal> weights, int scale);

}  // namespace silkgate::adapters::sad
