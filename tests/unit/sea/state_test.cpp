#include "adapters/common/sea/booking_state.hpp"
#include "adapters/common/sea/states.hpp"
#include "tests/support/filler.hpp"
#include "tests/unit/sea/files.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace silkgate::adapters::sea {
namespace {

Booking request() {
    Booking booking;
    booking.receipt_type = booking.delivery_type = "CY";
    booking.movement_at_origin = booking.movement_at_destination = "FCL";
    booking.service_contract = "HHL51800000";
    booking.expected_departure = "2026-12-01";
    booking.substitution_allowed = true;
    booking.parties.agent.name = "DCSA Team";
    booking.locations.resize(2);
    booking.locations[0].type = "POL";
    booking.locations[0].location.unlocode = "CNQDG";
    booking.locations[1].type = "POD";
    booking.locations[1].location.unlocode = "PKKHI";
    booking.equipments.resize(1);
    booking.equipments[0].iso_code = "22GP";
    booking.equipments[0].units = 1;
    booking.equipments[0].shipper_owned = false;
    booking.equipments[0].commodities.resize(1);
    booking.equipments[0].commodities[0].type = "Tea";
    booking.equipments[0].commodities[0].sub_reference = "COM-1";
    booking.equipments[0].commodities[0].gross_weight = {.value = Decimal(18'000), .unit = "KGM"};
    return booking;
}

BookingState confirmed() {
    BookingState state;
    state.request_reference = "REQ-1";
    state.booking_reference = "CBR-1";
    state.status = "CONFIRMED";
    state.booking = request();
    state.confirmed = {{.iso_code = "22GP", .units = 1}};
    state.plan.resize(1);
    state.plan[0].stage = "MNC";
    state.plan[0].sequence = 1;
    state.plan[0].load.unlocode = "CNQDG";
    state.plan[0].discharge.unlocode = "PKKHI";
    state.plan[0].planned_departure = "2026-12-01";
    state.plan[0].mode = "VESSEL";
    state.cut_offs = {{.code = "FCO", .at = "2026-11-30T12:00:00Z"}};
    state.charges = {{
        .name = "Ocean freight",
        .amount = *Decimal::parse("1012.10"),
        .currency = "USD",
        .term = "PRE",
        .basis = "Per unit",
        .unit_price = *Decimal::parse("1012.10"),
        .quantity = Decimal(1),
    }};
    return state;
}

Notification notification() {
    Notification made;
    made.id = "3cecb101-7a1a-43a4-9d62-e88a131651e2";
    made.source = "https://carrier.example";
    made.time = "2026-11-25T10:00:00Z";
    made.subscription = "SUB-1";
    made.data.status = "CONFIRMED";
    made.data.request_reference = "REQ-1";
    made.data.booking_reference = "CBR-1";
    made.data.feedbacks = {{
        .severity = "INFO",
        .code = "INFORMATIONAL_MESSAGE",
        .message = "Confirmed",
        .json_path = {},
        .property = {},
    }};
    made.data.booking = confirmed();
    return made;
}

std::vector<std::string> broken(const BookingState& state) {
    std::vector<std::string> rules;
    for (const Finding& finding : check_state(state)) {
        rules.emplace_back(finding.rule);
    }
    return rules;
}

TEST(SeaState, IsReadBackEqual) {
    EXPECT_EQ(broken(confirmed()), std::vector<std::string>{});
    test::Filler filler(20261125);
    for (int round = 0; round < 100; ++round) {
        const auto state = test::any<BookingState>(filler);
        ASSERT_EQ(*read_state(*write_state(state)), state);
        auto note = test::any<Notification>(filler);
        note.data.booking_reference = "CBR-1";
        ASSERT_EQ(*read_notification(*write_notification(note)), note);
    }
}

TEST(SeaState, AnUnknownDateIsTheBeginningOf1970OnTheWire) {  // C20
    const std::string bytes = *write_state(confirmed());
    EXPECT_NE(bytes.find("\"plannedArrivalDate\":\"1970-01-01\""), std::string::npos) << bytes;
    EXPECT_EQ(read_state(bytes)->plan[0].planned_arrival, "");
    const std::string pushed = *write_notification(notification());
    EXPECT_NE(pushed.find("1970-01-01"), std::string::npos);
    EXPECT_EQ(read_notification(pushed)->data.booking->plan[0].planned_arrival, "");
}

TEST(SeaState, EachConditionIsSeen) {
    const std::vector<std::pair<std::string, std::function<void(BookingState&)>>> changes{
        {"status", [](auto& it) { it.status = "DONE"; }},
        {"status", [](auto& it) { it.status.clear(); }},
        {"status", [](auto& it) { it.amended_status = "CONFIRMED"; }},
        {"status", [](auto& it) { it.cancellation_status = "CANCELLED"; }},
        {"C18", [](auto& it) { it.charges[0].amount = *Decimal::parse("1.005"); }},
        {"C19", [](auto& it) { it.confirmed.clear(); }},
        {"C19", [](auto& it) { it.plan.clear(); }},
        {"C19", [](auto& it) { it.cut_offs.clear(); }},
        {"C19", [](auto& it) { it.booking.equipments[0].commodities[0].sub_reference.clear(); }},
        {"C19",
         [](auto& it) {
             auto& goods = it.booking.equipments[0].commodities;
             goods.push_back(goods[0]);
         }},
        {"C19", [](auto& it) { it.status = "PENDING_AMENDMENT"; }},
        {"C19",
         [](auto& it) {
             it.status = "PENDING_UPDATE";
             it.plan.clear();
         }},
    };
    for (const auto& [rule, change] : changes) {
        BookingState state = confirmed();
        change(state);
        EXPECT_EQ(broken(state), std::vector{rule});
    }
    BookingState received = confirmed();
    received.status = "RECEIVED";
    received.plan.clear();
    EXPECT_EQ(broken(received), std::vector<std::string>{});
}

TEST(SeaNotification, IsTheGoldenFile) {
    const std::string made = *write_notification(notification());
    EXPECT_EQ(golden("notification.json", made), made + "\n");
}

TEST(SeaNotification, NeedsAReferenceAndItsEnvelope) {
    Notification nameless = notification();
    nameless.data.request_reference.clear();
    nameless.data.booking_reference.clear();
    EXPECT_FALSE(write_notification(nameless));
    const std::string good = *write_notification(notification());
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"specversion\":\"1.0\"", "\"specversion\":\"0.3\""},
             {"org.dcsa.booking.v2", "org.dcsa.booking.v1"},
             {"application/json", "application/xml"},
             {"\"carrierBookingRequestReference\":\"REQ-1\",\"carrierBookingReference\":\"CBR-1\",\"feed",
              "\"feed"},
         }) {
        std::string bad = good;
        ASSERT_NE(bad.find(from), std::string::npos) << from;
        bad.replace(bad.find(from), from.size(), to);
        EXPECT_FALSE(read_notification(bad)) << from;
    }
}

TEST(SeaCancellation, IsOneOfThree) {
    EXPECT_EQ(write_cancellation(Cancellation::booking, ""), R"({"bookingStatus":"CANCELLED"})");
    EXPECT_EQ(
        write_cancellation(Cancellation::amendment, "late"),
        R"({"amendedBookingStatus":"AMENDMENT_CANCELLED","reason":"late"})"
    );
    EXPECT_EQ(
        write_cancellation(Cancellation::confirmed_booking, ""),
        R"({"bookingCancellationStatus":"CANCELLATION_RECEIVED"})"
    );
}

// The rows of the standard's scenarios, and all pairs that are none of them.
TEST(SeaStates, OnlyTheStandardsStepsAreAllowed) {
    const std::vector<std::string_view> all{
        "",
        "RECEIVED",
        "PENDING_UPDATE",
        "UPDATE_RECEIVED",
        "CONFIRMED",
        "PENDING_AMENDMENT",
        "REJECTED",
        "DECLINED",
        "CANCELLED",
        "COMPLETED",
    };
    int allowed = 0;
    for (const auto from : all) {
        EXPECT_TRUE(is_status(Machine::booking, from)) << from;
        for (const auto to : all) {
            allowed += may_follow(Machine::booking, from, to) ? 1 : 0;
        }
    }
    EXPECT_EQ(allowed, 1 + 5 + 3 + 5 + 5 + 3);
    EXPECT_TRUE(may_follow(Machine::booking, "CONFIRMED", "CONFIRMED"));
    EXPECT_FALSE(may_follow(Machine::booking, "CONFIRMED", "REJECTED"));
    EXPECT_FALSE(may_follow(Machine::booking, "", "CONFIRMED"));
    for (const auto last : {"REJECTED", "DECLINED", "CANCELLED", "COMPLETED"}) {
        EXPECT_TRUE(is_final(Machine::booking, last)) << last;
    }
    EXPECT_FALSE(is_final(Machine::booking, "CONFIRMED"));
    EXPECT_FALSE(is_final(Machine::booking, "LOST"));
    EXPECT_TRUE(may_follow(Machine::amendment, "AMENDMENT_RECEIVED", "AMENDMENT_DECLINED"));
    EXPECT_FALSE(may_follow(Machine::amendment, "", "AMENDMENT_DECLINED"));
    EXPECT_TRUE(may_follow(Machine::cancellation, "", "CANCELLATION_RECEIVED"));
    EXPECT_FALSE(may_follow(Machine::booking, "", "CANCELLATION_RECEIVED"));
}

}  // namespace
}  // namespace silkgate::adapters::sea
