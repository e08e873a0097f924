// Shopify's line_items: quantities after refunds and edits, prices, what is not goods.
#include "gateway/intake/shopify_order.hpp"
#include "gateway/order/order_money.hpp"

namespace silkgate::intake::shopify {
namespace {

using order::LineKind;
using order::RuleName;

using LineMembers = Members<
    "id",
    "title",
    "name",
    "sku",
    "quantity",
    "current_quantity",
    "price",
    "price_set",
    "grams",
    "gift_card",
    "requires_shipping",
    "total_discount",
    "total_discount_set",
    "discount_allocations",
    "tax_lines",
    "duties",
    "tip">;

// Σ refund_line_items of this line over all refunds.
std::optional<Decimal> refunded_quantity(Reading& reading, std::string_view line_id) {
    std::optional<Decimal> total = Decimal{};
    for (const json::Value refund : reading.members.get<"refunds">()) {
        for (const json::Value item : refund["refund_line_items"]) {
            if (item["line_item_id"].text() == line_id) {
                total = sum(total, reading.in.decimal(item["quantity"], "/refunds"));
            }
        }
    }
    return total;
}

// quantity = ordered − refunded − removed by an edit; Shopify states the rest as current_quantity.
void read_quantity(Reading& reading, const LineMembers& m, order::Line& line, std::string_view at) {
    PayloadReader& in = reading.in;
    const Decimal ordered = in.required_decimal(m.get<"quantity">(), Place(at, "/quantity"));
    const auto refunded = refunded_quantity(reading, m.get<"id">().text());
    const auto current = in.decimal(m.get<"current_quantity">(), Place(at, "/quantity"));
    const Decimal taken = refunded.value_or(Decimal{});
    line.quantity = current ? *current : order::minus(ordered, taken).value_or(ordered);
    if (line.quantity == ordered) {
        return;
    }
    reading.reduced = true;
    line.ordered = ordered;
    if (!taken.is_zero()) {
        line.refunded = taken;
    }
    const auto cancelled = order::minus(order::minus(ordered, taken), line.quantity);
    if (cancelled && !cancelled->is_zero()) {
        line.cancelled = *cancelled;
    }
}

LineKind read_kind(const LineMembers& m) {
    if (m.get<"gift_card">().is_true()) {
        return LineKind::gift_card;
    }
    if (m.get<"tip">().is_object()) {
        return LineKind::fee;
    }
    const json::Value ships = m.get<"requires_shipping">();
    return ships.is(json::Type::boolean) && !ships.is_true() ? LineKind::digital : LineKind::goods;
}

std::optional<Decimal>
sum_of(Reading& reading, json::Value list, std::string_view amount, std::string_view set, Place at) {
    std::optional<Decimal> total = Decimal{};
    for (const json::Value entry : list) {
        total = sum(total, read_amount(reading, entry[amount], entry[set], at));
    }
    return total;
}

// Discount and tax of the line as ordered; after a refund they no longer belong to the quantity and are left
// out.
void read_line_parts(Reading& reading, const LineMembers& m, order::Line& line, std::string_view at) {
    if (line.ordered) {
        return;
    }
    const json::Value allocations = m.get<"discount_allocations">();
    const auto discount =
        allocations.size() > 0
            ? sum_of(reading, allocations, "amount", "amount_set", Place(at, "/discount"))
            : read_amount(
                  reading, m.get<"total_discount">(), m.get<"total_discount_set">(), Place(at, "/discount")
              );
    if (discount && !discount->is_zero()) {
        line.discount = *discount;
    }
    if (m.get<"tax_lines">().size() > 0) {
        line.tax = sum_of(reading, m.get<"tax_lines">(), "price", "price_set", Place(at, "/tax"));
    }
}

// duties[] name the code and origin that Shopify used. The first six digits of any national code are the HS
// code.
void read_duties(const LineMembers& m, order::Line& line) {
    constexpr std::size_t kHsDigits = 6;
    for (const json::Value duty : m.get<"duties">()) {
        const std::string code = to_text(duty["harmonized_system_code"]);
        if (code.size() >= kHsDigits && line.customs.codes.empty()) {
            line.customs.codes.push_back(
                {.system = "HS6", .code = code.substr(0, kHsDigits), .country = {}, .provenance = std::nullopt
                }
            );
        }
        if (line.customs.origin_country.empty()) {
            line.customs.origin_country = to_text(duty["country_code_of_origin"]);
        }
    }
}

// `grams` is the shipping weight of one unit: what the shop weighs with its packing to price the parcel. So
// it is a gross weight; nothing says what the goods alone weigh. 0 stands for "not entered".
void read_weight(Reading& reading, const LineMembers& m, order::Line& line, std::string_view at) {
    const auto grams = reading.in.decimal(m.get<"grams">(), Place(at, "/customs/grossWeight"));
    if (!grams || *grams <= Decimal{} || line.quantity <= Decimal{}) {
        return;
    }
    const auto of_line = multiply(*grams, line.quantity);
    const auto kilograms = of_line ? multiply(*of_line, Decimal::from_parts(1, 3)) : of_line;
    if (kilograms) {
        line.customs.gross_weight = *kilograms;
    }
}

void point_line(Reading& reading, const LineMembers& m, std::string_view at, std::string_view source) {
    PayloadReader& in = reading.in;
    in.point(at, source);
    const auto point_if = [&](json::Value value, std::string_view canonical, std::string_view member) {
        if (value) {
            in.point(Place(at, canonical), Place(source, member));
        }
    };
    point_if(m.get<"title">(), "/title", "/title");
    point_if(m.get<"sku">(), "/sku", "/sku");
    point_if(m.get<"quantity">(), "/quantity", "/quantity");
    point_if(m.get<"price">(), "/unitPrice", "/price");
    point_if(m.get<"price">(), "/amount", "/price");
    point_if(m.get<"grams">(), "/customs/grossWeight", "/grams");
}

void read_line(Reading& reading, json::Value value, std::size_t index) {
    PayloadReader& in = reading.in;
    const std::string at = "/lines/" + std::to_string(index);
    const std::string source = "/line_items/" + std::to_string(index);
    const LineMembers m(value, {.paths = in.dropped(), .base = source});
    point_line(reading, m, at, source);
    order::Line& line = in.order().lines.emplace_back();
    line.number = static_cast<std::int32_t>(index + 1);
    line.id = in.required_text(m.get<"id">(), Place(at, "/id"));
    line.sku = to_text(m.get<"sku">());
    line.title = in.required_text(
        in.is_absent(m.get<"title">()) ? m.get<"name">() : m.get<"title">(), Place(at, "/title")
    );
    line.kind = read_kind(m);
    read_quantity(reading, m, line, at);
    const auto price = read_amount(reading, m.get<"price">(), m.get<"price_set">(), Place(at, "/unitPrice"));
    if (!price && in.is_absent(m.get<"price">()) && !m.get<"price_set">().is_object()) {
        in.report(RuleName::member_missing, Place(at, "/unitPrice"), m.get<"price">());
    }
    line.unit_price = price.value_or(Decimal{});
    if (const auto amount = multiply(line.quantity, line.unit_price)) {
        line.amount = *amount;
    } else {
        in.report(RuleName::number_overflow, Place(at, "/amount"), m.get<"price">());
    }
    read_line_parts(reading, m, line, at);
    read_duties(m, line);
    read_weight(reading, m, line, at);
}

}  // namespace

void read_lines(Reading& reading) {
    read_items(
        reading.in,
        reading.members.get<"line_items">(),
        "/line_items",
        [&](json::Value item, std::size_t index) { read_line(reading, item, index); }
    );
}

}  // namespace silkgate::intake::shopify
