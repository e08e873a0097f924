#include "gateway/core/daily.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace silkgate
