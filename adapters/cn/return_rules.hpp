// Goods that come back: CEB213 of an export (modes 9661 and 1261), CEB625 of an import. CN-08xx.
#pragma once

#include "adapters/cn/export_facts.hpp"
#include "gateway/rules/rules.hpp"

#include <span>

namespace silkgate::adapters::cn {

// One line that comes back: its number on the original list, its data, how much.
struct ReturnedLine {
    std::size_t number = 0;  // gnum, from 1
    const LineFacts* line = nullptr;
    Decimal quantity;
};

// Lines of the order's last refund; those that are not on the list are left out.
[[nodiscard]] std::vector<ReturnedLine> returned_lines(const Facts& facts);

// The refund that is declared, or nullptr.
[[nodiscard]] const order::Refund* last_refund(const Facts& facts) noexcept;

// Everything that a return asks beyond what its list said.
void check_return(const Facts& facts, std::string_view leg, Violations& out);

[[nodiscard]] std::span<const rules::Row<Facts>> return_rows() noexcept;

}  // namespace silkgate::adapters::cn
