#include "gateway/dispatch/planner.hpp"

#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class PlannerTest : public ::testing::Test {
protected:
    Plan plan(const order::Order& wanted, Depth depth = Depth::check) {
        const adapters::Context context{
            .decided_at = testing::kNoon,
            .order_id = OrderId("ord_x"),
            .connection = &testing::fake_connection()
        };
        return plan_order(*registry, wanted, context, depth);
    }

    static std::vector<std::string> codes(const Violations& violations) {
        std::vector<std::string> all;
        for (const Violation& violation : violations) {
            all.emplace_back(violation.rule->code);
        }
        return all;
    }

    order::Order order = [] {
        order::Order made = testing::make_order("A-1");
        (void)assign_waybill(made, testing::fake_connection(), 1);
        return made;
    }();
    std::shared_ptr<const adapters::Registry> registry = testing::fake_registry();
};

TEST_F(PlannerTest, ALaneHasTheLegsOfBothEnds) {
    const Plan made = plan(order);
    EXPECT_FALSE(made.is_held());
    ASSERT_EQ(made.legs.size(), 3U);
    EXPECT_THAT(made.legs[0].document_kinds, ElementsAre("CEB303", "CEB603"));
    EXPECT_THAT(made.legs[0].documents, IsEmpty());
    EXPECT_EQ(plan(order, Depth::render).legs[0].documents.size(), 2U);
}

TEST_F(PlannerTest, ACountryWithoutAdapterIsNoLane) {
    order.header.flow.destination_country = "DE";
    const Plan made = plan(order);
    EXPECT_TRUE(made.is_held());
    EXPECT_THAT(codes(made.general), Contains("lane-not-served"));
    EXPECT_THAT(made.legs, IsEmpty());
}

TEST_F(PlannerTest, MissingCountriesAreAllNamedAtOnce) {
    order.header.flow = {};
    EXPECT_THAT(codes(plan(order).general), Contains("origin-country-missing"));
    EXPECT_THAT(codes(plan(order).general), Contains("destination-country-missing"));
}

TEST_F(PlannerTest, ATestOrderIsHeldAndRendersNothing) {
    order.header.test = true;
    const Plan made = plan(order, Depth::render);
    EXPECT_THAT(codes(made.general), Contains("test-order"));
    for (const PlannedLeg& leg : made.legs) {
        EXPECT_THAT(leg.documents, IsEmpty());
    }
}

TEST_F(PlannerTest, WithoutWaybillNumberNothingGoes) {
    order.consignments.front().logistics.reset();
    EXPECT_THAT(codes(plan(order).general), Contains("waybill-number-missing"));
}

TEST_F(PlannerTest, AWaybillNumberFollowsFromTheSequence) {
    order::Order one = testing::make_order("A-1");
    order::Order two = testing::make_order("A-2");
    const std::string first = assign_waybill(one, testing::fake_connection(), 5);
    EXPECT_EQ(first, one.consignments.front().logistics->number);
    EXPECT_EQ(assign_waybill(two, testing::fake_connection(), 5), first);
    EXPECT_EQ(assign_waybill(two, testing::fake_connection(), 6), "");  // it has one now
    EXPECT_EQ(one.consignments.front().logistics->mode, "post");
}

TEST_F(PlannerTest, RulesHaveUniqueIdsAndAllLanguages) {
    std::vector<std::string_view> seen;
    for (const Rule& rule : planner_rules()) {
        EXPECT_THAT(seen, Not(Contains(rule.id)));
        seen.push_back(rule.id);
        EXPECT_FALSE(rule.text.en.empty() || rule.text.zh.empty() || rule.text.ru.empty()) << rule.id;
    }
    EXPECT_EQ(connection_unknown_rule().id, "SG-0910");
    EXPECT_EQ(processing_failed_rule().id, "SG-0911");
}

}  // namespace
}  // namespace silkgate::dispatch
