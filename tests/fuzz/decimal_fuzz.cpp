// Exact decimals: two texts, split at the first blank. What is read prints as it was written, and arithmetic
// agrees with plain 128-bit integers.
#include "gateway/core/decimal.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <array>
#include <string>
#include <string_view>

namespace {

using silkgate::Decimal;
using silkgate::Rounding;
using silkgate::fuzz::require;
using Wide = __int128;  // NOLINT(modernize-use-std-numbers)

constexpr int kScale = Decimal::kScaleMax;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

// In units of 10^-9.
Wide widen(Decimal value) {
    return static_cast<Wide>(value.coefficient()) * power_of_ten(kScale - value.scale());
}

void check_one(Decimal value) {
    const auto again = Decimal::parse(value.to_string());
    require(
        again.has_value() && *again == value && again->scale() == value.scale(), "what is printed reads back"
    );
    const auto shortest = Decimal::parse(value.to_shortest());
    require(shortest.has_value() && *shortest == value, "the shortest form has the same value");
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::up, Rounding::down}) {
        for (int scale = 0; scale <= value.scale(); ++scale) {
            const Decimal rounded = value.rounded(scale, rounding);
            const Wide off = widen(rounded) - widen(value);
            const Wide unit = power_of_ten(kScale - scale);
            const bool half = rounding == Rounding::half_up || rounding == Rounding::half_even;
            require(
                (off < 0 ? -off : off) * (half ? 2 : 1) <= (half ? unit : unit - 1), "rounding stays near"
            );
            require(rounded.scale() == scale, "rounding gives the scale asked for");
        }
    }
}

void check_pair(Decimal a, Decimal b) {
    const auto sum = add(a, b);
    const auto reverse = add(b, a);
    require(sum.has_value() == reverse.has_value() && (!sum || *sum == *reverse), "a + b is b + a");
    if (sum) {
        require(widen(*sum) == widen(a) + widen(b), "a sum is exact");
        const auto back = subtract(*sum, b);
        require(!back || *back == a, "a + b - b is a");
    }
    const auto product = multiply(a, b);
    if (product) {
        require(
            static_cast<Wide>(product->coefficient()) * power_of_ten(a.scale() + b.scale()) ==
                static_cast<Wide>(a.coefficient()) * b.coefficient() * power_of_ten(product->scale()),
            "a product is exact"
        );
    }
    require((a < b) == (widen(a) < widen(b)) && (a == b) == (widen(a) == widen(b)), "order is by value");
    const auto quotient = divide(a, b, 4, Rounding::half_even);
    require(
        quotient.has_value() || b.is_zero() || quotient.error().code == silkgate::Errc::limit_exceeded,
        "only a division by zero or an overflow fails"
    );
    require(!b.is_zero() || !quotient, "a division by zero fails");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = silkgate::fuzz::as_text(data, size);
    const auto blank = text.find(' ');
    const auto a = Decimal::parse(text.substr(0, blank));
    if (!a) {
        return 0;
    }
    check_one(*a);
    const auto b =
        blank == std::string_view::npos ? Decimal::parse("1.5") : Decimal::parse(text.substr(blank + 1));
    if (b) {
        check_one(*b);
        check_pair(*a, *b);
    }
    return 0;
}
