// Uzbekistan's own rows and duty, for the profile in adapter.cpp.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::uz {

inline constexpr std::string_view kParcel = "PARCEL";  // goods of a person, by courier or post
inline constexpr std::string_view kImport =
    "IM40";  // release for free circulation, by the 54-box declaration
inline constexpr std::string_view kExport = "EK10";

[[nodiscard]] std::span<const rules::Row<sad::View>> party_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::View>> order_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<sad::LineView>> line_rows() noexcept;

// The single payment and the courier's fee of a parcel; duty, excise and VAT of a commercial import.
[[nodiscard]] std::vector<QuoteLine> quote(const sad::View& view);
[[nodiscard]] std::span<const Rule* const> quote_rules() noexcept;

// Value free of the single payment, in UZS: by post or by courier; absent without a rate of the day.
[[nodiscard]] std::optional<Decimal> free_value(const sad::View& view);

}  // namespace silkgate::adapters::uz
