// Messages about consolidated parcels: valid, known by the keys that receipts name, and answered by the
// simulator.
#include "adapters/cn/consolidated.hpp"

#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

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

Result<std::vector<ShipmentMessage>> write(
    std::string_view message,
    const ShipmentDefaults& head,
    const Consolidated& consolidated = train(),
    const ConsolidatedTelling& telling = {}
) {
    config::Connection connection = test::complete_connection();
    connection.registrations["CN.operatorCode"] = "3702980001";
    connection.registrations["CN.operatorName"] = "示例监管场所";
    return write_consolidated(message, head, consolidated, connection, kAt, telling);
}

struct Case {
    std::string_view message;
    ShipmentDefaults head;
    std::string_view schema;
};

const ShipmentDefaults kTrain{{"trafName", "X8077"}, {"voyageNo", "1"}};
const Case kCases[] = {
    {"CEB507", {{"domesticTrafNo", "鲁B12345"}}, "CEB-export-business.xsd"},
    {"CEB509", {{"leaveTime", "20261124100000"}}, "CEB-export-business.xsd"},
    {"CEB607", kTrain, "CEB-export-business.xsd"},
    {"CEB701",
     {{"declAgentCode", "3702960001"},
      {"declAgentName", "报关行"},
      {"summaryFlag", "1"},
      {"itemNameFlag", "1"}},
     "CEB-export-business.xsd"},
    {"CEB711", {{"trafNo", "RA-1"}, {"voyageNo", "SU1"}}, "CEB-import-business.xsd"},
};

// The receipts that the simulator gives to a message name it, and are valid.
void expect_answered(const ShipmentMessage& message, std::string_view schema) {
    const auto replies = test::adapter().simulate(message.kind, message.bytes, Outcome::accepted, kAt);
    ASSERT_TRUE(replies) << message.kind;
    std::vector<ReplyStatus> statuses;
    for (const SimulatedReply& reply : *replies) {
        const auto items = test::adapter().read_reply(reply.bytes, reply.content_type);
        ASSERT_TRUE(items) << reply.bytes;
        EXPECT_EQ(items->front().references.front(), message.references.front()) << reply.bytes;
        statuses.push_back(items->front().status);
        if (!test::reference().empty()) {
            EXPECT_EQ(test::schema_errors(reply.bytes, schema), "") << reply.bytes;
        }
    }
    EXPECT_THAT(statuses, ElementsAre(ReplyStatus::received, ReplyStatus::released)) << message.kind;
}

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
        expect_answered(message, one.schema);
    }
}

// The head of an application for a return, as adapters/cn writes it; two members of it stand for all.
std::string application(const std::string& coElNo = "RET20261124") {
    return R"(<ceb:CEB213Message xmlns:ceb="http://www.chinaport.gov.cn/ceb"><ceb:InvtRefund><ceb:InvtRefundHead>)"
           "<ceb:customsCode>4258</ceb:customsCode><ceb:logisticsNo>BACK-1</ceb:logisticsNo>"
           "<ceb:coElNo>" +
           coElNo +
           "</ceb:coElNo><ceb:invtNo>42272026E000000009</ceb:invtNo>"
           "<ceb:billNo>BB-1</ceb:billNo><ceb:trafMode>4</ceb:trafMode><ceb:trafName>KZ123</ceb:trafName>"
           "<ceb:voyageNo>7</ceb:voyageNo></ceb:InvtRefundHead></ceb:InvtRefund></ceb:CEB213Message>";
}

TEST(Consolidated, ATallyOfAReturnSaysWhatItsApplicationSaid) {
    Consolidated returned = train(1);
    returned.parcels.front().application = application();
    const auto messages = write("CEB215", {{"location", "B-12"}}, returned);
    ASSERT_TRUE(messages) << messages.error().detail;
    ASSERT_EQ(messages->size(), 1U);
    const std::string& xml = messages->front().bytes;
    EXPECT_EQ(messages->front().lines, 1U);
    for (const auto& [name, value] : std::map<std::string, std::string>{
             {"customsCode", "4258"},
             {"logisticsNo", "BACK-1"},
             {"coElNo", "RET20261124"},
             {"invtNo", "42272026E000000009"},
             {"billNo", "BB-1"},
             {"ieFlag", "I"},
             {"trafMode", "4"},
             {"trafName", "KZ123"},
             {"voyageNo", "7"},
             {"location", "B-12"},
             {"appType", "1"}
         }) {
        EXPECT_EQ(test::element(xml, name), value) << name;
    }
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(xml, "CEB-export-business.xsd"), "") << xml;
    }
    expect_answered(messages->front(), "CEB-export-business.xsd");
    // A number that has no room in the tally is named, not cut.
    returned.parcels.front().application = application("RET-2026-11-24-0000000001");
    EXPECT_THAT(write("CEB215", {}, returned).error().detail, HasSubstr(" coElNo"));
    EXPECT_THAT(write("CEB215", {}, train(2)).error().detail, HasSubstr("one parcel"));
}

TEST(Consolidated, ASignedForWaybillSaysWhenItWasDelivered) {
    Consolidated delivered = train(1);
    EXPECT_THAT(write("CEB513", {}, delivered).error().detail, HasSubstr(" logisticsTime"));
    delivered.parcels.front().delivered_at = kAt;
    const auto messages = write("CEB513", {}, delivered);
    ASSERT_TRUE(messages) << messages.error().detail;
    const std::string& xml = messages->front().bytes;
    EXPECT_EQ(test::element(xml, "logisticsNo"), "W1");
    EXPECT_EQ(test::element(xml, "logisticsTime"), "20261124163015") << "China's clock";
    EXPECT_EQ(test::element(xml, "logisticsStatus"), "S");
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(xml, "CEB-import-business.xsd"), "") << xml;
    }
    expect_answered(messages->front(), "CEB-import-business.xsd");
}

TEST(Consolidated, AChangeNamesWhatItChangesAndIsAMessageOfItsOwn) {
    const auto first = write("CEB607", kTrain);
    const auto changed = write("CEB607", kTrain, train(), {.action = Action::amend, .id = "dec_2"});
    const auto deleted = write("CEB607", kTrain, train(), {.action = Action::cancel, .id = "dec_3"});
    ASSERT_TRUE(first && changed && deleted);
    EXPECT_EQ(test::element(changed->front().bytes, "appType"), "2");
    EXPECT_EQ(test::element(deleted->front().bytes, "appType"), "3");
    EXPECT_EQ(first->front().references.front(), deleted->front().references.front());
    EXPECT_NE(changed->front().references.back(), deleted->front().references.back());
    expect_answered(changed->front(), "CEB-export-business.xsd");
    expect_answered(deleted->front(), "CEB-export-business.xsd");
}

TEST(Consolidated, WhatTheConsolidationSaysIsInTheHeadUnlessTheCallerSaysOtherwise) {
    const auto messages = write("CEB607", {{"trafName", "X8077"}, {"voyageNo", "1"}, {"billNo", "B-9"}});
    ASSERT_TRUE(messages) << messages.error().detail;
    const std::string& xml = messages->front().bytes;
    EXPECT_EQ(test::element(xml, "trafMode"), "3");
    EXPECT_EQ(test::element(xml, "billNo"), "B-9");
    EXPECT_EQ(test::element(xml, "grossWeight"), "4.5");
    EXPECT_EQ(test::element(xml, "totalPackageNo"), "BAG-1");
}

TEST(Consolidated, MoreParcelsThanOnePartHoldsAreParts) {
    const auto messages = write("CEB607", kTrain, train(kPartLinesMax + 1));
    ASSERT_TRUE(messages) << messages.error().detail;
    ASSERT_EQ(messages->size(), 2U);
    EXPECT_EQ((*messages)[0].lines, kPartLinesMax);
    EXPECT_EQ((*messages)[1].first, kPartLinesMax);
    EXPECT_EQ((*messages)[1].lines, 1U);
    EXPECT_NE((*messages)[0].references, (*messages)[1].references);
}

TEST(Consolidated, WhatIsMissingOrUnknownIsNamed) {
    EXPECT_THAT(write("CEB607", {}).error().detail, HasSubstr("trafName"));
    EXPECT_THAT(write("CEB607", {{"colour", "red"}}).error().detail, HasSubstr("colour"));
    for (const char* own : {"list", "message", "appType"}) {
        EXPECT_FALSE(write("CEB607", {{own, "x"}, {"trafName", "X8077"}, {"voyageNo", "1"}})) << own;
    }
    EXPECT_FALSE(write("CEB607", {{"telling", "x"}, {"trafName", "X8077"}, {"voyageNo", "1"}}));
    EXPECT_FALSE(write("CEB603", {}));
    Consolidated unnumbered = train();
    unnumbered.parcels[1].list_number.clear();
    EXPECT_THAT(write("CEB701", kCases[3].head, unnumbered).error().detail, HasSubstr("list/1/invtNo"));
}

}  // namespace
}  // namespace silkgate::adapters::cn
