// Data files of the Union's adapters: limits, rates and the Bank of Russia's feed.
#include "adapters/common/eaeu/duty.hpp"
#include "adapters/common/eaeu/rates.hpp"
#include "adapters/ru/test_support.hpp"

#include <gtest/gtest.h>

namespace silkgate::adapters::eaeu {
namespace {

using ru::test::decimal;

constexpr std::string_view kLimitsHead =
    "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n";
constexpr std::string_view kRatesHead = "bank,currency,nominal,rate,source,effective_from,effective_to\n";

BusinessDate day(std::string_view text) {
    return *parse_date(text);
}

std::string limits_error(std::string_view rows) {
    const auto limits = read_limits("limits.csv", std::string(kLimitsHead) + std::string(rows));
    return limits ? "" : std::string(limits.error().detail);
}

std::string rates_error(std::string_view rows) {
    const auto rates = RateTable::read("rates.csv", std::string(kRatesHead) + std::string(rows));
    return rates ? "" : std::string(rates.error().detail);
}

TEST(Limits, RowsAreRefusedWithTheirLine) {
    EXPECT_EQ(limits_error("200,31,15,2,,eec-107,2024-04-01,\n"), "");
    EXPECT_NE(
        limits_error("200,31,15,2,,,2024-04-01,\n").find("line 2: there is no source"), std::string::npos
    );
    EXPECT_NE(limits_error("200,31,x,2,,eec-107,2024-04-01,\n").find("line 2"), std::string::npos);
    EXPECT_NE(limits_error("200,31,15,2,x,eec-107,2024-04-01,\n").find("fee"), std::string::npos);
    EXPECT_NE(limits_error("200,31,15,2,,eec-107,2024-02-30,\n").find("is not a date"), std::string::npos);
    EXPECT_NE(
        limits_error("200,31,15,2,,eec-107,2024-04-01,2024-03-31\n").find("before the first"),
        std::string::npos
    );
    EXPECT_NE(
        limits_error("1000,31,15,2,,a,2022-01-01,2024-04-01\n200,31,15,2,,a,2024-04-01,\n").find("overlap"),
        std::string::npos
    );
    EXPECT_EQ(limits_error("1000,31,15,2,,a,2022-01-01,2024-03-31\n200,31,15,2,,a,2024-04-01,\n"), "");
    EXPECT_FALSE(read_limits("limits.csv", "limit_eur\n200\n"));
}

TEST(Duty, IsExactAndNeverNegative) {
    const PersonalLimits limits{
        .validity = {.from = day("2024-04-01"), .to = std::nullopt},
        .value_eur = Decimal(200),
        .weight_kg = Decimal(31),
        .percent = Decimal(15),
        .eur_per_kg = Decimal(2),
        .fee = std::nullopt,
        .source = "eec-107"
    };
    const auto none = personal_duty(limits, Decimal(0), Decimal(0));
    ASSERT_TRUE(none);
    EXPECT_EQ(none->base, DutyBase::none);
    EXPECT_TRUE(none->amount_eur.is_zero());
    const auto cent = personal_duty(limits, decimal("200.01"), Decimal(31));
    ASSERT_TRUE(cent);
    EXPECT_EQ(cent->amount_eur, decimal("0.0015"));
    EXPECT_EQ(cent->base, DutyBase::value);
    const auto gram = personal_duty(limits, Decimal(200), decimal("31.000001"));
    ASSERT_TRUE(gram);
    EXPECT_EQ(gram->amount_eur, decimal("0.000002"));
    EXPECT_EQ(gram->base, DutyBase::weight);
    EXPECT_FALSE(personal_duty(limits, decimal("9999999999999999.99"), Decimal(1)))
        << "more digits than a Decimal holds";
}

TEST(Rates, ARowHoldsUntilTheNextOrThreeDays) {
    const auto rates = RateTable::read(
        "rates.csv",
        std::string(kRatesHead) +
            "CBR,EUR,1,90,cbr,2026-11-20,\nCBR,EUR,1,91,cbr,2026-11-21,\nCBR,USD,1,80,cbr,2026-12-30,2027-01-"
            "10\n"
    );
    ASSERT_TRUE(rates) << rates.error().detail;
    EXPECT_EQ(rates->find("CBR", "EUR", day("2026-11-19")), nullptr);
    EXPECT_EQ(rates->find("CBR", "EUR", day("2026-11-20"))->rate, Decimal(90));
    EXPECT_EQ(rates->find("CBR", "EUR", day("2026-11-21"))->rate, Decimal(91));
    EXPECT_EQ(rates->find("CBR", "EUR", day("2026-11-24"))->rate, Decimal(91))
        << "Saturday's stays to Tuesday";
    EXPECT_EQ(rates->find("CBR", "EUR", day("2026-11-25")), nullptr);
    EXPECT_NE(rates->find("CBR", "USD", day("2027-01-10")), nullptr);
    EXPECT_EQ(rates->find("CBR", "USD", day("2027-01-11")), nullptr);
    EXPECT_EQ(rates->find("NBK", "EUR", day("2026-11-20")), nullptr);
}

TEST(Rates, RowsAreRefused) {
    EXPECT_EQ(rates_error("CBR,EUR,1,90,cbr,2026-11-20,2026-11-20\nCBR,EUR,1,91,cbr,2026-11-21,\n"), "");
    EXPECT_NE(rates_error("CBR,EUR,1,90,cbr,2026-11-20,2026-11-21\nCBR,EUR,1,91,cbr,2026-11-21,\n"), "");
    EXPECT_NE(rates_error("CBR,EUR,1,90,,2026-11-20,\n"), "");
    EXPECT_NE(rates_error("CBR,EUR,0,90,cbr,2026-11-20,\n"), "");
    EXPECT_NE(rates_error("CBR,EUR,1,0,cbr,2026-11-20,\n"), "");
    EXPECT_NE(rates_error("CBR,EUR,1,9x,cbr,2026-11-20,\n"), "");
    EXPECT_NE(rates_error("CBR,EURO,1,90,cbr,2026-11-20,\n"), "");
}

TEST(Rates, ConversionRoundsOnceHalfUp) {
    const Rate tenge{
        .validity = {.from = day("2026-11-24"), .to = std::nullopt},
        .bank = "CBR",
        .currency = "KZT",
        .nominal = Decimal(100),
        .rate = decimal("15.5"),
        .source = "cbr"
    };
    EXPECT_EQ(to_national(decimal("1.00"), tenge, 2)->to_string(), "0.16") << "0.155";
    EXPECT_EQ(to_national(decimal("0.90"), tenge, 2)->to_string(), "0.14") << "0.1395";
    EXPECT_FALSE(to_national(decimal("999999999999999.99"), tenge, 2)) << "too large";
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
