// Tajikistan's own rows and duty, for the profile in adapter.cpp.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::tj {

inline constexpr std::string_view kParcel = "PARCEL";  // goods of a person
inline constexpr std::string_view kImport = "IM40";
inline constexpr std::string_view kExport = "EK10";

[[nodiscard]] std::span<const rules::Row<sad::View>> party_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> order_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::LineView>> line_rows() noexcept;

[[nodiscard]] std::vector<QuoteLine> quote(const sad::View& view);
[[nodiscard]] std::span<const Rule* const> quote_rules() noexcept;

}  // namespace silkgate::adapters::tj
