// Exact decimal numbers. No floating point anywhere: text in, text out, rounding named at the call.
#pragma once

#include "gateway/core/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate {

enum class Rounding : std::uint8_t { half_up, half_even, up, down };

// coefficient × 10^-scale; coefficient is a signed 64-bit integer (18 digits), scale 0 to 9. The scale a
// number was written with is kept: "10.10" prints as "10.10"; comparison is by value (10.1 == 10.10).
class Decimal {
public:
    static constexpr int kScaleMax = 9;
    static constexpr int kDigitsMax = 18;

    constexpr Decimal() = default;

    constexpr explicit Decimal(std::int64_t whole) : coefficient_(whole) {}

    // Exact value of coefficient × 10^-scale. Precondition: 0 ≤ scale ≤ 9.
    [[nodiscard]] static constexpr Decimal from_parts(std::int64_t coefficient, int scale) {
        Decimal value(coefficient);
        value.scale_ = static_cast<std::uint8_t>(scale);
        return value;
    }

    // Optional '-', digits, optional '.' and digits. Rejects exponents, '+', blanks, a bare '.', leading
    // zeros such as "007", "-0", more than 18 significant digits. More than 9 decimals are rejected unless
    // the rest are zeros.
    [[nodiscard]] static Result<Decimal> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t coefficient() const noexcept { return coefficient_; }
    [[nodiscard]] constexpr int scale() const noexcept { return scale_; }
    [[nodiscard]] constexpr bool is_zero() const noexcept { return coefficient_ == 0; }
    [[nodiscard]] constexpr bool is_negative() const noexcept { return coefficient_ < 0; }
    [[nodiscard]] constexpr Decimal negated() const noexcept { return from_parts(-coefficient_, scale_); }

    // Number of digits before the point (at least 1) and the digits after it that are not trailing zeros.
    [[nodiscard]] int integer_digits() const noexcept;
    [[nodiscard]] int significant_decimals() const noexcept;

    [[nodiscard]] std::string to_string() const;
    // Rounds (or pads with zeros) to exactly `scale` decimals and prints.
    [[nodiscard]] std::string to_fixed(int scale, Rounding rounding) const;
    // As to_string() without trailing zeros after the point.
    [[nodiscard]] std::string to_shortest() const;

    [[nodiscard]] Decimal rounded(int scale, Rounding rounding) const;

    friend std::strong_ordering operator<=>(Decimal a, Decimal b) noexcept;
    friend bool operator==(Decimal a, Decimal b) noexcept { return (a <=> b) == 0; }

private:
    std::int64_t coefficient_ = 0;
    std::uint8_t scale_ = 0;
};

// Exact; the scale of a sum is the larger one, of a product the sum (reduced to 9 only if digits beyond are
// zero). Overflow or a product that needs more than 9 decimals is an error (Errc::limit_exceeded): nothing is
// rounded here.
[[nodiscard]] Result<Decimal> add(Decimal a, Decimal b);
[[nodiscard]] Result<Decimal> subtract(Decimal a, Decimal b);
[[nodiscard]] Result<Decimal> multiply(Decimal a, Decimal b);
// Computed in 128 bits, then rounded once to `scale`.
[[nodiscard]] Result<Decimal> multiply_rounded(Decimal a, Decimal b, int scale, Rounding rounding);
// a ÷ b, rounded once. Division by zero is Errc::invalid_value.
[[nodiscard]] Result<Decimal> divide(Decimal a, Decimal b, int scale, Rounding rounding);

}  // namespace silkgate
