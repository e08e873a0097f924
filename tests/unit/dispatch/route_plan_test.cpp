#include "gateway/dispatch/route_plan.hpp"

#include "gateway/dispatch/order_state.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace silkgate::dispatch {
namespace {

const corridors::Corridors& corridors_in_force() {
    static const auto loaded = corridors::load(SILKGATE_SOURCE_DIR "/gateway/corridors/data", "");
    return **loaded;
}

order::Order order_to(const std::string& country, const std::string& city, const std::string& mode) {
    order::Order order = testing::make_order("A-1");
    order.header.flow.destination_country = country;
    order.parties.consignee->address->country = country;
    order.parties.consignee->address->city = city;
    order.consignments.front().logistics = order::Logistics{.mode = mode};
    order.consignments.front().gross_weight = *Decimal::parse("1000");
    return order;
}

std::optional<adapters::RoutePlan> plan_of(const order::Order& order, config::Connection connection = {}) {
    return plan_route(corridors_in_force(), order, connection, testing::kNoon);
}

// The worked example of the corridors' sources: 1,000 kg, Jiaozhou to Almaty by rail.
TEST(RoutePlan, HasTheEmissionsOfTheOrdersWeight) {
    const auto plan = plan_of(order_to("KZ", "Almaty", "rail"));
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->km, 5120);
    EXPECT_EQ(plan->gauge_changes, 1);
    EXPECT_EQ(plan->handling_kg->to_string(), "0.600");
    EXPECT_EQ(plan->total_kg->to_string(), "178.264");
    EXPECT_EQ(plan->legs.front().factor.quality, "default");
    EXPECT_FALSE(plan->legs.front().factor.source.empty());
    EXPECT_EQ(plan->table_version, corridors_in_force().network.version());
    EXPECT_EQ(plan->stops.front().unlocode, "CNJZH");
    EXPECT_EQ(plan->stops.size(), plan->legs.size() + 1);
}

TEST(RoutePlan, StockGoesThroughParksThereAndBack) {
    order::Order order = order_to("BY", "Minsk", "rail");
    order.header.trade_mode = "9810";
    const auto out = plan_of(order);
    ASSERT_TRUE(out);
    EXPECT_EQ(out->stops.front().node, "JIAOZHOU");
    EXPECT_EQ(out->stops.back().node, "MINSK");
    const auto names = [](const adapters::RoutePlan& plan, std::string_view park) {
        return std::ranges::any_of(plan.warnings, [&](const std::string& text) {
            return text.starts_with("park " + std::string(park) + " ");
        });
    };
    EXPECT_TRUE(names(*out, "SCODA") && names(*out, "GREAT_STONE"));
    std::swap(order.header.flow.origin_country, order.header.flow.destination_country);
    const auto back = plan_of(order);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->stops.back().node, "JIAOZHOU");
    EXPECT_TRUE(names(*back, "SCODA") && names(*back, "GREAT_STONE"));
    order.header.trade_mode = "9610";
    EXPECT_FALSE(names(*plan_of(order), "SCODA")) << "a parcel waits in no park";
}

TEST(RoutePlan, BackLeadsFromTheConsigneesEndToTheSellers) {
    config::Connection connection;
    connection.registrations = {{"Route.from", "QINGDAO"}, {"Route.to.KZ", "ALMATY"}};
    const order::Order order = order_to("KZ", "Astana", "rail");
    const auto back = plan_route_back(corridors_in_force(), order, connection, testing::kNoon);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->stops.front().node, "ALMATY");
    EXPECT_EQ(back->stops.back().country, "CN");
    EXPECT_EQ(back->mode, "rail");
    EXPECT_EQ(back->km, plan_of(order, connection)->km);
}

TEST(RoutePlan, WithoutAWeightHasNoEmissions) {
    order::Order order = order_to("KZ", "Almaty", "rail");
    order.consignments.front().gross_weight.reset();
    order.lines.front().customs.gross_weight.reset();
    const auto plan = plan_of(order);
    ASSERT_TRUE(plan);
    EXPECT_FALSE(plan->total_kg || plan->legs.front().co2e);
    EXPECT_EQ(*parse_route_plan(to_json(*plan)), *plan);
}

TEST(RoutePlan, EndsAtTheCityWhereTheCorridorsHaveIt) {
    EXPECT_EQ(plan_of(order_to("PK", "Karachi", "sea"))->stops.back().node, "KARACHI");
    EXPECT_EQ(plan_of(order_to("KZ", "Nowhere", "rail"))->stops.back().node, "ALMATY");  // the country's hub
    EXPECT_EQ(
        plan_of(order_to("KZ", "Karachi", "rail"))->stops.back().node, "ALMATY"
    );  // not a city of Kazakhstan
    config::Connection connection;
    connection.registrations["Route.to.RU"] = "VLADIVOSTOK";
    EXPECT_EQ(plan_of(order_to("RU", "Moscow", "sea"), connection)->stops.back().node, "VLADIVOSTOK");
    EXPECT_FALSE(plan_of(order_to("KZ", "Almaty", "sea")));
}

TEST(RoutePlan, IsReadBackAsItWas) {
    const auto plan = plan_of(order_to("TJ", "Dushanbe", "road"));
    ASSERT_TRUE(plan);
    const auto again = parse_route_plan(to_json(*plan));
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(*again, *plan);
    EXPECT_EQ(parse_route_plan("{}"), nullptr);
    EXPECT_EQ(parse_route_plan(""), nullptr);
}

TEST(RoutePlan, OfACommandIsTheOrders) {
    const auto registry = testing::fake_registry();
    const Decider decider(*registry, testing::find_fake_connection(), {});
    Command command = testing::make_created("A-1");
    command.route = std::make_shared<const adapters::RoutePlan>(*plan_of(order_to("RU", "Moscow", "rail")));
    const auto read = read_command(to_json(command), {});
    ASSERT_TRUE(read);
    const OrderState state = *decider.decide(*read, {.partition = 1, .offset = 2}, nullptr).next;
    EXPECT_EQ(state.route, to_json(*command.route));
    const auto again = read_order_state(to_json(state));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->route, state.route);
    EXPECT_EQ(to_json(*again), to_json(state));
}

}  // namespace
}  // namespace silkgate::dispatch
