// Landed cost of goods for personal use: the single rate that replaces duty and taxes, and the customs fee.
#pragma once

#include "adapters/ru/assess.hpp"

namespace silkgate::adapters::ru {

// Amounts in RUB. Errc::rule_violations with the rows of value_rows() when the day's rate or limits are
// missing.
[[nodiscard]] Result<std::vector<QuoteLine>>
quote_passenger_duty(const DeclarationView& view, std::string_view leg);

[[nodiscard]] std::vector<const Rule*> quote_rules();

}  // namespace silkgate::adapters::ru
