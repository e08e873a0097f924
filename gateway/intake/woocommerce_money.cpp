// WooCommerce's amounts. All totals are without tax; total_tax comes on top.
#include "gateway/intake/woocommerce_order.hpp"

namespace silkgate::intake::woocommerce {
namespace {

void add_discount(order::OrderMoney& money, Decimal amount, std::string_view funder, std::string code) {
    money.discounts.push_back({.amount = amount, .funder = std::string(funder), .code = std::move(code)});
    money.discount = sum(money.discount, amount).value_or(money.discount);
}

// The coupons where they add up to the stated discount, else one entry.
void read_coupons(Reading& reading) {
    order::OrderMoney& money = reading.in.order().money;
    const Decimal stated =
        reading.in.required_decimal(reading.members.get<"discount_total">(), "/money/discount");
    std::optional<Decimal> total = Decimal{};
    const json::Value coupons = reading.members.get<"coupon_lines">();
    for (const json::Value coupon : coupons) {
        total = sum(total, reading.in.decimal(coupon["discount"], "/money/discounts"));
    }
    if (total != std::optional(stated)) {
        add_discount(money, stated, "seller", {});
    } else {
        for (const json::Value coupon : coupons) {
            const auto amount = to_platform_decimal(coupon["discount"]);
            if (amount && !amount->is_zero()) {
                add_discount(money, *amount, "seller", to_text_without_entities(coupon["code"]));
            }
        }
    }
    // The stated scale, where nothing else was added.
    money.discount = stated;
}

// Gift cards of an extension lower the total but not discount_total. Their code is as good as money and stays
// out.
void read_gift_cards(Reading& reading) {
    for (const json::Value card : reading.members.get<"gift_cards">()) {
        const auto amount = reading.in.decimal(card["amount"], "/money/discounts");
        if (amount && !amount->is_zero()) {
            add_discount(reading.in.order().money, *amount, "gift_card", {});
        }
    }
}

// A fee below zero is how shops write a reduction.
void read_fees(Reading& reading) {
    order::OrderMoney& money = reading.in.order().money;
    for (const json::Value line : reading.members.get<"fee_lines">()) {
        const auto amount = reading.in.decimal(line["total"], "/money/fees");
        if (!amount || amount->is_zero()) {
            continue;
        }
        std::string name = to_text_without_entities(line["name"]);
        if (amount->is_negative()) {
            add_discount(money, amount->negated(), "seller", std::move(name));
        } else {
            money.fees.push_back(
                {.kind = name.empty() ? std::string("fee") : std::move(name),
                 .amount = *amount,
                 .dutiable = std::nullopt}
            );
        }
    }
}

// rate_percent → rate, exactly.
std::optional<Decimal> to_rate(const std::optional<Decimal>& percent) {
    if (!percent) {
        return std::nullopt;
    }
    const auto rate = multiply(*percent, Decimal::from_parts(1, 2));
    return rate ? std::optional(*rate) : std::nullopt;
}

void read_taxes(Reading& reading) {
    PayloadReader& in = reading.in;
    order::OrderMoney& money = in.order().money;
    money.tax = in.required_decimal(reading.members.get<"total_tax">(), "/money/tax");
    for (const json::Value line : reading.members.get<"tax_lines">()) {
        const auto goods = in.decimal(line["tax_total"], "/money/taxes");
        const auto shipping = in.decimal(line["shipping_tax_total"], "/money/taxes");
        const auto amount = sum(goods, shipping ? shipping : Decimal{});
        if (amount) {
            money.taxes.push_back(
                {.kind = std::string(to_tax_kind(line["label"].text())),
                 .rate = to_rate(in.decimal(line["rate_percent"], "/money/taxes")),
                 .amount = *amount,
                 .included = false,
                 .collector = "seller",
                 .registration = {}}
            );
        }
    }
}

}  // namespace

void read_money(Reading& reading) {
    PayloadReader& in = reading.in;
    const OrderMembers& m = reading.members;
    order::OrderMoney& money = in.order().money;
    in.point("/money/currency", "/currency");
    in.point("/money/total", "/total");
    in.point("/money/goods", "/line_items");
    in.point("/money/discount", "/discount_total");
    in.point("/money/freight", "/shipping_total");
    in.point("/money/tax", "/total_tax");
    money.currency = in.required_text(m.get<"currency">(), "/money/currency");
    read_coupons(reading);
    read_gift_cards(reading);
    money.freight = in.required_decimal(m.get<"shipping_total">(), "/money/freight");
    read_fees(reading);
    read_taxes(reading);
    money.total = in.required_decimal(m.get<"total">(), "/money/total");
    close_money(in.order());
}

}  // namespace silkgate::intake::woocommerce
