// POST /v1/orders/{id}:cancel and :return
#include "gateway/api/change_order.hpp"
#include "gateway/api/change_steps.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/returns.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/copy.hpp"
#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::ChangeKind;
using observe::ChangeOutcome;
using order::ConsignmentLine;

// The reason that the caller gives: {"reason": "…"}, or no body.
Result<std::string> read_reason(const std::string& body, const Snapshot& snapshot) {
    if (body.empty()) {
        return std::string{};
    }
    const auto document = json::Document::parse(body, json_limits(snapshot.settings));
    if (!document) {
        return document.error();
    }
    const json::Value reason = document->root()["reason"];
    if (!document->root().is_object() || document->root().size() != (reason ? 1 : 0) ||
        (reason && !reason.is_string())) {
        return fail(Errc::invalid_parameter, "the body is {\"reason\": \"…\"}, or there is none");
    }
    return std::string(reason.text());
}

// A refund of the common schema, read as part of its order; or no body.
Result<order::Refund>
read_refund(const std::string& body, const Snapshot& snapshot, const order::Order& declared) {
    if (body.empty()) {
        return order::Refund{};
    }
    const auto document = json::Document::parse(body, json_limits(snapshot.settings));
    if (!document) {
        return document.error();
    }
    if (!document->root().is_object()) {
        return fail(
            Errc::invalid_parameter, "the body is an object as in the order's refunds, or there is none"
        );
    }
    json::Writer patch;
    patch.begin_object().key("refunds").begin_array();
    json::copy(patch, document->root());
    patch.end_array().end_object();
    const auto whole = json::Document::parse(order::to_json(declared));
    if (!whole) {
        return whole.error();
    }
    const auto change = json::Document::parse(std::move(patch).str());
    if (!change) {
        return change.error();
    }
    const auto merged = json::Document::parse(order::merge_patch(whole->root(), change->root()).json);
    if (!merged) {
        return merged.error();
    }
    order::ReadOrder read = order::read_json(merged->root());
    if (has_errors(read.violations) || read.order.refunds.size() != 1) {
        order::Pointers pointers;
        pointers.add("/refunds/0", "");
        point_into(read.violations, pointers);
        return violations_error(std::move(read.violations));
    }
    return std::move(read.order.refunds.front());
}

// A reason for a cancellation that waits for one.
bool goes_on(const dispatch::OrderState& state, const std::string& reason) {
    return !reason.empty() && std::ranges::any_of(state.legs, [](const dispatch::LegRecord& leg) {
        return leg.cancellation == dispatch::Cancellation::waiting;
    });
}

// Every line names declared goods, once, and no more than there are.
Result<void> check_returns(
    const order::Order& declared,
    const dispatch::OrderState& state,
    const std::vector<ConsignmentLine>& lines
) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ConsignmentLine& line = lines[i];
        const auto known = std::ranges::find(declared.lines, line.line_id, &order::Line::id);
        const auto remaining = known == declared.lines.end() || !order::is_declarable(*known)
                                   ? std::nullopt
                                   : dispatch::remaining_of(*known, state.returned);
        const bool twice = std::ranges::count(lines, line.line_id, &ConsignmentLine::line_id) > 1;
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
    const auto reason = read_reason(request.body, *found->snapshot);
    if (dispatch::is_cancelling(found->state) && !(reason && goes_on(found->state, *reason))) {
        services_.metrics.order_changes(kKind, ChangeOutcome::replayed).add();
        co_return done_before(*found);
    }
    if (auto refusal = refuse_stale(*found, request)) {
        services_.metrics.order_changes(kKind, ChangeOutcome::conflict).add();
        co_return std::move(*refusal);
    }
    if (!reason) {
        co_return refuse(*found, request, kKind, reason.error());
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
    if (!reason->empty()) {
        header.cancel_reason = *reason;
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
    if (const auto error = refuse_return(found->state, found->connection())) {
        co_return refuse(*found, request, kKind, *error);
    }
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(*found, request, kKind, base.error());
    }
    auto refund = read_refund(request.body, *found->snapshot, base->order);
    if (!refund) {
        co_return refuse(*found, request, kKind, refund.error());
    }
    if (const auto checked = check_returns(base->order, found->state, refund->lines); !checked) {
        co_return refuse(*found, request, kKind, checked.error());
    }
    if (refund->lines.empty()) {
        refund->lines = dispatch::all_remaining(base->order, found->state.returned);
    }
    if (refund->lines.empty()) {
        const Error error = fail(Errc::illegal_transition, "all goods of the order come back already");
        co_return refuse(*found, request, kKind, error);
    }
    order::Header header = base->order.header;
    const ChangeCall call = call_by_hand(*found, request);
    auto changed = co_await changes_.take_back(call, std::move(*base), std::move(header), std::move(*refund));
    co_return answer(*found, request, kKind, std::move(changed));
}

}  // namespace silkgate::api
