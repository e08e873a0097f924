#include "gateway/core/money.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace silkgate {
namespace {

struct CurrencyRow {
    std::string_view code;
    int numeric;
    int minor_units;
};

constexpr CurrencyRow kRows[] = {
#define SILKGATE_CURRENCY(code, numeric, minor_units) {#code, numeric, minor_units},
#include "gateway/core/currencies.def"
#undef SILKGATE_CURRENCY
};

TEST(Currency, EveryRowOfTheTableIsFoundAsItself) {
    std::set<int> numbers;
    for (const CurrencyRow& row : kRows) {
        const auto currency = Currency::parse(row.code);
        ASSERT_TRUE(currency) << row.code;
        EXPECT_EQ(currency->code(), row.code);
        EXPECT_EQ(currency->numeric(), row.numeric);
        EXPECT_EQ(currency->minor_units(), row.minor_units);
        EXPECT_TRUE(numbers.insert(row.numeric).second) << row.code;
        EXPECT_EQ(row.code.size(), 3U);
    }
}

// ISO 4217: the currencies of the countries served, of the exporters' price lists, and the exceptional minor
// units.
TEST(Currency, KnownOnesHaveTheirNumbersAndMinorUnits) {
    for (const CurrencyRow& row :
         {CurrencyRow{"CNY", 156, 2},
          {"RUB", 643, 2},
          {"KZT", 398, 2},
          {"KGS", 417, 2},
          {"TJS", 972, 2},
          {"UZS", 860, 2},
          {"INR", 356, 2},
          {"PKR", 586, 2},
          {"IRR", 364, 2},
          {"BYN", 933, 2},
          {"USD", 840, 2},
          {"EUR", 978, 2},
          {"JPY", 392, 0},
          {"KRW", 410, 0},
          {"KWD", 414, 3},
          {"BHD", 48, 3},
          {"CLF", 990, 4}}) {
        const auto currency = Currency::parse(row.code);
        ASSERT_TRUE(currency) << row.code;
        EXPECT_EQ(currency->numeric(), row.numeric) << row.code;
        EXPECT_EQ(currency->minor_units(), row.minor_units) << row.code;
    }
}

TEST(Currency, ObsoleteInformalAndMalformedCodesAreRefused) {
    for (const char* code :
         {"",
          "RUR",
          "BYR",
          "IRT",
          "BTC",
          "GGP",
          "cny",
          "CN",
          "CNYY",
          " CNY",
          "156",
          "XX1",
          "ZZZ",
          "AAA",
          "\xff\xff\xff"}) {
        const auto currency = Currency::parse(code);
        ASSERT_FALSE(currency) << code;
        EXPECT_EQ(currency.error().code, Errc::invalid_value);
    }
}

TEST(Money, SumOfOneCurrencyIsExact) {
    const Currency rub = *Currency::parse("RUB");
    const auto sum = add(Money{*Decimal::parse("10.10"), rub}, Money{*Decimal::parse("0.2"), rub});
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->amount.to_string(), "10.30");
    EXPECT_EQ(sum->currency, rub);
}

TEST(Money, TwoCurrenciesAreNeverAdded) {
    const auto sum =
        add(Money{Decimal(1), *Currency::parse("RUB")}, Money{Decimal(1), *Currency::parse("CNY")});
    ASSERT_FALSE(sum);
    EXPECT_EQ(sum.error().code, Errc::invalid_value);
}

TEST(Money, OverflowIsAnError) {
    const Currency rub = *Currency::parse("RUB");
    const auto sum = add(Money{*Decimal::parse("999999999999999999"), rub}, Money{Decimal(1), rub});
    ASSERT_FALSE(sum);
    EXPECT_EQ(sum.error().code, Errc::limit_exceeded);
}

}  // namespace
}  // namespace silkgate
