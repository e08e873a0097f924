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
    const std::string by_value = document_of(order_worth("300.00", "5"));
    EXPECT_EQ(element(by_value, "casdo:TaxBaseMeasure"), "100");
    EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateKindCode"), "%");
    EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateValue"), "15");
    const std::string by_weight = document_of(order_worth("150.00", "35"));
    EXPECT_EQ(element(by_weight, "casdo:TaxBaseMeasure"), "4");
    EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateKindCode"), "*");
    EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateValue"), "2");
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

TEST_F(KG, FeeIsQuotedOnceAnOperatorKnowsIt) {
    files_["limits.csv"] =
        "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n"
        "200,31,15,2,50,eec-107,2024-04-01,\n";
    remake();
    const auto quote = adapter_->quote(order_worth("300.00", "5"), leg_, context_);
    ASSERT_TRUE(quote);
    ASSERT_EQ(quote->size(), 2U);
    EXPECT_EQ(quote->front().rule->id, "KG-0610");
    EXPECT_EQ(quote->back().rule->id, "EE-0611");
    EXPECT_EQ(quote->back().amount, Decimal(50));
    EXPECT_EQ(quote->back().currency, "KGS");
}

TEST_F(KG, GoldenDeclarationsAreValid) {
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
}  // namespace silkgate::adapters::kg
