// PATCH /v1/orders/{id}, and what the routes that change an order have in common.
#include "gateway/api/change_order.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/order/difference.hpp"
#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/supplied.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::ChangeKind;
using observe::ChangeOutcome;

struct PatchedOrder {
    ChangedOrder changed;
    Violations violations;  // of the patch itself
};

// The accepted order with the patch on it.
Result<PatchedOrder>
apply_patch(const std::string& body, const Snapshot& snapshot, const dispatch::Command& base) {
    const order::Order& before = base.order;
    auto patch = json::Document::parse(body, json_limits(snapshot.settings));
    if (!patch) {
        return patch.error();
    }
    if (!patch->root().is_object()) {
        return fail(Errc::invalid_parameter, "a merge patch of an order is a JSON object");
    }
    const auto whole = json::Document::parse(order::to_json(before));
    if (!whole) {
        return whole.error();
    }
    order::Patched patched = order::merge_patch(whole->root(), patch->root());
    const auto merged = json::Document::parse(std::move(patched.json));
    if (!merged) {
        return merged.error();
    }
    order::ReadOrder read = order::read_shape(merged->root());
    PatchedOrder out;
    out.changed.order = std::move(read.order);
    out.changed.pointers = std::move(patched.pointers);
    out.changed.supplied = base.supplied;
    order::remember_supplied(out.changed.supplied, patch->root());
    out.violations = std::move(read.violations);
    Violations fixed = find_fixed_members(before, out.changed.order, Changer::hand);
    std::ranges::move(fixed, std::back_inserter(out.violations));
    point_into(out.violations, out.changed.pointers);
    // Who sent the order, and its id, are the host's.
    out.changed.order.source = before.source;
    out.changed.order.message_id = before.message_id;
    return out;
}

std::optional<Error> refuse_unchangeable(const OrderInPath& found) {
    if (found.connection() == nullptr) {
        return fail(Errc::illegal_transition, "the order's connection is not in the settings");
    }
    if (dispatch::is_cancelling(found.state)) {
        return fail(
            Errc::illegal_transition, "the order is " + std::string(dispatch::to_string(found.state.word))
        );
    }
    return std::nullopt;
}

ChangeOutcome outcome_of(Errc code) {
    switch (code) {
        case Errc::rule_violations:
        case Errc::invalid_parameter:
        case Errc::malformed_json:
            return ChangeOutcome::rejected;
        case Errc::illegal_transition:
        case Errc::precondition_failed:
        case Errc::request_in_flight:
            return ChangeOutcome::conflict;
        default:
            return ChangeOutcome::failed;
    }
}

}  // namespace

Reply ChangeOrder::refuse(
    const OrderInPath& found,
    const Request& request,
    ChangeKind kind,
    const Error& error
) const {
    services_.metrics.order_changes(kind, outcome_of(error.code)).add();
    return found.refuse(error, request);
}

Reply ChangeOrder::answer(
    const OrderInPath& found,
    const Request& request,
    ChangeKind kind,
    Result<Changed> changed
) const {
    if (!changed) {
        return refuse(found, request, kind, changed.error());
    }
    services_.metrics.order_changes(kind, ChangeOutcome::accepted).add();
    return accepted(found, std::move(*changed));
}

boost::asio::awaitable<Reply> ChangeOrder::patch(Request request) {
    constexpr auto kKind = ChangeKind::amended;
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    if (auto refusal = require_if_match(*found, request)) {
        co_return std::move(*refusal);
    }
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(*found, request, kKind, base.error());
    }
    auto patched = apply_patch(request.body, *found->snapshot, *base);
    if (!patched) {
        co_return refuse(*found, request, kKind, patched.error());
    }
    if (has_errors(patched->violations)) {
        co_return refuse(*found, request, kKind, violations_error(std::move(patched->violations)));
    }
    if (order::differing_members(patched->changed.order, base->order, 1).empty()) {
        services_.metrics.order_changes(kKind, ChangeOutcome::replayed).add();
        co_return done_before(*found);
    }
    if (auto refusal = refuse_stale(*found, request)) {
        services_.metrics.order_changes(kKind, ChangeOutcome::conflict).add();
        co_return std::move(*refusal);
    }
    if (auto refusal = refuse_unchangeable(*found)) {
        co_return refuse(*found, request, kKind, *refusal);
    }
    const ChangeCall call = call_by_hand(*found, request);
    auto changed = co_await changes_.amend(call, std::move(*base), std::move(patched->changed));
    co_return answer(*found, request, kKind, std::move(changed));
}

}  // namespace silkgate::api
