#include "gateway/corridors/route.hpp"
#include "tests/unit/corridors/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace silkgate::corridors {
namespace {

Query query(
    std::string_view from,
    std::string_view to,
    std::vector<Mode> modes = {},
    Objective objective = Objective::time
) {
    return {
        .origins = test::network().resolve(from),
        .destinations = test::network().resolve(to),
        .objective = objective,
        .modes = std::move(modes),
        .day = test::kDay,
        .alternatives = 5,
    };
}

std::string ids(const Path& path) {
    std::string text;
    for (const Step& step : path) {
        text += (text.empty() ? "" : " ") + step.leg->id + (step.reversed ? "'" : "");
    }
    return text;
}

std::vector<std::string> all_ids(const std::vector<Path>& paths) {
    std::vector<std::string> texts;
    for (const Path& path : paths) {
        texts.push_back(ids(path));
    }
    return texts;
}

Route route_by(std::string_view legs, const Query& query, Decimal mass = Decimal(1000)) {
    for (const Path& path : find_paths(test::network(), {}, query)) {
        if (ids(path) == legs) {
            auto route = describe_route(test::network(), path, mass);
            EXPECT_TRUE(route);
            return *route;
        }
    }
    ADD_FAILURE() << legs << " is not among "
                  << testing::PrintToString(all_ids(find_paths(test::network(), {}, query)));
    return {};
}

// Published and compiled typical routes from Qingdao (docs of the corridors' sources): kilometres within one
// per cent, typical days exact.
struct Known {
    std::string_view to;
    std::vector<Mode> modes;
    std::string_view legs;
    int km;
    int days;
};

void PrintTo(const Known& known, std::ostream* out) {
    *out << known.to << " by " << known.legs;
}

class KnownRoutes : public testing::TestWithParam<Known> {};

TEST_P(KnownRoutes, AreFoundWithTheirDays) {
    const Known& known = GetParam();
    Query wide = query("QINGDAO", known.to, known.modes);
    wide.alternatives = 20;
    const Route route = route_by(known.legs, wide);
    EXPECT_NEAR(route.km, known.km, known.km / 100.0);
    EXPECT_EQ(route.days_typical.to_shortest(), std::to_string(known.days));
    EXPECT_LE(route.days_min, route.days_typical);
    EXPECT_LE(route.days_typical, route.days_max);
}

const std::vector<Mode> kRail{Mode::rail};
const std::vector<Mode> kLand{Mode::rail, Mode::road, Mode::multi};
const std::vector<Mode> kSea{Mode::sea, Mode::rail, Mode::road};
const std::vector<Mode> kAir{Mode::air};

INSTANTIATE_TEST_SUITE_P(
    Table,
    KnownRoutes,
    testing::Values(
        Known{"ALMATY", kRail, "R01 R03 R05 R07", 5120, 8},
        Known{"ALMATY", kRail, "R01 R02 R04 R06", 5459, 9},
        Known{"ALMATY", kLand, "R01 T11", 5150, 8},
        Known{"ALMATY", kAir, "A01", 3713, 2},
        Known{"TASHKENT", kRail, "R01 R03 R05 R07 R08", 6090, 11},
        Known{"TASHKENT", kLand, "R01 T11 T13", 5960, 10},
        Known{"TASHKENT", kLand, "C01 T01 T02 T03", 6370, 11},
        Known{"TASHKENT", kAir, "A02", 4373, 3},
        Known{"BISHKEK", kRail, "R01 R03 R05 R07 R09", 5710, 10},
        Known{"BISHKEK", kLand, "R01 T11 T12", 5390, 9},
        Known{"BISHKEK", kLand, "C01 T05", 6150, 10},
        Known{"BISHKEK", kAir, "A03", 3922, 3},
        Known{"DUSHANBE", kRail, "R01 R03 R05 R07 R08 R10", 7030, 15},
        Known{"DUSHANBE", kLand, "R01 T11 T13 T04", 6600, 12},
        Known{"DUSHANBE", kLand, "C01 T06", 6800, 13},
        Known{"DUSHANBE", kAir, "A04", 4472, 3},
        Known{"MOSCOW", kRail, "R01 R02 R04 R11", 8890, 14},
        Known{"MOSCOW", kRail, "R13 R14 R15", 9660, 16},
        Known{"MOSCOW", kLand, "R01 R03 T14", 9460, 15},
        Known{"MOSCOW", kSea, "S02 R23", 11140, 18},
        Known{"MOSCOW", kAir, "A05", 6306, 2},
        Known{"MINSK", kRail, "R01 R02 R04 R16", 9640, 15},
        Known{"MINSK", kSea, "S02 R23 R12", 11890, 20},
        Known{"MINSK", kAir, "A06", 6949, 4},
        Known{"TEHRAN", kRail, "R01 R02 R04 R19 R20", 9770, 16},
        Known{"ISLAMABAD", kLand, "C01 T07 T08 T09", 6730, 12},
        Known{"ISLAMABAD", kSea, "S05 R26", 11450, 26},
        Known{"ISLAMABAD", kAir, "A08", 4276, 3},
        Known{"KARACHI", kLand, "C01 T07 T08 T09 T10", 8140, 15},
        Known{"KARACHI", kSea, "S05", 10000, 22},
        Known{"KARACHI", kAir, "A09", 5156, 3},
        Known{"DELHI", kSea, "S03 R24", 10580, 25},
        Known{"DELHI", kSea, "S04 R25", 10850, 25},
        Known{"DELHI", kAir, "A10", 4091, 3},
        Known{"MUMBAI", kAir, "A11", 4971, 4},
        Known{"POTI", kSea, "R01 R03 R05 R17 S01 R18", 9340, 19}
    )
);

TEST(Routes, BestFirstByEachObjective) {
    const auto first = [](Objective objective) {
        return ids(find_paths(test::network(), {}, query("QINGDAO", "ALMATY", {}, objective)).front());
    };
    EXPECT_EQ(first(Objective::time), "A01");
    EXPECT_EQ(first(Objective::cost), "R01 R03 R05 R07");
    EXPECT_EQ(first(Objective::co2e), "R01 R03 R05 R07");
}

TEST(Routes, AlternativesDifferAndGetNoBetter) {
    Query wide = query("QINGDAO", "DUSHANBE");
    wide.alternatives = 20;
    const auto paths = find_paths(test::network(), {}, wide);
    ASSERT_GE(paths.size(), 8U);
    auto texts = all_ids(paths);
    std::ranges::sort(texts);
    EXPECT_EQ(std::ranges::adjacent_find(texts), texts.end());
    Decimal before;
    for (const Path& path : paths) {
        const auto route = describe_route(test::network(), path, Decimal(1));
        ASSERT_TRUE(route);
        EXPECT_LE(before, route->days_typical) << ids(path);
        before = route->days_typical;
        std::vector<NodeIndex> passed;
        for (const Step& step : path) {
            passed.push_back(step.from());
        }
        std::ranges::sort(passed);
        EXPECT_EQ(std::ranges::adjacent_find(passed), passed.end()) << "no node twice: " << ids(path);
    }
}

TEST(Routes, ClosingKhorgosMovesThePlanToAlashankou) {
    const auto closed =
        Switches::parse("switch,state,reason,since\nKHORGOS,closed,congestion,2026-11-25\n", test::network());
    ASSERT_TRUE(closed);
    const auto before = find_paths(test::network(), {}, query("JIAOZHOU", "ALMATY"));
    const auto after = find_paths(test::network(), *closed, query("JIAOZHOU", "ALMATY"));
    EXPECT_EQ(ids(before.front()), "R01 R03 R05 R07");
    EXPECT_EQ(ids(after.front()), "R01 R02 R04 R06");
}

TEST(Routes, IranBySeaAndAirOnlyWhenSwitchedOn) {
    for (const Path& path : find_paths(test::network(), {}, query("QINGDAO", "TEHRAN"))) {
        EXPECT_TRUE(std::ranges::all_of(path, [](const Step& step) {
            return step.leg->id != "S06" && step.leg->id != "A07";
        })) << ids(path);
    }
    const auto on = Switches::parse(
        "switch,state,reason,since\nBANDAR_ABBAS_SEA,open,passage allowed,2026-11-20\n", test::network()
    );
    ASSERT_TRUE(on);
    const auto texts = all_ids(
        find_paths(test::network(), *on, query("QINGDAO", "TEHRAN", {Mode::sea, Mode::rail}, Objective::cost))
    );
    EXPECT_NE(std::ranges::find(texts, "S06 R27"), texts.end()) << testing::PrintToString(texts);
}

TEST(Routes, IndiaAndPakistanAreNeverChained) {
    EXPECT_TRUE(find_paths(test::network(), {}, query("KARACHI", "DELHI")).empty());
    EXPECT_TRUE(find_paths(test::network(), {}, query("IN", "PK")).empty());
    Query through = query("QINGDAO", "DELHI");
    through.alternatives = 20;
    for (const Path& path : find_paths(test::network(), {}, through)) {
        for (const Step& step : path) {
            EXPECT_NE(test::network().nodes()[step.to()].country, "PK") << ids(path);
        }
    }
}

TEST(Routes, LegsHoldFromTheirDay) {
    Query early = query("KASHGAR", "ISLAMABAD", {Mode::road});
    EXPECT_EQ(find_paths(test::network(), {}, early).size(), 1U);
    early.day = BusinessDate{std::chrono::year{2024}, std::chrono::month{11}, std::chrono::day{30}};
    EXPECT_TRUE(find_paths(test::network(), {}, early).empty())
        << "Khunjerab is open all year since 2024-12-01";
}

TEST(Routes, BackwardsTooWithGaugeAndBorderTurned) {
    const auto paths = find_paths(test::network(), {}, query("ALMATY", "JIAOZHOU", kRail));
    ASSERT_FALSE(paths.empty());
    EXPECT_EQ(ids(paths.front()), "R07' R05' R03' R01'");
    const auto route = describe_route(test::network(), paths.front(), Decimal(1000));
    ASSERT_TRUE(route);
    EXPECT_EQ(route->steps[1].handling, "1520>1435");
    EXPECT_EQ(route->gauge_changes, 1);
    EXPECT_EQ(route->steps[1].border, "Altynkol/Khorgos") << "exit/entry";
    EXPECT_EQ(route->borders, std::vector<std::string>{"Altynkol/Khorgos"});
}

TEST(Routes, UnknownEndsGiveNothing) {
    EXPECT_TRUE(find_paths(test::network(), {}, query("ATLANTIS", "ALMATY")).empty());
    EXPECT_TRUE(find_paths(test::network(), {}, query("ALMATY", "ALMATY")).empty());
}

TEST(Routes, NameTheirPapersBordersAndWarnings) {
    const Route rail = route_by("R01 R03 R05 R07", query("JIAOZHOU", "ALMATY"));
    EXPECT_EQ(rail.documents, std::vector<std::string>{"SMGS consignment note"});
    EXPECT_EQ(rail.borders, std::vector<std::string>{"Khorgos/Altynkol"});
    EXPECT_EQ(rail.cost_class, "medium");
    const Route pakistan = route_by("C01 T07 T08 T09", query("JIAOZHOU", "ISLAMABAD"));
    EXPECT_EQ(
        pakistan.documents,
        (std::vector<std::string>{"railway consignment note", "CMR consignment note", "TIR carnet (possible)"}
        )
    );
    EXPECT_EQ(pakistan.handlings, 2) << "rail to road at Kashgar, reload at Sost";
    EXPECT_EQ(pakistan.gauge_changes, 0);
    EXPECT_FALSE(pakistan.warnings.empty());
    EXPECT_EQ(route_by("S03 R24", query("QINGDAO", "DELHI", kSea)).documents.front(), "bill of lading");
    EXPECT_EQ(route_by("A01", query("QINGDAO", "ALMATY")).cost_class, "highest");
}

// The worked example: 1,000 kg by rail 5,120 km with one gauge change 178.3 kg; by air 3,035 kg; by sea
// at 15.5 g/tkm 141.8 kg.
TEST(Emissions, WorkedExample) {
    const Route rail = route_by("R01 R03 R05 R07", query("JIAOZHOU", "ALMATY"));
    EXPECT_EQ(rail.moving.total.to_string(), "177664");
    EXPECT_EQ(rail.handling.to_string(), "600");
    EXPECT_EQ(rail.total.to_string(), "178264");
    const Route air = route_by("A01", query("TAO", "ALMATY"));
    EXPECT_EQ(air.total.to_string(), "3034976");
    EmissionFactor ship;
    ship.operation = *Decimal::parse("12.63");
    ship.energy = *Decimal::parse("2.87");
    ship.total = *Decimal::parse("15.5");
    const auto sea = leg_emissions(Decimal(1000), 9150, ship);
    ASSERT_TRUE(sea);
    EXPECT_EQ(sea->total.to_string(), "141825");
}

TEST(Emissions, PartsAddUpForAnyMass) {
    for (const char* mass : {"0.001", "0.35", "1", "17.283", "999.999", "28000"}) {
        const Route route = route_by("R01 R03 R05 R07", query("JIAOZHOU", "ALMATY"), *Decimal::parse(mass));
        EXPECT_EQ(*add(route.moving.operation, route.moving.energy), route.moving.total) << mass;
        Decimal sum;
        for (const RouteStep& step : route.steps) {
            sum = *add(sum, step.emissions.total);
        }
        EXPECT_EQ(sum, route.moving.total) << mass;
    }
}

}  // namespace
}  // namespace silkgate::corridors
