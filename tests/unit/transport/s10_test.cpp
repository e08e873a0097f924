#include "adapters/common/transport/s10.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::adapters::transport {
namespace {

config::Connection connection(std::string from, std::string to) {
    config::Connection made;
    made.registrations = {
        {"S10.service", "LX"}, {"S10.country", "CN"}, {"S10.from", std::move(from)}, {"S10.to", std::move(to)}
    };
    return made;
}

// Vectors of public copies of the standard; the two that give the digits 10 and 11 are the ones often got
// wrong.
TEST(S10, CheckDigitOfPublishedVectors) {
    EXPECT_EQ(s10_check_digit(47'312'482), 9);
    EXPECT_EQ(s10_check_digit(28'704'377), 5);
    EXPECT_EQ(s10_check_digit(12'345'678), 5);
    EXPECT_EQ(s10_check_digit(0), 5) << "11 becomes 5";
    EXPECT_EQ(s10_check_digit(8), 0) << "10 becomes 0";
    EXPECT_EQ(s10_check_digit(11), 6);
}

TEST(S10, ParsesPublishedNumbers) {
    const auto royal_mail = parse_s10("RR473124829GB");
    ASSERT_TRUE(royal_mail.has_value());
    EXPECT_EQ(royal_mail->service, "RR");
    EXPECT_EQ(royal_mail->serial, 47'312'482U);
    EXPECT_EQ(royal_mail->country, "GB");
    EXPECT_TRUE(is_s10("RR287043775IN"));
    EXPECT_TRUE(is_s10("LX000000005CN"));
    EXPECT_TRUE(is_s10("LX000000080CN"));
    EXPECT_TRUE(is_s10("LX123456785ZZ")) << "the example country";
}

TEST(S10, RejectsEverythingElse) {
    for (const char* text :
         {"",
          "RR473124829G",
          "RR473124829GBB",
          "RR473124820GB",
          "rr473124829GB",
          "RR473124829gb",
          "R1473124829GB",
          "RR4731248A9GB",
          "RR 73124829GB",
          "RR473124829ZQ",
          "RR47312482xGB",
          "RR473124829G\xc3",
          "RR473124829  "}) {
        EXPECT_FALSE(is_s10(text)) << text;
    }
}

TEST(S10, EveryOtherDigitIsRejected) {
    for (char digit = '0'; digit <= '9'; ++digit) {
        std::string number = "RR473124829GB";
        number[10] = digit;
        EXPECT_EQ(is_s10(number), digit == '9') << number;
    }
}

// One wrong digit is always found: every weight has an inverse modulo 11, but two digits of the check may
// coincide (10 → 0 and 11 → 5), so the property holds for sums that do not meet there.
TEST(S10, MakeAndParseAgree) {
    for (std::uint32_t serial = 0; serial < kS10SerialMax; serial += 999'983) {
        const auto number = make_s10("LX", serial, "CN");
        ASSERT_TRUE(number.has_value());
        const auto parsed = parse_s10(*number);
        ASSERT_TRUE(parsed.has_value()) << *number;
        EXPECT_EQ(*parsed, (S10Number{.service = "LX", .serial = serial, .country = "CN"}));
    }
    EXPECT_EQ(*make_s10("LX", 5, "CN"), "LX000000059CN");
}

TEST(S10, MakeRejectsWhatParseWould) {
    EXPECT_FALSE(make_s10("LX", kS10SerialMax + 1, "CN").has_value());
    EXPECT_FALSE(make_s10("L", 1, "CN").has_value());
    EXPECT_FALSE(make_s10("lx", 1, "CN").has_value());
    EXPECT_FALSE(make_s10("LX", 1, "QA1").has_value());
    EXPECT_FALSE(make_s10("LX", 1, "ZQ").has_value());
    EXPECT_TRUE(make_s10("LX", kS10SerialMax, "CN").has_value());
}

TEST(S10, InternationalServices) {
    for (const char* service : {"LX", "RR", "EE", "CP", "UA", "VV", "HA", "AV"}) {
        EXPECT_TRUE(is_international_service(service)) << service;
    }
    for (const char* service : {"JA", "KZ", "ZZ", "BA", "DA", "PA", "", "L", "lx", "1X"}) {
        EXPECT_FALSE(is_international_service(service)) << service;
    }
}

TEST(S10Range, AssignsFromTheFirstToTheLast) {
    const auto range = connection("100", "102");
    std::set<std::string> numbers;
    for (std::uint64_t sequence = 0; sequence < 3; ++sequence) {
        const auto number = assign_s10(range, sequence);
        ASSERT_TRUE(number.has_value());
        EXPECT_TRUE(is_s10(*number));
        EXPECT_EQ(parse_s10(*number)->serial, 100 + sequence);
        numbers.insert(*number);
    }
    EXPECT_EQ(numbers.size(), 3U);
}

TEST(S10Range, IsExhaustedBeyondTheLast) {  // LG-0002
    for (const std::uint64_t sequence : {std::uint64_t{3}, std::uint64_t{1} << 32U, ~std::uint64_t{0}}) {
        const auto number = assign_s10(connection("100", "102"), sequence);
        ASSERT_FALSE(number.has_value()) << sequence;
        ASSERT_EQ(number.error().violations.size(), 1U);
        EXPECT_EQ(number.error().violations[0].rule->code, "s10-range-exhausted");
        EXPECT_EQ(number.error().violations[0].rule->id, "LG-0002");
    }
    EXPECT_TRUE(assign_s10(connection("0", "99999999"), 99'999'999).has_value());
    EXPECT_FALSE(assign_s10(connection("0", "99999999"), 100'000'000).has_value());
}

TEST(S10Range, NotConfiguredOrWrong) {  // LG-0001
    for (const auto& range :
         {connection("", "5"),
          connection("5", ""),
          connection("6", "5"),
          connection("x", "5"),
          connection("0", "100000000"),
          connection("-1", "5")}) {
        const auto number = assign_s10(range, 0);
        ASSERT_FALSE(number.has_value());
        EXPECT_EQ(number.error().violations.at(0).rule->id, "LG-0001");
    }
    auto range = connection("1", "5");
    range.registrations["S10.country"] = "C";
    EXPECT_FALSE(assign_s10(range, 0).has_value());
    EXPECT_FALSE(assign_s10(config::Connection{}, 0).has_value());
}

}  // namespace
}  // namespace silkgate::adapters::transport
