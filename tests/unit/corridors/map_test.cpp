#include "gateway/corridors/map.hpp"

#include "gateway/corridors/search.hpp"
#include "tests/unit/corridors/support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace silkgate::corridors {
namespace {

std::string draw(std::string_view to, const Switches& switches) {
    const Query query{
        .origins = test::network().resolve("QINGDAO"),
        .destinations = test::network().resolve(to),
        .modes = {},
        .day = test::kDay,
        .alternatives = 3,
    };
    std::vector<Route> routes;
    for (const Path& path : find_paths(test::network(), switches, query)) {
        routes.push_back(*describe_route(test::network(), path, Decimal(1000)));
    }
    return draw_map(test::network(), switches, routes, "Qingdao → \"Bishkek\" & back <1 t>");
}

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) {
        ++found;
    }
    return found;
}

TEST(Map, ShowsEveryLegAndNodeAndTheBestRoutesStops) {
    const std::string svg = draw("BISHKEK", {});
    EXPECT_EQ(count(svg, "stroke-width=\"1.2\""), test::network().legs().size());
    EXPECT_EQ(count(svg, "r=\"2.2\""), 37U) << "nodes that legs use";
    EXPECT_NE(svg.find(">Bishkek</text>"), std::string::npos);
    EXPECT_NE(svg.find("kg CO2e"), std::string::npos);
    EXPECT_EQ(count(svg, "stroke-dasharray"), 3U) << "what is off by default is dotted";
}

TEST(Map, EscapesTheTitle) {
    const std::string svg = draw("BISHKEK", {});
    EXPECT_NE(svg.find("&quot;Bishkek&quot; &amp; back &lt;1 t&gt;"), std::string::npos);
    EXPECT_EQ(svg.find("<1 t>"), std::string::npos);
}

TEST(Map, DotsWhatAnOperatorClosed) {
    const auto closed =
        Switches::parse("switch,state,reason,since\nKHORGOS,closed,congestion,2026-11-25\n", test::network());
    ASSERT_TRUE(closed);
    EXPECT_EQ(count(draw("ALMATY", *closed), "stroke-dasharray"), 6U);
}

TEST(Map, WithoutARouteIsTheNetworkAlone) {
    const std::string svg = draw("ATLANTIS", {});
    EXPECT_TRUE(svg.starts_with("<svg"));
    EXPECT_TRUE(svg.ends_with("</svg>\n"));
    EXPECT_EQ(count(svg, "class=\"stop\""), 0U);
}

}  // namespace
}  // namespace silkgate::corridors
