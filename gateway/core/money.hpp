// Currency (ISO 4217 with its minor units) and Money. Adding two currencies is an error, never a conversion.
#pragma once

#include "gateway/core/decimal.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace silkgate {

// An ISO 4217 alphabetic code that is in the active list.
class Currency {
public:
    // Upper-case alphabetic code of the active list; anything else is Errc::invalid_value.
    [[nodiscard]] static Result<Currency> parse(std::string_view text);

    [[nodiscard]] std::string_view code() const noexcept { return {code_.data(), 3}; }
    // Digits after the point by ISO 4217: 0 (JPY), 2 (CNY, RUB), 3 (KWD).
    [[nodiscard]] int minor_units() const noexcept { return minor_units_; }
    [[nodiscard]] int numeric() const noexcept { return numeric_; }

    friend bool operator==(const Currency& a, const Currency& b) noexcept { return a.code_ == b.code_; }

private:
    std::array<char, 3> code_{};
    std::int8_t minor_units_ = 2;
    std::int16_t numeric_ = 0;
};

struct Money {
    Decimal amount;
    Currency currency;
};

[[nodiscard]] Result<Money> add(const Money& a, const Money& b);

}  // namespace silkgate
