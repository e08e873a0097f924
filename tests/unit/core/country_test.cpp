#include "gateway/core/country.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace silkgate {
namespace {

constexpr CountryInfo kRows[] = {
#define SILKGATE_COUNTRY(alpha2, alpha3, numeric, name) {#alpha2, alpha3, numeric, name},
#include "gateway/core/countries.def"
#undef SILKGATE_COUNTRY
};

TEST(Country, EveryRowIsFoundByBothItsCodesAndNoCodeIsUsedTwice) {
    std::set<std::string_view> alpha3;
    std::set<int> numbers;
    for (const CountryInfo& row : kRows) {
        const CountryInfo* by_code = find_country(row.alpha2);
        ASSERT_NE(by_code, nullptr) << row.alpha2;
        EXPECT_EQ(by_code->alpha2, row.alpha2);
        EXPECT_EQ(find_country(row.numeric), by_code) << row.alpha2;
        EXPECT_EQ(row.alpha2.size(), 2U);
        EXPECT_EQ(row.alpha3.size(), 3U);
        EXPECT_FALSE(row.name.empty());
        EXPECT_TRUE(alpha3.insert(row.alpha3).second) << row.alpha3;
        EXPECT_TRUE(numbers.insert(row.numeric).second) << row.numeric;
    }
    // ISO 3166-1 has 249 officially assigned codes.
    EXPECT_EQ(std::size(kRows), 249U);
}

TEST(Country, TheServedOnesAndTheirIsoCodes) {
    struct Row {
        const char* alpha2;
        const char* alpha3;
        int numeric;
    };
    std::size_t served = 0;
    for (const Row& row :
         {Row{"CN", "CHN", 156},
          {"RU", "RUS", 643},
          {"KZ", "KAZ", 398},
          {"KG", "KGZ", 417},
          {"TJ", "TJK", 762},
          {"UZ", "UZB", 860},
          {"IN", "IND", 356},
          {"PK", "PAK", 586},
          {"IR", "IRN", 364},
          {"BY", "BLR", 112}}) {
        ASSERT_NE(find_country(row.alpha2), nullptr);
        EXPECT_EQ(find_country(row.alpha2)->alpha3, row.alpha3);
        EXPECT_EQ(find_country(row.alpha2)->numeric, row.numeric);
        EXPECT_TRUE(is_served_country(row.alpha2)) << row.alpha2;
    }
    for (const CountryInfo& row : kRows) {
        served += is_served_country(row.alpha2) ? 1U : 0U;
    }
    EXPECT_EQ(served, 10U);
}

TEST(Country, UnknownCodesAreNotFound) {
    for (const char* code : {"", "C", "cn", "CHN", "XX", "ZZ", "UK", "EU", "A1", "\xff\xff"}) {
        EXPECT_EQ(find_country(code), nullptr) << code;
        EXPECT_FALSE(is_served_country(code)) << code;
    }
    for (const int number : {0, -1, 1, 999, 1'000'156}) {
        EXPECT_EQ(find_country(number), nullptr) << number;
    }
}

}  // namespace
}  // namespace silkgate
