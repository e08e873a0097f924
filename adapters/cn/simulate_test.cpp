// The simulated authority: its receipts are valid, name our documents and end where they should.
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

class Simulate : public ::testing::Test {
protected:
    std::vector<Document> documents() {
        return *test::adapter().declare(
            test::complete_order(), test::export_leg(), test::context_of(connection_)
        );
    }

    // Statuses of the receipts in order; every receipt is checked on the way.
    std::vector<ReplyStatus> replies(const Document& document, Outcome outcome) {
        const Instant now = *parse_rfc3339("2026-11-24T09:00:00.007Z");
        const auto simulated = test::adapter().simulate(document.kind, document.bytes, outcome, now);
        EXPECT_TRUE(simulated) << simulated.error().detail;
        std::vector<ReplyStatus> out;
        for (const SimulatedReply& reply : *simulated) {
            if (!test::reference().empty()) {
                EXPECT_EQ(test::schema_errors(reply.bytes), "") << reply.bytes;
            }
            const auto items = test::adapter().read_reply(reply.bytes, reply.content_type);
            EXPECT_TRUE(items) << items.error().detail;
            EXPECT_EQ(items->size(), 1U);
            EXPECT_THAT(document.references, ::testing::Contains(items->at(0).references.front()));
            EXPECT_EQ(items->at(0).at, now + std::chrono::seconds(out.size() + 1));
            out.push_back(items->at(0).status);
        }
        return out;
    }

    config::Connection connection_ = test::complete_connection();
};

using ::testing::ElementsAre;

TEST_F(Simulate, AcceptedEndsReleased) {
    const auto documents = this->documents();
    EXPECT_THAT(
        replies(documents[0], Outcome::accepted), ElementsAre(ReplyStatus::received, ReplyStatus::released)
    );
    EXPECT_THAT(
        replies(documents[1], Outcome::accepted), ElementsAre(ReplyStatus::received, ReplyStatus::released)
    );
    EXPECT_THAT(
        replies(documents[2], Outcome::accepted),
        ElementsAre(
            ReplyStatus::received, ReplyStatus::registered, ReplyStatus::registered, ReplyStatus::released
        )
    );
}

TEST_F(Simulate, RejectedHasARealCode) {
    const auto documents = this->documents();
    EXPECT_THAT(replies(documents[0], Outcome::rejected), ElementsAre(ReplyStatus::rejected));
    EXPECT_THAT(replies(documents[1], Outcome::rejected), ElementsAre(ReplyStatus::rejected));
    EXPECT_THAT(
        replies(documents[2], Outcome::rejected), ElementsAre(ReplyStatus::received, ReplyStatus::rejected)
    );
}

TEST_F(Simulate, QueryIsManualReviewOfTheList) {
    const auto documents = this->documents();
    EXPECT_THAT(
        replies(documents[2], Outcome::query),
        ElementsAre(ReplyStatus::received, ReplyStatus::registered, ReplyStatus::query)
    );
}

TEST_F(Simulate, SameInputGivesTheSameReceipts) {
    const auto documents = this->documents();
    const Instant now = *parse_rfc3339("2026-11-24T09:00:00Z");
    const auto first = *test::adapter().simulate("CEB603", documents[2].bytes, Outcome::accepted, now);
    const auto second = *test::adapter().simulate("CEB603", documents[2].bytes, Outcome::accepted, now);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].bytes, second[i].bytes);
    }
}

TEST_F(Simulate, OtherBytesAreRefused) {
    const Instant now = *parse_rfc3339("2026-11-24T09:00:00Z");
    EXPECT_FALSE(test::adapter().simulate("CEB603", "<a/>", Outcome::accepted, now));
    EXPECT_FALSE(test::adapter().simulate("CEB603", "", Outcome::accepted, now));
}

}  // namespace
}  // namespace silkgate::adapters::cn
