// Lines of a mapped order.
#include "gateway/intake/mapped_order.hpp"
#include "gateway/order/order_money.hpp"
#include "gateway/order/words.hpp"

#include <algorithm>

namespace silkgate::intake {

using order::LineKind;
using order::RuleName;

namespace {

bool is_of(const order::Line& child, const order::Line& parent) {
    return !child.parent_id.empty() && child.parent_id == parent.id;
}

}  // namespace

void MappedOrder::read_lines() {
    const LineRows& rows = mapping_.lines;
    for (const Path& path : rows.each) {
        const Places places = places_;
        const std::string base = path.pointer();
        std::size_t index = 0;
        path.each(places, [&](json::Value value, json::Value) {
            const std::string source =
                path.steps().empty() ? std::string{} : base + "/" + std::to_string(index);
            ++index;
            if (value.is_object()) {
                at(value, [&] { read_line(value, source); });
            } else {
                in_.report(RuleName::wrong_type, "/lines", value);
            }
        });
        if (index > 0) {
            in_.point("/lines", base);
            break;
        }
    }
    settle_bundles();
}

// quantity = ordered − cancelled − refunded, or what the platform states as what is left.
void MappedOrder::read_quantity(const LineRows& rows, order::Line& line, const std::string& at) {
    const std::string canonical = at + "/quantity";
    point(canonical, rows.quantity.first.empty() ? rows.ordered.first : rows.quantity.first);
    const auto left = number(rows.quantity, canonical);
    const auto ordered = number(rows.ordered, canonical);
    const auto cancelled = number(rows.cancelled, canonical);
    const auto refunded = number(rows.refunded, canonical);
    if (!left && !ordered) {
        in_.report(RuleName::member_missing, canonical, {});
        return;
    }
    if (!ordered) {
        line.quantity = *left;
        return;
    }
    const Decimal returned = refunded.value_or(Decimal{});
    const auto gone = cancelled ? cancelled
                      : left    ? order::minus(order::minus(ordered, left), returned)
                                : Decimal{};
    line.quantity = left ? *left : order::minus(order::minus(ordered, gone), returned).value_or(*ordered);
    if (line.quantity == *ordered) {
        return;
    }
    line.ordered = *ordered;
    if (gone && !gone->is_zero()) {
        line.cancelled = *gone;
    }
    if (!returned.is_zero()) {
        line.refunded = returned;
    }
}

// Where the platform has the line's total only, quantity × unit price shall give it back: at its own scale
// where it divides exactly, else at five decimals, the most a customs field holds (CEB).
void MappedOrder::read_price(const LineRows& rows, order::Line& line, const std::string& at) {
    constexpr int kUnitPriceScale = 5;
    point(at + "/unitPrice", rows.unit_price.is_set() ? rows.unit_price.first : rows.amount.first);
    point(at + "/amount", rows.amount.is_set() ? rows.amount.first : rows.unit_price.first);
    const auto unit_price = money(rows.unit_price, at + "/unitPrice");
    // The stated amount is that of what was ordered; of what is left only the unit price tells.
    const auto amount = money(rows.amount, at + "/amount");
    const Decimal counted = line.ordered.value_or(line.quantity);
    if (unit_price) {
        line.unit_price = *unit_price;
    } else if (amount && counted > Decimal{}) {
        const auto exact = divide(*amount, counted, amount->scale(), Rounding::down);
        const auto back = exact ? multiply(*exact, counted) : exact;
        const auto rounded = divide(*amount, counted, kUnitPriceScale, Rounding::half_up);
        line.unit_price = back && *back == *amount ? *exact : rounded ? *rounded : Decimal{};
    } else if (!amount && !find(rows.unit_price.first) && !find(rows.amount.first)) {
        in_.report(RuleName::member_missing, at + "/unitPrice", {});
        return;
    }
    const auto product = multiply(line.quantity, line.unit_price);
    if (amount && !line.ordered) {
        line.amount = *amount;
    } else if (product) {
        line.amount = *product;
    } else {
        in_.report(RuleName::number_overflow, at + "/amount", {});
    }
    // After a cancellation discount and tax of the line no longer belong to the quantity.
    if (line.ordered) {
        return;
    }
    const auto of_line = [&](const AmountField& field,
                             const std::string& canonical) -> std::optional<Decimal> {
        const auto value = money(field, canonical);
        if (!value || value->is_zero() || !field.per_unit) {
            return value && !value->is_zero() ? value : std::nullopt;
        }
        const auto all = multiply(*value, line.quantity);
        return all ? std::optional(*all) : std::nullopt;
    };
    line.discount = of_line(rows.discount, at + "/discount");
    line.tax = of_line(rows.tax, at + "/tax");
}

// The first six digits of any national code are the HS code.
void MappedOrder::read_line_customs(const LineRows& rows, order::Line& line, const std::string& at) {
    constexpr std::size_t kHsDigits = 6;
    std::string code = text(rows.hs_code);
    std::erase_if(code, [](char c) { return c == '.' || c == ' '; });
    if (code.size() >= kHsDigits) {
        line.customs.codes.push_back(
            {.system = "HS6", .code = code.substr(0, kHsDigits), .country = {}, .provenance = std::nullopt}
        );
    }
    if (std::string origin = text(rows.origin_country); !origin.empty()) {
        line.customs.origin_country = repair_country(origin);
    }
    if (rows.weight && line.quantity > Decimal{}) {
        const std::string canonical = at + (rows.weight->net ? "/customs/netWeight" : "/customs/grossWeight");
        point(canonical, rows.weight->value.first);
        auto& weight = rows.weight->net ? line.customs.net_weight : line.customs.gross_weight;
        weight = kilograms(*rows.weight, line.quantity, canonical);
    }
    for (const auto& [kind, field] : rows.marks) {
        for (const Path& path : field.paths) {
            path.each(places_, [&](json::Value value, json::Value) {
                if (std::string mark = to_text(value); !mark.empty()) {
                    line.customs.marks.push_back({.kind = kind, .value = std::move(mark)});
                }
            });
        }
    }
}

// Platforms give one id to several lines (JD and Pinduoduo the SKU's, Shopee the product's): the first keeps
// it, the others get their variant's or their place behind it.
std::string MappedOrder::unused_id(std::string id, const std::string& variant) {
    const auto& lines = in_.order().lines;
    const auto is_used = [&](const std::string& text) {
        return std::ranges::find(lines, text, &order::Line::id) != lines.end();
    };
    if (id.empty() || !is_used(id)) {
        return id;
    }
    std::string own = id + "-" + variant;
    return variant.empty() || is_used(own) ? id + "-" + std::to_string(lines.size() + 1) : own;
}

void MappedOrder::read_line(json::Value value, const std::string& source) {
    const LineRows& rows = mapping_.lines;
    if (!word(rows.skip).empty()) {
        if (auto* dropped = in_.dropped()) {
            dropped->push_back(source);
        }
        return;
    }
    line_source_ = source;
    const std::string at = "/lines/" + std::to_string(in_.order().lines.size());
    in_.point(at, source);
    order::Line line;
    line.number = static_cast<std::int32_t>(in_.order().lines.size() + 1);
    line.id = unused_id(text(rows.id, at + "/id"), text(rows.variant));
    if (line.id.empty()) {
        in_.report(RuleName::member_missing, at + "/id", value);
    }
    line.sku = text(rows.sku, at + "/sku");
    line.title = text(rows.title, at + "/title");
    line.barcode = text(rows.barcode);
    line.brand = text(rows.brand);
    line.url = text(rows.url);
    line.specification = text(rows.specification);
    line.unit = text(rows.unit);
    if (const auto kind = order::find_word(order::kLineKindWords, word(rows.kind))) {
        line.kind = static_cast<LineKind>(*kind);
    }
    if (std::string parent = text(rows.parent_id); parent != "0" && parent != line.id) {
        line.parent_id = std::move(parent);
    }
    read_quantity(rows, line, at);
    read_price(rows, line, at);
    read_line_customs(rows, line, at);
    in_.order().lines.push_back(std::move(line));
    line_source_.clear();
}

// A line that others name as their parent is a bundle; they are what moves. Where the children's amounts add
// up to the parent's, the price stands on the children and is counted once.
void MappedOrder::settle_bundles() {
    auto& lines = in_.order().lines;
    for (order::Line& parent : lines) {
        std::optional<Decimal> children = Decimal{};
        bool has_children = false;
        for (order::Line& child : lines) {
            if (is_of(child, parent)) {
                has_children = true;
                child.kind = child.kind == LineKind::goods ? LineKind::bundle_child : child.kind;
                children = sum(children, child.amount);
            }
        }
        if (!has_children) {
            continue;
        }
        parent.kind = parent.kind == LineKind::goods ? LineKind::bundle_parent : parent.kind;
        if (children && !children->is_zero() && *children == parent.amount) {
            parent.unit_price = Decimal{};
            parent.amount = Decimal{};
        }
    }
}

}  // namespace silkgate::intake
