#include "adapters/common/booking/lifecycle.hpp"

#include <gtest/gtest.h>

namespace silkgate::adapters::booking {
namespace {

TEST(BookingStatus, IsAgreedThenCarried) {
    EXPECT_EQ(status_of("published", {}), "submitted");
    EXPECT_EQ(status_of("registered", {}), "confirmed");
    EXPECT_EQ(status_of("registered", CarriageStep::in_transit), "in_transit");
    EXPECT_EQ(status_of("received", CarriageStep::delivered), "delivered");
    EXPECT_EQ(status_of("cancelled", CarriageStep::collected), "cancelled");
    EXPECT_EQ(status_of("rejected", {}), "rejected");
    EXPECT_EQ(status_of("nonsense", {}), "");
}

TEST(BookingStatus, HasARowForEveryStep) {
    for (int step = 0; step <= static_cast<int>(CarriageStep::returned); ++step) {
        EXPECT_FALSE(status_of("registered", static_cast<CarriageStep>(step)).empty()) << step;
    }
}

}  // namespace
}  // namespace silkgate::adapters::booking
