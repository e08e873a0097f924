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
    const std::string by_value = document_of(order_worth("300.00", "5"));
    EXPECT_EQ(element(by_value, "casdo:TaxBaseMeasure"), "100");
    EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateKindCode"), "%");
    EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateValue"), "15");
    const std::string by_weight = document_of(order_worth("150.00", "35"));
    EXPECT_EQ(element(by_weight, "casdo:TaxBaseMeasure"), "4");
    EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateKindCode"), "*");
    EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateValue"), "2");
}

TEST_F(BY, ValuesAndTimeAreNational) {
    const std::string xml = document_of(order_);  // 231.50 and 28.50 CNY; ten are 3.45 BYN
    EXPECT_NE(xml.find("currencyCode=\"BYN\" currencyCodeListId=\"2022\">79.87<"), std::string::npos) << xml;
    EXPECT_NE(xml.find("currencyCode=\"BYN\" currencyCodeListId=\"2022\">89.70<"), std::string::npos) << xml;
    EXPECT_EQ(element(xml, "csdo:EDocDateTime"), "2026-11-24T11:00:00+03:00");
    EXPECT_THAT(rules_of(order_), testing::ElementsAre("BY-0103"));
}

TEST_F(BY, FeeIsQuotedOnceAnOperatorKnowsIt) {
    files_["limits.csv"] =
        "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n"
        "200,31,15,2,50,eec-107,2024-04-01,\n";
    remake();
    const auto quote = adapter_->quote(order_worth("300.00", "5"), leg_, context_);
    ASSERT_TRUE(quote);
    ASSERT_EQ(quote->size(), 2U);
    EXPECT_EQ(quote->front().rule->id, "BY-0610");
    EXPECT_EQ(quote->back().rule->id, "EE-0611");
    EXPECT_EQ(quote->back().amount, Decimal(50));
    EXPECT_EQ(quote->back().currency, "BYN");
}

TEST_F(BY, GoldenDeclarationsAreValid) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    int documents = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cases")) {
        if (entry.path().string().ends_with(".ExpressCargoDeclaration.xml")) {
            EXPECT_EQ(schema_errors(read_file(entry.path())), "") << entry.path();
            ++documents;
        }
    }
    EXPECT_GE(documents, 5);
}

}  // namespace
}  // namespace silkgate::adapters::by
