// Waybills of a consolidation split for authorities that take only so many at once (EAEU: 500 individual
// waybills a declaration).
#pragma once

#include "adapters/common/consolidation/consolidation.hpp"

#include <vector>

namespace silkgate::adapters::consolidation {

// Indices of the parcels that `wanted` picks, in groups of at most `max` (≥ 1). Parcels of one unit stay
// together as long as the unit fits into a group of its own, so that a bag is not declared in two places;
// groups are filled in the order of the units. Every wanted parcel is in exactly one group.
template <class Wanted>
[[nodiscard]] std::vector<std::vector<std::size_t>>
group_parcels(const Consolidation& consolidation, std::size_t max, Wanted wanted) {
    std::vector<std::vector<std::size_t>> of_unit(consolidation.units.size());
    for (std::size_t i = 0; i < consolidation.parcels.size(); ++i) {
        const Parcel& parcel = consolidation.parcels[i];
        if (parcel.unit < of_unit.size() && wanted(parcel)) {
            of_unit[parcel.unit].push_back(i);
        }
    }
    std::vector<std::vector<std::size_t>> groups;
    for (const std::vector<std::size_t>& parcels : of_unit) {
        const bool stays_together = parcels.size() <= max;
        if (!groups.empty() && stays_together && groups.back().size() + parcels.size() > max) {
            groups.emplace_back();
        }
        for (const std::size_t parcel : parcels) {
            if (groups.empty() || groups.back().size() == max) {
                groups.emplace_back();
            }
            groups.back().push_back(parcel);
        }
    }
    return groups;
}

}  // namespace silkgate::adapters::consolidation
