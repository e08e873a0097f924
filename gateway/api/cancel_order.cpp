// POST /v1/orders/{id}:cancel and :return
#include "gateway/api/change_order.hpp"
#include "gateway/api/change_steps.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/returns.hpp"
#include "gateway/http/problem.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::ChangeKind;
using observe::ChangeOutcome;
using order::ConsignmentLine;

// {"reason": "…"} and, for a return, "lines"; or no body.
struct Wish {
    std::string reason;
    std::vector<ConsignmentLine> lines;
};

Result<ConsignmentLine> read_line(json::Value value) {
    const auto quantity = json::to_decimal(value["quantity"]);
    if (!value.is_object() || value.size() != 2 || !value["lineId"].is_string() || !quantity) {
        return fail(
            Errc::invalid_parameter, "a line is {\"lineId\": \"…\", \"quantity\": \"…\"}", value.pointer()
        );
    }
    return ConsignmentLine{.line_id = std::string(value["lineId"].text()), .quantity = *quantity};
}

Result<Wish> read_wish(const std::string& body, const Snapshot& snapshot, bool with_lines) {
    Wish wish;
    if (body.empty()) {
        return wish;
    }
    const auto document = json::Document::parse(body, json_limits(snapshot.settings));
    if (!document) {
        return document.error();
    }
    const json::Value root = document->root();
    const json::Value reason = root["reason"];
    const json::Value lines = with_lines ? root["lines"] : json::Value{};
    const std::size_t known = (reason ? 1U : 0U) + (lines ? 1U : 0U);
    if (!root.is_object() || root.size() != known || (reason && !reason.is_string()) ||
        (lines && !lines.is_array())) {
        return fail(
            Errc::invalid_parameter,
            with_lines ? "the body is {\"reason\": \"…\", \"lines\": […]}, or there is none"
                       : "the body is {\"reason\": \"…\"}, or there is none"
        );
    }
    wish.reason = reason.text();
    for (const json::Value value : lines) {
        auto line = read_line(value);
        if (!line) {
            return line.error();
        }
        wish.lines.push_back(std::move(*line));
    }
    return wish;
}

// The wish with a reason of its own for a cancellation that waits for one.
bool goes_on(const dispatch::OrderState& state, const Wish& wish) {
    return !wish.reason.empty() && std::ranges::any_of(state.legs, [](const dispatch::LegRecord& leg) {
        return leg.cancellation == dispatch::Cancellation::waiting;
    });
}

// Every line names declared goods, once, and no more than there are.
Result<void>
check_returns(const order::Order& declared, const dispatch::OrderState& state, const Wish& wish) {
    for (std::size_t i = 0; i < wish.lines.size(); ++i) {
        const ConsignmentLine& line = wish.lines[i];
        const auto known = std::ranges::find(declared.lines, line.line_id, &order::Line::id);
        const auto remaining = known == declared.lines.end() || !order::is_declarable(*known)
                                   ? std::nullopt
                                   : dispatch::remaining_of(*known, state.returned);
        const bool twice = std::ranges::count(wish.lines, line.line_id, &ConsignmentLine::line_id) > 1;
        if (!remaining || twice || line.quantity <= Decimal{} || line.quantity > *remaining) {
            return fail(
                Errc::invalid_parameter,
                "no such goods of the order are left to return",
                "/lines/" + std::to_string(i)
            );
        }
    }
    return {};
}

}  // namespace

boost::asio::awaitable<Reply> ChangeOrder::cancel(Request request) {
    constexpr auto kKind = ChangeKind::cancelled;
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    if (auto refusal = require_if_match(*found, request)) {
        co_return std::move(*refusal);
    }
    const auto wish = read_wish(request.body, *found->snapshot, false);
    if (dispatch::is_cancelling(found->state) && !(wish && goes_on(found->state, *wish))) {
        services_.metrics.order_changes(kKind, ChangeOutcome::replayed).add();
        co_return done_before(*found);
    }
    if (auto refusal = refuse_stale(*found, request)) {
        services_.metrics.order_changes(kKind, ChangeOutcome::conflict).add();
        co_return std::move(*refusal);
    }
    if (!wish) {
        co_return refuse(*found, request, kKind, wish.error());
    }
    if (found->connection() == nullptr || found->state.word == dispatch::OrderStateWord::rejected) {
        const Error error = fail(
            Errc::illegal_transition,
            found->connection() == nullptr ? "the order's connection is not in the settings"
                                           : "a rejected order has nothing to cancel"
        );
        co_return refuse(*found, request, kKind, error);
    }
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(*found, request, kKind, base.error());
    }
    order::Header header = base->order.header;
    if (!wish->reason.empty()) {
        header.cancel_reason = wish->reason;
    }
    const ChangeCall call = call_by_hand(*found, request);
    auto changed = co_await changes_.cancel(call, std::move(*base), std::move(header));
    co_return answer(*found, request, kKind, std::move(changed));
}

boost::asio::awaitable<Reply> ChangeOrder::take_back(Request request) {
    constexpr auto kKind = ChangeKind::returned;
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    for (const auto check : {&require_if_match, &refuse_stale}) {
        if (auto refusal = check(*found, request)) {
            co_return std::move(*refusal);
        }
    }
    auto wish = read_wish(request.body, *found->snapshot, true);
    if (!wish) {
        co_return refuse(*found, request, kKind, wish.error());
    }
    if (const auto error = refuse_return(found->state, found->connection())) {
        co_return refuse(*found, request, kKind, *error);
    }
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(*found, request, kKind, base.error());
    }
    if (const auto checked = check_returns(base->order, found->state, *wish); !checked) {
        co_return refuse(*found, request, kKind, checked.error());
    }
    if (wish->lines.empty()) {
        wish->lines = dispatch::all_remaining(base->order, found->state.returned);
    }
    if (wish->lines.empty()) {
        const Error error = fail(Errc::illegal_transition, "all goods of the order come back already");
        co_return refuse(*found, request, kKind, error);
    }
    order::Header header = base->order.header;
    order::Refund refund;
    refund.lines = std::move(wish->lines);
    refund.reason = std::move(wish->reason);
    const ChangeCall call = call_by_hand(*found, request);
    auto changed = co_await changes_.take_back(call, std::move(*base), std::move(header), std::move(refund));
    co_return answer(*found, request, kKind, std::move(changed));
}

}  // namespace silkgate::api
