#include "gateway/dispatch/returns.hpp"

#include "gateway/dispatch/change.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

using order::ConsignmentLine;

std::optional<Decimal> quantity_of(const std::vector<ConsignmentLine>& lines, std::string_view id) {
    const auto found = std::ranges::find(lines, id, &ConsignmentLine::line_id);
    return found == lines.end() ? std::nullopt : std::optional(found->quantity);
}

constexpr int kSharedPlaces = 5;

// part / whole of `value`; absent where that can not be said exactly enough.
std::optional<Decimal> share(const std::optional<Decimal>& value, Decimal part, Decimal whole) {
    const auto product =
        value ? multiply(*value, part) : Result<Decimal>(fail(Errc::invalid_value, "absent"));
    const auto quotient = product ? divide(*product, whole, kSharedPlaces, Rounding::half_up) : product;
    return quotient ? std::optional(*quotient) : std::nullopt;
}

void share_quantity(std::optional<order::LegalQuantity>& quantity, Decimal part, Decimal whole) {
    const auto shared = quantity ? share(quantity->quantity, part, whole) : std::nullopt;
    if (shared) {
        quantity->quantity = *shared;
    } else {
        quantity.reset();
    }
}

void cut_line(order::Line& line, Decimal part) {
    if (line.quantity == part) {
        return;
    }
    order::LineCustoms& customs = line.customs;
    customs.net_weight = share(customs.net_weight, part, line.quantity);
    customs.gross_weight = share(customs.gross_weight, part, line.quantity);
    share_quantity(customs.quantity1, part, line.quantity);
    share_quantity(customs.quantity2, part, line.quantity);
    line.quantity = part;
}

}  // namespace

bool is_concerned_by_return(
    const LegRecord& record,
    const order::Order& declared,
    const std::vector<ConsignmentLine>& returns
) {
    if (!is_told(record)) {
        return false;
    }
    return record.leg.kind != adapters::LegKind::booking ||
           std::ranges::all_of(declared.lines, [&](const order::Line& line) {
               return !order::is_declarable(line) || quantity_of(returns, line.id) == line.quantity;
           });
}

order::Order goods_to_return(
    const order::Order& declared,
    const LegRecord& record,
    const std::vector<ConsignmentLine>& returns
) {
    order::Order order = declared;
    if (record.leg.kind == adapters::LegKind::booking) {
        return order;
    }
    std::erase_if(order.lines, [&](const order::Line& line) { return !quantity_of(returns, line.id); });
    for (order::Line& line : order.lines) {
        cut_line(line, *quantity_of(returns, line.id));
    }
    return order;
}

void add_returned(std::vector<ConsignmentLine>& returned, const std::vector<ConsignmentLine>& more) {
    for (const ConsignmentLine& line : more) {
        const auto known = std::ranges::find(returned, line.line_id, &ConsignmentLine::line_id);
        if (known == returned.end()) {
            returned.push_back(line);
        } else {
            const auto sum = add(known->quantity, line.quantity);
            known->quantity = sum ? *sum : known->quantity;
        }
    }
}

std::vector<ConsignmentLine>
all_remaining(const order::Order& declared, const std::vector<ConsignmentLine>& returned) {
    std::vector<ConsignmentLine> all;
    for (const order::Line& line : declared.lines) {
        const auto rest = remaining_of(line, returned);
        if (order::is_declarable(line) && rest && *rest > Decimal{}) {
            all.push_back({.line_id = line.id, .quantity = *rest});
        }
    }
    return all;
}

std::optional<Decimal>
remaining_of(const order::Line& declared, const std::vector<ConsignmentLine>& returned) {
    const auto back = quantity_of(returned, declared.id);
    return back ? order::minus(declared.quantity, *back) : std::optional(declared.quantity);
}

}  // namespace silkgate::dispatch
