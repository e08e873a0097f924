#include "gateway/dispatch/returns.hpp"

#include "adapters/common/booking/choose.hpp"
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

void number_return(order::Order& order, const config::Connection& connection, std::uint64_t sequence) {
    if (order.consignments.empty() || !order.consignments.front().logistics) {
        return;
    }
    std::string& number = order.consignments.front().logistics->number;
    const bool stated = !order.refunds.empty() && order.refunds.back().logistics &&
                        !order.refunds.back().logistics->number.empty();
    number = stated ? order.refunds.back().logistics->number
                    : adapters::booking::assign_house_number(connection, sequence).value_or("");
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
