// Landed cost of goods for personal use: the single rate that replaces duty and taxes, and the customs fee.
#pragma once

#include "adapters/common/eaeu/assess.hpp"
#include "gateway/rules/rules.hpp"

#include <span>

namespace silkgate::adapters::eaeu {

// What a country's adapter cites, and its rows that say why no duty can be computed.
struct QuoteRules {
    const Rule* duty = nullptr;
    const Rule* fee = nullptr;
    std::span<const rules::Row<AssessedView>> value_rows;
};

// Amounts in the national currency. Errc::rule_violations with the value rows when the day's rate or limits
// are missing.
[[nodiscard]] Result<std::vector<QuoteLine>>
quote_personal_duty(const DeclarationView& view, std::string_view leg, const QuoteRules& rules);

}  // namespace silkgate::adapters::eaeu
