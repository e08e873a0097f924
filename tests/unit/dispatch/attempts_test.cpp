#include "gateway/dispatch/attempts.hpp"

#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

const kafka::Position kPoison{.topic = "orders.accepted.v1", .partition = 1, .offset = 7};
const kafka::Position kNeighbour{.topic = "orders.accepted.v1", .partition = 1, .offset = 8};

TEST(Attempts, CountsEachFailureAndKeepsTheFirstTime) {
    Attempts attempts;
    EXPECT_EQ(attempts.find(kPoison), nullptr);
    attempts.failed(kPoison, FailureCode::adapter_failed, "first", Instant{std::chrono::seconds{1}});
    attempts.failed(kPoison, FailureCode::too_large, "second", Instant{std::chrono::seconds{2}});
    const Failure* failure = attempts.find(kPoison);
    ASSERT_NE(failure, nullptr);
    EXPECT_EQ(failure->attempts, 2);
    EXPECT_EQ(failure->first_failed, Instant{std::chrono::seconds{1}});
    EXPECT_EQ(failure->code, FailureCode::too_large);
    EXPECT_EQ(failure->reason, "second");
    EXPECT_TRUE(attempts.is_suspect(kPoison));
    EXPECT_FALSE(attempts.is_suspect(kNeighbour));
}

TEST(Attempts, ASuspectIsTriedAloneAndNotCounted) {
    Attempts attempts;
    attempts.suspect(kNeighbour);
    EXPECT_TRUE(attempts.is_suspect(kNeighbour));
    EXPECT_EQ(attempts.find(kNeighbour), nullptr);
    attempts.done(kNeighbour);
    EXPECT_FALSE(attempts.is_suspect(kNeighbour));
}

TEST(Attempts, AProcessedRecordIsForgotten) {
    Attempts attempts;
    attempts.failed(kPoison, FailureCode::too_large, "x", {});
    attempts.done(kPoison);
    EXPECT_EQ(attempts.find(kPoison), nullptr);
    EXPECT_TRUE(attempts.empty());
}

}  // namespace
}  // namespace silkgate::dispatch
