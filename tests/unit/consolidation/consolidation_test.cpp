// Parcels in bags in a container: weights that add up, what is refused, groups for an authority's limit.
#include "adapters/common/consolidation/group.hpp"
#include "adapters/common/consolidation/rules.hpp"
#include "adapters/common/consolidation/weigh.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace silkgate::adapters::consolidation {
namespace {

const BusinessDate kDay = *parse_date("2026-11-25");

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

Result<Consolidation> wish(const std::string& body) {
    const auto document = json::Document::parse(body);
    return document ? read_wish(document->root()) : document.error();
}

constexpr const char* kBody = R"({"mode":"rail","from":"JIAOZHOU","to":"ALMATY",
  "transportDocument":{"type":"SMGS","number":"12345678"},
  "units":[{"ref":"C1","kind":"container","number":"CSQU3054383","type":"45G1","tareKg":"3940.5","seals":["QD1"]},
           {"ref":"B1","kind":"bag","in":"C1","tareKg":"0.35","orders":["ord_1","ord_2"]},
           {"ref":"B2","kind":"bag","in":"C1","tareKg":"0.4","orders":["ord_3"]}]})";

// The parcels that the orders named in the units would be.
Consolidation packed(Consolidation made, const std::vector<std::optional<Decimal>>& weights) {
    std::size_t next = 0;
    for (std::size_t unit = 0; unit < made.units.size(); ++unit) {
        for (const std::string& order : made.units[unit].orders) {
            made.parcels.push_back(
                {.order = order,
                 .number = "N-" + order,
                 .waybill = {},
                 .destination_country = next % 2 == 0 ? "RU" : "KZ",
                 .pieces = 2,
                 .gross_kg = weights[next++ % weights.size()],
                 .unit = unit}
            );
        }
    }
    return made;
}

Consolidation good() {
    return packed(*wish(kBody), {decimal("1.250"), decimal("0.005"), decimal("20")});
}

std::set<std::string> codes(const Consolidation& consolidation) {
    std::set<std::string> found;
    for (const Violation& each : check(consolidation, *weigh(consolidation), kDay)) {
        found.emplace(std::string(each.rule->id) + " " + each.pointer);
    }
    return found;
}

TEST(Consolidation, EveryLevelIsTheSumOfTheOneBelow) {
    const Consolidation made = good();
    const auto loads = weigh(made);
    ASSERT_TRUE(loads);
    const Load& container = loads->units[0];
    const Load& bag = loads->units[1];
    EXPECT_EQ(bag.goods_kg, decimal("1.255"));
    EXPECT_EQ(bag.gross_kg, decimal("1.605"));
    EXPECT_EQ(loads->units[2].gross_kg, decimal("20.4"));
    EXPECT_EQ(container.parcels, 3U);
    EXPECT_EQ(container.pieces, 6);
    EXPECT_EQ(container.goods_kg, decimal("21.255"));
    EXPECT_EQ(container.inner_tare_kg, decimal("0.75"));
    EXPECT_EQ(container.gross_kg, decimal("3962.505"));  // 21.255 + 0.75 + 3940.5
    EXPECT_EQ(loads->total.inner_tare_kg, decimal("3941.25"));
    EXPECT_EQ(loads->total.gross_kg, container.gross_kg);
}

TEST(Consolidation, IsReadBackAsItWasWritten) {
    Consolidation made = good();
    made.number = "QD-1";
    made.version = 3;
    made.created_at = *parse_rfc3339("2026-11-25T10:00:00Z");
    made.updated_at = *parse_rfc3339("2026-11-25T11:00:00Z");
    const std::string json = to_json(made, *weigh(made));
    const auto document = json::Document::parse(json);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root()["units"].at(0)["load"]["grossKg"].text(), "3962.505");
    EXPECT_EQ(document->root()["units"].at(0)["load"]["capacity"]["grossKg"].text(), "30480");
    const auto read = read_consolidation(document->root());
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(to_json(*read, *weigh(*read)), json);
    EXPECT_EQ(path_of(*read, 1), (std::vector<std::string>{"B1", "C1"}));
}

TEST(Consolidation, WhatIsGoodHasNoFinding) {
    EXPECT_EQ(codes(good()), std::set<std::string>{});
}

struct BadBody {
    const char* from;
    const char* to;
    const char* pointer;
};

class ConsolidationBody : public ::testing::TestWithParam<BadBody> {};

TEST_P(ConsolidationBody, IsRefusedWithItsPlace) {
    std::string body = kBody;
    const auto at = body.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    body.replace(at, std::string_view(GetParam().from).size(), GetParam().to);
    const auto read = wish(body);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::invalid_parameter);
    EXPECT_EQ(read.error().pointer, GetParam().pointer);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    ConsolidationBody,
    ::testing::Values(
        BadBody{R"("rail")", R"("camel")", "/mode"},
        BadBody{R"("from":"JIAOZHOU",)", "", "/from"},
        BadBody{R"("tareKg":"0.35",)", "", "/units/1/tareKg"},
        BadBody{R"("0.35")", R"("-0.35")", "/units/1/tareKg"},
        BadBody{R"("0.35")", R"("0.3505")", "/units/1/tareKg"},
        BadBody{R"("0.35")", "0.35", "/units/1/tareKg"},
        BadBody{R"("kind":"bag")", R"("kind":"box")", "/units/1/kind"},
        BadBody{R"("seals")", R"("seal")", "/units/0/seal"},
        BadBody{R"(["ord_1","ord_2"])", R"("ord_1")", "/units/1/orders"},
        BadBody{R"(["QD1"])", "[1]", "/units/0/seals/0"},
        BadBody{R"("type":"SMGS",)", "", "/transportDocument/type"}
    )
);

TEST(ConsolidationRules, EachIsBrokenOnce) {
    const auto broken = [](auto change) {
        Consolidation made = good();
        change(made);
        return codes(made);
    };
    using Codes = std::set<std::string>;
    EXPECT_EQ(broken([](auto& c) { c.units[2].ref = "B1"; }), (Codes{"LG-0201 /units/2/ref"}));
    EXPECT_EQ(broken([](auto& c) { c.units[1].in = "C9"; }), (Codes{"LG-0202 /units/1/in"}));
    EXPECT_EQ(broken([](auto& c) { c.units[1].in = "B2"; }), (Codes{"LG-0203 /units/1/in"}));
    EXPECT_EQ(broken([](auto& c) { c.units[0].number = "CSQU3054384"; }), (Codes{"LG-0204 /units/0/number"}));
    EXPECT_EQ(broken([](auto& c) { c.units[0].type = ""; }), (Codes{"LG-0205 /units/0/type"}));
    EXPECT_EQ(
        broken([](auto& c) {
            c.units[0].kind = UnitKind::wagon;
            c.units[0].number = "94800126";
        }),
        (Codes{"LG-0206 /units/0/number"})
    );
    EXPECT_EQ(
        broken([](auto& c) {
            c.units[0].kind = UnitKind::uld;
            c.units[0].type = "AKE";
            c.units[0].tare_kg = decimal("80");
            c.units[0].number = "AKE123CA";
        }),
        (Codes{"LG-0207 /units/0/number"})
    );
    EXPECT_EQ(broken([](auto& c) { c.units[0].number = ""; }), (Codes{"LG-0208 /units/0/number"}));
    EXPECT_EQ(
        broken([](auto& c) { c.units[2].orders.emplace_back("ord_2"); }), (Codes{"LG-0209 /units/2/orders/1"})
    );
    EXPECT_EQ(broken([](auto& c) { c.parcels[1].gross_kg.reset(); }), (Codes{"LG-0210 /units/1/orders/1"}));
}

// Both sides of each limit.
TEST(ConsolidationRules, CapacityIsTheLowerOfPlateAndTable) {
    Consolidation made = good();
    made.units[0].tare_kg = decimal("3000");
    made.parcels[0].gross_kg = decimal("27459.245");  // with 20.005, 0.75 and 3000: 30480 exactly
    EXPECT_EQ(weigh(made)->units[0].gross_kg, decimal("30480"));
    EXPECT_EQ(codes(made), std::set<std::string>{});
    made.parcels[1].gross_kg = decimal("0.006");
    EXPECT_EQ(codes(made), (std::set<std::string>{"LG-0211 /units/0"}));
    made = good();
    made.units[1].max_gross_kg = decimal("1.605");
    EXPECT_EQ(codes(made), std::set<std::string>{});
    made.units[1].max_gross_kg = decimal("1.604");
    EXPECT_EQ(codes(made), (std::set<std::string>{"LG-0211 /units/1"}));
    const Unit ake{
        .ref = "U",
        .kind = UnitKind::uld,
        .in = {},
        .number = "AKE12345CA",
        .type = "AKE",
        .tare_kg = {},
        .max_gross_kg = {},
        .seals = {},
        .orders = {}
    };
    EXPECT_EQ(capacity_of(ake, kDay)->gross_kg, Decimal(1588));
    EXPECT_FALSE(capacity_of(ake, *parse_date("2020-01-01"))) << "the row is not known to hold then";
}

// Rules that only who has the orders can find.
TEST(ConsolidationRules, OfOrdersHaveRowsToo) {
    EXPECT_EQ(order_unknown_rule().id, "LG-0212");
    EXPECT_EQ(order_ended_rule().id, "LG-0213");
    EXPECT_EQ(order_elsewhere_rule().id, "LG-0214");
    EXPECT_EQ(place_unknown_rule().id, "LG-0215");
    for (const Rule& rule : rules()) {
        EXPECT_FALSE(rule.text.zh.empty() || rule.text.ru.empty()) << rule.id;
    }
}

Consolidation of_bags(const std::vector<int>& sizes) {
    Consolidation made;
    for (std::size_t bag = 0; bag < sizes.size(); ++bag) {
        Unit unit;
        unit.ref = "B" + std::to_string(bag);
        unit.kind = UnitKind::bag;
        for (int i = 0; i < sizes[bag]; ++i) {
            unit.orders.push_back("ord_" + std::to_string(bag) + "_" + std::to_string(i));
        }
        made.units.push_back(std::move(unit));
    }
    return packed(std::move(made), {decimal("1")});
}

TEST(ConsolidationGroups, KeepABagTogetherAndLoseNothing) {
    const Consolidation made = of_bags({400, 200, 300, 501, 1});
    const auto groups = group_parcels(made, 500, [](const Parcel&) { return true; });
    std::set<std::size_t> all;
    std::set<std::set<std::size_t>> bags_of_groups;
    for (const auto& group : groups) {
        EXPECT_LE(group.size(), 500U);
        std::set<std::size_t> bags;
        for (const std::size_t parcel : group) {
            EXPECT_TRUE(all.insert(parcel).second) << "twice";
            bags.insert(made.parcels[parcel].unit);
        }
        bags_of_groups.insert(bags);
    }
    EXPECT_EQ(all.size(), made.parcels.size());
    EXPECT_TRUE(bags_of_groups.contains({0}));
    EXPECT_TRUE(bags_of_groups.contains({1, 2})) << "200 and 300 fill one group exactly";
    EXPECT_EQ(groups.size(), 4U) << "400; 200 + 300; 500 of the large bag; its last one with the last bag";
}

TEST(ConsolidationGroups, TakeOnlyWhatIsWanted) {
    const Consolidation made = of_bags({10});
    const auto groups =
        group_parcels(made, 500, [](const Parcel& parcel) { return parcel.destination_country == "RU"; });
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].size(), 5U);
    EXPECT_TRUE(group_parcels(made, 500, [](const Parcel&) { return false; }).empty());
}

}  // namespace
}  // namespace silkgate::adapters::consolidation
