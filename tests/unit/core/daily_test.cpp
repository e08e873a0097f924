#include "gateway/core/daily.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate {
namespace {

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

TEST(DailyTimes, TheNextOneIsTodayOrTomorrowOnTheClockOfTheOffset) {
    const auto daily = DailyTimes::parse({"18:00", "06:30:15"}, "+08:00");
    ASSERT_TRUE(daily);
    EXPECT_EQ(daily->next(at("2026-11-26T09:00:00+08:00")), at("2026-11-26T18:00:00+08:00"));
    EXPECT_EQ(daily->next(at("2026-11-26T18:00:00+08:00")), at("2026-11-27T06:30:15+08:00"));
    EXPECT_EQ(daily->next(at("2026-11-26T23:59:59+08:00")), at("2026-11-27T06:30:15+08:00"));
    EXPECT_EQ(daily->next(at("2026-11-26T06:30:14.999+08:00")), at("2026-11-26T06:30:15+08:00"));
}

TEST(DailyTimes, AnOffsetWestOfUtcAndNoTimeAtAll) {
    const auto west = DailyTimes::parse({"23:30"}, "-03:30");
    ASSERT_TRUE(west);
    EXPECT_EQ(west->next(at("2026-11-26T23:00:00-03:30")), at("2026-11-26T23:30:00-03:30"));
    EXPECT_FALSE(DailyTimes::parse({}, "+08:00")->next(at("2026-11-26T00:00:00Z")));
}

TEST(DailyTimes, WhatIsNoTimeOfDayIsRefused) {
    for (const char* text : {"", "24:00", "6:30", "18:60", "noon", "18:00Z"}) {
        EXPECT_FALSE(DailyTimes::parse({text}, "+08:00")) << text;
    }
    EXPECT_FALSE(DailyTimes::parse({"18:00"}, ""));
    EXPECT_FALSE(DailyTimes::parse({"18:00"}, "Beijing"));
}

TEST(DailyTimes, TheLastOneAndTheDayAreOfTheOffsetsClock) {
    const auto daily = DailyTimes::parse({"18:00", "06:30"}, "+08:00");
    ASSERT_TRUE(daily);
    EXPECT_EQ(daily->last(at("2026-11-26T18:00:00+08:00")), at("2026-11-26T18:00:00+08:00"));
    EXPECT_EQ(daily->last(at("2026-11-26T17:59:59+08:00")), at("2026-11-26T06:30:00+08:00"));
    EXPECT_EQ(daily->last(at("2026-11-26T03:00:00+08:00")), at("2026-11-25T18:00:00+08:00"));
    EXPECT_FALSE(DailyTimes::parse({}, "+08:00")->last(at("2026-11-26T00:00:00Z")));
    EXPECT_TRUE(daily->is_same_day(at("2026-11-25T16:00:00Z"), at("2026-11-26T15:59:59Z")));
    EXPECT_FALSE(daily->is_same_day(at("2026-11-25T15:59:59Z"), at("2026-11-25T16:00:00Z")));
}

class DailyRunsTest : public ::testing::Test {
protected:
    // "run", "missed" or nothing, with the time that is due on China's clock, and whether it is late.
    std::string look(std::string_view now) {
        const DailyRuns::Look found = runs.look(times, at(now));
        if (found.what == DailyRuns::What::nothing) {
            return {};
        }
        return (found.what == DailyRuns::What::run ? "run " : "missed ") +
               format_local(found.at, std::chrono::hours(8)).substr(5, 11) + (found.is_late ? " late" : "");
    }

    DailyRuns runs;
    DailyTimes times = *DailyTimes::parse({"06:00", "18:00"}, "+08:00");
};

TEST_F(DailyRunsTest, EachTimeIsDueOnce) {
    EXPECT_EQ(look("2026-11-26T06:00:00+08:00"), "run 11-26T06:00 late");  // may have been before the start
    EXPECT_EQ(look("2026-11-26T06:00:01+08:00"), "");
    EXPECT_EQ(look("2026-11-26T17:59:59+08:00"), "");
    EXPECT_EQ(look("2026-11-26T18:00:00.400+08:00"), "run 11-26T18:00");
    EXPECT_EQ(look("2026-11-26T18:00:01.400+08:00"), "");
    EXPECT_EQ(look("2026-11-26T17:59:00+08:00"), "") << "a clock that was set back";
    EXPECT_EQ(look("2026-11-27T06:00:00+08:00"), "run 11-27T06:00");
}

TEST_F(DailyRunsTest, WhatPassedBeforeTheStartIsMadeUpOnTheSameDayOnly) {
    EXPECT_EQ(look("2026-11-26T20:00:00+08:00"), "run 11-26T18:00 late") << "one run for both times";
    EXPECT_EQ(look("2026-11-26T20:00:01+08:00"), "");
    runs = {};
    EXPECT_EQ(look("2026-11-27T00:00:00+08:00"), "missed 11-26T18:00 late");
    EXPECT_EQ(look("2026-11-27T00:00:01+08:00"), "");
    EXPECT_EQ(look("2026-11-27T06:00:00+08:00"), "run 11-27T06:00");
}

TEST_F(DailyRunsTest, AProcessThatSleptMakesUpToo) {
    EXPECT_EQ(look("2026-11-26T05:00:00+08:00"), "missed 11-25T18:00 late");
    EXPECT_EQ(look("2026-11-26T19:00:00+08:00"), "run 11-26T18:00 late");
    EXPECT_EQ(look("2026-11-28T05:00:00+08:00"), "missed 11-27T18:00 late");
}

TEST_F(DailyRunsTest, WhatFailedIsTriedAgainUntilTheDayEnds) {
    EXPECT_EQ(look("2026-11-26T18:00:00+08:00"), "run 11-26T18:00 late");
    runs.again(at("2026-11-26T18:00:30+08:00"));
    EXPECT_EQ(look("2026-11-26T18:00:29+08:00"), "");
    EXPECT_EQ(look("2026-11-26T18:00:30+08:00"), "run 11-26T18:00 late");
    EXPECT_EQ(look("2026-11-26T18:00:31+08:00"), "");
    runs.again(at("2026-11-26T18:01:00+08:00"));
    EXPECT_EQ(look("2026-11-27T00:00:00+08:00"), "missed 11-26T18:00 late");
}

}  // namespace
}  // namespace silkgate
