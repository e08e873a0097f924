// Messages about shipments: each valid against the authority's schema, long lists split, and what is missing
// named.
#include "adapters/cn/shipment.hpp"

#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

using ::testing::HasSubstr;

Result<std::vector<ShipmentMessage>> write(const std::string& text) {
    const auto document = json::Document::parse(text, {.members_max = 100'000});
    EXPECT_TRUE(document) << text;
    config::Connection connection = test::complete_connection();
    connection.registrations["CN.operatorCode"] = "3702980001";
    connection.registrations["CN.operatorName"] = "示例监管场所";
    return write_shipment(document->root(), connection, *parse_rfc3339("2026-11-24T08:30:15Z"));
}

const char* const kComplete[] = {
    R"({"message":"CEB507","copNo":"A1","trafMode":"4","domesticTrafNo":"鲁B12345","list":[{"logisticsNo":"W1"}]})",
    R"({"message":"CEB507","copNo":"A1","trafMode":"4","domesticTrafNo":"鲁B12345","billNo":"B1"})",
    R"({"message":"CEB509","copNo":"D1","trafMode":"3","leaveTime":"20261124100000","list":[{"logisticsNo":"W1","totalPackageNo":"P"}]})",
    R"({"message":"CEB607","copNo":"M1","trafMode":"3","trafName":"X8077","voyageNo":"1","billNo":"B1","grossWeight":"12.5","list":[{"logisticsNo":"W1"},{"logisticsNo":"W2"}]})",
    R"({"message":"CEB701","copNo":"S1","declAgentCode":"3702960001","declAgentName":"报关行","summaryFlag":"1","itemNameFlag":"1","list":[{"invtNo":"42582026E000000017"}]})",
    R"({"message":"CEB701","copNo":"S1","declAgentCode":"3702960001","declAgentName":"报关行","summaryFlag":"1","itemNameFlag":"1","startTime":"20261101000000","endTime":"20261130235959"})",
    R"({"message":"CEB215","coElNo":"T1","logisticsNo":"R1","billNo":"B1","trafMode":"4","trafName":"KZ123","voyageNo":"1"})",
    R"({"message":"CEB513","logisticsNo":"W1","logisticsTime":"20261124100000"})",
    R"({"message":"CEB711","copNo":"I1","trafMode":"5","trafNo":"RA-1","voyageNo":"SU1","billNo":"B1","list":[{"logisticsNo":"W1"}]})",
};

TEST(Shipment, EachMessageIsValid) {
    for (const std::string text : kComplete) {
        const auto messages = write(text);
        ASSERT_TRUE(messages) << text << messages.error().detail;
        ASSERT_EQ(messages->size(), 1U);
        const bool is_import = messages->front().kind == "CEB513" || messages->front().kind == "CEB711";
        if (!test::reference().empty()) {
            EXPECT_EQ(
                test::schema_errors(
                    test::signed_by(messages->front().bytes, "sm2"),
                    is_import ? "CEB-import-business.xsd" : "CEB-export-business.xsd"
                ),
                ""
            ) << messages->front().bytes;
        }
        EXPECT_EQ(messages->front().bytes, write(text)->front().bytes);
    }
}

TEST(Shipment, AChangeAndADeletionAreTheSameMessageWithAnotherAppTypeAndGuid) {
    for (const std::string text : kComplete) {
        const auto first = write(text);
        ASSERT_TRUE(first) << text;
        for (const char* type : {"2", "3"}) {
            std::string changed = text;
            changed.insert(1, std::string(R"("appType":")") + type + R"(","telling":"dec_2",)");
            const auto messages = write(changed);
            ASSERT_TRUE(messages) << messages.error().detail;
            const std::string& xml = messages->front().bytes;
            EXPECT_EQ(test::element(xml, "appType"), type);
            EXPECT_NE(test::element(xml, "guid"), test::element(first->front().bytes, "guid"));
            EXPECT_EQ(messages->front().references[0], first->front().references[0]) << "the business key";
            EXPECT_NE(messages->front().references[1], first->front().references[1]);
            const bool is_import = messages->front().kind == "CEB513" || messages->front().kind == "CEB711";
            if (!test::reference().empty()) {
                EXPECT_EQ(
                    test::schema_errors(
                        test::signed_by(xml, "sm2"),
                        is_import ? "CEB-import-business.xsd" : "CEB-export-business.xsd"
                    ),
                    ""
                ) << xml;
            }
        }
    }
}

TEST(Shipment, LongListsAreSplit) {
    const auto messages_of = [](std::size_t lines) {
        std::string list;
        for (std::size_t i = 0; i < lines; ++i) {
            list += (i == 0 ? "{\"logisticsNo\":\"W" : ",{\"logisticsNo\":\"W") + std::to_string(i) + "\"}";
        }
        return *write(
            R"({"message":"CEB607","copNo":"M1","trafMode":"3","trafName":"X","voyageNo":"1","billNo":"B1","grossWeight":"1","list":[)" +
            list + "]}"
        );
    };
    EXPECT_EQ(messages_of(kPartLinesMax).size(), 1U);
    const auto two = messages_of(kPartLinesMax + 1);
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(test::element(two[1].bytes, "msgCount"), "2");
    EXPECT_EQ(test::element(two[1].bytes, "msgSeqNo"), "2");
    EXPECT_EQ(test::element(two[1].bytes, "gnum"), "1");
    EXPECT_EQ(test::element(two[1].bytes, "logisticsNo"), "W5000");
    EXPECT_EQ(test::element(two[0].bytes, "billNo"), test::element(two[1].bytes, "billNo"));
    EXPECT_NE(test::element(two[0].bytes, "guid"), test::element(two[1].bytes, "guid"));
}

TEST(Shipment, WhatIsWrongIsNamedAtOnce) {
    const auto detail = [](const std::string& text) {
        const auto messages = write(text);
        return messages ? std::string{} : messages.error().detail;
    };
    EXPECT_THAT(
        detail(R"({"message":"CEB607","copNo":"M1","colour":"red","list":[{"weight":"1"}]})"),
        HasSubstr(" colour trafMode trafName voyageNo billNo grossWeight list/0/weight list/0/logisticsNo")
    );
    EXPECT_THAT(
        detail(R"({"message":"CEB513","logisticsNo":")" + std::string(61, 'W') + R"(","logisticsTime":"1"})"),
        HasSubstr("logisticsNo")
    );
    EXPECT_THAT(
        detail(R"({"message":"CEB509","copNo":"D1","trafMode":"3","leaveTime":"20261124100000"})"),
        HasSubstr("list")
    );
    EXPECT_THAT(
        detail(R"({"message":"CEB513","appType":"4","logisticsNo":"W","logisticsTime":"1"})"),
        HasSubstr(" appType")
    );
    EXPECT_THAT(detail(R"({"message":"CEB603"})"), HasSubstr("none of"));
    EXPECT_THAT(detail("{}"), HasSubstr("none of"));
}

}  // namespace
}  // namespace silkgate::adapters::cn
