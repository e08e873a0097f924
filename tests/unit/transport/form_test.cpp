// Which customs form a postal item takes, and what its number says of it.
#include "adapters/common/transport/s10_form.hpp"

#include <gtest/gtest.h>

namespace silkgate::adapters::transport {
namespace {

const BusinessDate kDay = *parse_date("2026-11-25");

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

std::string_view
form(std::string_view service, std::string_view value, const config::Connection& connection) {
    return customs_form(service, decimal(value), "CNY", connection, kDay);
}

TEST(CustomsForm, IsCn22ForLetterPostUpTo300Sdr) {
    config::Connection connection;
    connection.registrations = {{"S10.sdrRate.CNY", "9.6"}};
    EXPECT_EQ(form("LX", "2880.00", connection), "CN22");
    EXPECT_EQ(form("LX", "2880.01", connection), "CN23");
    EXPECT_EQ(form("RR", "1", connection), "CN22");
    EXPECT_EQ(form("UA", "1", connection), "CN22");
    for (const std::string_view other : {"CP", "EE", "HA", "QA", ""}) {
        EXPECT_EQ(form(other, "1", connection), "CN23") << other;
    }
}

TEST(CustomsForm, IsCn23WhereTheWorthOfAnSdrIsNotKnown) {
    config::Connection connection;
    EXPECT_EQ(form("LX", "1", connection), "CN23");
    connection.registrations = {{"S10.sdrRate.RUB", "100"}, {"S10.sdrRate.CNY", "much"}};
    EXPECT_EQ(form("LX", "1", connection), "CN23");
    connection.registrations["S10.sdrRate.CNY"] = "-1";
    EXPECT_EQ(form("LX", "0", connection), "CN23");
}

TEST(Service, SaysClassAndHandling) {
    EXPECT_EQ(class_of_service("RR").handling, "registered");
    EXPECT_EQ(class_of_service("VV").handling, "insured");
    EXPECT_EQ(class_of_service("CP").mail, "parcel");
    EXPECT_EQ(class_of_service("EE").mail, "ems");
    EXPECT_EQ(class_of_service("AV").mail, "");
}

TEST(NatureCode, IsThatOfTheItemMessage) {
    EXPECT_EQ(nature_code("sale"), "11");
    EXPECT_EQ(nature_code("gift"), "31");
    EXPECT_EQ(nature_code("return"), "21");
    EXPECT_EQ(nature_code("barter"), "");
}

}  // namespace
}  // namespace silkgate::adapters::transport
