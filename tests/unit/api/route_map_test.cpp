// The map of an order's plan has the plan's figures, whatever the tables say today.
#include "gateway/api/route_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

const corridors::Corridors& tables() {
    static const auto kLoaded = corridors::load(SILKGATE_SOURCE_DIR "/gateway/corridors/data", "");
    return **kLoaded;
}

adapters::RouteStop stop(std::string node, std::string country) {
    return {.node = std::move(node), .name = {}, .country = std::move(country), .unlocode = {}};
}

adapters::RoutePlan plan() {
    adapters::RoutePlan made;
    made.table_version = tables().network.version();
    made.date = "2026-11-25";
    made.km = 1234;
    made.days = {.least = decimal("6"), .typical = decimal("8"), .most = decimal("12")};
    made.gauge_changes = 1;
    made.mass_kg = decimal("2");
    made.handling_kg = decimal("0.001");
    made.total_kg = decimal("0.357");
    made.stops = {stop("KHORGOS_CN", "CN"), stop("ALTYNKOL", "KZ")};
    adapters::RouteLeg leg;
    leg.leg = "R05";
    leg.mode = "rail";
    leg.km = 1234;
    leg.days = made.days;
    leg.border = "Khorgos/Altynkol";
    leg.handling = "1435>1520";
    leg.co2e = adapters::RouteEmissions{
        .operation = decimal("0.300"), .energy = decimal("0.056"), .total = decimal("0.356")
    };
    made.legs = {leg};
    return made;
}

TEST(RouteMap, HasThePlansFigures) {
    const auto svg = draw_plan(tables(), plan(), "1001");
    ASSERT_TRUE(svg) << svg.error().detail;
    EXPECT_THAT(*svg, HasSubstr("Order 1001, planned 2026-11-25<"));
    EXPECT_THAT(
        *svg,
        HasSubstr("1234 km, 8 days (6–12), 1 gauge changes, 0.357 kg CO2e of which 0.001 kg CO2e at hubs")
    );
    EXPECT_THAT(*svg, HasSubstr("rail, 1234 km, 8 d, 0.356 kg CO2e, border Khorgos/Altynkol, 1435&gt;1520"));
}

TEST(RouteMap, SaysNothingOfEmissionsWithoutAWeightAndNamesOtherTables) {
    adapters::RoutePlan unknown = plan();
    unknown.mass_kg.reset();
    unknown.handling_kg.reset();
    unknown.total_kg.reset();
    unknown.legs.front().co2e.reset();
    unknown.table_version = "older";
    const auto svg = draw_plan(tables(), unknown, "1001");
    ASSERT_TRUE(svg);
    EXPECT_THAT(*svg, Not(HasSubstr("kg CO2e")));
    EXPECT_THAT(*svg, HasSubstr("by tables older, drawn by " + tables().network.version()));
}

TEST(RouteMap, IsGoneWhereTheTablesHaveLostAPlace) {
    adapters::RoutePlan lost = plan();
    lost.stops.back().node = "ATLANTIS";
    const auto svg = draw_plan(tables(), lost, "1001");
    ASSERT_FALSE(svg);
    EXPECT_EQ(svg.error().code, Errc::gone);
}

}  // namespace
}  // namespace silkgate::api
