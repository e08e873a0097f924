// The rows of the export rules: which value, what must hold, why. One row makes the check, the message in
// three languages, the reference page and a test.
#pragma once

#include "adapters/cn/export_facts.hpp"
#include "gateway/rules/rules.hpp"

#include <span>

namespace silkgate::adapters::cn {

// Day on which the e-port published message edition 202205.
inline constexpr std::string_view kEditionFrom = "2022-05-17";

[[nodiscard]] std::span<const rules::Row<Facts>> party_rows() noexcept;   // who: CN-02xx
[[nodiscard]] std::span<const rules::Row<Facts>> sender_rows() noexcept;  // who transmits: CN-027x to CN-029x
[[nodiscard]] std::span<const rules::Row<Facts>> setting_rows() noexcept;  // where and how: CN-03xx
[[nodiscard]] std::span<const rules::Row<Facts>> head_rows() noexcept;     // the order itself: CN-0401 …
[[nodiscard]] std::span<const rules::Row<Facts>> value_rows() noexcept;    // its money and weights: CN-0412 …
[[nodiscard]] std::span<const rules::Row<LineFacts>> line_rows() noexcept;      // each line: CN-05xx
[[nodiscard]] std::span<const rules::Row<Facts>> cancellation_rows() noexcept;  // of a list: CN-06xx
// Of special zones, both directions: CN-0727 to CN-0729, CN-0743.
[[nodiscard]] std::span<const rules::Row<Facts>> zone_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<LineFacts>> bonded_line_rows() noexcept;

// 10-character customs registration code or 18-character social-credit code.
[[nodiscard]] bool is_enterprise_code(std::string_view text) noexcept;

// Everything wrong with the order for the export documents that the action asks for.
void check_export(const Facts& facts, std::string_view leg, Violations& out);

// The rules of all tables above.
[[nodiscard]] std::vector<const Rule*> export_rules();

}  // namespace silkgate::adapters::cn
