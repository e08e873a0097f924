#include "adapters/common/carriers/events.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace silkgate::adapters::carriers {
namespace {

ReplyItem only(std::string_view bytes) {
    const auto items = read_events(bytes);
    EXPECT_TRUE(items) << bytes << ": " << (items ? "" : items.error().detail);
    EXPECT_EQ(items ? items->size() : 1, 1U);
    return items && !items->empty() ? items->front() : ReplyItem{};
}

std::string cdek(std::string_view code) {
    return R"({"type":"ORDER_STATUS","date_time":"2026-11-24T10:00:00+0700","uuid":"u","attributes":{"code":")" +
           std::string(code) + R"(","city_name":"Москва"}})";
}

TEST(Dcsa, BookingNotification) {
    const ReplyItem item = only(R"({"specversion":"1.0","id":"1","type":"org.dcsa.booking.v2",
        "time":"2026-11-24T10:00:00Z","data":{"bookingStatus":"CONFIRMED","carrierBookingReference":"ABC709951"}})"
    );
    EXPECT_EQ(item.status, ReplyStatus::registered);
    EXPECT_EQ(item.authority_reference, "ABC709951");
    EXPECT_FALSE(item.movement);
    EXPECT_TRUE(item.references.empty());  // the record's key names the booking
    const ReplyItem asked = only(R"({"type":"org.dcsa.booking.v2","time":"2026-11-24T10:00:00Z",
        "data":{"bookingStatus":"PENDING_UPDATE","feedbacks":[{"severity":"ERROR",
        "code":"PROPERTY_VALUE_MUST_CHANGE","message":"no 42G1"}]}})");
    EXPECT_EQ(asked.status, ReplyStatus::query);
    EXPECT_EQ(asked.reasons.at(0).code, "PROPERTY_VALUE_MUST_CHANGE");
}

std::string one_record(std::string_view code, std::string_view time_type) {
    return R"({"@context":{"cargo":"https://onerecord.iata.org/ns/cargo#"},"@type":"cargo:LogisticsEvent",
        "cargo:eventCode":{"@id":"https://onerecord.iata.org/ns/code-lists/StatusCode#)" +
           std::string(code) + R"("},"cargo:eventDate":{"@value":"2026-11-24T10:00:00Z"},
        "cargo:eventTimeType":{"@id":"cargo:)" +
           std::string(time_type) + R"("},"cargo:eventLocation":{"@type":"cargo:Location",
        "cargo:locationCodes":[{"@type":"cargo:CodeListElement","cargo:code":"TAO"}]}})";
}

TEST(OneRecord, OnlyActualEventsMoveGoods) {
    const ReplyItem departed = only(one_record("DEP", "ACTUAL"));
    EXPECT_EQ(departed.movement, (Movement{.step = CarriageStep::in_transit, .place = "TAO"}));
    EXPECT_EQ(format_rfc3339(*departed.at), "2026-11-24T10:00:00.000Z");
    EXPECT_FALSE(only(one_record("DEP", "PLANNED")).movement);
    EXPECT_EQ(only(one_record("BKD", "ACTUAL")).status, ReplyStatus::registered);
    EXPECT_EQ(read_events(R"({"@type":"cargo:Piece"})").error().code, Errc::unreadable_reply);
}

std::string dcsa(std::string_view more) {
    return R"({"eventDateTime":"2026-11-24T10:00:00+08:00","transportCall":{"UNLocationCode":"CNQDG"},)" +
           std::string(more) + "}";
}

TEST(Dcsa, OnlyWhatHappenedToLadenContainersMovesGoods) {
    const ReplyItem departed =
        only(dcsa(R"("eventType":"TRANSPORT","eventClassifierCode":"ACT","transportEventTypeCode":"DEPA")"));
    EXPECT_EQ(departed.movement, (Movement{.step = CarriageStep::in_transit, .place = "CNQDG"}));
    EXPECT_EQ(format_rfc3339(*departed.at), "2026-11-24T02:00:00.000Z");
    EXPECT_FALSE(
        only(dcsa(R"("eventType":"TRANSPORT","eventClassifierCode":"EST","transportEventTypeCode":"DEPA")"))
            .movement
    );
    const std::string gate =
        R"("eventType":"EQUIPMENT","eventClassifierCode":"ACT","equipmentEventTypeCode":"GTOT",)";
    EXPECT_FALSE(only(dcsa(gate + R"("emptyIndicatorCode":"EMPTY")")).movement);
    EXPECT_EQ(
        only(dcsa(gate + R"("emptyIndicatorCode":"LADEN")")).movement->step, CarriageStep::out_for_delivery
    );
}

TEST(Dcsa, StatesOfOtherDocumentsSayNothingOfTheBooking) {
    const std::string confirmed =
        R"("eventType":"SHIPMENT","eventClassifierCode":"ACT","shipmentEventTypeCode":"CONF","documentTypeCode":)";
    EXPECT_EQ(only(dcsa(confirmed + R"("BKG")")).status, ReplyStatus::registered);
    EXPECT_EQ(only(dcsa(confirmed + R"("SHI")")).status, ReplyStatus::received);
}

TEST(Dcsa, TheConformanceSampleIsRead) {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    if (root == nullptr || *root == '\0') {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    std::ifstream file(std::filesystem::path(root) / "logistics/sea-dcsa/conformance/tnt-220-response.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto items = read_events(text.str());
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_GE(items->size(), 3U);
    EXPECT_EQ(items->front().native_status, "ARRI");
    EXPECT_EQ(items->front().movement->place, "FRPAR");
    EXPECT_FALSE((*items)[2].movement);  // estimated loading of an empty container
}

// The kit's wrong answers of track and trace 2.2, and those of 3.0, whose shape is another and not served. An
// event without a time that can be read moves nothing; what else is wrong with one (its id, when it was
// created) is not asked.
TEST(Dcsa, WrongAndNewerConformanceSamplesAreRefusedOrReadInPart) {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    if (root == nullptr || *root == '\0') {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    struct Sample {
        std::string name;
        std::size_t events;  // 0: refused
        std::size_t dated;
    };
    const std::vector<Sample> samples = {
        {"tnt-220-response-wrong-structure", 0, 0},
        {"tnt-220-response-wrong-attribute-values", 3, 3},
        {"tnt-220-response-wrong-date-times", 7, 5},
        {"tnt-220-response-wrong-event-ids", 7, 7},
        {"tnt-300-response", 0, 0},
        {"tnt-300-response-nextpage", 0, 0},
    };
    for (const Sample& sample : samples) {
        SCOPED_TRACE(sample.name);
        std::ifstream file(
            std::filesystem::path(root) / "logistics/sea-dcsa/conformance" / (sample.name + ".json")
        );
        std::stringstream text;
        text << file.rdbuf();
        ASSERT_FALSE(text.str().empty());
        const auto items = read_events(text.str());
        ASSERT_EQ(items.has_value(), sample.events != 0);
        if (!items) {
            EXPECT_EQ(items.error().code, Errc::unreadable_reply);
            continue;
        }
        EXPECT_EQ(items->size(), sample.events);
        std::size_t dated = 0;
        for (const ReplyItem& item : *items) {
            dated += item.at ? 1U : 0U;
            EXPECT_TRUE(item.at || !item.movement) << "a movement without its time";
        }
        EXPECT_EQ(dated, sample.dated);
    }
}

TEST(Cdek, WordsAreMovements) {
    EXPECT_EQ(
        only(cdek("DELIVERED")).movement, (Movement{.step = CarriageStep::delivered, .place = "Москва"})
    );
    EXPECT_EQ(format_rfc3339(*only(cdek("DELIVERED")).at), "2026-11-24T03:00:00.000Z");
    EXPECT_EQ(only(cdek("CREATED")).status, ReplyStatus::registered);
    EXPECT_EQ(only(cdek("INVALID")).status, ReplyStatus::rejected);
    EXPECT_EQ(only(cdek("REMOVED")).status, ReplyStatus::cancelled);
    EXPECT_EQ(only(cdek("NOT_DELIVERED")).movement->step, CarriageStep::exception);
    EXPECT_EQ(only(cdek("IN_CUSTOMS_LOCAL")).movement->step, CarriageStep::at_border);
    // A warehouse on the way, not a return to the seller.
    EXPECT_EQ(only(cdek("RETURNED_TO_TRANSIT_WAREHOUSE")).movement->step, CarriageStep::in_transit);
}

TEST(Cdek, AWordThatIsNotKnownIsKeptAndMovesNothing) {
    const ReplyItem item = only(cdek("TELEPORTED"));
    EXPECT_EQ(item.status, ReplyStatus::received);
    EXPECT_EQ(item.native_status, "TELEPORTED");
    EXPECT_FALSE(item.movement);
}

TEST(Cdek, AnOrderHasItsStatuses) {
    const auto items = read_events(R"({"entity":{"uuid":"u","statuses":[
        {"code":"TAKEN_BY_COURIER","date_time":"2026-11-24T11:00:00+0300","city":"Москва"},
        {"code":"CREATED","date_time":"2026-11-23T11:00:00+0300"}]}})");
    ASSERT_TRUE(items);
    ASSERT_EQ(items->size(), 2U);
    EXPECT_EQ((*items)[0].movement->step, CarriageStep::out_for_delivery);
}

std::string xfsu(std::string_view code) {
    return R"(<rsm:StatusMessage xmlns:rsm="iata:statusmessage:1" xmlns:ram="iata:datamodel:3"><rsm:MasterConsignment>
<ram:TransportContractDocument><ram:ID>020-12345675</ram:ID></ram:TransportContractDocument><ram:ReportedStatus>
<ram:ReasonCode>)" +
           std::string(code) + R"(</ram:ReasonCode><ram:AssociatedStatusConsignment>
<ram:SpecifiedLogisticsTransportMovement><ram:SpecifiedLocation><ram:ID>ALA</ram:ID></ram:SpecifiedLocation>
<ram:SpecifiedEvent><ram:OccurrenceDateTime>2026-11-24T05:10:10</ram:OccurrenceDateTime></ram:SpecifiedEvent>
</ram:SpecifiedLogisticsTransportMovement></ram:AssociatedStatusConsignment></ram:ReportedStatus>
</rsm:MasterConsignment></rsm:StatusMessage>)";
}

TEST(CargoXml, StatusMessage) {
    const ReplyItem item = only(xfsu("RCF"));
    EXPECT_EQ(item.movement, (Movement{.step = CarriageStep::in_transit, .place = "ALA"}));
    EXPECT_EQ(format_rfc3339(*item.at), "2026-11-24T05:10:10.000Z");
    EXPECT_EQ(item.authority_reference, "020-12345675");
    EXPECT_EQ(only(xfsu("DLV")).movement->step, CarriageStep::delivered);
    EXPECT_EQ(only(xfsu("TGC")).movement->step, CarriageStep::at_border);
    EXPECT_EQ(only(xfsu("BKD")).status, ReplyStatus::registered);
    EXPECT_EQ(only(xfsu("DIS")).movement->step, CarriageStep::exception);
}

TEST(Events, WhatCanNotBeUsedIsRefused) {
    for (const std::string_view bytes :
         {"",
          " ",
          "{}",
          "[]",
          "[1]",
          "{\"type\":\"org.dcsa.booking.v2\"}",
          "{\"type\":\"ORDER_STATUS\",\"attributes\":{\"code\":\"DELIVERED\"}}",  // no time
          "<a/>",
          "<StatusMessage/>",
          "<RailwayBill/>",
          "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><StatusMessage>&x;</StatusMessage>"}) {
        const auto items = read_events(bytes);
        ASSERT_FALSE(items) << bytes;
        EXPECT_EQ(items.error().code, Errc::unreadable_reply) << bytes;
    }
}

}  // namespace
}  // namespace silkgate::adapters::carriers
