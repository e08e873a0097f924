// Express declarations of single orders put together: one declaration carries up to 500 individual waybills.
// A representative who files in batches uses it (`silkgate merge`); the router renders an order at a time.
#pragma once

#include "gateway/core/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace silkgate::adapters::eaeu {

// fts-5.27.0 HouseShipment 0..500, TotalGoodsNumeric and eec-9 ConsignmentItemOrdinal: 3 digits.
inline constexpr std::size_t kWaybillsMax = 500;
inline constexpr std::size_t kGoodsMax = 999;

struct Merged {
    std::string id;  // of the new document, made of the ids of those in it
    std::string bytes;
    std::size_t waybills = 0;
};

// ExpressCargoDeclaration of the album or of R.043, as this gateway writes them, in any mix. Those that say
// the same of kind, direction, place and representative go together, in the order they came; a waybill is
// never divided, keeps its WayBillID and is numbered anew, totals are added exactly. What can not be put
// together (a correction, other parties or places, amounts left to the filer) stays by itself.
// Errc::invalid_value names the document (from 0) that is none, or whose sums are out of range.
[[nodiscard]] Result<std::vector<Merged>> merge_declarations(std::span<const std::string> documents);

}  // namespace silkgate::adapters::eaeu
