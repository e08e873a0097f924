#include "gateway/corridors/network.hpp"

#include "gateway/corridors/switches.hpp"
#include "tests/unit/corridors/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace silkgate::corridors {
namespace {

TEST(Network, LoadsTheProgramsData) {
    const auto loaded = Network::load(test::read_data);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->nodes().size(), 52U);
    EXPECT_EQ(loaded->legs().size(), 63U);
    EXPECT_EQ(loaded->version().size(), 12U);
}

TEST(Network, VersionChangesWithAnyFile) {
    const auto changed = Network::load([](std::string_view file) {
        auto text = test::read_data(file);
        return file == "places.csv" ? Result<std::string>(*text + "XX,MOSCOW\n") : text;
    });
    ASSERT_TRUE(changed);
    EXPECT_NE(changed->version(), test::network().version());
}

TEST(Network, ResolvesKeysCodesPlacesAndCountries) {
    const auto keys = [](std::string_view name) {
        std::vector<std::string> found;
        for (const NodeIndex node : test::network().resolve(name)) {
            found.push_back(test::network().nodes()[node].key);
        }
        return found;
    };
    using Keys = std::vector<std::string>;
    EXPECT_EQ(keys("JIAOZHOU"), Keys{"JIAOZHOU"});
    EXPECT_EQ(keys("CNJZH"), Keys{"JIAOZHOU"});
    EXPECT_EQ(keys("QINGDAO"), (Keys{"JIAOZHOU", "QINGDAO_PORT", "TAO"}));
    EXPECT_EQ(keys("CNTAO"), (Keys{"TAO", "QINGDAO_PORT"}));
    EXPECT_EQ(keys("PK"), (Keys{"ISLAMABAD", "KARACHI"}));
    EXPECT_TRUE(keys("ATLANTIS").empty());
    EXPECT_TRUE(keys("").empty());  // nodes without a UN/LOCODE are not meant by an empty one
}

TEST(Network, RailLegsJoinNodesOfOneGaugeOrChangeIt) {
    for (const Leg& leg : test::network().legs()) {
        const int from = test::network().nodes()[leg.from].gauge_mm;
        const int to = test::network().nodes()[leg.to].gauge_mm;
        if (leg.mode == Mode::rail && from != 0 && to != 0 && from != to) {
            EXPECT_EQ(leg.handling, std::to_string(from) + ">" + std::to_string(to)) << leg.id;
        }
    }
}

// Each row breaks one file and says what is complained of.
struct Broken {
    std::string_view file;
    std::string_view from;
    std::string_view to;
    std::string_view complaint;
};

class BrokenData : public testing::TestWithParam<Broken> {};

TEST_P(BrokenData, IsRefusedWithFileAndLine) {
    const auto loaded = Network::load([](std::string_view file) -> Result<std::string> {
        std::string text = *test::read_data(file);
        if (file == GetParam().file) {
            const auto at = text.find(GetParam().from);
            EXPECT_NE(at, std::string::npos);
            text.replace(at, GetParam().from.size(), GetParam().to);
        }
        return text;
    });
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().detail.find(GetParam().file), std::string::npos) << loaded.error().detail;
    EXPECT_NE(loaded.error().detail.find(GetParam().complaint), std::string::npos) << loaded.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    BrokenData,
    testing::Values(
        Broken{"nodes.csv", "URUMQI,", "JIAOZHOU,", "key of its own"},
        Broken{"nodes.csv", "gauge_mm", "gauge", "header"},
        Broken{"legs.csv", "R02,URUMQI", "R02,NOWHERE", "there is no node NOWHERE"},
        Broken{"legs.csv", "R02,", "R01,", "id of its own"},
        Broken{"legs.csv", ",4100,4,5,7,", ",4100,6,5,7,", "days must grow"},
        Broken{"legs.csv", ",rail,4100", ",cart,4100", "can not be read"},
        Broken{"legs.csv", "rail_freight_average", "rail_by_magic", "factor"},
        Broken{"legs.csv", "2024-12-01", "2024-13-01", "dates can not be read"},
        Broken{"emission_factors.csv", "34.70", "34.71", "do not add up"},
        Broken{"parks.csv", "SCODA_MULTIMODAL,", "SCODA,", "key of its own"},
        Broken{"parks.csv", ",MINSK,", ",MINSKK,", "a place"},
        Broken{"parks.csv", ",overseas_stock,", ",overseas,", "known roles"},
        Broken{"parks.csv", ",2026-11-25,", ",soon,", "the day it was read"},
        Broken{"places.csv", "RU,MOSCOW", "RU,MOSKAU", "there is no node MOSKAU"}
    )
);

TEST(Switches, DefaultsHoldUntilTurned) {
    const auto find = [](std::string_view id) {
        return *std::ranges::find(test::network().legs(), id, &Leg::id);
    };
    const Switches none;
    EXPECT_TRUE(none.allows(find("R05")));
    EXPECT_FALSE(none.allows(find("S06"))) << "Bandar Abbas by sea is off by default";
    EXPECT_FALSE(none.allows(find("A07"))) << "Tehran by air is off by default";
    EXPECT_FALSE(none.allows(find("K01"))) << "the CKU railway is not open yet";
    const auto turned = Switches::parse(
        "switch,state,reason,since\nKHORGOS,closed,congestion,2026-11-25\nBANDAR_ABBAS_SEA,open,passage "
        "allowed,2026-11-20\n",
        test::network()
    );
    ASSERT_TRUE(turned) << turned.error().detail;
    EXPECT_FALSE(turned->allows(find("R05")));
    EXPECT_FALSE(turned->allows(find("T11"))) << "one switch turns rail and road of a border";
    EXPECT_TRUE(turned->allows(find("S06")));
    EXPECT_EQ(turned->find("KHORGOS")->reason, "congestion");
}

TEST(Switches, RefusesWhatWouldNotWork) {
    constexpr std::string_view kHeader = "switch,state,reason,since\n";
    for (const std::string_view row :
         {"KHORGAS,closed,typo,2026-11-25",
          "KHORGOS,shut,why,2026-11-25",
          "KHORGOS,closed,,2026-11-25",
          "KHORGOS,closed,why,yesterday",
          "KHORGOS,closed,a,2026-11-25\nKHORGOS,open,b,2026-11-25"}) {
        EXPECT_FALSE(Switches::parse(std::string(kHeader) + std::string(row), test::network())) << row;
    }
}

}  // namespace
}  // namespace silkgate::corridors
