// The corridor map as SVG: the whole network thin, the routes of an answer thick, the best one on top.
#pragma once

#include "gateway/corridors/route.hpp"
#include "gateway/corridors/switches.hpp"

#include <string>
#include <vector>

namespace silkgate::corridors {

// A complete SVG document, about 1200 by 860 units, without outside resources. Routes best first; the first
// is drawn with its borders, gauge changes, days and emissions, the rest lighter. Legs that are switched off
// are dotted.
[[nodiscard]] std::string draw_map(
    const Network& network,
    const Switches& switches,
    const std::vector<Route>& routes,
    std::string_view title
);

}  // namespace silkgate::corridors
