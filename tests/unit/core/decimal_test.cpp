#include "gateway/core/decimal.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>

namespace silkgate {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kCoefficientMax = 999'999'999'999'999'999;  // 18 digits

Decimal d(std::string_view text) {
    const auto value = Decimal::parse(text);
    EXPECT_TRUE(value) << text;
    return value ? *value : Decimal{};
}

// A coefficient with a random number of digits, so that short and long numbers are equally likely.
class Source {
public:
    explicit Source(std::uint64_t seed) : engine_(seed) {}

    int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }

    std::int64_t coefficient(int digits_max = 18) {
        std::int64_t limit = 1;
        for (int i = between(0, digits_max); i > 0; --i) {
            limit *= 10;
        }
        return std::uniform_int_distribution<std::int64_t>(-(limit - 1), limit - 1)(engine_);
    }

    Decimal decimal(int digits_max = 18) {
        return Decimal::from_parts(coefficient(digits_max), between(0, 9));
    }

private:
    std::mt19937_64 engine_;
};

Wide power(int exponent) {
    Wide out = 1;
    for (; exponent > 0; --exponent) {
        out *= 10;
    }
    return out;
}

// numerator ÷ denominator by the definition of each mode, not by the product's way: floor first, then compare
// twice the distance.
Wide rounded_quotient(Wide numerator, Wide denominator, Rounding rounding) {
    Wide floor = numerator / denominator;
    if (floor * denominator > numerator) {
        --floor;
    }
    const Wide above = numerator - floor * denominator;  // in [0, denominator)
    if (above == 0) {
        return floor;
    }
    const bool negative = numerator < 0;
    const Wide toward_zero = negative ? floor + 1 : floor;
    const Wide from_zero = negative ? floor : floor + 1;
    const Wide from_toward_zero = negative ? denominator - above : above;
    switch (rounding) {
        case Rounding::up:
            return from_zero;
        case Rounding::down:
            return toward_zero;
        case Rounding::half_up:
            return 2 * from_toward_zero >= denominator ? from_zero : toward_zero;
        case Rounding::half_even:
            if (2 * from_toward_zero == denominator) {
                return toward_zero % 2 == 0 ? toward_zero : from_zero;
            }
            return 2 * from_toward_zero > denominator ? from_zero : toward_zero;
    }
    return floor;
}

constexpr Rounding kModes[] = {Rounding::half_up, Rounding::half_even, Rounding::up, Rounding::down};

TEST(Decimal, PrintsExactlyWhatWasRead) {
    for (const char* text :
         {"0",
          "0.0",
          "0.00",
          "0.000000000",
          "1",
          "-1",
          "10.10",
          "10.1",
          "-0.1",
          "-0.01",
          "100",
          "0.000000001",
          "999999999999999999",
          "-999999999999999999",
          "999999999.999999999",
          "0.999999999",
          "123456789012345678",
          "1.000000000"}) {
        EXPECT_EQ(d(text).to_string(), text);
    }
}

TEST(Decimal, RefusesEveryOtherForm) {
    for (const char* text :
         {"",    "-",        ".",        "-.",           "1.",   ".5",     "-.5",   "+1",  "007",
          "00",  "-007",     "00.1",     "-0",           "-0.0", "-0.000", "1e3",   "1E3", "1.0e1",
          " 1",  "1 ",       "1 000",    "1,5",          "1_0",  "0x1",    "1.2.3", "--1", "1-",
          "NaN", "Infinity", "\xd9\xa1", "\xef\xbc\x91", "1.-5", "1.+5"}) {
        const auto value = Decimal::parse(text);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().code, Errc::invalid_value) << text;
    }
    EXPECT_FALSE(Decimal::parse(std::string_view("1\0", 2)));
}

TEST(Decimal, LimitsOfDigitsAndDecimals) {
    for (const char* text :
         {"1000000000000000000",
          "9999999999.999999999",
          "0.0000000001",
          "1.0000000001",
          "99999999999999999999999999999999999999999999"}) {
        const auto value = Decimal::parse(text);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().code, Errc::limit_exceeded) << text;
    }
    // Zeros beyond the ninth decimal say nothing and are dropped.
    EXPECT_EQ(d("1.5000000000000").to_string(), "1.500000000");
    EXPECT_EQ(d("0.0000000000").to_string(), "0.000000000");
}

TEST(Decimal, ParseOfPrintIsTheIdentity) {
    Source source(1);
    for (int i = 0; i < 200'000; ++i) {
        const Decimal value = source.decimal();
        const std::string text = value.to_string();
        const auto read = Decimal::parse(text);
        // A number below one has a leading zero that is no significant digit: 0.x with 18 digits can not
        // occur (scale ≤ 9).
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(read->coefficient(), value.coefficient()) << text;
        ASSERT_EQ(read->scale(), value.scale()) << text;
        ASSERT_EQ(read->to_string(), text);
    }
}

TEST(Decimal, PrintOfParseIsTheIdentityOnEveryShortText) {
    // All texts of up to five characters over the alphabet of decimals: what is read prints as itself.
    constexpr std::string_view kAlphabet = "-.0127";
    std::size_t read = 0;
    for (int length = 1; length <= 5; ++length) {
        std::size_t total = 1;
        for (int i = 0; i < length; ++i) {
            total *= kAlphabet.size();
        }
        for (std::size_t n = 0; n < total; ++n) {
            std::string text;
            for (std::size_t rest = n; text.size() < static_cast<std::size_t>(length);
                 rest /= kAlphabet.size()) {
                text += kAlphabet[rest % kAlphabet.size()];
            }
            if (const auto value = Decimal::parse(text)) {
                ASSERT_EQ(value->to_string(), text);
                ++read;
            }
        }
    }
    // Counted by hand from the grammar for lengths 1 to 5 over the digits 0 1 2 7 (4 digits, 3 of them not
    // zero). Unsigned of n characters, W(k) wholes of k digits: W(1) = 4, W(k) = 3·4^(k-1); U(n) = W(n) + Σ
    // W(k)·4^(n-1-k) with k from 1 to n-2. Signed of n: U(n-1) less the zeros.
    const std::size_t unsigned_count[] = {0, 4, 12, 48 + 16, 192 + 64 + 48, 768 + 256 + 192 + 192};
    const std::size_t zeros[] = {0, 1, 0, 1, 1, 1};
    std::size_t wanted = 0;
    for (std::size_t n = 1; n <= 5; ++n) {
        wanted += unsigned_count[n] + unsigned_count[n - 1] - zeros[n - 1];
    }
    EXPECT_EQ(read, wanted);
}

TEST(Decimal, ComparesByValueNotByScale) {
    EXPECT_EQ(d("10.10"), d("10.1"));
    EXPECT_EQ(d("0"), d("0.000000000"));
    EXPECT_LT(d("-0.000000001"), d("0"));
    EXPECT_LT(d("999999999999999998"), d("999999999999999999"));
    EXPECT_LT(d("0.999999999"), d("1"));
    EXPECT_LT(d("-999999999999999999"), d("-999999999.999999999"));
    Source source(2);
    for (int i = 0; i < 100'000; ++i) {
        const Decimal a = source.decimal();
        const Decimal b = source.decimal();
        const Wide left = Wide{a.coefficient()} * power(9 - a.scale());
        const Wide right = Wide{b.coefficient()} * power(9 - b.scale());
        ASSERT_EQ(a <=> b, left <=> right) << a.to_string() << " " << b.to_string();
    }
}

TEST(Decimal, SumsAgreeWith128Bits) {
    Source source(3);
    int refused = 0;
    for (int i = 0; i < 200'000; ++i) {
        const Decimal a = source.decimal();
        const Decimal b = source.decimal();
        const int scale = std::max(a.scale(), b.scale());
        for (const int sign : {1, -1}) {
            const Wide exact = Wide{a.coefficient()} * power(scale - a.scale()) +
                               sign * Wide{b.coefficient()} * power(scale - b.scale());
            const auto sum = sign > 0 ? add(a, b) : subtract(a, b);
            const bool fits = exact <= kCoefficientMax && exact >= -kCoefficientMax;
            ASSERT_EQ(sum.has_value(), fits) << a.to_string() << " " << b.to_string();
            if (fits) {
                ASSERT_EQ(sum->scale(), scale);
                ASSERT_EQ(Wide{sum->coefficient()}, exact);
            } else {
                ASSERT_EQ(sum.error().code, Errc::limit_exceeded);
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, 100);
}

TEST(Decimal, ProductsAgreeWith128Bits) {
    Source source(4);
    int refused = 0;
    for (int i = 0; i < 200'000; ++i) {
        const Decimal a = source.decimal();
        const Decimal b = source.decimal(i % 2 == 0 ? 18 : 4);
        Wide exact = Wide{a.coefficient()} * b.coefficient();
        int scale = a.scale() + b.scale();
        for (; scale > 9 && exact % 10 == 0; --scale) {
            exact /= 10;
        }
        const bool fits = scale <= 9 && exact <= kCoefficientMax && exact >= -kCoefficientMax;
        const auto product = multiply(a, b);
        ASSERT_EQ(product.has_value(), fits) << a.to_string() << " " << b.to_string();
        if (fits) {
            ASSERT_EQ(product->scale(), scale);
            ASSERT_EQ(Wide{product->coefficient()}, exact);
        } else {
            ++refused;
        }
    }
    EXPECT_GT(refused, 100);
}

TEST(Decimal, RoundedProductsAgreeWithTheDefinitionOfEachMode) {
    Source source(5);
    for (int i = 0; i < 100'000; ++i) {
        const Decimal a = source.decimal();
        const Decimal b = source.decimal();
        const int product_scale = a.scale() + b.scale();
        const int scale = source.between(0, std::min(9, product_scale));
        const Wide exact = Wide{a.coefficient()} * b.coefficient();
        for (const Rounding mode : kModes) {
            const Wide wanted = rounded_quotient(exact, power(product_scale - scale), mode);
            const auto product = multiply_rounded(a, b, scale, mode);
            const bool fits = wanted <= kCoefficientMax && wanted >= -kCoefficientMax;
            ASSERT_EQ(product.has_value(), fits) << a.to_string() << " " << b.to_string();
            if (fits) {
                ASSERT_EQ(product->scale(), scale);
                ASSERT_EQ(Wide{product->coefficient()}, wanted) << a.to_string() << " " << b.to_string();
            }
        }
    }
}

TEST(Decimal, QuotientsAgreeWithTheDefinitionOfEachMode) {
    Source source(6);
    for (int i = 0; i < 100'000; ++i) {
        const Decimal a = source.decimal();
        const Decimal b = source.decimal();
        const int scale = source.between(0, 9);
        if (b.is_zero()) {
            EXPECT_EQ(divide(a, b, scale, Rounding::down).error().code, Errc::invalid_value);
            continue;
        }
        // a·10^-sa ÷ (b·10^-sb), in units of 10^-scale: (a·10^(scale+sb)) ÷ (b·10^sa), sign on the numerator.
        const int up = scale + b.scale() - a.scale();
        Wide numerator = Wide{a.coefficient()} * (up > 0 ? power(up) : 1);
        Wide denominator = Wide{b.coefficient()} * (up < 0 ? power(-up) : 1);
        if (denominator < 0) {
            numerator = -numerator;
            denominator = -denominator;
        }
        for (const Rounding mode : kModes) {
            const Wide wanted = rounded_quotient(numerator, denominator, mode);
            const auto quotient = divide(a, b, scale, mode);
            const bool fits = wanted <= kCoefficientMax && wanted >= -kCoefficientMax;
            ASSERT_EQ(quotient.has_value(), fits) << a.to_string() << " / " << b.to_string();
            if (fits) {
                ASSERT_EQ(quotient->scale(), scale);
                ASSERT_EQ(Wide{quotient->coefficient()}, wanted) << a.to_string() << " / " << b.to_string();
            }
        }
    }
}

TEST(Decimal, RoundingAtTheTieInBothSigns) {
    struct Row {
        const char* value;
        const char* half_up;
        const char* half_even;
        const char* up;
        const char* down;
    };
    for (const Row& row :
         {Row{"0.5", "1", "0", "1", "0"},
          Row{"1.5", "2", "2", "2", "1"},
          Row{"2.5", "3", "2", "3", "2"},
          Row{"-0.5", "-1", "0", "-1", "0"},
          Row{"-2.5", "-3", "-2", "-3", "-2"},
          Row{"2.499999999", "2", "2", "3", "2"},
          Row{"2.500000001", "3", "3", "3", "2"},
          Row{"2.000000001", "2", "2", "3", "2"},
          Row{"7", "7", "7", "7", "7"}}) {
        EXPECT_EQ(d(row.value).to_fixed(0, Rounding::half_up), row.half_up);
        EXPECT_EQ(d(row.value).to_fixed(0, Rounding::half_even), row.half_even);
        EXPECT_EQ(d(row.value).to_fixed(0, Rounding::up), row.up);
        EXPECT_EQ(d(row.value).to_fixed(0, Rounding::down), row.down);
    }
}

TEST(Decimal, FixedAndShortestForms) {
    EXPECT_EQ(d("1.5").to_fixed(3, Rounding::down), "1.500");
    EXPECT_EQ(d("1").to_fixed(2, Rounding::down), "1.00");
    EXPECT_EQ(d("10.7999").to_fixed(2, Rounding::half_up), "10.80");
    EXPECT_EQ(d("10.10").to_shortest(), "10.1");
    EXPECT_EQ(d("100.00").to_shortest(), "100");
    EXPECT_EQ(d("100").to_shortest(), "100");
    EXPECT_EQ(d("0.00").to_shortest(), "0");
    EXPECT_EQ(d("-0.50").to_shortest(), "-0.5");
}

TEST(Decimal, CountsOfDigits) {
    EXPECT_EQ(d("0").integer_digits(), 1);
    EXPECT_EQ(d("0.99").integer_digits(), 1);
    EXPECT_EQ(d("-10.5").integer_digits(), 2);
    EXPECT_EQ(d("999999999999999999").integer_digits(), 18);
    EXPECT_EQ(d("10.100").significant_decimals(), 1);
    EXPECT_EQ(d("10.000").significant_decimals(), 0);
    EXPECT_EQ(d("0.000000001").significant_decimals(), 9);
    EXPECT_EQ(d("-1.230").significant_decimals(), 2);
}

TEST(Decimal, ValueThatCanNotBePaddedKeepsItsValue) {
    const Decimal big = d("999999999999999999");
    EXPECT_EQ(big.rounded(9, Rounding::half_up), big);
    EXPECT_EQ(d("99999999.9").rounded(9, Rounding::half_up).to_string(), "99999999.900000000");
}

TEST(Decimal, DivisionByZeroIsAnError) {
    for (const char* zero : {"0", "0.00"}) {
        const auto quotient = divide(d("1"), d(zero), 2, Rounding::half_up);
        ASSERT_FALSE(quotient);
        EXPECT_EQ(quotient.error().code, Errc::invalid_value);
    }
}

}  // namespace
}  // namespace silkgate
