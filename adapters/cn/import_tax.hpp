// The composite tax of retail imports: caiguanshui-2016-18, caiguanshui-2018-49.
#pragma once

#include "adapters/cn/export_facts.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::cn {

// Whether the order is worth more than the limit of one transaction. False where that can not be known.
[[nodiscard]] bool is_over_order_limit(const Facts& facts);
// Over that limit one indivisible article may still be imported, at full rates.
[[nodiscard]] bool is_one_article(const Facts& facts);
// Whether the buyer's year, as far as the order tells it, is over its limit.
[[nodiscard]] bool is_over_year_limit(const Facts& facts);

// Whether the connection has the rates that each line's tax needs: CN.vatRate, CN.consumptionTaxRate (0
// where absent) and, over the limit of one transaction, CN.dutyRate, each narrowed by the first digits of
// the commodity code.
[[nodiscard]] bool has_rates(const Facts& facts);

// Tax of each line, 2 decimals, half up; nothing of an amount of zero. An error where has_rates() is false or
// an amount can not be held.
[[nodiscard]] Result<std::vector<QuoteLine>> quote_import(const Facts& facts);

[[nodiscard]] std::span<const Rule> tax_rules() noexcept;

}  // namespace silkgate::adapters::cn
