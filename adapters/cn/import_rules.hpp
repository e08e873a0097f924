// The rows of the import rules: CN-07xx. What imports share with exports (who, the waybill, the lines) are
// the rows of export_rules.hpp that import_rules.cpp lists.
#pragma once

#include "adapters/cn/export_rules.hpp"
#include "adapters/cn/return_rules.hpp"

namespace silkgate::adapters::cn {

inline constexpr std::size_t kImportLinesMax = 99;

[[nodiscard]] std::span<const rules::Row<Facts>> import_people_rows() noexcept;    // CN-0701 …
[[nodiscard]] std::span<const rules::Row<Facts>> import_order_rows() noexcept;     // CN-0721 …
[[nodiscard]] std::span<const rules::Row<LineFacts>> import_line_rows() noexcept;  // CN-0741 …

// Whether the connection names who sends the payment voucher (CEB411). Else the payment enterprise, which is
// none of ours, sends it.
[[nodiscard]] bool sends_payment(const Facts& facts) noexcept;

// Everything wrong with the order for the documents that the action asks for.
void check_import(const Facts& facts, std::string_view leg, Violations& out);

// The rules of the tables above, of special zones and of returns.
[[nodiscard]] std::vector<const Rule*> import_rules();

}  // namespace silkgate::adapters::cn
