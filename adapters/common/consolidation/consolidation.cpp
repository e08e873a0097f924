#include "adapters/common/consolidation/consolidation.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::consolidation {
namespace {

constexpr auto kKinds =
    std::to_array<std::string_view>({"package", "bag", "pallet", "uld", "container", "truck", "wagon"});

// What each kind may stand in. A road train on a wagon is no consolidation of ours.
constexpr std::array<std::uint8_t, kKinds.size()> kOuter = [] {
    constexpr auto bit = [](UnitKind kind) {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
    };
    std::array<std::uint8_t, kKinds.size()> outer{};
    constexpr std::uint8_t vehicles =
        bit(UnitKind::uld) | bit(UnitKind::container) | bit(UnitKind::truck) | bit(UnitKind::wagon);
    outer[static_cast<std::size_t>(UnitKind::package)] =
        vehicles | bit(UnitKind::bag) | bit(UnitKind::pallet);
    outer[static_cast<std::size_t>(UnitKind::bag)] = vehicles | bit(UnitKind::pallet);
    outer[static_cast<std::size_t>(UnitKind::pallet)] = vehicles;
    outer[static_cast<std::size_t>(UnitKind::uld)] = bit(UnitKind::truck);
    outer[static_cast<std::size_t>(UnitKind::container)] = bit(UnitKind::truck) | bit(UnitKind::wagon);
    return outer;
}();

}  // namespace

std::string_view to_string(UnitKind kind) noexcept {
    return kKinds[static_cast<std::size_t>(kind)];
}

bool may_stand_in(UnitKind inner, UnitKind outer) noexcept {
    return (kOuter[static_cast<std::size_t>(inner)] & (1U << static_cast<unsigned>(outer))) != 0;
}

std::size_t Consolidation::find_unit(std::string_view ref) const noexcept {
    const auto found = std::ranges::find(units, ref, &Unit::ref);
    return ref.empty() || found == units.end() ? kNone : static_cast<std::size_t>(found - units.begin());
}

std::vector<std::string> path_of(const Consolidation& consolidation, std::size_t unit) {
    std::vector<std::string> path;
    while (unit < consolidation.units.size() && path.size() < consolidation.units.size()) {
        path.push_back(consolidation.units[unit].ref);
        unit = consolidation.find_unit(consolidation.units[unit].in);
    }
    return path;
}

}  // namespace silkgate::adapters::consolidation
