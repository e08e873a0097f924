// Amounts of a mapped order: every one as the payload has it; nothing is computed from a rate.
#include "gateway/intake/mapped_order.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::intake {

using order::RuleName;

void MappedOrder::read_currency() {
    const std::string code = text(mapping_.money.currency, "/money/currency");
    if (code.empty()) {
        in_.report(RuleName::member_missing, "/money/currency", {});
        return;
    }
    CurrencyReading reading = read_currency_code(code);
    in_.order().money.currency = std::move(reading.code);
    factor_ = reading.factor;
}

// The parts where they add up to the stated discount, else one entry.
void MappedOrder::read_discounts() {
    order::OrderMoney& money_out = in_.order().money;
    const auto stated = money(mapping_.money.discount, "/money/discount");
    std::optional<Decimal> total = Decimal{};
    std::vector<order::Discount> parts;
    for (const DiscountRow& row : mapping_.money.discounts) {
        for_each(row.each, [&] {
            const auto part = money(row.amount, "/money/discounts");
            if (part && !part->is_zero()) {
                total = sum(total, part);
                parts.push_back({.amount = *part, .funder = row.funder, .code = text(row.code)});
            }
        });
    }
    money_out.discount = stated.value_or(total.value_or(Decimal{}));
    if (total == std::optional(money_out.discount)) {
        money_out.discounts = std::move(parts);
    } else if (!money_out.discount.is_zero()) {
        money_out.discounts.push_back({.amount = money_out.discount, .funder = "seller", .code = {}});
    }
}

// What is paid for beside goods, and lines that are no goods.
void MappedOrder::read_fees() {
    order::Order& order = in_.order();
    for (const order::Line& line : order.lines) {
        if (!order::counts_as_goods(line.kind) && !line.amount.is_zero()) {
            const std::string_view kind = line.kind == order::LineKind::gift_card ? "gift_card"
                                          : line.kind == order::LineKind::fee     ? "fee"
                                          : line.kind == order::LineKind::service ? "service"
                                                                                  : "digital";
            order.money.fees.push_back(
                {.kind = std::string(kind), .amount = line.amount, .dutiable = std::nullopt}
            );
        }
    }
    for (const FeeRow& row : mapping_.money.fees) {
        for_each(row.each, [&] {
            const auto amount = money(row.amount, "/money/fees");
            std::string kind = text(row.kind);
            if (!amount || amount->is_zero()) {
                return;
            }
            if (amount->is_negative()) {
                // A fee below zero is how shops write a reduction.
                order.money.discount =
                    sum(order.money.discount, amount->negated()).value_or(order.money.discount);
                order.money.discounts.push_back(
                    {.amount = amount->negated(), .funder = "seller", .code = std::move(kind)}
                );
                return;
            }
            order.money.fees.push_back(
                {.kind = kind.empty() ? std::string("fee") : std::move(kind),
                 .amount = *amount,
                 .dutiable = std::nullopt}
            );
        });
    }
}

order::Tax MappedOrder::to_tax(const TaxRow& row, Decimal amount) {
    order::Tax tax;
    tax.kind = row.kind.empty() ? std::string(to_tax_kind(text(row.title))) : row.kind;
    tax.rate = number(row.rate, "/money/taxes");
    if (tax.rate && row.percent) {
        const auto share = multiply(*tax.rate, Decimal::from_parts(1, 2));
        tax.rate = share ? std::optional(*share) : std::nullopt;
    }
    tax.amount = amount;
    const std::string included = word(row.included);
    tax.included = included == "true";
    tax_by_total_ = tax_by_total_ || included == "by_total";
    tax.collector = word(row.collector);
    tax.registration = text(row.registration);
    return tax;
}

// The tax lines where they add up to the stated tax, else one entry made of the first row.
void MappedOrder::read_taxes() {
    order::OrderMoney& out = in_.order().money;
    const auto stated = money(mapping_.money.tax, "/money/tax");
    std::optional<Decimal> total = Decimal{};
    std::vector<order::Tax> taxes;
    for (const TaxRow& row : mapping_.money.taxes) {
        for_each(row.each, [&] {
            const auto amount = money(row.amount, "/money/taxes");
            if (amount && !amount->is_zero()) {
                total = sum(total, amount);
                taxes.push_back(to_tax(row, *amount));
            }
        });
    }
    out.tax = stated.value_or(total.value_or(Decimal{}));
    if (total == std::optional(out.tax)) {
        out.taxes = std::move(taxes);
    } else if (!out.tax.is_zero()) {
        const bool described = !mapping_.money.taxes.empty() && !mapping_.money.taxes.front().each;
        order::Tax one = described ? to_tax(mapping_.money.taxes.front(), out.tax) : order::Tax{};
        if (!described && !taxes.empty()) {
            one = taxes.front();
            one.rate.reset();
        }
        one.amount = out.tax;
        out.taxes.push_back(std::move(one));
    }
}

// Where the platform does not say whether prices hold the tax: they do when the total is reached without it.
void MappedOrder::settle_included_tax() {
    order::OrderMoney& out = in_.order().money;
    if (tax_by_total_ && out.unexplained == out.tax.negated()) {
        for (order::Tax& tax : out.taxes) {
            tax.included = true;
        }
        close_money(in_.order());
    }
}

void MappedOrder::read_shop() {
    constexpr int kRateScale = 6;
    const MoneyRows& rows = mapping_.money;
    order::OrderMoney& out = in_.order().money;
    const std::string code = text(rows.shop_currency);
    const CurrencyReading shop = read_currency_code(code);
    if (code.empty() || shop.code == out.currency) {
        return;
    }
    auto rate = number(rows.shop_rate, "/money/shop/rate");
    if (const auto total = number(rows.shop_total, "/money/shop/rate");
        !rate && total && !out.total.is_zero()) {
        const auto implied = divide(*total, out.total, kRateScale, Rounding::half_even);
        rate = implied ? std::optional(*implied) : std::nullopt;
    }
    if (rate) {
        out.shop = order::ShopMoney{.currency = shop.code, .rate = *rate};
    }
}

void MappedOrder::read_money() {
    const MoneyRows& rows = mapping_.money;
    order::OrderMoney& out = in_.order().money;
    point("/money/total", rows.total.first);
    point("/money/discount", rows.discount.first);
    point("/money/freight", rows.freight.first.empty() ? rows.freight.plus : rows.freight.first);
    point("/money/tax", rows.tax.first);
    out.freight = money(rows.freight, "/money/freight").value_or(Decimal{});
    out.insurance = money(rows.insurance, "/money/insurance").value_or(Decimal{});
    read_discounts();
    read_taxes();
    read_fees();
    out.refunded = money(rows.refunded, "/money/refunded");
    if (out.refunded && out.refunded->is_zero()) {
        out.refunded.reset();
    }
    const auto total = money(rows.total, "/money/total");
    if (total) {
        out.total = *total;
    } else if (!rows.total_of_parts && !find(rows.total.first)) {
        in_.report(RuleName::member_missing, "/money/total", {});
    }
    read_shop();
    close_money(in_.order());
    settle_included_tax();
    if (!total && rows.total_of_parts) {
        out.total = out.unexplained.negated();
        out.unexplained = Decimal{};
    }
}

}  // namespace silkgate::intake
