// The landed cost of an import: the duty that the declaration carries, by head.
#pragma once

#include "adapters/in/view.hpp"

#include <vector>

namespace silkgate::adapters::in {

// A line for each head and rate, summed over the order's lines. Nothing for exports, and nothing when the
// duty of some line is not known (warnings IN-0605, IN-0606). Errc::limit_exceeded when a sum does not fit.
[[nodiscard]] Result<std::vector<QuoteLine>> quote_duty(const View& view);

[[nodiscard]] std::vector<const Rule*> quote_rules();

}  // namespace silkgate::adapters::in
