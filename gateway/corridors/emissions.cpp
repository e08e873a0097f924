#include "gateway/corridors/emissions.hpp"

namespace silkgate::corridors {
namespace {

// g/tkm × km × kg is thousandths of a gram.
Result<Decimal> grams(Decimal mass_kg, int km, Decimal intensity) {
    const auto tonne_grams = multiply(intensity, Decimal(km));
    if (!tonne_grams) {
        return tonne_grams.error();
    }
    const auto scaled = multiply(*tonne_grams, Decimal::from_parts(1, 3));
    return scaled ? multiply_rounded(*scaled, mass_kg, 0, Rounding::half_up) : scaled;
}

constexpr Decimal kHandlingGramsPerKg = Decimal::from_parts(6, 1);

}  // namespace

Result<Emissions> leg_emissions(Decimal mass_kg, int km, const EmissionFactor& factor) {
    const int distance = km + factor.distance_uplift_km;
    const auto operation = grams(mass_kg, distance, factor.operation);
    const auto total = grams(mass_kg, distance, factor.total);
    if (!operation || !total) {
        return operation ? total.error() : operation.error();
    }
    // The parts add up to the total whatever the rounding.
    const auto energy = subtract(*total, *operation);
    return energy ? Result<Emissions>(Emissions{.operation = *operation, .energy = *energy, .total = *total})
                  : energy.error();
}

Result<Decimal> handling_emissions(Decimal mass_kg) {
    return multiply_rounded(mass_kg, kHandlingGramsPerKg, 0, Rounding::half_up);
}

}  // namespace silkgate::corridors
