#include "gateway/core/time.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>

namespace silkgate {
namespace {

using namespace std::chrono_literals;

// The C library's calendar, to check the product's against.
std::tm by_c_library(Instant instant) {
    const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    std::tm fields{};
    gmtime_r(&seconds, &fields);
    return fields;
}

std::string dashed(const std::tm& fields) {
    char text[64] = {};
    const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &fields);
    return {text, size};
}

std::string compact(const std::tm& fields) {
    char text[64] = {};
    const std::size_t size = std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &fields);
    return {text, size};
}

std::string read(std::string_view text) {
    const auto instant = parse_rfc3339(text);
    return instant ? format_rfc3339(*instant) : std::string("refused");
}

TEST(Rfc3339, FormsThatMeanTheSameInstant) {
    for (const char* text :
         {"2026-11-24T08:00:00Z",
          "2026-11-24T08:00:00.000Z",
          "2026-11-24t08:00:00z",
          "2026-11-24 08:00:00Z",
          "2026-11-24T16:00:00+08:00",
          "2026-11-24T16:00:00+0800",
          "2026-11-24T08:00:00-00:00",
          "2026-11-24T00:00:00.0-08:00",
          "2026-11-23T23:30:00-08:30",
          "2026-11-24T13:30:00+05:30"}) {
        EXPECT_EQ(read(text), "2026-11-24T08:00:00.000Z") << text;
    }
}

TEST(Rfc3339, FractionsAreCutToMilliseconds) {
    EXPECT_EQ(read("2026-11-24T08:00:00.1Z"), "2026-11-24T08:00:00.100Z");
    EXPECT_EQ(read("2026-11-24T08:00:00.0129Z"), "2026-11-24T08:00:00.012Z");
    EXPECT_EQ(read("2026-11-24T08:00:00.999999999Z"), "2026-11-24T08:00:00.999Z");
}

TEST(Rfc3339, LeapSecondAndCalendarEdges) {
    EXPECT_EQ(read("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59.999Z");
    EXPECT_EQ(read("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00.000Z");
    EXPECT_EQ(read("2000-02-29T00:00:00Z"), "2000-02-29T00:00:00.000Z");
    EXPECT_EQ(read("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(read("2026-12-31T23:00:00-02:00"), "2027-01-01T01:00:00.000Z");
    EXPECT_EQ(read("2026-03-01T00:30:00+01:00"), "2026-02-28T23:30:00.000Z");
}

TEST(Rfc3339, EverythingElseIsRefused) {
    for (const char* text :
         {"",
          "2026-11-24",
          "2026-11-24T08:00:00",
          "2026-11-24T08:00Z",
          "2026-11-24T24:00:00Z",
          "2026-11-24T29:59:59Z",
          "2026-11-24T08:60:00Z",
          "2026-11-24T08:00:61Z",
          "2026-02-29T00:00:00Z",
          "2100-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z",
          "2026-01-00T00:00:00Z",
          "2026-01-32T00:00:00Z",
          "2026-11-31T00:00:00Z",
          "26-11-24T08:00:00Z",
          "2026-11-24T08:00:00+24:00",
          "2026-11-24T08:00:00+08:60",
          "2026-11-24T08:00:00+8:00",
          "2026-11-24T08:00:00Z ",
          " 2026-11-24T08:00:00Z",
          "2026-11-24T08:00:00ZZ",
          "2026-11-24T08:00:00 CST",
          "2026/11/24T08:00:00Z",
          "+2026-11-24T08:00:00Z",
          "2026-11-24X08:00:00Z",
          "1764000000",
          "2026-1-24T08:00:00Z"}) {
        const auto instant = parse_rfc3339(text);
        ASSERT_FALSE(instant) << text;
        EXPECT_EQ(instant.error().code, Errc::invalid_value);
    }
}

TEST(Rfc3339, PrintAndReadAreInverseAndAgreeWithTheCLibrary) {
    std::mt19937_64 engine(7);
    // 1900-01-01 to 2100-01-01.
    std::uniform_int_distribution<std::int64_t> any(-2'208'988'800'000, 4'102'444'800'000);
    for (int i = 0; i < 50'000; ++i) {
        const Instant instant{std::chrono::milliseconds{any(engine)}};
        const std::string text = format_rfc3339(instant);
        ASSERT_EQ(*parse_rfc3339(text), instant) << text;
        ASSERT_EQ(text.substr(0, 19), dashed(by_c_library(instant)));
        ASSERT_EQ(format_compact(instant, 0min), compact(by_c_library(instant)));
        ASSERT_EQ(format_compact(instant, 480min), compact(by_c_library(instant + 8h)));
        ASSERT_EQ(format_local(instant, 330min), dashed(by_c_library(instant + 330min)));
    }
}

TEST(Utc, WithoutOffsetIsReadAsUtcAndAnOffsetIsRefused) {
    EXPECT_EQ(format_rfc3339(*parse_utc_without_offset("2026-11-24T08:00:00")), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*parse_utc_without_offset("2026-11-24 08:00:00.5")), "2026-11-24T08:00:00.500Z");
    for (const char* text : {"2026-11-24T08:00:00Z", "2026-11-24T08:00:00+08:00", "2026-11-24"}) {
        EXPECT_FALSE(parse_utc_without_offset(text)) << text;
    }
}

TEST(Dates, AreRealDaysAndPrintAsTheyWereRead) {
    for (const char* text : {"2026-11-24", "2024-02-29", "0001-01-01", "9999-12-31"}) {
        const auto date = parse_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(format_date(*date), text);
    }
    for (const char* text :
         {"",
          "2026-02-29",
          "2026-11-31",
          "2026-13-01",
          "2026-1-1",
          "20261124",
          "2026-11-24T00:00:00Z",
          "2026-11-24 ",
          "-026-11-24"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(LocalDay, ChangesAtLocalMidnight) {
    const Instant last = *parse_rfc3339("2026-11-24T15:59:59.999Z");
    EXPECT_EQ(format_date(local_time(last, 480min).date), "2026-11-24");
    EXPECT_EQ(format_date(local_time(last + 1ms, 480min).date), "2026-11-25");
    EXPECT_EQ(local_time(last + 1ms, 480min).time.to_duration(), 0ms);
    EXPECT_EQ(format_date(local_time(*parse_rfc3339("2026-01-01T00:00:00Z"), -1min).date), "2025-12-31");
}

TEST(SystemClock, IsTheTimeOfTheMachine) {
    const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const Instant now = SystemClock().now();
    EXPECT_GE(now, before);
    EXPECT_LE(now, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace silkgate
