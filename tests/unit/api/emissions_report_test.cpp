// The worked example of the emission rules: 1,000 kg, Jiaozhou to Almaty, 5,120 km by rail at 34.7 g per
// tonne-kilometre are 177.7 kg; one gauge change at 0.6 kg per tonne makes 178.3 kg.
#include "gateway/api/emissions_report.hpp"

#include <gtest/gtest.h>

namespace silkgate::api {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

adapters::RoutePlan to_almaty(std::string_view mass, std::string_view total, std::string_view handling) {
    adapters::RoutePlan plan;
    plan.table_version = "abc";
    plan.mass_kg = decimal(mass);
    plan.handlings = 1;
    plan.handling_kg = decimal(handling);
    plan.total_kg = *add(decimal(total), decimal(handling));
    adapters::RouteLeg leg;
    leg.mode = "rail";
    leg.km = 5120;
    leg.factor = {
        .key = "rail_freight_average",
        .grams_per_tonne_km = decimal("34.70"),
        .source = "DESNZ 2025, freight train",
        .version = "2025",
        .quality = "default"
    };
    leg.co2e = adapters::RouteEmissions{
        .operation = decimal("142.285"),
        .energy = *subtract(decimal(total), decimal("142.285")),
        .total = decimal(total)
    };
    plan.legs.push_back(leg);
    return plan;
}

std::string cell(const papers::Sheet& sheet, std::size_t row, std::string_view column) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        if (sheet.columns[i].name == column) {
            return sheet.rows.at(row).at(i);
        }
    }
    return "no such column";
}

TEST(EmissionsReport, IsTheWorkedExample) {
    EmissionsReport report("2026-11");
    ASSERT_TRUE(report.add("CN", "KZ", to_almaty("1000", "177.664", "0.600")));
    const papers::Sheet sheet = report.sheet();
    ASSERT_EQ(sheet.rows.size(), 2U);
    EXPECT_EQ(cell(sheet, 0, "mode"), "hub");
    EXPECT_EQ(cell(sheet, 0, "totalKg"), "0.600");
    EXPECT_EQ(cell(sheet, 0, "tonneKm"), "") << "a hub moves nothing";
    EXPECT_EQ(cell(sheet, 1, "tonneKm"), "5120");
    EXPECT_EQ(cell(sheet, 1, "operationKg"), "142.285");
    EXPECT_EQ(cell(sheet, 1, "energyKg"), "35.379");
    EXPECT_EQ(cell(sheet, 1, "totalKg"), "177.664");
    EXPECT_EQ(cell(sheet, 1, "source"), "DESNZ 2025, freight train");
    EXPECT_EQ(cell(sheet, 1, "dataQuality"), "default");
    EXPECT_EQ(sheet.total[8], "178.264");
}

TEST(EmissionsReport, AddsOrdersOfALaneAndKeepsLanesApart) {
    EmissionsReport report("2026-11");
    ASSERT_TRUE(report.add("CN", "KZ", to_almaty("1000", "177.664", "0.600")));
    ASSERT_TRUE(report.add("CN", "KZ", to_almaty("0.5", "0.089", "0.000")));
    ASSERT_TRUE(report.add("KZ", "CN", to_almaty("1000", "177.664", "0.600")));
    const papers::Sheet sheet = report.sheet();
    ASSERT_EQ(sheet.rows.size(), 4U);
    EXPECT_EQ(cell(sheet, 1, "orders"), "2");
    EXPECT_EQ(cell(sheet, 1, "totalKg"), "177.753");
    EXPECT_EQ(cell(sheet, 1, "tonneKm"), "5122.56");
    EXPECT_EQ(sheet.total[8], "356.617");
}

TEST(EmissionsReport, CountsWhatItDoesNotKnow) {
    EmissionsReport report("2026-11");
    adapters::RoutePlan unweighed = to_almaty("1000", "177.664", "0.600");
    unweighed.mass_kg.reset();
    ASSERT_TRUE(report.add("CN", "KZ", unweighed));
    report.add_unknown();
    const papers::Sheet sheet = report.sheet();
    EXPECT_TRUE(sheet.rows.empty());
    EXPECT_EQ(sheet.head[2].value, "2") << sheet.head[2].name;
    EXPECT_EQ(sheet.total[8], "0");
}

}  // namespace
}  // namespace silkgate::api
