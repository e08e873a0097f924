#include "gateway/corridors/ways.hpp"

#include "tests/unit/corridors/support.hpp"

#include <gtest/gtest.h>

namespace silkgate::corridors {
namespace {

std::string ids(const std::shared_ptr<const Way>& way) {
    std::string text;
    for (const Step& step : way ? way->path : Path{}) {
        text += (text.empty() ? "" : " ") + step.leg->id;
    }
    return text;
}

std::shared_ptr<const Way>
way_to(std::string_view to, std::optional<Mode> main, const Switches& switches = {}) {
    const Ways ways;
    return ways.find(
        test::network(), switches, {.from = "CN", .to = std::string(to), .main = main, .day = test::kDay}
    );
}

Switches turned(std::string_view rows) {
    auto switches = Switches::parse("switch,state,reason,since\n" + std::string(rows), test::network());
    EXPECT_TRUE(switches);
    return std::move(*switches);
}

TEST(Ways, HaveALegOfTheMainMode) {
    EXPECT_EQ(ids(way_to("KZ", Mode::rail)), "R01 R03 R05 R07");
    EXPECT_EQ(ids(way_to("KZ", Mode::road)), "R01 T11");  // no road leaves Qingdao itself in the tables
    EXPECT_EQ(ids(way_to("RU", Mode::sea)), "S02 R23");
    EXPECT_EQ(ids(way_to("IN", Mode::sea)), "S03 T15");
    EXPECT_EQ(ids(way_to("PK", Mode::air)), "A08");
    EXPECT_EQ(ids(way_to("KZ", std::nullopt)), "A01");
}

TEST(Ways, EndWhereNothingLeads) {
    EXPECT_EQ(way_to("KZ", Mode::sea), nullptr);
    EXPECT_EQ(way_to("ATLANTIS", std::nullopt), nullptr);
    EXPECT_EQ(way_to("IN", Mode::road), nullptr);
}

TEST(Ways, SayWhatKeptABetterOneOut) {
    EXPECT_TRUE(way_to("KZ", Mode::rail)->closed.empty());
    const auto way = way_to("KZ", Mode::rail, turned("KHORGOS,closed,congestion,2026-11-25\n"));
    EXPECT_EQ(ids(way), "R01 R02 R04 R06");
    ASSERT_EQ(way->closed.size(), 1U);
    EXPECT_EQ(way->closed[0].name, "KHORGOS");
    EXPECT_EQ(way->closed[0].reason, "congestion");
}

TEST(Ways, BandarAbbasIsOffUntilItIsSwitchedOn) {
    EXPECT_EQ(way_to("IR", Mode::sea), nullptr);
    EXPECT_EQ(
        ids(way_to("IR", Mode::sea, turned("BANDAR_ABBAS_SEA,open,passage allowed,2026-11-20\n"))), "S06 R27"
    );
}

TEST(Ways, AreRememberedForTheirTable) {
    const Ways ways;
    const WayWish wish{.from = "CN", .to = "KZ", .main = Mode::rail, .day = test::kDay};
    EXPECT_EQ(ways.find(test::network(), {}, wish).get(), ways.find(test::network(), {}, wish).get());
}

}  // namespace
}  // namespace silkgate::corridors
