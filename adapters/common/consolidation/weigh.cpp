#include "adapters/common/consolidation/weigh.hpp"

#include <array>

namespace silkgate::adapters::consolidation {
namespace {

struct CapacityRow {
    UnitKind kind;
    std::string_view type;
    std::int64_t gross_kg;
    std::string_view valid_from;
    std::string_view source;
};

constexpr auto kRows = std::to_array<CapacityRow>({
#define SILKGATE_CAPACITY(kind, type, gross_kg, valid_from, source) \
    {UnitKind::kind, type, gross_kg, valid_from, source},
#include "adapters/common/consolidation/capacity.def"
#undef SILKGATE_CAPACITY
});

Result<void> accumulate(Decimal& sum, Decimal value) {
    const auto added = add(sum, value);
    if (!added) {
        return added.error();
    }
    sum = *added;
    return {};
}

bool fits(const CapacityRow& row, const Unit& unit, BusinessDate day) {
    const auto from = parse_date(row.valid_from);
    return row.kind == unit.kind && from && day >= *from && !unit.type.empty() &&
           unit.type.starts_with(row.type);
}

// Adds a parcel to the unit it lies in and to every unit around that one.
Result<void> add_parcel(const Consolidation& consolidation, const Parcel& parcel, Loads& loads) {
    const Decimal weight = parcel.gross_kg.value_or(Decimal{});
    std::size_t unit = parcel.unit;
    for (std::size_t depth = 0; unit != kNone && depth < consolidation.units.size(); ++depth) {
        Load& load = loads.units[unit];
        ++load.parcels;
        load.pieces += parcel.pieces;
        if (const auto added = accumulate(load.goods_kg, weight); !added) {
            return added;
        }
        unit = consolidation.find_unit(consolidation.units[unit].in);
    }
    ++loads.total.parcels;
    loads.total.pieces += parcel.pieces;
    return accumulate(loads.total.goods_kg, weight);
}

Result<void> add_tare(const Consolidation& consolidation, const Unit& unit, Loads& loads) {
    std::size_t outer = consolidation.find_unit(unit.in);
    for (std::size_t depth = 0; outer != kNone && depth < consolidation.units.size(); ++depth) {
        if (const auto added = accumulate(loads.units[outer].inner_tare_kg, unit.tare_kg); !added) {
            return added;
        }
        outer = consolidation.find_unit(consolidation.units[outer].in);
    }
    return accumulate(loads.total.inner_tare_kg, unit.tare_kg);
}

Result<void> sum_up(Load& load, Decimal own_tare) {
    load.gross_kg = load.goods_kg;
    if (const auto added = accumulate(load.gross_kg, load.inner_tare_kg); !added) {
        return added;
    }
    return accumulate(load.gross_kg, own_tare);
}

}  // namespace

Result<Loads> weigh(const Consolidation& consolidation) {
    Loads loads;
    loads.units.resize(consolidation.units.size());
    for (const Parcel& parcel : consolidation.parcels) {
        if (const auto added = add_parcel(consolidation, parcel, loads); !added) {
            return added.error();
        }
    }
    for (const Unit& unit : consolidation.units) {
        if (const auto added = add_tare(consolidation, unit, loads); !added) {
            return added.error();
        }
    }
    for (std::size_t i = 0; i < loads.units.size(); ++i) {
        if (const auto summed = sum_up(loads.units[i], consolidation.units[i].tare_kg); !summed) {
            return summed.error();
        }
    }
    const auto summed = sum_up(loads.total, Decimal{});
    return summed ? Result<Loads>(std::move(loads)) : summed.error();
}

std::optional<Capacity> capacity_of(const Unit& unit, BusinessDate day) {
    std::optional<Capacity> lowest;
    if (unit.max_gross_kg) {
        lowest = {.gross_kg = *unit.max_gross_kg, .source = "plate", .valid_from = {}};
    }
    for (const CapacityRow& row : kRows) {
        if (fits(row, unit, day) && (!lowest || Decimal(row.gross_kg) < lowest->gross_kg)) {
            lowest = {.gross_kg = Decimal(row.gross_kg), .source = row.source, .valid_from = row.valid_from};
        }
    }
    return lowest;
}

}  // namespace silkgate::adapters::consolidation
