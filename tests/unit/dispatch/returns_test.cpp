// The number under which goods come back.
#include "gateway/dispatch/returns.hpp"

#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

TEST(NumberReturn, TakesTheRefundsNumberThenTheNextOfTheRangeThenNone) {
    order::Order order = testing::make_order("A-1");
    order.consignments.resize(1);
    order.consignments.front().logistics = order::Logistics{.number = "SG01", .mode = "rail"};
    config::Connection connection;
    number_return(order, connection, 4);
    EXPECT_EQ(order.consignments.front().logistics->number, "");
    connection.registrations = {{"Waybill.prefix", "SG"}, {"Waybill.from", "10"}, {"Waybill.to", "99"}};
    number_return(order, connection, 4);
    EXPECT_EQ(order.consignments.front().logistics->number, "SG14");
    order.refunds.push_back({.logistics = order::Logistics{.number = "BACK-1"}});
    number_return(order, connection, 4);
    EXPECT_EQ(order.consignments.front().logistics->number, "BACK-1");
}

}  // namespace
}  // namespace silkgate::dispatch
