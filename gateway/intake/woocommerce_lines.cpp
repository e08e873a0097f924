// WooCommerce's line_items: `subtotal` is before and `total` after the coupons, both without tax whatever
// prices_include_tax says; `price` is a float after discount and is not used (platforms facts 3.1, 3.6).
#include "gateway/intake/woocommerce_order.hpp"
#include "gateway/order/order_money.hpp"

namespace silkgate::intake::woocommerce {
namespace {

using order::LineKind;

using LineMembers = Members<
    "id",
    "name",
    "sku",
    "quantity",
    "subtotal",
    "total",
    "total_tax",
    "composite_parent",
    "composite_children",
    "bundled_by",
    "bundled_items">;

// quantity × unit price shall give back the stated subtotal: at the subtotal's own scale where it divides
// exactly, else at five decimals, the most a customs field holds (CEB).
std::optional<Decimal> unit_price_of(Decimal subtotal, Decimal quantity) {
    constexpr int kUnitPriceScale = 5;
    if (quantity <= Decimal{}) {
        return std::nullopt;
    }
    const auto exact = divide(subtotal, quantity, subtotal.scale(), Rounding::down);
    const auto back = exact ? multiply(*exact, quantity) : exact;
    if (back && *back == subtotal) {
        return *exact;
    }
    const auto price = divide(subtotal, quantity, kUnitPriceScale, Rounding::half_up);
    return price ? std::optional(*price) : std::nullopt;
}

// Composite Products and Product Bundles are extensions; the parent has the price, the children move.
void read_kind(const LineMembers& m, order::Line& line) {
    std::string parent = to_text(m.get<"composite_parent">());
    if (parent.empty()) {
        parent = to_text(m.get<"bundled_by">());
    }
    if (!parent.empty() && parent != "0") {
        line.kind = LineKind::bundle_child;
        line.parent_id = std::move(parent);
    } else if (m.get<"composite_children">().size() > 0 || m.get<"bundled_items">().size() > 0) {
        line.kind = LineKind::bundle_parent;
    }
}

void point_line(PayloadReader& in, const LineMembers& m, std::string_view at, std::string_view source) {
    in.point(at, source);
    in.point(Place(at, "/title"), Place(source, "/name"));
    in.point(Place(at, "/unitPrice"), Place(source, "/subtotal"));
    in.point(Place(at, "/amount"), Place(source, "/subtotal"));
    in.point(Place(at, "/quantity"), Place(source, "/quantity"));
    if (m.get<"sku">()) {
        in.point(Place(at, "/sku"), Place(source, "/sku"));
    }
}

void read_line(Reading& reading, json::Value value, std::size_t index) {
    PayloadReader& in = reading.in;
    const std::string at = "/lines/" + std::to_string(index);
    const std::string source = "/line_items/" + std::to_string(index);
    const LineMembers m(value, {.paths = in.dropped(), .base = source});
    point_line(in, m, at, source);
    order::Line& line = in.order().lines.emplace_back();
    line.number = static_cast<std::int32_t>(index + 1);
    line.id = in.required_text(m.get<"id">(), Place(at, "/id"));
    line.sku = to_text(m.get<"sku">());
    line.title = to_text_without_entities(m.get<"name">());
    if (line.title.empty()) {
        in.report(order::RuleName::member_missing, Place(at, "/title"), m.get<"name">());
    }
    read_kind(m, line);
    line.quantity = in.required_decimal(m.get<"quantity">(), Place(at, "/quantity"));
    line.amount = in.required_decimal(m.get<"subtotal">(), Place(at, "/amount"));
    line.unit_price = unit_price_of(line.amount, line.quantity).value_or(Decimal{});
    const auto total = in.decimal(m.get<"total">(), Place(at, "/discount"));
    const auto discount = total ? order::minus(line.amount, *total) : std::nullopt;
    if (discount && *discount > Decimal{}) {
        line.discount = *discount;
    }
    const auto tax = in.decimal(m.get<"total_tax">(), Place(at, "/tax"));
    if (tax && !tax->is_zero()) {
        line.tax = *tax;
    }
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

}  // namespace silkgate::intake::woocommerce
