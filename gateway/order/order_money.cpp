#include "gateway/order/order_money.hpp"

namespace silkgate::order {

std::optional<Decimal> plus(std::optional<Decimal> a, std::optional<Decimal> b) {
    if (!a || !b) {
        return std::nullopt;
    }
    const auto sum = add(*a, *b);
    return sum ? std::optional(*sum) : std::nullopt;
}

std::optional<Decimal> minus(std::optional<Decimal> a, std::optional<Decimal> b) {
    return b ? plus(a, b->negated()) : std::nullopt;
}

std::optional<Decimal> tax_on_top(const OrderMoney& money) {
    std::optional<Decimal> on_top = money.tax;
    for (const Tax& tax : money.taxes) {
        if (tax.included) {
            on_top = minus(on_top, tax.amount);
        }
    }
    return on_top;
}

std::optional<Decimal> compute_unexplained(const OrderMoney& money) {
    std::optional<Decimal> explained = minus(money.goods, money.discount);
    explained = plus(explained, money.freight);
    explained = plus(explained, money.insurance);
    for (const Fee& fee : money.fees) {
        explained = plus(explained, fee.amount);
    }
    explained = plus(explained, tax_on_top(money));
    return minus(money.total, explained);
}

bool counts_as_goods(LineKind kind) noexcept {
    switch (kind) {
        case LineKind::goods:
        case LineKind::bundle_parent:
        case LineKind::bundle_child:
            return true;
        case LineKind::digital:
        case LineKind::service:
        case LineKind::fee:
        case LineKind::gift_card:
            return false;
    }
    return false;
}

std::optional<Decimal> sum_goods(const std::vector<Line>& lines) {
    std::optional<Decimal> sum = Decimal{};
    for (const Line& line : lines) {
        if (counts_as_goods(line.kind)) {
            sum = plus(sum, line.amount);
        }
    }
    return sum;
}

}  // namespace silkgate::order
