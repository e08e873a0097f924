// Iran's own rows and duty, for the profile in adapter.cpp.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::ir {

inline constexpr std::string_view kParcel = "PARCEL";  // non-commercial goods of a person
inline constexpr std::string_view kImport = "IM";
inline constexpr std::string_view kExport = "EX";

[[nodiscard]] std::span<const rules::Row<sad::View>> gate_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> party_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> order_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::LineView>> line_rows() noexcept;

[[nodiscard]] std::vector<QuoteLine> quote(const sad::View& view);
[[nodiscard]] std::span<const Rule* const> quote_rules() noexcept;

// National number of a person: 10 digits, not all equal, with a check digit.
[[nodiscard]] bool is_national_id(std::string_view number) noexcept;
// Number of a legal person: 11 digits with a check digit.
[[nodiscard]] bool is_legal_id_form(std::string_view number) noexcept;
[[nodiscard]] bool is_legal_id(std::string_view number) noexcept;

}  // namespace silkgate::adapters::ir
