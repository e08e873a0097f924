// Each row that a booking's document asks of an order is broken by one change.
#include "tests/unit/booking/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::booking {
namespace {

using test::rules_of;
using test::Way;
using ::testing::Contains;
using ::testing::IsEmpty;

// One change that breaks each row, by the standard that asks.
struct Broken {
    std::string rule;
    Way way;
    std::function<void(order::Order&, config::Connection&, Context&)> change;
};

void PrintTo(const Broken& broken, std::ostream* out) {
    *out << broken.rule;
}

class Rows : public ::testing::TestWithParam<Broken> {};

TEST_P(Rows, AreBrokenByOneChange) {
    const auto& [rule, way, change] = GetParam();
    order::Order order = rule == "LG-0136" ? test::order_under_tir() : test::order_for(way.regime, way.mode);
    config::Connection connection = test::connection();
    Context context = test::context_of(test::route_by(way.mode));
    context.connection = &connection;
    change(order, connection, context);
    Violations out;
    check_booking(order, test::leg_of(way.regime, way.mode), context, out);
    EXPECT_THAT(rules_of(out), Contains(rule));
    for (const Violation& violation : out) {
        EXPECT_EQ(violation.leg, "booking-1");
        EXPECT_THAT(violation.found, IsEmpty());
    }
}

using O = order::Order;
using C = config::Connection;

INSTANTIATE_TEST_SUITE_P(
    All,
    Rows,
    ::testing::Values(
        Broken{"LG-0102", {"SMGS", "rail"}, [](O&, C&, Context& it) { it.route = nullptr; }},
        Broken{
            "LG-0103",
            {"CMR", "road"},
            [](O&, C& it, Context&) { it.registrations.erase("CMR.carrier"); }
        },
        Broken{"LG-0104", {"SMGS", "rail"}, [](O& it, C&, Context&) { it.consignments[0].packages.clear(); }},
        Broken{
            "LG-0105",
            {"CDEK", "road"},
            [](O& it, C&, Context&) { it.consignments[0].gross_weight.reset(); }
        },
        Broken{"LG-0106", {"SMGS", "rail"}, [](O& it, C&, Context&) { it.lines.push_back(it.lines[0]); }},
        Broken{"LG-0107", {"DCSA", "sea"}, [](O& it, C&, Context&) { it.lines[0].customs_names.clear(); }},
        Broken{
            "LG-0108",
            {"CMR", "road"},
            [](O& it, C&, Context&) { it.parties.consignee->address->city.clear(); }
        },
        Broken{
            "LG-0109",
            {"SMGS", "rail"},
            [](O& it, C&, Context&) { it.parties.consignee->address->lines = {std::string(51, 'x')}; }
        },
        Broken{
            "LG-0110",
            {"CMR", "road"},
            [](O& it, C&, Context&) { it.consignments.push_back(it.consignments[0]); }
        },
        Broken{"LG-0111", {"CMR", "road"}, [](O& it, C&, Context&) { it.consignments[0].incoterm.clear(); }},
        Broken{
            "LG-0112",
            {"DCSA", "sea"},
            [](O&, C& it, Context&) { it.registrations["DCSA.receiptType"] = "XX"; }
        },
        Broken{
            "LG-0113",
            {"DCSA", "sea"},
            [](O&, C& it, Context&) { it.registrations["DCSA.quotation"] = "Q-1"; }
        },
        Broken{
            "LG-0114",
            {"XFZB", "air"},
            [](O&, C&, Context& it) {
                RoutePlan plan = *it.route;
                plan.stops.back().unlocode.clear();
                it.route = std::make_shared<const RoutePlan>(plan);
            }
        },
        Broken{
            "LG-0115",
            {"XFZB", "air"},
            [](O& it, C&, Context&) { it.consignments[0].logistics->number = "SG-00000000001"; }
        },
        Broken{
            "LG-0116",
            {"XFZB", "air"},
            [](O&, C& it, Context&) { it.registrations.erase("XFZB.sender"); }
        },
        Broken{"LG-0117", {"XFZB", "air"}, [](O& it, C&, Context&) { it.lines[0].customs.codes.clear(); }},
        Broken{
            "LG-0118",
            {"CDEK", "road"},
            [](O&, C& it, Context&) { it.registrations["CDEK.tariff"] = "door"; }
        },
        Broken{"LG-0119", {"CDEK", "road"}, [](O& it, C&, Context&) { it.parties.consignee->phone.clear(); }},
        Broken{
            "LG-0131",
            {"YUNEXPRESS", "road"},
            [](O&, C& it, Context&) { it.registrations.erase("YUNEXPRESS.product"); }
        },
        Broken{
            "LG-0132",
            {"YUNEXPRESS", "road"},
            [](O& it, C&, Context&) { it.lines[0].customs_names.pop_back(); }
        },
        Broken{
            "LG-0133",
            {"SMGS", "rail"},
            [](O& it, C&, Context& context) {
                context.action = Action::return_;
                it.consignments[0].logistics->number.clear();
            }
        },
        Broken{
            "LG-0134",
            {"RUSSIANPOST", "post"},
            [](O& it, C&, Context&) { it.parties.consignee->name_parts.reset(); }
        },
        Broken{
            "LG-0135",
            {"ONERECORD", "air"},
            [](O& it, C&, Context&) { it.consignments[0].packages[0].count = 1000; }
        },
        Broken{
            "LG-0136",
            {"CMR", "road"},
            [](O&, C& it, Context&) { it.registrations.erase("TIR.departureCustoms"); }
        }
    )
);

TEST(Rows, AreAllTested) {
    // LG-0101 is a planning rule; the postal rows have their own tests.
    std::vector<std::string> ids;
    for (const Rule* rule : booking_rules()) {
        if (rule->id >= "LG-0102") {
            ids.emplace_back(rule->id);
        }
    }
    EXPECT_EQ(ids.size(), 24U);
}

}  // namespace
}  // namespace silkgate::adapters::booking
