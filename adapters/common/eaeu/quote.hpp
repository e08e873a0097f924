// Landed cost of goods for personal use: the single rate that replaces duty and taxes, and the customs fee.
#pragma once

#include "adapters/common/eaeu/assess.hpp"

namespace silkgate::adapters::eaeu {

// Amounts in the national currency; `duty` is the country's citation. Errc::rule_violations with the shared
// value rows when the day's rate or limits are missing.
[[nodiscard]] Result<std::vector<QuoteLine>>
quote_personal_duty(const DeclarationView& view, std::string_view leg, const Rule& duty);

}  // namespace silkgate::adapters::eaeu
