// Papers of a consolidation, whole or of one unit with all in it: manifest (units), house list (waybills with
// their parties), packing list (goods). Pure.
#pragma once

#include "adapters/common/consolidation/weigh.hpp"
#include "gateway/order/order.hpp"
#include "gateway/papers/sheet.hpp"

#include <functional>

namespace silkgate::papers {

// The order of a parcel, by its id; outlives the call. Never null for the parcels asked about.
using FindOrder = std::function<const order::Order&(const std::string& id)>;

// `unit`: ref of the unit, or empty for all. A ref that is not there gives an empty sheet.
[[nodiscard]] Sheet manifest(
    const adapters::consolidation::Consolidation& consolidation,
    const adapters::consolidation::Loads& loads,
    std::string_view unit
);
[[nodiscard]] Sheet house_list(
    const adapters::consolidation::Consolidation& consolidation,
    std::string_view unit,
    const FindOrder& find_order
);
[[nodiscard]] Sheet packing_list(
    const adapters::consolidation::Consolidation& consolidation,
    std::string_view unit,
    const FindOrder& find_order
);

// Whether the unit, or one around it, is `wanted`; true for an empty `wanted`.
[[nodiscard]] bool stands_in(
    const adapters::consolidation::Consolidation& consolidation,
    std::size_t unit,
    std::string_view wanted
);

}  // namespace silkgate::papers
