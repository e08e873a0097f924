// What the golden cases can not show for lack of a day's rate: duty in KGS, and the declaration that
// calculates it.
#include "adapters/common/eaeu/test_support.hpp"

#include <gmock/gmock.h>

namespace silkgate::adapters::kg {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace eaeu::testing_r043;  // NOLINT: a header for tests only

class KG : public R043Test {
protected:
    KG()
        : R043Test(
              make,
              "kg",
              "NBKR,EUR,1,100.0000,NBKR,2026-11-24,2026-11-24\n"
              "NBKR,CNY,10,100.00,NBKR,2026-11-24,2026-11-24\n"
          ) {}
};

TEST_F(KG, DutyAtAndAboveBothLimits) {
    EXPECT_EQ(duty_of("200.00", "31"), "0.00 KGS");
    EXPECT_EQ(duty_of("201.00", "31"), "15.00 KGS");
    EXPECT_EQ(duty_of("200.00", "32"), "200.00 KGS");
    EXPECT_EQ(duty_of("300.00", "5"), "1500.00 KGS");
    EXPECT_EQ(duty_of("300.00", "40"), "1800.00 KGS");
}

TEST_F(KG, TheSideThatCountsIsDeclared) {
    expect_the_side_that_counts_is_declared();
}

TEST_F(KG, ValuesAndTimeAreNational) {
    const std::string xml = document_of(order_);  // 231.50 and 28.50 CNY; ten are 100.00 KGS
    EXPECT_NE(xml.find("currencyCode=\"KGS\" currencyCodeListId=\"2022\">2315.00<"), std::string::npos)
        << xml;
    EXPECT_NE(xml.find("currencyCode=\"KGS\" currencyCodeListId=\"2022\">2600.00<"), std::string::npos)
        << xml;
    EXPECT_EQ(element(xml, "csdo:EDocDateTime"), "2026-11-24T14:00:00+06:00");
    EXPECT_THAT(rules_of(order_), testing::ElementsAre());
}

TEST_F(KG, AnExportGoesByTheExpressDeclarationUpToItsLimit) {
    expect_the_express_limit("20000.00", "20000.01");
}

TEST_F(KG, DearerGoodsGoByTheOrdinaryDeclaration) {
    expect_the_ordinary_declaration("20000.01");
}

TEST_F(KG, FeeIsQuotedOnceAnOperatorKnowsIt) {
    expect_the_fee_is_quoted("KG-0610", "KGS");
}

TEST_F(KG, GoldenDeclarationsAreValid) {
    expect_golden_declarations_are_valid();
}

}  // namespace
}  // namespace silkgate::adapters::kg
