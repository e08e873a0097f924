// A path as a shipper reads it: distance, days, emissions, borders, papers and warnings.
#pragma once

#include "gateway/corridors/emissions.hpp"
#include "gateway/corridors/search.hpp"

#include <string>
#include <vector>

namespace silkgate::corridors {

struct RouteStep {
    Step step;
    std::string handling;  // as travelled: "1520>1435" where a leg is used backwards
    std::string
        border;  // as travelled, "exit/entry"; as the table has it where that names no single crossing
    Emissions emissions;  // of moving the mass over the leg
};

struct Route {
    std::vector<RouteStep> steps;
    int km = 0;
    Decimal days_min;
    Decimal days_typical;
    Decimal days_max;
    int gauge_changes = 0;
    int handlings = 0;       // gauge changes, reloads at a border, and changes of mode between two legs
    bool is_weighed = true;  // false: the mass is not known, and the emissions are no figures
    Emissions moving;
    Decimal handling;  // grams CO2e at hubs
    Decimal total;     // grams CO2e, moving and handling
    std::vector<std::string> borders;
    std::vector<std::string> documents;  // transport documents, in the order of travel
    std::vector<std::string> warnings;   // seasons, low confidence, backward use
    std::string cost_class;  // dearest mode: low (sea), medium (rail), high (road), highest (air); no price
};

// Mass in kg, gross with packaging. Errors: limit_exceeded for a mass whose emissions do not fit.
[[nodiscard]] Result<Route> describe_route(const Network& network, const Path& path, Decimal mass_kg);

}  // namespace silkgate::corridors
