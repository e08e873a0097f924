// POST /v1/orders/{id}:cancel
#include "gateway/api/change_order.hpp"
#include "gateway/api/change_steps.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/http/problem.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using dispatch::CommandKind;
using observe::ChangeKind;
using observe::ChangeOutcome;

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

// What keeps a cancellation by hand from being taken: the caller can mend it, or nobody would be told.
Violations refusals(const ChangePlan& plan, bool strict) {
    const bool tells_someone =
        plan.has(LegOutcome::accepted) || plan.has(LegOutcome::cancelled) || plan.has(LegOutcome::held);
    const bool mendable = std::ranges::any_of(plan.legs, [](const ChangedLeg& leg) {
        return leg.outcome == LegOutcome::held &&
               std::ranges::any_of(leg.planned->violations, [](const Violation& violation) {
                   return violation.rule->severity == Severity::error &&
                          violation.rule->remedy != Remedy::none;
               });
    });
    const bool refused = mendable || !tells_someone || (strict && plan.has(LegOutcome::unserved));
    return refused ? plan.findings({}) : Violations{};
}

std::string_view word_after_cancelling(const ChangePlan& plan) {
    const bool at_once = std::ranges::all_of(plan.legs, [](const ChangedLeg& leg) {
        return leg.outcome == LegOutcome::cancelled || leg.outcome == LegOutcome::none;
    });
    return at_once ? "cancelled" : "cancel_requested";
}

}  // namespace

boost::asio::awaitable<Reply> ChangeOrder::cancel(Request request) {
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    if (auto refusal = require_if_match(*found, request)) {
        co_return std::move(*refusal);
    }
    const Snapshot& snapshot = *found->snapshot;
    const auto refuse = [&](const Error& error, ChangeOutcome outcome) {
        services_.metrics.order_changes(ChangeKind::cancelled, outcome).add();
        return found->refuse(error, request);
    };
    if (dispatch::is_cancelling(found->state)) {
        services_.metrics.order_changes(ChangeKind::cancelled, ChangeOutcome::replayed).add();
        co_return done_before(*found);
    }
    if (auto refusal = refuse_stale(*found, request)) {
        services_.metrics.order_changes(ChangeKind::cancelled, ChangeOutcome::conflict).add();
        co_return std::move(*refusal);
    }
    auto reason = read_reason(request.body, snapshot);
    if (!reason) {
        co_return refuse(reason.error(), ChangeOutcome::rejected);
    }
    const auto* connection = found->connection();
    if (found->state.word == dispatch::OrderStateWord::rejected || connection == nullptr) {
        co_return refuse(
            fail(
                Errc::illegal_transition,
                connection == nullptr ? "the order's connection is not in the settings"
                                      : "a rejected order has nothing to cancel"
            ),
            ChangeOutcome::conflict
        );
    }
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(base.error(), ChangeOutcome::failed);
    }
    auto result = co_await send_cancellation(*found, request, std::move(*base), std::move(*reason));
    if (!result) {
        const bool rejected = result.error().code == Errc::rule_violations;
        co_return refuse(result.error(), rejected ? ChangeOutcome::rejected : ChangeOutcome::failed);
    }
    services_.metrics.order_changes(ChangeKind::cancelled, ChangeOutcome::accepted).add();
    co_return std::move(*result);
}

boost::asio::awaitable<Result<Reply>> ChangeOrder::send_cancellation(
    const OrderInPath& found,
    const Request& request,
    dispatch::Command base,
    std::string reason
) {
    const Snapshot& snapshot = *found.snapshot;
    const Instant now = services_.clock.now();
    dispatch::Command command =
        begin_command(std::move(base), CommandKind::cancelled, found.state, request, now);
    command.order.header.status = order::Status::cancel_requested;
    if (!reason.empty()) {
        command.order.header.cancel_reason = std::move(reason);
    }
    command.change = change_id(found.state.revision, CommandKind::cancelled, command.order);
    const ChangeContext context{
        .snapshot = snapshot, .connection = *found.connection(), .state = found.state, .decided_at = now
    };
    const ChangePlan plan = plan_cancellation(context, command.order);
    if (Violations refused = refusals(plan, prefers(request, "strict")); !refused.empty()) {
        order::Pointers pointers;
        pointers.add("/order/cancelReason", "/reason");
        point_into(refused, pointers);
        co_return violations_error(std::move(refused));
    }
    const Violations none;
    std::string answer = to_json(ChangeAnswer{
        .state = found.state,
        .change = "cancelled",
        .word = word_after_cancelling(plan),
        .legs = plan.legs,
        .blocked_by = none,
        .rule_set = snapshot.registry->rule_set(),
        .language = http::pick_language(request.header("Accept-Language")),
    });
    const auto published = co_await publish(found, std::move(command), deadline_of(snapshot));
    if (!published) {
        co_return published.error();
    }
    co_return accepted(found, std::move(answer));
}

}  // namespace silkgate::api
