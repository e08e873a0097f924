// What each unit holds and weighs, computed from the parcels up. Exact: nothing is rounded, and every level
// is the sum of the one below.
#pragma once

#include "adapters/common/consolidation/consolidation.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::consolidation {

struct Capacity {
    Decimal gross_kg;
    std::string_view source;      // "plate", or the table's
    std::string_view valid_from;  // of the table's row, or empty
};

// Of a unit with everything in it.
struct Load {
    std::size_t parcels = 0;
    std::int64_t pieces = 0;
    Decimal goods_kg;       // gross weights of its parcels
    Decimal inner_tare_kg;  // tares of the units in it
    Decimal gross_kg;       // goods + inner tares + its own tare
};

struct Loads {
    std::vector<Load> units;  // by index of the unit
    Load total;               // of the whole: inner_tare_kg holds every tare
};

// Parcels without a weight count as none here; the rules refuse them. Units in a circle weigh what lies
// directly in them. Errc::limit_exceeded where a sum does not fit.
[[nodiscard]] Result<Loads> weigh(const Consolidation& consolidation);

// The lower one of the plate and the table's row that holds on the day.
[[nodiscard]] std::optional<Capacity> capacity_of(const Unit& unit, BusinessDate day);

[[nodiscard]] std::string to_json(const Consolidation& consolidation, const Loads& loads);

}  // namespace silkgate::adapters::consolidation
