// The way that was planned for an order, drawn on the corridor map. Pure.
#pragma once

#include "adapters/route.hpp"
#include "gateway/core/result.hpp"
#include "gateway/corridors/corridors.hpp"

#include <string>
#include <string_view>

namespace silkgate::api {

// An SVG document. All figures are the plan's; the map below it is that of the tables in force, and the title
// says so where they are others than the plan was made by. Errc::gone where the tables have lost a place of
// the way.
[[nodiscard]] Result<std::string>
draw_plan(const corridors::Corridors& corridors, const adapters::RoutePlan& plan, std::string_view number);

}  // namespace silkgate::api
