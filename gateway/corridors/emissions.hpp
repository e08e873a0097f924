// Greenhouse gas of transport by ISO 14083 and the GLEC framework: mass × distance × intensity, leg by leg,
// and handling at hubs. Exact decimals; grams of CO2e.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/corridors/network.hpp"

namespace silkgate::corridors {

// In grams CO2e, rounded to whole grams, half up.
struct Emissions {
    Decimal operation;  // tank to wheel
    Decimal energy;     // well to tank
    Decimal total;      // well to wheel
};

// Mass in kg, gross with packaging; distance in km without the factor's uplift.
[[nodiscard]] Result<Emissions> leg_emissions(Decimal mass_kg, int km, const EmissionFactor& factor);

// One transhipment of cargo that needs no cooling: 0.6 kg CO2e per tonne (GLEC v3.0). Operation and energy
// are not known apart, so only the total is set.
[[nodiscard]] Result<Decimal> handling_emissions(Decimal mass_kg);

}  // namespace silkgate::corridors
