// Duty on goods for personal use through the whole adapter: limits, dates, rates, the document and the quote.
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::ru::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class DutyTest : public testing::Test {
protected:
    // The duty in roubles that the quote and the document agree on.
    [[nodiscard]] std::string duty_of(const order::Order& order) const {
        const auto quote = adapter_->quote(order, import_leg(), context_);
        EXPECT_TRUE(quote) << quote.error().detail;
        const auto documents = adapter_->declare(order, import_leg(), context_);
        EXPECT_TRUE(documents) << documents.error().detail;
        if (!quote || !documents) {
            return "(none)";
        }
        EXPECT_EQ(quote->front().kind, "duty");
        EXPECT_EQ(quote->front().currency, "RUB");
        EXPECT_EQ(quote->front().rule->id, "RU-0610");
        const std::string amount = quote->front().amount.to_string();
        const std::string& xml = documents->front().bytes;
        if (amount == "0.00") {
            EXPECT_EQ(count(xml, "Payment"), 0U) << xml;
        } else {
            EXPECT_EQ(element(xml, "RUDECLcat:PaymentAmount"), amount);
            EXPECT_EQ(element(xml, "ecd:Amount"), amount);
            EXPECT_EQ(element(xml, "RUScat_ru:Amount"), amount);
        }
        if (!reference().empty()) {
            EXPECT_EQ(schema_errors(xml, kDeclarationSchema), "");
        }
        return amount;
    }
    [[nodiscard]] std::string
    duty_of(std::string_view value, std::string_view currency, std::string_view gross_kg) const {
        return duty_of(order_worth(value, currency, gross_kg));
    }
    [[nodiscard]] std::string bytes_of(const order::Order& order) const {
        const auto documents = adapter_->declare(order, import_leg(), context_);
        EXPECT_TRUE(documents);
        return documents ? documents->front().bytes : std::string{};
    }
    void decide_at(std::string_view time) { context_.decided_at = *parse_rfc3339(time); }

    std::unique_ptr<const CountryAdapter> adapter_ = adapter_with(rates_of_the_day());
    config::Connection connection_ = connection();
    Context context_ = context_of(connection_);
};

TEST_F(DutyTest, NoneAtBothLimitsAndSomeAboveEither) {
    EXPECT_EQ(duty_of("200.00", "EUR", "31"), "0.00");
    EXPECT_EQ(duty_of("200.01", "EUR", "1"), "0.14");      // 15 % of 0.01 EUR at 90
    EXPECT_EQ(duty_of("10.00", "EUR", "31.001"), "0.18");  // 2 EUR/kg of a gram
    EXPECT_EQ(duty_of("300.00", "EUR", "5"), "1350.00");   // 15 EUR
    EXPECT_EQ(duty_of("150.00", "EUR", "35"), "720.00");   // 8 EUR
}

TEST_F(DutyTest, TheGreaterSideCountsAndTheValueOnATie) {
    EXPECT_EQ(duty_of("300.00", "EUR", "40"), "1620.00");  // 18 EUR by weight over 15 by value
    const std::string by_weight = bytes_of(order_worth("300.00", "EUR", "40"));
    EXPECT_EQ(element(by_weight, "RUDECLcat:RateTypeCode"), "*");
    EXPECT_EQ(element(by_weight, "RUDECLcat:TaxBase"), "9");
    EXPECT_EQ(element(by_weight, "RUDECLcat:Rate"), "2");
    EXPECT_EQ(element(by_weight, "RUDECLcat:RateCurrencyCode"), "978");
    const std::string tie = bytes_of(order_worth("280.00", "EUR", "37"));  // 12 EUR either way
    EXPECT_EQ(element(tie, "RUDECLcat:RateTypeCode"), "%");
    EXPECT_EQ(element(tie, "RUDECLcat:TaxBase"), "80");
    EXPECT_EQ(element(tie, "RUDECLcat:Rate"), "15");
    EXPECT_EQ(element(tie, "RUDECLcat:PaymentModeCode"), "6010");
    EXPECT_EQ(element(tie, "RUDECLcat:RateUseDate"), "2026-11-24");
}

TEST_F(DutyTest, OtherCurrenciesGoThroughRoubles) {
    EXPECT_EQ(duty_of("1636.36", "CNY", "1"), "0.00");  // 17999.96 RUB = 200.00 EUR
    EXPECT_EQ(duty_of("1636.81", "CNY", "1"), "0.68");  // 18004.91 RUB = 200.05 EUR
    EXPECT_EQ(duty_of("18000.00", "RUB", "1"), "0.00");
    EXPECT_EQ(duty_of("27000.00", "RUB", "1"), "1350.00");
    EXPECT_EQ(duty_of("174193.55", "KZT", "1"), "1350.00");  // a hundred tenge are 15.50 RUB
}

TEST_F(DutyTest, ValuesOfTheLinesAddUpInRoubles) {
    const std::string xml = bytes_of(accepted_order());  // 231.50 and 28.50 CNY at 11
    EXPECT_EQ(count(xml, "<ecd:CurrencyQuantity>2546.50</ecd:CurrencyQuantity>"), 1U);
    EXPECT_EQ(count(xml, "<ecd:CurrencyQuantity>313.50</ecd:CurrencyQuantity>"), 1U);
    EXPECT_EQ(count(xml, "<ecd:CurrencyQuantity>2860.00</ecd:CurrencyQuantity>"), 2U)
        << "waybill and declaration";
    EXPECT_EQ(count(xml, "<ecd:CurrencyCode>CNY</ecd:CurrencyCode>"), 2U);
    EXPECT_EQ(count(xml, "<ecd:CurrencyCode>RUB</ecd:CurrencyCode>"), 4U);
    EXPECT_THAT(rules_of(*adapter_, accepted_order(), context_), IsEmpty());
}

TEST_F(DutyTest, QuoteSaysBasisAndRate) {
    const auto by_value = adapter_->quote(order_worth("300.00", "EUR", "5"), import_leg(), context_);
    ASSERT_TRUE(by_value);
    ASSERT_EQ(by_value->size(), 1U) << "no fee: none is known";
    EXPECT_EQ(by_value->front().basis, decimal("100"));
    EXPECT_EQ(by_value->front().basis_currency, "EUR");
    EXPECT_EQ(by_value->front().rate, "15 %");
    const auto by_weight = adapter_->quote(order_worth("150.00", "EUR", "35"), import_leg(), context_);
    ASSERT_TRUE(by_weight);
    EXPECT_EQ(by_weight->front().basis, decimal("4"));
    EXPECT_EQ(by_weight->front().basis_currency, "kg");
    EXPECT_EQ(by_weight->front().rate, "2 EUR/kg");
    const auto free = adapter_->quote(order_worth("200.00", "EUR", "31"), import_leg(), context_);
    ASSERT_TRUE(free);
    EXPECT_EQ(free->front().basis, decimal("200"));
    EXPECT_EQ(free->front().rate, "0 %");
}

TEST_F(DutyTest, FeeIsQuotedOnceAnOperatorKnowsIt) {
    DataFiles files = rates_of_the_day();
    files["limits.csv"] =
        "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n"
        "200,31,15,2,500,eec-107,2024-04-01,\n";
    const auto with_fee = adapter_with(files);
    const auto dutiable = with_fee->quote(order_worth("300.00", "EUR", "5"), import_leg(), context_);
    ASSERT_TRUE(dutiable);
    ASSERT_EQ(dutiable->size(), 2U);
    EXPECT_EQ(dutiable->back().kind, "fee");
    EXPECT_EQ(dutiable->back().amount, Decimal(500));
    EXPECT_EQ(dutiable->back().rule->id, "EE-0611");
    const auto free = with_fee->quote(order_worth("200.00", "EUR", "5"), import_leg(), context_);
    ASSERT_TRUE(free);
    EXPECT_EQ(free->size(), 1U);
}

// The limits in force are those of Moscow's calendar day, to the millisecond.
TEST_F(DutyTest, LimitsChangeAtMidnightInMoscow) {
    DataFiles files = rates_of_the_day();
    files["limits.csv"] =
        "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n"
        "1000,31,15,2,,eec-107,2022-03-01,2026-11-23\n"
        "200,31,15,2,,eec-107,2026-11-24,\n";
    files["rates.csv"] =
        "bank,currency,nominal,rate,source,effective_from,effective_to\n"
        "CBR,EUR,1,90,cbr-daily,2026-11-23,2026-11-24\n";
    adapter_ = adapter_with(files);
    decide_at("2026-11-23T20:59:59.999Z");
    EXPECT_EQ(duty_of("300.00", "EUR", "5"), "0.00");
    EXPECT_EQ(duty_of("1100.00", "EUR", "5"), "1350.00");
    decide_at("2026-11-23T21:00:00Z");
    EXPECT_EQ(duty_of("300.00", "EUR", "5"), "1350.00");
}

TEST_F(DutyTest, NothingIsDeclaredBeforeTheFirstKnownLimits) {
    decide_at("2024-03-31T20:59:59.999Z");
    const order::Order order = order_worth("20.00", "EUR", "1");
    EXPECT_THAT(rules_of(*adapter_, order, context_), Contains("EE-0604"));
    const auto quote = adapter_->quote(order, import_leg(), context_);
    ASSERT_FALSE(quote);
    EXPECT_EQ(quote.error().code, Errc::rule_violations);
    ASSERT_FALSE(quote.error().violations.empty());
    EXPECT_EQ(quote.error().violations.front().rule->id, "EE-0604");
    decide_at("2024-03-31T21:00:00Z");
    EXPECT_THAT(rules_of(*adapter_, order, context_), Not(Contains("EE-0604")));
}

TEST_F(DutyTest, ARateIsUsedThreeDaysAndNoLonger) {
    DataFiles files;
    files["rates.csv"] =
        "bank,currency,nominal,rate,source,effective_from,effective_to\n"
        "CBR,EUR,1,90,cbr-daily,2026-11-20,\n";
    adapter_ = adapter_with(files);
    decide_at("2026-11-23T20:59:59Z");
    EXPECT_EQ(duty_of("300.00", "EUR", "5"), "1350.00");
    decide_at("2026-11-23T21:00:00Z");
    EXPECT_THAT(rules_of(*adapter_, order_worth("300.00", "EUR", "5"), context_), Contains("EE-0602"));
    decide_at("2026-11-19T20:59:59Z");
    EXPECT_THAT(rules_of(*adapter_, order_worth("300.00", "EUR", "5"), context_), Contains("EE-0602"));
}

TEST_F(DutyTest, TheHeavierOfParcelAndGoodsDecides) {
    order::Order order = order_worth("10.00", "EUR", "31");
    order.consignments.front().gross_weight = decimal("31.001");
    EXPECT_THAT(rules_of(*adapter_, order, context_), testing::UnorderedElementsAre("EE-0309", "EE-0606"));
    order.consignments.front().gross_weight.reset();
    EXPECT_EQ(duty_of(order), "0.00");
    order.lines.front().customs.gross_weight = decimal("32");
    EXPECT_EQ(duty_of(order), "180.00");
}

TEST_F(DutyTest, NumbersOutOfRangeAreSaidNotGuessed) {
    DataFiles files;
    files["rates.csv"] =
        "bank,currency,nominal,rate,source,effective_from,effective_to\n"
        "CBR,EUR,1,999999999.999999,cbr-daily,2026-11-24,\n";
    adapter_ = adapter_with(files);
    EXPECT_THAT(rules_of(*adapter_, order_worth("999999999.00", "EUR", "5"), context_), Contains("EE-0605"));
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
