#include "gateway/dispatch/lifecycle.hpp"

#include <gtest/gtest.h>

#include <array>

namespace silkgate::dispatch {
namespace {

using adapters::LegKind;
using adapters::ReplyStatus;

constexpr auto kReplies = std::to_array<ReplyStatus>(
    {ReplyStatus::received,
     ReplyStatus::registered,
     ReplyStatus::query,
     ReplyStatus::released,
     ReplyStatus::rejected,
     ReplyStatus::cancelled,
     ReplyStatus::technical_error}
);
constexpr auto kFinal =
    std::to_array<LegState>({LegState::released, LegState::rejected, LegState::cancelled});

LegView leg(LegState state, LegKind kind = LegKind::import_declaration) {
    return {.kind = kind, .state = state};
}

TEST(Lifecycle, NothingLeavesAFinalState) {
    for (const LegState state : kFinal) {
        for (const ReplyStatus reply : kReplies) {
            EXPECT_EQ(next_state(state, reply), std::nullopt)
                << to_string(state) << " + " << to_string(reply);
        }
    }
}

TEST(Lifecycle, AHeldLegHasNothingToReplyTo) {
    for (const ReplyStatus reply : kReplies) {
        EXPECT_EQ(next_state(LegState::held, reply), std::nullopt);
    }
}

TEST(Lifecycle, TheSameReplyTwiceIsNoNews) {
    EXPECT_EQ(next_state(LegState::published, ReplyStatus::received), LegState::received);
    EXPECT_EQ(next_state(LegState::received, ReplyStatus::received), std::nullopt);
    EXPECT_EQ(next_state(LegState::registered, ReplyStatus::registered), std::nullopt);
    EXPECT_EQ(next_state(LegState::query, ReplyStatus::query), std::nullopt);
}

TEST(Lifecycle, ALateReplyDoesNotGoBack) {
    EXPECT_EQ(next_state(LegState::registered, ReplyStatus::received), std::nullopt);
    EXPECT_EQ(next_state(LegState::query, ReplyStatus::received), std::nullopt);
    EXPECT_EQ(next_state(LegState::registered, ReplyStatus::technical_error), std::nullopt);
}

TEST(Lifecycle, RepliesMayOvertakeEachOther) {
    EXPECT_EQ(next_state(LegState::published, ReplyStatus::released), LegState::released);
    EXPECT_EQ(next_state(LegState::received, ReplyStatus::rejected), LegState::rejected);
}

TEST(Lifecycle, ATechnicalErrorParksAndAnAnswerFreesIt) {
    EXPECT_EQ(next_state(LegState::published, ReplyStatus::technical_error), LegState::parked);
    EXPECT_EQ(next_state(LegState::parked, ReplyStatus::registered), LegState::registered);
}

TEST(Lifecycle, WordsAreReadBack) {
    for (const ReplyStatus reply : kReplies) {
        EXPECT_EQ(parse_reply_status(to_string(reply)), reply);
    }
    for (int state = 0; state <= static_cast<int>(LegState::parked); ++state) {
        EXPECT_EQ(parse_leg_state(to_string(static_cast<LegState>(state))), static_cast<LegState>(state));
    }
    EXPECT_EQ(parse_leg_state("lost"), std::nullopt);
    EXPECT_EQ(parse_reply_status(""), std::nullopt);
}

struct Derived {
    std::vector<LegView> legs;
    OrderStateWord word;
};

class OrderWord : public ::testing::TestWithParam<Derived> {};

TEST_P(OrderWord, FollowsFromTheLegs) {
    EXPECT_EQ(derive_order_state(GetParam().legs), GetParam().word);
}

INSTANTIATE_TEST_SUITE_P(
    Lifecycle,
    OrderWord,
    ::testing::Values(
        Derived{{}, OrderStateWord::held},
        Derived{{leg(LegState::published), leg(LegState::published)}, OrderStateWord::routed},
        Derived{{leg(LegState::published), leg(LegState::held)}, OrderStateWord::held},
        Derived{{leg(LegState::published), leg(LegState::received)}, OrderStateWord::processing},
        Derived{{leg(LegState::published), leg(LegState::parked)}, OrderStateWord::processing},
        Derived{{leg(LegState::released), leg(LegState::query)}, OrderStateWord::processing},
        Derived{{leg(LegState::released), leg(LegState::released)}, OrderStateWord::cleared},
        Derived{
            {leg(LegState::released), leg(LegState::published, LegKind::booking)},
            OrderStateWord::cleared
        },
        Derived{{leg(LegState::released), leg(LegState::rejected)}, OrderStateWord::rejected},
        Derived{{leg(LegState::held), leg(LegState::rejected)}, OrderStateWord::rejected},
        Derived{{leg(LegState::released), leg(LegState::cancelled)}, OrderStateWord::cancelled}
    )
);

}  // namespace
}  // namespace silkgate::dispatch
