#include "gateway/api/update_wish.hpp"

#include "gateway/core/check.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/returns.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>
#include <array>

namespace silkgate::api {
namespace {

using order::ConsignmentLine;

struct Row {
    Says says;
    Where where;
    Deed deed;
};

constexpr auto kRows = std::to_array<Row>({
#define SILKGATE_UPDATE(says, where, deed) {Says::says, Where::where, Deed::deed},
#include "gateway/api/platform_update.def"
#undef SILKGATE_UPDATE
});

Decimal quantity_in(const order::Order& payload, const std::string& line_id) {
    const auto line = std::ranges::find(payload.lines, line_id, &order::Line::id);
    return line == payload.lines.end() ? Decimal{} : line->quantity;
}

}  // namespace

Says what_it_says(
    const order::Order& payload,
    const order::Order& declared,
    const std::vector<ConsignmentLine>& returned
) {
    if (payload.header.status == order::Status::cancelled) {
        return Says::cancelled;
    }
    if (payload.header.status == order::Status::returned) {
        return Says::returned;
    }
    if (std::ranges::none_of(payload.lines, order::is_declarable)) {
        return Says::nothing;
    }
    return taken_back(payload, declared, returned).empty() ? Says::content : Says::fewer;
}

Where where_it_is(const dispatch::OrderState& state) {
    if (dispatch::has_departed(state)) {
        return Where::departed;
    }
    return state.word == dispatch::OrderStateWord::cleared ? Where::cleared : Where::open;
}

Deed deed_of(Says says, Where where) {
    const auto* row =
        std::ranges::find_if(kRows, [&](const Row& r) { return r.says == says && r.where == where; });
    SILKGATE_CHECK(row != kRows.end(), "platform_update.def has every pair");
    return row->deed;
}

bool ends_order(Says says) noexcept {
    return says == Says::cancelled || says == Says::returned;
}

std::vector<ConsignmentLine> taken_back(
    const order::Order& payload,
    const order::Order& declared,
    const std::vector<ConsignmentLine>& returned
) {
    const order::Status status = payload.header.status;
    const bool all = status == order::Status::cancelled || status == order::Status::returned;
    std::vector<ConsignmentLine> back;
    for (ConsignmentLine& line : dispatch::all_remaining(declared, returned)) {
        const auto rest = all ? std::optional(line.quantity)
                              : order::minus(line.quantity, quantity_in(payload, line.line_id));
        if (rest && *rest > Decimal{}) {
            back.push_back({.line_id = std::move(line.line_id), .quantity = *rest});
        }
    }
    return back;
}

}  // namespace silkgate::api
