#include "adapters/common/sea/booking.hpp"

#include "tests/support/filler.hpp"
#include "tests/unit/sea/files.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace silkgate::adapters::sea {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

Measure kilograms(std::string_view value) {
    return {.value = decimal(value), .unit = "KGM"};
}

DangerousGoods aerosols() {
    DangerousGoods goods;
    goods.un_number = "1950";
    goods.name = "AEROSOLS";
    goods.imo_class = "2.2";
    for (auto* flag :
         {&goods.marine_pollutant,
          &goods.limited_quantity,
          &goods.excepted_quantity,
          &goods.salvage,
          &goods.empty_uncleaned,
          &goods.waste,
          &goods.hot,
          &goods.approval_required,
          &goods.reportable_quantity}) {
        *flag = false;
    }
    goods.emergency.contact = "Duty officer";
    goods.emergency.phone = "+8653212345678";
    goods.gross_weight = kilograms("6.28");
    return goods;
}

// Qingdao to Nhava Sheva and on to Delhi by rail: two reefers of fish, and a container with aerosols in it.
Booking good() {
    Booking booking;
    booking.receipt_type = "CY";
    booking.delivery_type = "SD";
    booking.movement_at_origin = booking.movement_at_destination = "FCL";
    booking.service_contract = "HHL51800000";
    booking.vessel = Vessel{.name = "OCEAN \"DESTROYER\"", .imo = "9074729"};
    booking.export_voyage = "403W";
    booking.universal_service = "SR00001D";
    booking.universal_voyage = "2103N";
    booking.substitution_allowed = true;
    booking.declared_value = decimal("12500.50");
    booking.declared_currency = "USD";
    booking.export_declaration_required = true;
    booking.export_declaration = "420220250000000001";
    booking.on_carriage_mode = "RAIL";
    booking.expected_departure = "2026-12-01";
    booking.references = {{.type = "CR", .value = "SG-1001"}};
    booking.parties.agent.name = "青岛茶叶有限公司";
    booking.parties.agent.address = Address{
        .street = "Jiaozhou Bay Ave.",
        .number = "1",
        .floor = {},
        .postcode = "266300",
        .city = "Qingdao",
        .unlocode = "CNQDG",
        .region = {},
        .country = "CN",
    };
    booking.parties.agent.contacts = {{.name = "Li", .phone = "+8653212345678", .email = {}}};
    booking.parties.others = {{.party = {}, .function = "NI"}, {.party = {}, .function = "NI"}};
    booking.parties.others[0].party.name = booking.parties.others[1].party.name = "Notified";
    const auto at = [](std::string code, std::string type) {
        ShipmentLocation place;
        place.location.unlocode = std::move(code);
        place.type = std::move(type);
        return place;
    };
    booking.locations = {at("CNQDG", "POL"), at("INNSA", "POD"), at("INTKD", "PDE")};
    booking.equipments.resize(2);
    Equipment& reefer = booking.equipments[0];
    reefer.iso_code = "45R1";
    reefer.units = 2;
    reefer.shipper_owned = false;
    reefer.non_operating_reefer = false;
    reefer.reefer.emplace();
    reefer.reefer->setpoint = decimal("-18.5");
    reefer.reefer->unit = "CEL";
    reefer.commodities.resize(1);
    reefer.commodities[0].type = "Frozen fish";
    reefer.commodities[0].hs_codes = {"030389"};
    reefer.commodities[0].extended_hs_codes = {"0303899090"};
    reefer.commodities[0].gross_weight = kilograms("18000.125");
    Equipment& dry = booking.equipments[1];
    dry.iso_code = "22GP";
    dry.units = 1;
    dry.shipper_owned = true;
    dry.gross_weight = kilograms("9000");
    dry.commodities.resize(1);
    dry.commodities[0].type = "Aerosols";
    dry.commodities[0].packaging.emplace();
    dry.commodities[0].packaging->code = "CT";
    dry.commodities[0].packaging->packages = 1;
    dry.commodities[0].packaging->dangerous_goods = {aerosols()};
    return booking;
}

std::vector<std::string> broken(const Booking& booking) {
    std::vector<std::string> rules;
    for (const Finding& finding : check_booking(booking)) {
        rules.emplace_back(finding.rule);
    }
    return rules;
}

TEST(SeaBooking, IsReadBackEqual) {
    const auto read = read_booking(*write_booking(good()));
    ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
    EXPECT_EQ(*read, good());
    EXPECT_EQ(broken(good()), std::vector<std::string>{});
}

// tests/contract/dcsa_test.py validates the same file against the published schema.
TEST(SeaBooking, IsTheGoldenFile) {
    EXPECT_EQ(golden("booking.json", *write_booking(good())), *write_booking(good()) + "\n");
}

TEST(SeaBooking, AnyBookingIsReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 200; ++round) {
        const auto booking = test::any<Booking>(filler);
        const auto read = read_booking(*write_booking(booking));
        ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
        ASSERT_EQ(*read, booking);
    }
}

TEST(SeaBooking, EachConditionIsSeen) {
    using Change = std::function<void(Booking&)>;
    const auto route = [](Booking& it) {
        it.routing = "Route123";
        it.vessel.reset();
        it.export_voyage = it.universal_service = it.universal_voyage = it.expected_departure = "";
        it.delivery_type = "CY";
        it.locations.resize(1);
        it.locations[0].type = "ROU";
    };
    const std::vector<std::pair<std::string, Change>> changes{
        {"", route},
        {"", [](Booking& it) { it.locations[0].type = "PRE"; }},
        {"",
         [](Booking& it) {
             it.service_contract.clear();
             it.extended_quotation = "Q1";
         }},
        {"C1", [](Booking& it) { it.quotation = "Q1"; }},
        {"C1", [](Booking& it) { it.extended_quotation = "Q1"; }},
        {"C1", [](Booking& it) { it.service_contract.clear(); }},
        {"C2", [](Booking& it) { it.locations.erase(it.locations.begin()); }},
        {"C3",
         [](Booking& it) {
             it.expected_departure.clear();
             it.vessel.reset();
         }},
        {"",
         [](Booking& it) {
             it.expected_departure.clear();
             it.vessel.reset();
             it.expected_receipt_departure = "2026-12-01";
         }},
        {"C4", [](Booking& it) { it.expected_arrival_start = "2026-12-20"; }},
        {"C4",
         [](Booking& it) {
             it.expected_arrival_start = "2026-12-20";
             it.expected_arrival_end = "2026-12-19";
         }},
        {"C5",
         [&](Booking& it) {
             route(it);
             it.expected_departure = "2026-12-01";
         }},
        {"C5",
         [&](Booking& it) {
             route(it);
             it.locations[0].type = "POL";
         }},
        {"C6", [](Booking& it) { it.locations.pop_back(); }},
        {"C6",
         [](Booking& it) {
             it.receipt_type = "SD";
             it.locations[0].type = "PRE";
         }},
        {"C6",
         [](Booking& it) {
             it.receipt_type = "SD";
             it.locations[0].type = "PRE";
             for (Equipment& equipment : it.equipments) {
                 equipment.positionings.resize(1);
             }
         }},
        {"",
         [](Booking& it) {
             it.receipt_type = "SD";
             it.locations[0].type = "PRE";
             for (Equipment& equipment : it.equipments) {
                 equipment.positionings = {{.at = "2026-12-01T09:00:00Z", .location = {}}};
             }
         }},
        {"C7", [](Booking& it) { it.equipments[1].gross_weight.reset(); }},
        {"C8", [](Booking& it) { it.equipments[0].reefer->setpoint.reset(); }},
        {"C8", [](Booking& it) { it.equipments[0].reefer->unit = "K"; }},
        {"C8", [](Booking& it) { it.equipments[0].reefer.reset(); }},
        {"C8", [](Booking& it) { it.equipments[0].non_operating_reefer.reset(); }},
        {"C8", [](Booking& it) { it.equipments[1].non_operating_reefer = true; }},
        {"C9", [](Booking& it) { it.equipments[1].commodities[0].packaging->packages.reset(); }},
        {"C9", [](Booking& it) { it.equipments[1].commodities[0].packaging->code.clear(); }},
        {"C9",
         [](Booking& it) { it.equipments[1].commodities[0].packaging->dangerous_goods[0].un_number.clear(); }
        },
        {"C10", [](Booking& it) { it.export_declaration.clear(); }},
        {"C10", [](Booking& it) { it.export_declaration_required = false; }},
        {"C11", [](Booking& it) { it.declared_currency.clear(); }},
        {"C12", [](Booking& it) { it.universal_service.clear(); }},
        {"C13", [](Booking& it) { it.parties.others[0].function = it.parties.others[1].function = "N1"; }},
        {"C16", [](Booking& it) { it.references[0].type = "XX"; }},
        {"C17",
         [](Booking& it) {
             it.equipments[0].commodities[0].national_codes = {
                 {.type = "TNVED", .country = "RU", .values = {"0303899090"}}
             };
         }},
        {"contact", [](Booking& it) { it.contacts = {{.name = "Li", .phone = {}, .email = {}}}; }},
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Booking booking = good();
        changes[i].second(booking);
        const std::string& rule = changes[i].first;
        EXPECT_EQ(broken(booking), rule.empty() ? std::vector<std::string>{} : std::vector{rule}) << i;
    }
}

TEST(SeaBooking, EverySampleIsReadAndKeepsTheConditions) {
    if (!reference()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    for (const std::string name :
         {"regular",
          "reefer",
          "non-operating-reefer",
          "dg",
          "routing-reference",
          "store-door-at-origin",
          "store-door-at-destination"}) {
        const auto read = read_booking(sample("booking-api-2.0.0-" + name + ".json"));
        ASSERT_TRUE(read) << name << read.error().detail << read.error().pointer;
        EXPECT_EQ(broken(*read), std::vector<std::string>{}) << name;
        EXPECT_EQ(*read_booking(*write_booking(*read)), *read) << name;
    }
}

TEST(SeaBooking, WhatIsMissingOrWrongIsNamed) {
    EXPECT_FALSE(read_booking("{}"));
    EXPECT_FALSE(read_booking("[]"));
    std::string text = *write_booking(good());
    text.replace(text.find("\"units\":2"), 9, "\"units\":\"\"");
    EXPECT_EQ(read_booking(text).error().pointer, "/requestedEquipments/0/units");
    Booking nameless = good();
    nameless.parties.agent.name.clear();
    EXPECT_NE(write_booking(nameless).error().detail.find("partyName"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::adapters::sea
