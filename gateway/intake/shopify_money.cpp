// Shopify's amounts: two currencies, discounts, shipping, tax, tips, duties.
#include "gateway/intake/shopify_order.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::intake::shopify {

using order::RuleName;

std::optional<Decimal> read_amount(Reading& reading, json::Value plain, json::Value set, Place canonical) {
    const json::Value paid = set["presentment_money"];
    if (paid.is_object() && (reading.two_currencies || reading.in.is_absent(plain))) {
        if (paid["currency_code"].text() != reading.in.order().money.currency) {
            reading.in.report(RuleName::amount_in_other_currency, canonical, paid);
            return std::nullopt;
        }
        return reading.in.decimal(paid["amount"], canonical);
    }
    const auto amount = reading.in.decimal(plain, canonical);
    if (reading.two_currencies && amount && !amount->is_zero()) {
        reading.in.report(RuleName::amount_in_other_currency, canonical, plain);
        return std::nullopt;
    }
    return amount;
}

void read_currency(Reading& reading) {
    const OrderMembers& m = reading.members;
    const bool named = !reading.in.is_absent(m.get<"presentment_currency">());
    reading.in.point("/money/currency", named ? "/presentment_currency" : "/currency");
    const json::Value paid = named ? m.get<"presentment_currency">() : m.get<"currency">();
    reading.in.order().money.currency = reading.in.required_text(paid, "/money/currency");
    reading.two_currencies =
        named && !reading.in.is_absent(m.get<"currency">()) && m.get<"currency">().text() != paid.text();
}

namespace {

// The shop's side of the same order; the rate is implied by the two totals.
void read_shop(Reading& reading) {
    if (!reading.two_currencies) {
        return;
    }
    constexpr int kRateScale = 6;
    const json::Value set = reading.members.get<"total_price_set">();
    const auto shop = to_platform_decimal(set["shop_money"]["amount"]);
    const auto paid = to_platform_decimal(set["presentment_money"]["amount"]);
    const auto rate = shop && paid && !paid->is_zero() ? divide(*shop, *paid, kRateScale, Rounding::half_even)
                                                       : fail(Errc::invalid_value, "no rate");
    if (rate) {
        reading.in.order().money.shop =
            order::ShopMoney{.currency = to_text(reading.members.get<"currency">()), .rate = *rate};
    }
}

Decimal read_freight(Reading& reading) {
    std::optional<Decimal> freight = Decimal{};
    for (const json::Value line : reading.members.get<"shipping_lines">()) {
        if (!line["is_removed"].is_true()) {
            freight = sum(freight, read_amount(reading, line["price"], line["price_set"], "/money/freight"));
        }
    }
    // A refund of shipping stands as a negative adjustment beside the refunded lines.
    for (const json::Value refund : reading.members.get<"refunds">()) {
        for (const json::Value adjustment : refund["order_adjustments"]) {
            if (reading.reduced && adjustment["kind"].text() == "shipping_refund") {
                freight =
                    sum(freight,
                        read_amount(reading, adjustment["amount"], adjustment["amount_set"], "/money/freight")
                    );
            }
        }
    }
    return freight.value_or(Decimal{});
}

// Which application (by its index) gave how much, over lines that still stand and shipping.
struct Share {
    std::string index;
    Decimal amount;
};

void add_shares(Reading& reading, json::Value allocations, std::vector<Share>& shares) {
    for (const json::Value allocation : allocations) {
        const auto amount =
            read_amount(reading, allocation["amount"], allocation["amount_set"], "/money/discounts");
        const std::string index = to_text(allocation["discount_application_index"]);
        auto share = std::ranges::find(shares, index, &Share::index);
        if (share == shares.end()) {
            share = shares.insert(shares.end(), Share{.index = index, .amount = {}});
        }
        share->amount = sum(share->amount, amount).value_or(share->amount);
    }
}

std::string application_code(json::Value applications, std::string_view wanted) {
    std::size_t index = 0;
    for (const json::Value application : applications) {
        if (std::to_string(index++) == wanted) {
            const std::string code = to_text(application["code"]);
            return code.empty() ? to_text(application["title"]) : code;
        }
    }
    return {};
}

// The parts by application where they add up to the total, else one part.
void read_discounts(Reading& reading, json::Value plain, json::Value set) {
    PayloadReader& in = reading.in;
    order::OrderMoney& money = in.order().money;
    const OrderMembers& m = reading.members;
    const auto stated = read_amount(reading, plain, set, "/money/discount");
    std::vector<Share> shares;
    std::size_t line = 0;
    for (const json::Value item : m.get<"line_items">()) {
        if (line < in.order().lines.size() && !in.order().lines[line].ordered) {
            add_shares(reading, item["discount_allocations"], shares);
        }
        ++line;
    }
    for (const json::Value shipping : m.get<"shipping_lines">()) {
        add_shares(reading, shipping["discount_allocations"], shares);
    }
    std::optional<Decimal> total = Decimal{};
    for (const Share& share : shares) {
        total = sum(total, share.amount);
    }
    money.discount = stated.value_or(total.value_or(Decimal{}));
    if (money.discount.is_zero()) {
        return;
    }
    if (total == std::optional(money.discount)) {
        for (Share& share : shares) {
            money.discounts.push_back(
                {.amount = share.amount,
                 .funder = "seller",
                 .code = application_code(m.get<"discount_applications">(), share.index)}
            );
        }
        return;
    }
    const json::Value codes = m.get<"discount_codes">();
    money.discounts.push_back(
        {.amount = money.discount,
         .funder = "seller",
         .code = codes.size() == 1 ? to_text(codes.at(0)["code"]) : std::string{}}
    );
}

order::Tax to_tax(Reading& reading, json::Value line, Decimal amount) {
    order::Tax tax;
    tax.kind = to_tax_kind(line["title"].text());
    tax.rate = reading.in.decimal(line["rate"], "/money/taxes");
    tax.amount = amount;
    tax.included = reading.members.get<"taxes_included">().is_true();
    // An estimate is not a tax that anybody collected.
    tax.collector = reading.members.get<"estimated_taxes">().is_true() ? "none"
                    : line["channel_liable"].is_true()                 ? "platform"
                                                                       : "seller";
    return tax;
}

// The order's tax lines where they add up to the stated tax (after a refund they do not), else one entry.
void read_taxes(Reading& reading, json::Value plain, json::Value set) {
    order::OrderMoney& money = reading.in.order().money;
    const json::Value lines = reading.members.get<"tax_lines">();
    std::optional<Decimal> total = Decimal{};
    std::vector<order::Tax> taxes;
    for (const json::Value line : lines) {
        const auto amount = read_amount(reading, line["price"], line["price_set"], "/money/taxes");
        total = sum(total, amount);
        taxes.push_back(to_tax(reading, line, amount.value_or(Decimal{})));
    }
    const auto stated = read_amount(reading, plain, set, "/money/tax");
    if (!stated && !lines.is_array()) {
        reading.in.report(RuleName::member_missing, "/money/tax", plain);
    }
    money.tax = stated.value_or(total.value_or(Decimal{}));
    if (total == std::optional(money.tax)) {
        money.taxes = std::move(taxes);
    } else if (!money.tax.is_zero()) {
        order::Tax one = to_tax(reading, lines.size() == 1 ? lines.at(0) : json::Value{}, money.tax);
        money.taxes.push_back(std::move(one));
    }
}

// Duties that the shop collects at checkout come on top of total_tax.
void read_duties(Reading& reading) {
    order::OrderMoney& money = reading.in.order().money;
    const json::Value set = reading.reduced ? reading.members.get<"current_total_duties_set">()
                                            : reading.members.get<"original_total_duties_set">();
    const auto duties = read_amount(reading, {}, set, "/money/taxes");
    const auto tax = sum(money.tax, duties);
    if (duties && tax && !duties->is_zero()) {
        money.tax = *tax;
        money.taxes.push_back(
            {.kind = "duty",
             .rate = std::nullopt,
             .amount = *duties,
             .included = false,
             .collector = "seller",
             .registration = {}}
        );
    }
}

void add_fee(order::OrderMoney& money, std::string_view kind, const std::optional<Decimal>& amount) {
    if (amount && !amount->is_zero()) {
        money.fees.push_back({.kind = std::string(kind), .amount = *amount, .dutiable = std::nullopt});
    }
}

// What is paid for beside goods: tips, fees, and lines that are no goods.
void read_fees(Reading& reading) {
    const OrderMembers& m = reading.members;
    order::Order& order = reading.in.order();
    bool has_tip_line = false;
    for (const order::Line& line : order.lines) {
        has_tip_line = has_tip_line || line.kind == order::LineKind::fee;
        if (!order::counts_as_goods(line.kind)) {
            add_fee(
                order.money,
                line.kind == order::LineKind::gift_card ? "gift_card"
                : line.kind == order::LineKind::fee     ? "tip"
                                                        : "digital",
                line.amount
            );
        }
    }
    if (!has_tip_line) {
        add_fee(order.money, "tip", read_amount(reading, m.get<"total_tip_received">(), {}, "/money/fees"));
    }
    const json::Value set = reading.reduced ? m.get<"current_total_additional_fees_set">()
                                            : m.get<"original_total_additional_fees_set">();
    add_fee(order.money, "additional", read_amount(reading, {}, set, "/money/fees"));
}

}  // namespace

void read_money(Reading& reading) {
    PayloadReader& in = reading.in;
    const OrderMembers& m = reading.members;
    order::OrderMoney& money = in.order().money;
    // After a refund of lines, or an edit, the current amounts are those of the lines that still stand.
    const bool current = reading.reduced && !in.is_absent(m.get<"current_total_price">());
    in.point("/money/total", current ? "/current_total_price" : "/total_price");
    in.point("/money/discount", current ? "/current_total_discounts" : "/total_discounts");
    in.point("/money/tax", current ? "/current_total_tax" : "/total_tax");
    in.point("/money/goods", "/line_items");
    in.point("/money/freight", "/shipping_lines");
    money.freight = read_freight(reading);
    if (current) {
        read_discounts(reading, m.get<"current_total_discounts">(), m.get<"current_total_discounts_set">());
        read_taxes(reading, m.get<"current_total_tax">(), m.get<"current_total_tax_set">());
    } else {
        read_discounts(reading, m.get<"total_discounts">(), m.get<"total_discounts_set">());
        read_taxes(reading, m.get<"total_tax">(), m.get<"total_tax_set">());
    }
    read_duties(reading);
    read_fees(reading);
    const json::Value plain = current ? m.get<"current_total_price">() : m.get<"total_price">();
    const json::Value set = current ? m.get<"current_total_price_set">() : m.get<"total_price_set">();
    const auto total = read_amount(reading, plain, set, "/money/total");
    if (!total && in.is_absent(plain) && !set.is_object()) {
        in.report(RuleName::member_missing, "/money/total", plain);
    }
    money.total = total.value_or(Decimal{});
    read_shop(reading);
    close_money(in.order());
}

}  // namespace silkgate::intake::shopify
