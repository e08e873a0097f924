// What an export says beyond a new retail sale: changed, cancelled, sold to a business, stocked abroad.
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

using test::element;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kListNumber = "42582026E000000017";

class Actions : public ::testing::Test {
protected:
    std::vector<Document> declare(Action action, std::string_view given = "", std::int64_t version = 1) {
        Context context = test::context_of(connection_);
        context.action = action;
        context.version = version;
        context.authority_reference = given;
        Violations violations;
        test::adapter().check(order_, leg_, context, violations);
        for (const Violation& violation : violations) {
            ADD_FAILURE() << violation.rule->id << ' ' << violation.canonical_pointer;
        }
        auto documents = test::adapter().declare(order_, leg_, context);
        EXPECT_TRUE(documents) << documents.error().detail;
        for (const Document& document : *documents) {
            if (!test::reference().empty()) {
                EXPECT_EQ(test::schema_errors(document.bytes), "") << document.bytes;
            }
        }
        return *documents;
    }

    order::Order order_ = test::complete_order();
    config::Connection connection_ = test::complete_connection();
    Leg leg_ = test::export_leg();
};

TEST_F(Actions, AChangeHasTheKeysOfWhatItChangesAndANewGuid) {
    const auto first = declare(Action::submit);
    const auto second = declare(Action::amend, "", 2);
    ASSERT_EQ(second.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(element(first[i].bytes, "appType"), "1");
        EXPECT_EQ(element(second[i].bytes, "appType"), "2");
        EXPECT_EQ(second[i].references.front(), first[i].references.front());
        EXPECT_NE(element(second[i].bytes, "guid"), element(first[i].bytes, "guid"));
    }
    EXPECT_THAT(second[2].bytes, Not(HasSubstr("invtNo")));
    EXPECT_THAT(second[2].bytes, Not(HasSubstr("preNo")));
}

TEST_F(Actions, AChangeNamesTheNumbersThatWereGiven) {
    const std::string staged = declare(Action::amend, "B20261124000000017")[2].bytes;
    EXPECT_EQ(element(staged, "preNo"), "B20261124000000017");
    EXPECT_THAT(staged, Not(HasSubstr("invtNo")));
    const std::string stored = declare(Action::amend, kListNumber)[2].bytes;
    EXPECT_EQ(element(stored, "invtNo"), kListNumber);
    EXPECT_THAT(stored, Not(HasSubstr("preNo")));
    EXPECT_THAT(declare(Action::submit, kListNumber)[2].bytes, Not(HasSubstr("invtNo")));
    EXPECT_THAT(declare(Action::amend, "<x>")[2].bytes, Not(HasSubstr("&lt;x")));
}

TEST_F(Actions, ACancellationNamesTheListAndHasItsOwnNumber) {
    order_.header.cancel_reason = "buyer changed their mind";
    const std::string list_number = element(declare(Action::submit)[2].bytes, "copNo");
    const auto documents = declare(Action::cancel, kListNumber);
    ASSERT_EQ(documents.size(), 1U);
    EXPECT_EQ(documents[0].kind, "CEB605");
    EXPECT_TRUE(documents[0].decides_leg);
    EXPECT_EQ(element(documents[0].bytes, "invtNo"), kListNumber);
    EXPECT_EQ(element(documents[0].bytes, "appType"), "1");
    EXPECT_EQ(element(documents[0].bytes, "reason"), "buyer changed their mind");
    const std::string own = element(documents[0].bytes, "copNo");
    EXPECT_EQ(own.size(), 20U);
    EXPECT_NE(own, list_number);
    EXPECT_NE(element(declare(Action::cancel, kListNumber, 2)[0].bytes, "copNo"), own);
    EXPECT_EQ(documents[0].references.front(), "cn:CEB605:3702960001:" + own);
}

TEST_F(Actions, BusinessExportsCarryTheirModeAndOrderType) {
    for (const auto& [mode, type] :
         {std::pair("9710", "B"), std::pair("9810", "W"), std::pair("9610", "E")}) {
        leg_.regime = mode;
        const auto documents = declare(Action::submit);
        EXPECT_EQ(element(documents[0].bytes, "orderType"), type) << mode;
        EXPECT_EQ(element(documents[2].bytes, "tradeMode"), mode);
    }
}

TEST_F(Actions, SettingsMayBeThoseOfTheMode) {
    connection_.registrations["CN.ebpName.9810"] = "示例海外仓";
    EXPECT_EQ(element(declare(Action::submit)[0].bytes, "ebpName"), "示例平台有限公司");
    leg_.regime = "9810";
    EXPECT_EQ(element(declare(Action::submit)[0].bytes, "ebpName"), "示例海外仓");
}

TEST_F(Actions, TheSimulatedCustomsAnswersACancellation) {
    order_.header.cancel_reason = "buyer changed their mind";
    const Document document = declare(Action::cancel, kListNumber)[0];
    const Instant now = *parse_rfc3339("2026-11-24T09:00:00Z");
    const std::pair<Outcome, ReplyStatus> expected[] = {
        {Outcome::accepted, ReplyStatus::cancelled},
        {Outcome::rejected, ReplyStatus::rejected},
        {Outcome::query, ReplyStatus::received},
    };
    for (const auto& [outcome, last] : expected) {
        const auto replies = test::adapter().simulate(document.kind, document.bytes, outcome, now);
        ASSERT_TRUE(replies);
        for (const SimulatedReply& reply : *replies) {
            if (!test::reference().empty()) {
                EXPECT_EQ(test::schema_errors(reply.bytes), "") << reply.bytes;
            }
        }
        const auto items = test::adapter().read_reply(replies->back().bytes, replies->back().content_type);
        ASSERT_TRUE(items) << items.error().detail;
        EXPECT_EQ(items->at(0).status, last);
        EXPECT_EQ(items->at(0).references.front(), document.references.front());
        EXPECT_EQ(items->at(0).authority_reference, kListNumber);
    }
}

}  // namespace
}  // namespace silkgate::adapters::cn
