// Which standard an order is booked by, what it asks, and its document: valid against the published schema
// where there is one.
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/booking/booking.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/sea/booking.hpp"
#include "gateway/json/reader.hpp"
#include "tests/unit/booking/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::booking {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> rules_of(const Violations& violations) {
    std::vector<std::string> ids;
    for (const Violation& violation : violations) {
        ids.emplace_back(violation.rule->id);
    }
    return ids;
}

std::vector<Leg> planned(const order::Order& order, Violations& out) {
    std::vector<Leg> legs;
    (void)plan_leg(order, test::context_of(nullptr), "CN", legs, out);
    return legs;
}

TEST(Choosing, FollowsModeCarrierAndNumber) {
    Violations out;
    EXPECT_EQ(planned(test::order_to("KZ", "rail"), out).front().regime, "SMGS");
    EXPECT_EQ(planned(test::order_to("KZ", "road"), out).front().regime, "CMR");
    order::Order cdek = test::order_to("RU", "road");
    cdek.consignments.front().logistics->carrier_code = "CDEK";
    EXPECT_EQ(planned(cdek, out).front().regime, "CDEK");
    order::Order postal = test::order_to("RU", "rail");
    postal.consignments.front().logistics->number =
        "LX473124829CN";  // a postal item, whatever train takes it
    EXPECT_THAT(planned(postal, out), IsEmpty());
    EXPECT_THAT(planned(test::order_to("KZ", "post"), out), IsEmpty());  // nothing is registered for it
    EXPECT_THAT(out, IsEmpty());
}

TEST(Choosing, ReportsAWordThatDoesNotServeTheMode) {
    config::Connection connection = test::connection();
    connection.registrations["Booking.rail.KZ"] = "DCSA";
    Context context = test::context_of(nullptr);
    context.connection = &connection;
    std::vector<Leg> legs;
    Violations out;
    EXPECT_TRUE(plan_leg(test::order_to("KZ", "rail"), context, "CN", legs, out));
    EXPECT_THAT(rules_of(out), ElementsAre("LG-0101"));
    EXPECT_THAT(legs, IsEmpty());
}

TEST(Choosing, FillsTheConnectionsModeOnce) {
    config::Connection connection = test::connection();
    connection.registrations["Booking.mode"] = "road";
    connection.registrations["Booking.mode.KZ"] = "rail";
    order::Order order = test::order_to("KZ", "");
    EXPECT_FALSE(fill_mode(order, connection));  // it has a number: somebody else books it
    order.consignments.front().logistics.reset();
    EXPECT_TRUE(fill_mode(order, connection));
    EXPECT_EQ(mode_of(order), "rail");
    EXPECT_FALSE(fill_mode(order, connection));
}

TEST(Choosing, NumbersHouseWaybillsFromTheConnectionsRange) {
    config::Connection connection;
    EXPECT_FALSE(assign_house_number(connection, 0));
    connection.registrations = {{"Waybill.prefix", "SG"}, {"Waybill.from", "7"}, {"Waybill.to", "0010"}};
    EXPECT_EQ(assign_house_number(connection, 0), "SG0007");
    EXPECT_EQ(assign_house_number(connection, 3), "SG0010");
    EXPECT_FALSE(assign_house_number(connection, 4));
}

struct Way {
    std::string regime;
    std::string mode;
};

Document document_of(const Way& way, Action action = Action::submit) {
    const auto context = test::context_of(test::route_by(way.mode), action);
    const order::Order order = test::order_to("KZ", way.mode);
    Violations out;
    check_booking(order, test::leg_of(way.regime, way.mode), context, out);
    EXPECT_THAT(rules_of(out), IsEmpty());
    auto document = write_booking(order, test::leg_of(way.regime, way.mode), context);
    EXPECT_TRUE(document) << document.error().detail;
    return document ? std::move(*document) : Document{};
}

TEST(Documents, OfRailIsAnSmgsNote) {
    const Document document = document_of({"SMGS", "rail"});
    EXPECT_EQ(document.kind, "SMGSNote");
    const auto note = consignment::read_smgs(document.bytes);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->number, "SG0000000001");
    EXPECT_EQ(note->departure.name, "Qingdao");
    EXPECT_EQ(note->destination.name, "Almaty");
    ASSERT_EQ(note->borders.size(), 1U);
    EXPECT_EQ(note->borders[0].name, "Alashankou");
    EXPECT_EQ(note->goods.at(0).commodity_code, "0902101000");
    EXPECT_EQ(note->goods.at(0).gross_weight, test::decimal("1.3"));
    EXPECT_EQ(note->contract.date, "2026-11-24");
    EXPECT_EQ(note->carriers.at(0).name, "Example Rail Operator");
}

TEST(Documents, OfRoadIsACmrNote) {
    const Document document = document_of({"CMR", "road"});
    const auto note = consignment::read_cmr(document.bytes);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->terms.incoterm, "DAP");
    EXPECT_EQ(note->stamped, "false");
    EXPECT_EQ(note->language, "RU");
    EXPECT_EQ(note->goods.at(0).packings.at(0).code, "BX");
    EXPECT_EQ(note->consignor.address->street, "12 <Harbour> & \"Road\"");
}

TEST(Documents, OfSeaIsADcsaRequest) {
    const auto booking = sea::read_booking(document_of({"DCSA", "sea"}).bytes);
    ASSERT_TRUE(booking) << booking.error().detail;
    EXPECT_THAT(sea::check_booking(*booking), IsEmpty());
    ASSERT_EQ(booking->locations.size(), 3U);
    EXPECT_EQ(booking->locations[0].location.unlocode, "CNQDG");
    EXPECT_EQ(booking->locations[2].type, "PDE");
    EXPECT_EQ(booking->on_carriage_mode, "RAIL");
    EXPECT_EQ(booking->expected_arrival_start, "2026-11-27");
    EXPECT_EQ(booking->expected_arrival_end, "2026-12-01");  // 6.5 days, rounded up
}

TEST(Documents, OfAirIsAHouseWaybill) {
    const auto waybill = air::read_xfzb(document_of({"XFZB", "air"}).bytes);
    ASSERT_TRUE(waybill) << waybill.error().detail;
    EXPECT_EQ(waybill->header.number, "SG0000000001");
    EXPECT_EQ(waybill->message.purpose, "Creation");
    EXPECT_EQ(waybill->master.house.origin.code, "TAO");
    EXPECT_EQ(waybill->master.house.destination.code, "ALA");
    EXPECT_EQ(waybill->master.house.lines.at(0).hs_code.value, "090210");
}

TEST(Documents, OfExpressIsAnOrderToCdek) {
    const auto order = express::read_cdek(document_of({"CDEK", "road"}).bytes);
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->packages.at(0).weight, 1300);
    EXPECT_EQ(order->packages.at(0).items.at(0).weight, 250);                // of one piece
    EXPECT_EQ(order->packages.at(0).items.at(0).cost, test::decimal("30"));  // of one piece
}

TEST(Documents, OfTheSameBookingAreTheSame) {
    for (const Way& way : {Way{"SMGS", "rail"}, Way{"CMR", "road"}, Way{"DCSA", "sea"}, Way{"XFZB", "air"}}) {
        EXPECT_EQ(document_of(way).bytes, document_of(way).bytes) << way.regime;
    }
}

TEST(Documents, OfACancellationNameTheNumber) {
    for (const Way& way : {Way{"SMGS", "rail"}, Way{"CMR", "road"}, Way{"CDEK", "road"}}) {
        const Document document = document_of(way, Action::cancel);
        EXPECT_EQ(document.kind, "Booking") << way.regime;
        const auto json = json::Document::parse(document.bytes);
        ASSERT_TRUE(json);
        EXPECT_EQ(json->root()["action"].text(), "cancel");
        EXPECT_EQ(json->root()["number"].text(), "SG0000000001");
    }
    EXPECT_EQ(document_of({"DCSA", "sea"}, Action::cancel).kind, "DCSACancellation");
    EXPECT_EQ(
        air::read_xfzb(document_of({"XFZB", "air"}, Action::cancel).bytes)->message.purpose, "Deletion"
    );
    EXPECT_EQ(air::read_xfzb(document_of({"XFZB", "air"}, Action::amend).bytes)->message.purpose, "Update");
}

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
    order::Order order = test::order_to("KZ", way.mode);
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
        Broken{"LG-0119", {"CDEK", "road"}, [](O& it, C&, Context&) { it.parties.consignee->phone.clear(); }}
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
    EXPECT_EQ(ids.size(), 18U);
}

}  // namespace
}  // namespace silkgate::adapters::booking
