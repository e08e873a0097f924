// Pakistan's own rows and duty, for the profile in adapter.cpp.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::pk {

inline constexpr std::string_view kDeMinimis = "DM";  // free by section 19C, for the operator's statement
inline constexpr std::string_view kImport = "IM";
inline constexpr std::string_view kExport = "EX";

[[nodiscard]] std::span<const rules::Row<sad::View>> gate_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> party_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> order_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::LineView>> line_rows() noexcept;

[[nodiscard]] std::vector<QuoteLine> quote(const sad::View& view);
[[nodiscard]] std::span<const Rule* const> quote_rules() noexcept;

// CNIC: 13 digits, also printed 5-7-1 with hyphens.
[[nodiscard]] bool is_cnic(std::string_view number) noexcept;
// NTN: 7 characters, the first a digit or a capital letter, and a check digit, with or without hyphen; the
// check digit's rule is not published.
[[nodiscard]] bool is_ntn(std::string_view number) noexcept;

}  // namespace silkgate::adapters::pk
