#include "gateway/dispatch/ledger.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::dispatch {
namespace {

class LedgerTest : public ::testing::Test {
protected:
    void accept(const std::string& order, std::int64_t offset, std::int32_t partition = 0) {
        ledger.accepted(OrderId(order), {.partition = partition, .offset = offset});
    }
    void settle() {
        ledger.settle(
            [this](std::int32_t partition) { return partition == 0 ? routed_to : -1; },
            [this](const OrderId& order) { return states.contains(order.str()); }
        );
    }

    Ledger ledger;
    std::int64_t routed_to = -1;
    std::set<std::string> states;
};

TEST_F(LedgerTest, AnOrderTheRouterHasNotPassedIsWaitingNotMissing) {
    accept("a", 5);
    routed_to = 4;
    settle();
    settle();
    EXPECT_EQ(ledger.missing(), 0U);
    EXPECT_EQ(ledger.waiting(), 1U);
}

TEST_F(LedgerTest, AnOrderWithAStateIsCrossedOff) {
    accept("a", 5);
    accept("b", 6);
    routed_to = 6;
    states = {"a", "b"};
    settle();
    EXPECT_EQ(ledger.missing(), 0U);
    EXPECT_EQ(ledger.waiting(), 0U);
}

TEST_F(LedgerTest, AnOrderThatWasPassedWithoutAStateIsMissing) {
    accept("a", 5);
    accept("b", 6);
    routed_to = 6;
    states = {"b"};
    settle();
    EXPECT_EQ(ledger.missing(), 0U);  // its state may be on its way
    settle();
    EXPECT_EQ(ledger.missing(), 1U);
    states.insert("a");
    settle();
    EXPECT_EQ(ledger.missing(), 0U);
}

TEST_F(LedgerTest, PartitionsAreLookedAtOneByOne) {
    accept("a", 5, 1);
    routed_to = 100;
    settle();
    settle();
    EXPECT_EQ(ledger.missing(), 0U);
    EXPECT_EQ(ledger.waiting(), 1U);
}

}  // namespace
}  // namespace silkgate::dispatch
