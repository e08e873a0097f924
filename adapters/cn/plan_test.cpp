// Which legs, and why not.
#include "adapters/cn/test_support.hpp"

#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

class Plan : public ::testing::Test {
protected:
    // Ids of the legs, or the id of the rule that was reported.
    std::string plan() {
        std::vector<Leg> legs;
        Violations violations;
        test::adapter().plan_legs(order_, test::context_of(connection_), legs, violations);
        std::string out;
        for (const Leg& leg : legs) {
            out += leg.id + ":" + leg.regime + (leg.mode.empty() ? "" : ":" + leg.mode) + " ";
        }
        for (const Violation& violation : violations) {
            out += violation.rule->id;
        }
        return out;
    }

    order::Order order_ = test::complete_order();
    config::Connection connection_ = test::complete_connection();
};

TEST_F(Plan, ParcelAbroadIsAnExportAndABooking) {
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
    order_.header.trade_mode.clear();
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
}

TEST_F(Plan, ModeOfTheBookingIsTheConsignmentsOrPost) {
    order_.consignments[0].logistics->mode = "rail";
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:rail ");
    order_.consignments.clear();
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
}

TEST_F(Plan, AParcelWithACarriersWaybillIsBookedAlready) {
    order_.consignments[0].logistics->number = "SF1234567890123";
    EXPECT_EQ(plan(), "export-cn:9610 ");
    order_.consignments[0].logistics->number = "LX473124820CN";  // a postal number, its check digit is wrong
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
}

TEST_F(Plan, ParcelsIntoChinaAreImportsOfPersons) {
    order_.header.flow = {.origin_country = "KZ", .destination_country = "CN", .origin_provenance = {}};
    EXPECT_EQ(plan(), "import-cn:9610 ");
    for (const std::string_view mode : {"1210", "1239"}) {
        order_.header.trade_mode = mode;
        EXPECT_EQ(plan(), "import-cn:" + std::string(mode) + " ");
    }
    order_.header.trade_mode = "9710";
    EXPECT_EQ(plan(), "CN-0103");
    order_.header.trade_mode.clear();
    connection_.trade_mode = "9710";  // the connection's exports say nothing of imports
    EXPECT_EQ(plan(), "import-cn:9610 ");
    connection_.trade_mode = "1210";
    EXPECT_EQ(plan(), "import-cn:1210 ");
    order_.parties.buyer->kind = order::PartyKind::organisation;
    EXPECT_EQ(plan(), "CN-0101");
    order_.parties.buyer->kind = order::PartyKind::person;
    order_.header.nature_of_transaction = "gift";
    EXPECT_EQ(plan(), "CN-0105");
}

TEST_F(Plan, LanesWithoutChinaAreNotServed) {
    order_.header.flow.origin_country = "KZ";
    order_.header.flow.destination_country = "RU";
    EXPECT_EQ(plan(), "CN-0102");
}

TEST_F(Plan, OtherModesAreNamedAsNotServed) {
    for (const std::string_view mode : {"1239", "9661", "9999"}) {
        order_.header.trade_mode = mode;
        EXPECT_EQ(plan(), "CN-0103") << mode;
    }
    order_.header.trade_mode.clear();
    connection_.trade_mode = "1239";
    EXPECT_EQ(plan(), "CN-0103");
    connection_.trade_mode = "1210";
    EXPECT_EQ(plan(), "export-cn:1210 booking-1:S10:post ");
}

TEST_F(Plan, BusinessBuyersAreNotRetail) {
    order_.header.trade_mode.clear();
    order_.parties.buyer->kind = order::PartyKind::organisation;
    EXPECT_EQ(plan(), "export-cn:9710 booking-1:S10:post ");
    connection_.trade_mode = "9610";  // the connection decides otherwise
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
    order_.header.trade_mode = "9710";  // and the order over it
    EXPECT_EQ(plan(), "export-cn:9710 booking-1:S10:post ");
}

TEST_F(Plan, BusinessExportToAPersonIsAContradiction) {
    order_.header.trade_mode = "9710";
    EXPECT_EQ(plan(), "CN-0104");
    order_.parties.buyer->kind.reset();  // not known: not contradicted
    EXPECT_EQ(plan(), "export-cn:9710 booking-1:S10:post ");
}

TEST_F(Plan, StockForAWarehouseAbroadIsOnlyWhatIsSaidToBe) {
    order_.header.trade_mode = "9810";
    EXPECT_EQ(plan(), "export-cn:9810 booking-1:S10:post ");
    order_.header.trade_mode.clear();
    connection_.trade_mode = "9810";
    EXPECT_EQ(plan(), "export-cn:9810 booking-1:S10:post ");
}

TEST_F(Plan, GiftsAndReturnsAreNotSales) {
    for (const std::string_view nature : {"gift", "sample", "return", "documents"}) {
        order_.header.nature_of_transaction = nature;
        EXPECT_EQ(plan(), "CN-0105") << nature;
    }
    order_.header.nature_of_transaction = "sale";
    EXPECT_EQ(plan(), "export-cn:9610 booking-1:S10:post ");
}

TEST_F(Plan, TheCarriageOfAReturnIsNotBooked) {
    Context context = test::context_of(connection_);
    context.action = Action::return_;
    const Leg booking{
        .id = "booking-1", .kind = LegKind::booking, .country = "CN", .regime = "S10", .mode = "post"
    };
    Violations violations;
    test::adapter().check(order_, booking, context, violations);
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].rule->id, "CN-0106");
}

}  // namespace
}  // namespace silkgate::adapters::cn
