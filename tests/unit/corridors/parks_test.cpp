// Stock orders go through parks: the same ones there and back.
#include "gateway/corridors/parks.hpp"

#include "tests/unit/corridors/support.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::corridors {
namespace {

using Keys = std::set<std::string>;

Keys parks(std::string_view country, std::string_view trade_mode) {
    Keys keys;
    for (const Park* park : parks_for(test::network(), country, trade_mode)) {
        keys.insert(park->key);
    }
    return keys;
}

Keys nodes(const End& end) {
    Keys keys;
    for (const NodeIndex node : end.nodes) {
        keys.insert(test::network().nodes()[node].key);
    }
    return keys;
}

TEST(Parks, EachHasASourceARoleAndANodeOfItsCountry) {
    ASSERT_FALSE(test::network().parks().empty());
    for (const Park& park : test::network().parks()) {
        EXPECT_TRUE(park.source.starts_with("http")) << park.key;
        EXPECT_FALSE(park.roles.empty()) << park.key;
        for (const NodeIndex node : park.nodes) {
            EXPECT_EQ(test::network().nodes()[node].country, park.country) << park.key;
        }
    }
}

TEST(Parks, StockLeavesByAConsolidationAndWaitsAbroad) {
    EXPECT_EQ(parks("CN", "9810"), (Keys{"SCODA", "SCODA_MULTIMODAL"}));
    EXPECT_EQ(parks("BY", "9810"), (Keys{"GREAT_STONE"}));
    EXPECT_EQ(parks("CN", "1210"), (Keys{"JIAOZHOU_BAY_CBZ", "QIANWAN_BONDED_PORT", "WEST_COAST_BLC"}));
    EXPECT_EQ(parks("CN", "1261"), parks("CN", "1210")) << "what left a zone returns to it";
    EXPECT_EQ(parks("CN", "9610"), Keys{}) << "a parcel waits nowhere";
    EXPECT_EQ(parks("IN", "9810"), Keys{});
}

TEST(Parks, ACountryMeansItsParksForAStockOrderOnly) {
    EXPECT_EQ(nodes(resolve_end(test::network(), "KZ", "9810")), Keys{"KHORGOS_KZ"});
    EXPECT_EQ(nodes(resolve_end(test::network(), "KZ", "9610")), Keys{"ALMATY"});
    EXPECT_EQ(nodes(resolve_end(test::network(), "RU", "9810")), Keys{"MOSCOW"}) << "no park is known there";
    EXPECT_EQ(nodes(resolve_end(test::network(), "CN", "9810")), Keys{"JIAOZHOU"});
    EXPECT_EQ(nodes(resolve_end(test::network(), "ALMATY", "9810")), Keys{"ALMATY"})
        << "a place is what it is";
}

TEST(Parks, AParkIsAnEndByItsOwnName) {
    const End end = resolve_end(test::network(), "PENG_SHENG", {});
    EXPECT_EQ(nodes(end), Keys{"TASHKENT"});
    ASSERT_EQ(end.parks.size(), 1U);
    EXPECT_EQ(end.parks[0]->km, 70);
    EXPECT_EQ(parks_at(end, end.nodes[0]).size(), 1U);
    EXPECT_TRUE(parks_at(end, test::network().resolve("MINSK")[0]).empty());
    EXPECT_TRUE(resolve_end(test::network(), "ATLANTIS", "9810").nodes.empty());
}

}  // namespace
}  // namespace silkgate::corridors
