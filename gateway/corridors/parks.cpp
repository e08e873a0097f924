#include "gateway/corridors/parks.hpp"

#include <algorithm>
#include <array>

namespace silkgate::corridors {
namespace {

// Which role serves a trade mode: stock for a warehouse abroad leaves by a consolidation and waits abroad;
// bonded e-commerce waits in a special zone, and what was exported from one returns to it. Chinese trade
// modes: GACC announcements 2014 no. 57 (1210), 2016 no. 75 (1239), 2020 no. 75 (9810); 1261 returns exports
// of 1210.
struct ModeRole {
    std::string_view trade_mode;
    std::string_view role;
};
constexpr auto kModeRoles = std::to_array<ModeRole>({
    {"9810", "consolidation"},
    {"9810", "overseas_stock"},
    {"1210", "bonded"},
    {"1239", "bonded"},
    {"1261", "bonded"},
});

}  // namespace

std::vector<const Park*>
parks_for(const Network& network, std::string_view country, std::string_view trade_mode) {
    std::vector<const Park*> found;
    for (const Park& park : network.parks()) {
        const bool serves = std::ranges::any_of(kModeRoles, [&](const ModeRole& row) {
            return row.trade_mode == trade_mode && park.has_role(row.role);
        });
        if (park.country == country && serves) {
            found.push_back(&park);
        }
    }
    return found;
}

End resolve_end(const Network& network, std::string_view name, std::string_view trade_mode) {
    End end{.nodes = network.resolve(name), .parks = {}};
    if (const Park* named = network.find_park(name)) {
        end.parks = {named};
        return end;
    }
    end.parks = parks_for(network, name, trade_mode);
    if (!end.parks.empty()) {
        end.nodes.clear();
    }
    for (const Park* park : end.parks) {
        for (const NodeIndex node : park->nodes) {
            if (std::ranges::find(end.nodes, node) == end.nodes.end()) {
                end.nodes.push_back(node);
            }
        }
    }
    return end;
}

std::vector<const Park*> parks_at(const End& end, NodeIndex node) {
    std::vector<const Park*> found;
    std::ranges::copy_if(end.parks, std::back_inserter(found), [node](const Park* park) {
        return std::ranges::find(park->nodes, node) != park->nodes.end();
    });
    return found;
}

}  // namespace silkgate::corridors
