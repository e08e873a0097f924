// The way an order was planned to go when it was accepted, as its documents and its state know it: plain
// values, without the network it was found in (gateway/corridors). No personal data.
#pragma once

#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters {

struct RouteStop {
    std::string node;  // key of the corridor table, "JIAOZHOU"
    std::string name;
    std::string country;   // alpha-2
    std::string unlocode;  // or empty where it has none

    bool operator==(const RouteStop&) const = default;
};

struct RouteDays {
    Decimal least;
    Decimal typical;
    Decimal most;

    bool operator==(const RouteDays&) const = default;
};

// Greenhouse gas in kg CO2e, to the gram.
struct RouteEmissions {
    Decimal operation;  // tank to wheel
    Decimal energy;     // well to tank
    Decimal total;      // well to wheel

    bool operator==(const RouteEmissions&) const = default;
};

struct RouteFactor {
    std::string key;
    Decimal grams_per_tonne_km;
    std::string source;
    std::string version;
    std::string quality;  // primary, modelled, default

    bool operator==(const RouteFactor&) const = default;
};

// From stops[i] to stops[i + 1] of its plan.
struct RouteLeg {
    std::string leg;   // of the corridor table, "R01"
    std::string mode;  // rail, road, sea, air, multi
    int km = 0;
    RouteDays days;
    std::string border;
    std::string handling;  // "1435>1520" at a gauge change, "reload", or empty
    std::optional<RouteEmissions> co2e;
    RouteFactor factor;

    bool operator==(const RouteLeg&) const = default;
};

// What kept a better way out of the plan.
struct ClosedSwitch {
    std::string name;
    std::string reason;
    std::string since;  // ISO date, or empty where it is off by default

    bool operator==(const ClosedSwitch&) const = default;
};

struct RoutePlan {
    std::string table_version;       // of the corridor table
    std::string objective;           // time, cost, co2e
    std::string mode;                // that the main carriage has to have, or empty: any
    std::string date;                // the day it was planned for, ISO
    std::optional<Decimal> mass_kg;  // gross; without it no emissions
    int km = 0;
    RouteDays days;
    int gauge_changes = 0;
    int handlings = 0;
    std::string cost_class;
    std::optional<RouteEmissions> moving;
    std::optional<Decimal> handling_kg;  // CO2e at hubs
    std::optional<Decimal> total_kg;     // moving and handling
    std::vector<std::string> borders;
    std::vector<std::string> documents;
    std::vector<std::string> warnings;
    std::vector<ClosedSwitch> closed;
    std::vector<RouteStop> stops;  // legs.size() + 1
    std::vector<RouteLeg> legs;

    bool operator==(const RoutePlan&) const = default;
};

}  // namespace silkgate::adapters
