// How ids, amounts and times are written in the album's documents.
#pragma once

#include "adapters/ru/russia.hpp"
#include "gateway/core/time.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::ru {

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string amount_text(Decimal amount);   // two decimals
[[nodiscard]] std::string moscow_time(Instant instant);  // the wall clock of Moscow with its offset

}  // namespace silkgate::adapters::ru
