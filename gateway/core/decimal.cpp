#include "gateway/core/decimal.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace silkgate {
namespace {

__extension__ using Wide = __int128;  // GCC and Clang have it on all 64-bit targets

constexpr auto kPowersOfTen = [] {
    std::array<std::int64_t, 19> powers{};
    powers[0] = 1;
    for (std::size_t i = 1; i < powers.size(); ++i) {
        powers[i] = powers[i - 1] * 10;
    }
    return powers;
}();

constexpr Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (; exponent > 18; --exponent) {
        power *= 10;
    }
    return power * kPowersOfTen[static_cast<std::size_t>(exponent)];
}

// The largest magnitude parse() accepts: 18 digits. Results of arithmetic keep to it too.
constexpr Wide kMagnitudeMax = Wide{kPowersOfTen[18]} - 1;

Result<Decimal> narrow(Wide coefficient, int scale) {
    while (scale > Decimal::kScaleMax && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    if (scale > Decimal::kScaleMax) {
        return fail(Errc::limit_exceeded, "the result needs more than 9 decimals");
    }
    if (coefficient > kMagnitudeMax || coefficient < -kMagnitudeMax) {
        return fail(Errc::limit_exceeded, "the result has more than 18 digits");
    }
    return Decimal::from_parts(static_cast<std::int64_t>(coefficient), scale);
}

// numerator ÷ denominator (> 0), rounded once.
Wide divide_rounded(Wide numerator, Wide denominator, Rounding rounding) {
    const bool negative = numerator < 0;
    const Wide magnitude = negative ? -numerator : numerator;
    Wide quotient = magnitude / denominator;
    const Wide rest = magnitude % denominator;
    bool away = false;
    switch (rounding) {
        case Rounding::half_up:
            away = rest * 2 >= denominator;
            break;
        case Rounding::half_even:
            away = rest * 2 > denominator || (rest * 2 == denominator && quotient % 2 != 0);
            break;
        case Rounding::up:
            away = rest != 0;
            break;
        case Rounding::down:
            break;
    }
    quotient += away ? 1 : 0;
    return negative ? -quotient : quotient;
}

Wide rescaled(Wide coefficient, int from, int to, Rounding rounding) {
    if (to == from) {
        return coefficient;
    }
    return to > from ? coefficient * power_of_ten(to - from)
                     : divide_rounded(coefficient, power_of_ten(from - to), rounding);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Error malformed() {
    return fail(Errc::invalid_value, "not a decimal number");
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    std::string_view rest = text.substr(negative ? 1 : 0);
    const auto point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty()) ||
        !std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction, is_digit) ||
        (whole.size() > 1 && whole.front() == '0')) {
        return malformed();
    }
    while (fraction.size() > kScaleMax && fraction.ends_with('0')) {
        fraction.remove_suffix(1);
    }
    if (fraction.size() > kScaleMax ||
        whole.size() + fraction.size() > kDigitsMax + (whole == "0" ? 1U : 0U)) {
        return fail(Errc::limit_exceeded, "more than 18 digits or 9 decimals");
    }
    std::int64_t coefficient = 0;
    for (const std::string_view part : {whole, fraction}) {
        for (const char c : part) {
            coefficient = coefficient * 10 + (c - '0');
        }
    }
    if (negative && coefficient == 0) {
        return malformed();
    }
    return from_parts(negative ? -coefficient : coefficient, static_cast<int>(fraction.size()));
}

int Decimal::integer_digits() const noexcept {
    const auto magnitude = static_cast<std::uint64_t>(coefficient_ < 0 ? -coefficient_ : coefficient_);
    auto whole = magnitude / static_cast<std::uint64_t>(kPowersOfTen[scale_]);
    int digits = 1;
    while (whole >= 10) {
        whole /= 10;
        ++digits;
    }
    return digits;
}

int Decimal::significant_decimals() const noexcept {
    int decimals = scale_;
    for (auto rest = coefficient_; decimals > 0 && rest % 10 == 0; rest /= 10) {
        --decimals;
    }
    return decimals;
}

std::string Decimal::to_string() const {
    auto magnitude = static_cast<std::uint64_t>(coefficient_ < 0 ? -coefficient_ : coefficient_);
    std::array<char, 24> buffer{};
    auto* out = buffer.data() + buffer.size();
    int digits = 0;
    do {
        if (digits == scale_ && scale_ > 0) {
            *--out = '.';
        }
        *--out = static_cast<char>('0' + magnitude % 10);
        magnitude /= 10;
        ++digits;
    } while (magnitude > 0 || digits <= scale_);
    if (coefficient_ < 0) {
        *--out = '-';
    }
    return {out, buffer.data() + buffer.size()};
}

std::string Decimal::to_fixed(int scale, Rounding rounding) const {
    return rounded(scale, rounding).to_string();
}

std::string Decimal::to_shortest() const {
    return rounded(significant_decimals(), Rounding::down).to_string();
}

Decimal Decimal::rounded(int scale, Rounding rounding) const {
    const Wide value = rescaled(coefficient_, scale_, scale, rounding);
    // Padding 18 digits with zeros can leave the range; then the number is kept as it is, which is the same
    // value.
    if (value > std::numeric_limits<std::int64_t>::max() ||
        value < std::numeric_limits<std::int64_t>::min()) {
        return *this;
    }
    return from_parts(static_cast<std::int64_t>(value), scale);
}

std::strong_ordering operator<=>(Decimal a, Decimal b) noexcept {
    if (a.scale_ == b.scale_) {
        return a.coefficient_ <=> b.coefficient_;
    }
    const int scale = std::max(a.scale_, b.scale_);
    return rescaled(a.coefficient_, a.scale_, scale, Rounding::down) <=>
           rescaled(b.coefficient_, b.scale_, scale, Rounding::down);
}

Result<Decimal> add(Decimal a, Decimal b) {
    const int scale = std::max(a.scale(), b.scale());
    return narrow(
        rescaled(a.coefficient(), a.scale(), scale, Rounding::down) +
            rescaled(b.coefficient(), b.scale(), scale, Rounding::down),
        scale
    );
}

Result<Decimal> subtract(Decimal a, Decimal b) {
    return add(a, b.negated());
}

Result<Decimal> multiply(Decimal a, Decimal b) {
    return narrow(Wide{a.coefficient()} * b.coefficient(), a.scale() + b.scale());
}

Result<Decimal> multiply_rounded(Decimal a, Decimal b, int scale, Rounding rounding) {
    const Wide product = Wide{a.coefficient()} * b.coefficient();
    const int product_scale = a.scale() + b.scale();
    if (scale > product_scale) {
        return narrow(product, product_scale);
    }
    return narrow(rescaled(product, product_scale, scale, rounding), scale);
}

Result<Decimal> divide(Decimal a, Decimal b, int scale, Rounding rounding) {
    if (b.is_zero()) {
        return fail(Errc::invalid_value, "division by zero");
    }
    // a/10^sa ÷ b/10^sb at `scale`: multiply the numerator so that one integer division gives the answer.
    const int shift = scale + b.scale() - a.scale();
    Wide numerator = a.coefficient();
    Wide denominator = b.coefficient();
    (shift >= 0 ? numerator : denominator) *= power_of_ten(shift >= 0 ? shift : -shift);
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    return narrow(divide_rounded(numerator, denominator, rounding), scale);
}

}  // namespace silkgate
