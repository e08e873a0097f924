#include "adapters/common/sad/apportion.hpp"

namespace silkgate::adapters::sad {
namespace {

// Decimals of the product before it is divided; more than a currency has.
constexpr int kProductScale = 4;

// Where the product has too many digits, by the quotient of the weights to 9 decimals.
Result<Decimal> share(Decimal total, Decimal weight, Decimal sum, int scale) {
    if (const auto product = multiply_rounded(total, weight, kProductScale, Rounding::half_up)) {
        return divide(*product, sum, scale, Rounding::half_up);
    }
    const auto quotient = divide(weight, sum, Decimal::kScaleMax, Rounding::half_up);
    return quotient ? multiply_rounded(total, *quotient, scale, Rounding::half_up) : quotient;
}

}  // namespace

std::optional<std::vector<Decimal>> apportion(Decimal total, std::span<const Decimal> weights, int scale) {
    Decimal sum;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto next = add(sum, weights[i]);
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
        largest = weights[i] > weights[largest] ? i : largest;
    }
    if (sum.is_zero() || sum.is_negative()) {
        return std::nullopt;
    }
    std::vector<Decimal> parts;
    Decimal rest = total;
    for (const Decimal& weight : weights) {
        const auto part = share(total, weight, sum, scale);
        const auto left = part ? subtract(rest, *part) : part;
        if (!left) {
            return std::nullopt;
        }
        parts.push_back(*part);
        rest = *left;
    }
    const auto corrected = add(parts[largest], rest);
    if (!corrected) {
        return std::nullopt;
    }
    parts[largest] = *corrected;
    return parts;
}

}  // namespace silkgate::adapters::sad
