#include "adapters/common/transport/dcsa_booking.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

namespace silkgate::adapters::transport {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

// Qingdao to Nhava Sheva and on to Delhi by rail.
DcsaBooking good() {
    DcsaBooking booking;
    booking.receipt_type = "CY";
    booking.delivery_type = "SD";
    booking.movement_at_origin = "FCL";
    booking.movement_at_destination = "FCL";
    booking.service_contract = "HHL51800000";
    booking.vessel_name = "OCEAN \"DESTROYER\"";
    booking.export_voyage = "403W";
    booking.substitution_allowed = true;
    booking.declared_value = decimal("12500.50");
    booking.declared_currency = "USD";
    booking.export_declaration_required = true;
    booking.export_declaration = "420220250000000001";
    booking.on_carriage_mode = "RAIL";
    booking.expected_departure = "2026-12-01";
    booking.agent_name = "青岛茶叶有限公司";
    booking.locations = {
        {.type = "POL", .unlocode = "CNQDG"},
        {.type = "POD", .unlocode = "INNSA"},
        {.type = "PDE", .unlocode = "INTKD"}
    };
    booking.equipments = {
        {.iso_code = "45R1",
         .units = 2,
         .shipper_owned = false,
         .reefer = DcsaReefer{.non_operating = false, .setpoint = decimal("-18.5"), .unit = "CEL"},
         .gross_weight = {},
         .commodities = {{.type = "Frozen fish", .hs_codes = {"030389"}, .gross_weight = decimal("18000.125")}
         }},
        {.iso_code = "22GP",
         .units = 1,
         .shipper_owned = true,
         .reefer = {},
         .gross_weight = decimal("9000"),
         .commodities = {}},
    };
    return booking;
}

std::vector<std::string> broken(const DcsaBooking& booking) {
    std::vector<std::string> rules;
    for (const DcsaFinding& finding : check_dcsa_booking(booking)) {
        rules.emplace_back(finding.rule);
    }
    return rules;
}

TEST(DcsaBooking, IsReadBackEqual) {
    const auto read = read_dcsa_booking(write_dcsa_booking(good()));
    ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
    EXPECT_EQ(*read, good());
    EXPECT_TRUE(broken(good()).empty());
}

// tests/contract/dcsa_test.py validates the same file against the published schema.
TEST(DcsaBooking, IsTheGoldenFile) {
    const std::string path = SILKGATE_SOURCE_DIR "/tests/unit/transport/golden/dcsa_booking.json";
    if (const char* update = std::getenv("SILKGATE_UPDATE"); update != nullptr && *update == '1') {
        std::ofstream(path) << write_dcsa_booking(good()) << '\n';
    }
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    EXPECT_EQ(text.str(), write_dcsa_booking(good()) + "\n");
}

TEST(DcsaBooking, EachConditionIsSeen) {
    using Change = std::function<void(DcsaBooking&)>;
    const std::vector<std::pair<std::string, Change>> changes{
        {"C1", [](DcsaBooking& it) { it.quotation = "Q1"; }},
        {"C1", [](DcsaBooking& it) { it.service_contract.clear(); }},
        {"C2", [](DcsaBooking& it) { it.locations.erase(it.locations.begin()); }},
        {"C3",
         [](DcsaBooking& it) {
             it.expected_departure.clear();
             it.vessel_name.clear();
         }},
        {"C4", [](DcsaBooking& it) { it.expected_arrival_start = "2026-12-20"; }},
        {"C4",
         [](DcsaBooking& it) {
             it.expected_arrival_start = "2026-12-20";
             it.expected_arrival_end = "2026-12-19";
         }},
        {"C6", [](DcsaBooking& it) { it.locations.pop_back(); }},
        {"C7", [](DcsaBooking& it) { it.equipments[1].gross_weight.reset(); }},
        {"C8", [](DcsaBooking& it) { it.equipments[0].reefer->setpoint.reset(); }},
        {"C8", [](DcsaBooking& it) { it.equipments[0].reefer.reset(); }},
        {"C8",
         [](DcsaBooking& it) {
             it.equipments[1].reefer = DcsaReefer{.non_operating = true, .setpoint = {}, .unit = {}};
         }},
        {"C10", [](DcsaBooking& it) { it.export_declaration.clear(); }},
        {"C10", [](DcsaBooking& it) { it.export_declaration_required = false; }},
        {"C11", [](DcsaBooking& it) { it.declared_currency.clear(); }},
    };
    for (const auto& [rule, change] : changes) {
        DcsaBooking booking = good();
        change(booking);
        EXPECT_EQ(broken(booking), std::vector<std::string>{rule});
    }
}

TEST(DcsaBooking, TheConformanceBodiesAreReadAndKeepTheConditions) {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    if (root == nullptr || *root == '\0') {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    for (const std::string name : {"regular", "reefer", "non-operating-reefer"}) {
        std::ifstream file(
            std::filesystem::path(root) / "logistics/sea-dcsa/conformance" /
            ("booking-api-2.0.0-" + name + ".json")
        );
        std::stringstream text;
        text << file.rdbuf();
        const auto read = read_dcsa_booking(text.str());
        ASSERT_TRUE(read) << name << read.error().detail << read.error().pointer;
        EXPECT_TRUE(broken(*read).empty()) << name << " " << broken(*read).front();
        EXPECT_EQ(*read_dcsa_booking(write_dcsa_booking(*read)), *read) << name;
    }
}

TEST(DcsaBooking, WhatIsMissingOrWrongIsNamed) {
    EXPECT_FALSE(read_dcsa_booking("{}"));
    EXPECT_FALSE(read_dcsa_booking("[]"));
    std::string pounds = write_dcsa_booking(good());
    pounds.replace(pounds.find("KGM"), 3, "LBR");
    EXPECT_EQ(
        read_dcsa_booking(pounds).error().pointer,
        "/requestedEquipments/0/commodities/0/cargoGrossWeight/unit"
    );
}

}  // namespace
}  // namespace silkgate::adapters::transport
