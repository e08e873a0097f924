// Messages about consolidated parcels: valid, known by the keys that receipts name, and answered by the
// simulator.
#include "adapters/cn/consolidated.hpp"

#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Instant kAt = *parse_rfc3339("2026-11-24T08:30:15Z");

Consolidated train(std::size_t parcels = 2) {
    Consolidated out{
        .number = "QD-2026-118",
        .mode = "rail",
        .transport_document = "12345678",
        .gross_kg = "4.5",
        .parcels = {}
    };
    for (std::size_t i = 0; i < parcels; ++i) {
        const std::string number = std::to_string(i + 1);
        out.parcels.push_back(
            {.waybill = "W" + number, .package = "BAG-1", .list_number = "42272026E000000001"}
        );
    }
    return out;
}

Result<std::vector<ShipmentMessage>>
write(std::string_view message, const std::string& head, const Consolidated& consolidated = train()) {
    const auto document = json::Document::parse(head);
    EXPECT_TRUE(document) << head;
    config::Connection connection = test::complete_connection();
    connection.registrations["CN.operatorCode"] = "3702980001";
    connection.registrations["CN.operatorName"] = "示例监管场所";
    return write_consolidated(message, document->root(), consolidated, connection, kAt);
}

struct Case {
    std::string_view message;
    const char* head;
    std::string_view schema;
};

constexpr Case kCases[] = {
    {"CEB507", R"({"domesticTrafNo":"鲁B12345"})", "CEB-export-business.xsd"},
    {"CEB509", R"({"leaveTime":"20261124100000"})", "CEB-export-business.xsd"},
    {"CEB607", R"({"trafName":"X8077","voyageNo":"1"})", "CEB-export-business.xsd"},
    {"CEB701",
     R"({"declAgentCode":"3702960001","declAgentName":"报关行","summaryFlag":"1","itemNameFlag":"1"})",
     "CEB-export-business.xsd"},
    {"CEB711", R"({"trafNo":"RA-1","voyageNo":"SU1"})", "CEB-import-business.xsd"},
};

TEST(Consolidated, EachMessageIsValidAndItsReceiptsNameIt) {
    for (const Case& one : kCases) {
        const auto messages = write(one.message, one.head);
        ASSERT_TRUE(messages) << one.message << " " << messages.error().detail;
        ASSERT_EQ(messages->size(), 1U);
        const ShipmentMessage& message = messages->front();
        EXPECT_THAT(message.bytes, HasSubstr("<ceb:copNo>QD-2026-118</ceb:copNo>"));
        if (!test::reference().empty() && one.message != "CEB711") {
            EXPECT_EQ(test::schema_errors(message.bytes, one.schema), "") << message.bytes;
        }
        const auto replies = test::adapter().simulate(message.kind, message.bytes, Outcome::accepted, kAt);
        ASSERT_TRUE(replies) << one.message;
        std::vector<ReplyStatus> statuses;
        for (const SimulatedReply& reply : *replies) {
            const auto items = test::adapter().read_reply(reply.bytes, reply.content_type);
            ASSERT_TRUE(items) << reply.bytes;
            EXPECT_EQ(items->front().references.front(), message.references.front()) << reply.bytes;
            statuses.push_back(items->front().status);
            if (!test::reference().empty()) {
                EXPECT_EQ(test::schema_errors(reply.bytes, one.schema), "") << reply.bytes;
            }
        }
        EXPECT_THAT(statuses, ElementsAre(ReplyStatus::received, ReplyStatus::released)) << one.message;
    }
}

TEST(Consolidated, WhatTheConsolidationSaysIsInTheHeadUnlessTheCallerSaysOtherwise) {
    const std::string head = R"({"trafName":"X8077","voyageNo":"1","billNo":"B-9"})";
    const auto messages = write("CEB607", head);
    ASSERT_TRUE(messages) << messages.error().detail;
    const std::string& xml = messages->front().bytes;
    EXPECT_EQ(test::element(xml, "trafMode"), "3");
    EXPECT_EQ(test::element(xml, "billNo"), "B-9");
    EXPECT_EQ(test::element(xml, "grossWeight"), "4.5");
    EXPECT_EQ(test::element(xml, "totalPackageNo"), "BAG-1");
}

TEST(Consolidated, MoreParcelsThanOnePartHoldsAreParts) {
    const auto messages = write("CEB607", R"({"trafName":"X","voyageNo":"1"})", train(kPartLinesMax + 1));
    ASSERT_TRUE(messages) << messages.error().detail;
    ASSERT_EQ(messages->size(), 2U);
    EXPECT_EQ((*messages)[0].lines, kPartLinesMax);
    EXPECT_EQ((*messages)[1].first, kPartLinesMax);
    EXPECT_EQ((*messages)[1].lines, 1U);
    EXPECT_NE((*messages)[0].references, (*messages)[1].references);
}

TEST(Consolidated, WhatIsMissingOrUnknownIsNamed) {
    EXPECT_THAT(write("CEB607", "{}").error().detail, HasSubstr("trafName"));
    EXPECT_THAT(write("CEB607", R"({"colour":"red"})").error().detail, HasSubstr("colour"));
    EXPECT_FALSE(write("CEB607", R"({"list":"x"})"));
    EXPECT_FALSE(write("CEB513", "{}"));
    Consolidated unnumbered = train();
    unnumbered.parcels[1].list_number.clear();
    const auto* head = kCases[3].head;
    EXPECT_THAT(write("CEB701", head, unnumbered).error().detail, HasSubstr("list/1/invtNo"));
}

}  // namespace
}  // namespace silkgate::adapters::cn
