#include "adapters/carriage.hpp"

#include "adapters/common/carriers/simulate.hpp"
#include "adapters/common/neutral/status.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace silkgate::adapters {
namespace {

using enum CarriageStep;
using std::chrono::hours;

constexpr Instant kNoon{hours(12)};
constexpr auto kAll = std::to_array<CarriageStep>(
    {collected, in_transit, at_border, arrived, out_for_delivery, delivered, exception, returned}
);

std::optional<Carriage> at(CarriageStep step, Instant when = kNoon) {
    return Carriage{.last = {.step = step, .place = {}}, .at = when};
}

TEST(Carriage, WordsAreReadBack) {
    for (const CarriageStep step : kAll) {
        EXPECT_EQ(parse_carriage_step(to_string(step)), step);
    }
    EXPECT_EQ(parse_carriage_step("lost"), std::nullopt);
    EXPECT_EQ(parse_carriage_step(""), std::nullopt);
}

TEST(Carriage, OfGoodsThatNothingIsKnownOfEveryEventIsNews) {
    for (const CarriageStep step : kAll) {
        EXPECT_TRUE(moves(std::nullopt, step, kNoon)) << to_string(step);
    }
}

TEST(Carriage, NothingFollowsDeliveryOrReturn) {
    for (const CarriageStep end : {delivered, returned}) {
        for (const CarriageStep step : kAll) {
            EXPECT_FALSE(moves(at(end), step, kNoon + hours(1))) << to_string(end) << " " << to_string(step);
        }
    }
}

TEST(Carriage, TheSameEventTwiceIsNoNews) {
    for (const CarriageStep step : kAll) {
        EXPECT_FALSE(moves(at(step), step, kNoon)) << to_string(step);
    }
}

TEST(Carriage, ALateEventDoesNotMoveGoodsBack) {
    for (const CarriageStep step : {collected, in_transit, at_border, exception}) {
        EXPECT_FALSE(moves(at(arrived), step, kNoon - hours(1))) << to_string(step);
    }
    EXPECT_FALSE(moves(at(in_transit), collected, kNoon + hours(1)));
}

TEST(Carriage, ASecondBorderIsReachedOnlyByALaterEvent) {
    EXPECT_TRUE(moves(at(in_transit), at_border, kNoon + hours(1)));
    EXPECT_FALSE(moves(at(in_transit), at_border, kNoon));
    EXPECT_FALSE(moves(at(in_transit), at_border, kNoon - hours(1)));
    EXPECT_TRUE(moves(at(at_border), in_transit, kNoon + hours(1)));
    EXPECT_TRUE(moves(at(arrived), in_transit, kNoon + hours(1)));  // a port on the way
}

TEST(Carriage, DeliveryCountsWhateverItsTime) {
    for (const CarriageStep from : {collected, in_transit, at_border, arrived, out_for_delivery, exception}) {
        EXPECT_TRUE(moves(at(from), delivered, kNoon - hours(1))) << to_string(from);
    }
}

TEST(NeutralStatus, KnowsDecisionsAndMovements) {
    EXPECT_EQ(neutral::parse_status("confirmed")->status, ReplyStatus::registered);
    EXPECT_EQ(neutral::parse_status("technical_error")->status, ReplyStatus::technical_error);
    EXPECT_FALSE(neutral::parse_status("released")->step.has_value());
    for (const CarriageStep step : kAll) {
        EXPECT_EQ(neutral::parse_status(to_string(step))->step, step);
    }
    EXPECT_EQ(neutral::parse_status("delivered")->status, ReplyStatus::released);
    EXPECT_EQ(neutral::parse_status("exception")->status, ReplyStatus::received);
    EXPECT_FALSE(neutral::parse_status("lost"));
}

// Where goods are after all events of a simulated journey, in the order given or reversed.
CarriageStep end_of(carriers::Journey journey, bool reversed) {
    std::vector<CarriageStep> steps;
    auto replies = carriers::simulate_journey("bkg_x", journey, kNoon);
    std::vector<std::pair<CarriageStep, Instant>> events;
    Instant when = kNoon;
    for (const SimulatedReply& reply : replies) {
        when += hours(1);
        for (const CarriageStep step : kAll) {
            if (reply.bytes.find("\"status\":\"" + std::string(to_string(step)) + "\"") !=
                std::string::npos) {
                events.emplace_back(step, when);
            }
        }
    }
    EXPECT_EQ(events.size(), replies.size());
    if (reversed) {
        std::ranges::reverse(events);
    }
    std::optional<Carriage> now;
    for (const auto& [step, time] : events) {
        if (moves(now, step, time)) {
            now = at(step, time);
        }
    }
    return now->last.step;
}

TEST(Journey, EndsTheSameInWhateverOrderItsEventsCome) {
    using enum carriers::Journey;
    for (const bool reversed : {false, true}) {
        EXPECT_EQ(end_of(smooth, reversed), delivered);
        EXPECT_EQ(end_of(delayed, reversed), delivered);
        EXPECT_EQ(end_of(carriers::Journey::returned, reversed), CarriageStep::returned);
        EXPECT_EQ(end_of(stranded, reversed), at_border);
    }
    EXPECT_NE(
        carriers::simulate_journey("bkg_x", refused, kNoon).front().bytes.find("no-capacity"),
        std::string::npos
    );
}

}  // namespace
}  // namespace silkgate::adapters
