#include "adapters/cn/export_amounts.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

// Shares of an order's discount are whole hundredths where that is fine enough.
constexpr int kShareScale = 2;

// Adds in place; false when the sum can not be held.
bool add_to(Decimal& sum, Decimal amount) {
    const auto result = add(sum, amount);
    if (result) {
        sum = *result;
    }
    return static_cast<bool>(result);
}

bool split_discounts(Facts& facts) {
    Decimal named;
    for (const order::Discount& discount : facts.order->money.discounts) {
        if (!discount.funder.empty() && !add_to(named, discount.amount)) {
            return false;
        }
        if (discount.funder == "seller" && !add_to(facts.reduction, discount.amount)) {
            return false;
        }
    }
    const auto rest = subtract(facts.order->money.discount, named);
    if (rest && *rest > Decimal{}) {
        facts.unexplained_discount = *rest;
    }
    return static_cast<bool>(rest);
}

LineFacts* largest_line(Facts& facts) {
    const auto largest =
        std::ranges::max_element(facts.lines, {}, [](const LineFacts& l) { return l.total; });
    return largest == facts.lines.end() ? nullptr : &*largest;
}

// Whether the lines themselves say how the seller's reduction is spread.
bool lines_carry_reduction(const Facts& facts) {
    Decimal sum;
    for (const LineFacts& line : facts.lines) {
        if (line.line->discount && !add_to(sum, *line.line->discount)) {
            return false;
        }
    }
    return sum == facts.reduction;
}

// In proportion to the lines' amounts, at `scale`; what rounding leaves goes on the largest line.
bool spread_reduction(Facts& facts, Decimal goods, int scale) {
    Decimal left = facts.reduction;
    for (LineFacts& line : facts.lines) {
        line.total = line.line->amount;
        const auto weighted =
            multiply_rounded(facts.reduction, line.total, Decimal::kScaleMax, Rounding::half_up);
        const auto share = weighted ? divide(*weighted, goods, scale, Rounding::down) : weighted;
        if (!share || !add_to(left, share->negated()) || !add_to(line.total, share->negated())) {
            return false;
        }
    }
    LineFacts* largest = largest_line(facts);
    return largest == nullptr || add_to(largest->total, left.negated());
}

bool has_negative_total(const Facts& facts) {
    return std::ranges::any_of(facts.lines, [](const LineFacts& line) { return line.total.is_negative(); });
}

bool apply_reduction(Facts& facts, Decimal goods) {
    if (facts.reduction.is_zero()) {
        return true;
    }
    if (facts.reduction > goods) {
        return true;  // a rule of its own; the totals stay as they are
    }
    if (!lines_carry_reduction(facts)) {
        // Many lines of a few cents: hundredths are too coarse to share out.
        return spread_reduction(facts, goods, kShareScale) &&
               (!has_negative_total(facts) || spread_reduction(facts, goods, kScale));
    }
    return std::ranges::all_of(facts.lines, [](LineFacts& line) {
        return !line.line->discount || add_to(line.total, line.line->discount->negated());
    });
}

bool round_totals(Facts& facts) {
    Decimal exact;
    Decimal rounded;
    for (LineFacts& line : facts.lines) {
        if (!add_to(exact, line.total)) {
            return false;
        }
        if (line.total.significant_decimals() > kScale) {
            line.total = line.total.rounded(kScale, Rounding::half_up);
        }
        if (!add_to(rounded, line.total)) {
            return false;
        }
    }
    const Decimal goods_value =
        exact.significant_decimals() > kScale ? exact.rounded(kScale, Rounding::half_up) : exact;
    const auto difference = subtract(goods_value, rounded);
    LineFacts* largest = largest_line(facts);
    if (!difference ||
        (largest != nullptr && !difference->is_zero() && !add_to(largest->total, *difference))) {
        return false;
    }
    facts.goods_value = goods_value;
    return true;
}

// The order's own unit price where it gives the total exactly, otherwise total ÷ quantity.
bool price_lines(Facts& facts) {
    for (LineFacts& line : facts.lines) {
        const Decimal own = line.line->unit_price;
        const auto product = multiply(own, line.line->quantity);
        if (product && *product == line.total && own.significant_decimals() <= kScale) {
            line.price = own;
            continue;
        }
        const auto price = divide(line.total, line.line->quantity, kScale, Rounding::half_up);
        if (!price) {
            return false;
        }
        line.price = *price;
    }
    return true;
}

}  // namespace

void compute_amounts(Facts& facts) {
    Decimal goods;
    bool held = split_discounts(facts);
    for (LineFacts& line : facts.lines) {
        line.total = line.line->amount;
        held = held && add_to(goods, line.total);
    }
    held = held && apply_reduction(facts, goods) && round_totals(facts) && price_lines(facts);
    facts.amounts_overflow = !held;
    if (!held) {
        facts.goods_value.reset();
    }
}

}  // namespace silkgate::adapters::cn
