// The equations of money: what a total is made of.
#pragma once

#include "gateway/order/order.hpp"

#include <optional>

namespace silkgate::order {

// total − (goods − discount + freight + insurance + fees + tax not included); nothing when it does not fit a
// Decimal.
[[nodiscard]] std::optional<Decimal> compute_unexplained(const OrderMoney& money);

// Tax that comes on top of the prices: money.tax, unless taxes[] says that all or part of it is included.
[[nodiscard]] std::optional<Decimal> tax_on_top(const OrderMoney& money);

// Whether a line's amount counts in money.goods. The other kinds (gift cards, fees, digital goods, services)
// stand in money.fees.
[[nodiscard]] bool counts_as_goods(LineKind kind) noexcept;

// Σ amount of the lines that count as goods.
[[nodiscard]] std::optional<Decimal> sum_goods(const std::vector<Line>& lines);

// a + b where both are known and the sum fits.
[[nodiscard]] std::optional<Decimal> plus(std::optional<Decimal> a, std::optional<Decimal> b);
[[nodiscard]] std::optional<Decimal> minus(std::optional<Decimal> a, std::optional<Decimal> b);

}  // namespace silkgate::order
