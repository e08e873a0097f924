// What the golden cases can not show for lack of a day's rate: duty in BYN, and the declaration that
// calculates it.
#include "adapters/common/eaeu/test_support.hpp"

#include <gmock/gmock.h>

namespace silkgate::adapters::by {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace eaeu::testing_r043;  // NOLINT: a header for tests only

class BY : public R043Test {
protected:
    BY()
        : R043Test(
              make,
              "by",
              "NBRB,EUR,1,3.4500,NBRB,2026-11-24,2026-11-24\n"
              "NBRB,CNY,10,3.45,NBRB,2026-11-24,2026-11-24\n"
          ) {}
};

TEST_F(BY, DutyAtAndAboveBothLimits) {
    EXPECT_EQ(duty_of("200.00", "31"), "0.00 BYN");
    EXPECT_EQ(duty_of("201.00", "31"), "0.52 BYN");
    EXPECT_EQ(duty_of("200.00", "32"), "6.90 BYN");
    EXPECT_EQ(duty_of("300.00", "5"), "51.75 BYN");
    EXPECT_EQ(duty_of("300.00", "40"), "62.10 BYN");
}

TEST_F(BY, TheSideThatCountsIsDeclared) {
    expect_the_side_that_counts_is_declared();
}

TEST_F(BY, ValuesAndTimeAreNational) {
    const std::string xml = document_of(order_);  // 231.50 and 28.50 CNY; ten are 3.45 BYN
    EXPECT_NE(xml.find("currencyCode=\"BYN\" currencyCodeListId=\"2022\">79.87<"), std::string::npos) << xml;
    EXPECT_NE(xml.find("currencyCode=\"BYN\" currencyCodeListId=\"2022\">89.70<"), std::string::npos) << xml;
    EXPECT_EQ(element(xml, "csdo:EDocDateTime"), "2026-11-24T11:00:00+03:00");
    EXPECT_THAT(rules_of(order_), testing::ElementsAre("BY-0103"));
}

TEST_F(BY, AnExportGoesByTheExpressDeclarationUpToItsLimit) {
    expect_the_express_limit("690.00", "690.01");
}

TEST_F(BY, DearerGoodsGoByTheOrdinaryDeclaration) {
    expect_the_ordinary_declaration("690.01");
}

TEST_F(BY, FeeIsQuotedOnceAnOperatorKnowsIt) {
    expect_the_fee_is_quoted("BY-0610", "BYN");
}

TEST_F(BY, GoldenDeclarationsAreValid) {
    expect_golden_declarations_are_valid();
}

}  // namespace
}  // namespace silkgate::adapters::by
