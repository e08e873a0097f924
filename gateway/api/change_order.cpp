#include "gateway/api/change_order.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/observe/events.hpp"
#include "gateway/order/difference.hpp"
#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using dispatch::CommandKind;
using observe::ChangeKind;
using observe::ChangeOutcome;

// The accepted order with the patch on it.
Result<PatchedOrder>
apply_patch(const std::string& body, const Snapshot& snapshot, const order::Order& before) {
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
    PatchedOrder out{
        .order = std::move(read.order),
        .pointers = std::move(patched.pointers),
        .violations = std::move(read.violations)
    };
    Violations fixed = find_fixed_members(before, out.order);
    std::ranges::move(fixed, std::back_inserter(out.violations));
    point_into(out.violations, out.pointers);
    // Who sent the order, and its id, are the host's.
    out.order.source = before.source;
    out.order.message_id = before.message_id;
    return out;
}

// What is out can not be held: where an authority can not be told the new content, nothing is changed.
bool is_blocked(const ChangePlan& plan, const Violations& general) {
    return std::ranges::any_of(plan.legs, [&](const ChangedLeg& leg) {
        return leg.action == adapters::Action::amend && leg.planned != nullptr &&
               (leg.outcome != LegOutcome::accepted || has_errors(general));
    });
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

std::string_view word_after(const ChangePlan& plan, const dispatch::OrderState& state, bool held) {
    if (held || plan.has(LegOutcome::held)) {
        return "held";
    }
    return plan.has(LegOutcome::accepted) ? "accepted" : dispatch::to_string(state.word);
}

}  // namespace

boost::asio::awaitable<Reply> ChangeOrder::patch(Request request) {
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    if (auto refusal = require_if_match(*found, request)) {
        co_return std::move(*refusal);
    }
    const Snapshot& snapshot = *found->snapshot;
    const auto refuse = [&](const Error& error, ChangeOutcome outcome) {
        services_.metrics.order_changes(ChangeKind::amended, outcome).add();
        return found->refuse(error, request);
    };
    auto base = co_await log_.read_command(found->state.accepted);
    if (!base) {
        co_return refuse(base.error(), ChangeOutcome::failed);
    }
    auto patched = apply_patch(request.body, snapshot, base->order);
    if (!patched) {
        co_return refuse(patched.error(), ChangeOutcome::rejected);
    }
    if (has_errors(patched->violations)) {
        co_return refuse(violations_error(std::move(patched->violations)), ChangeOutcome::rejected);
    }
    if (order::differing_members(patched->order, base->order, 1).empty()) {
        services_.metrics.order_changes(ChangeKind::amended, ChangeOutcome::replayed).add();
        co_return done_before(*found);
    }
    if (auto refusal = refuse_stale(*found, request)) {
        services_.metrics.order_changes(ChangeKind::amended, ChangeOutcome::conflict).add();
        co_return std::move(*refusal);
    }
    if (auto refusal = refuse_unchangeable(*found)) {
        co_return refuse(*refusal, ChangeOutcome::conflict);
    }
    auto result = co_await amend(*found, request, std::move(*base), std::move(*patched));
    if (!result) {
        const bool rejected = result.error().code == Errc::rule_violations;
        co_return refuse(result.error(), rejected ? ChangeOutcome::rejected : ChangeOutcome::failed);
    }
    services_.metrics.order_changes(ChangeKind::amended, ChangeOutcome::accepted).add();
    co_return std::move(*result);
}

boost::asio::awaitable<Result<Reply>> ChangeOrder::amend(
    const OrderInPath& found,
    const Request& request,
    dispatch::Command base,
    PatchedOrder patched
) {
    const Snapshot& snapshot = *found.snapshot;
    PreparedOrder prepared;
    prepared.id = found.state.id;
    prepared.order = std::move(patched.order);
    prepared.pointers = std::move(patched.pointers);
    prepared.decided_at = services_.clock.now();
    prepared.released = found.state.releases;
    std::string change = change_id(found.state.revision, CommandKind::amended, prepared.order);
    prepare(prepared, snapshot, *found.connection(), services_.replica, dispatch::Depth::check);
    const ChangeContext context{
        .snapshot = snapshot,
        .connection = *found.connection(),
        .state = found.state,
        .decided_at = prepared.decided_at
    };
    const ChangePlan plan = plan_amendment(context, base.order, prepared);
    const Violations& general = prepared.plan.general;
    const bool strict = prefers(request, "strict");
    if (is_blocked(plan, general) || (strict && (has_errors(general) || plan.has(LegOutcome::held)))) {
        Violations all = plan.findings(general);
        point_into(all, prepared.pointers);
        co_return violations_error(std::move(all));
    }
    std::string answer = to_json(ChangeAnswer{
        .state = found.state,
        .change = "amended",
        .word = word_after(plan, found.state, has_errors(general)),
        .legs = plan.legs,
        .blocked_by = general,
        .rule_set = snapshot.registry->rule_set(),
        .language = http::pick_language(request.header("Accept-Language")),
    });
    dispatch::Command command =
        begin_command(std::move(base), CommandKind::amended, found.state, request, prepared.decided_at);
    command.amends = plan.amends;
    command.change = std::move(change);
    command.order = prepared.order;
    const auto published = co_await publish(found, std::move(command), deadline_of(snapshot));
    if (!published) {
        co_return published.error();
    }
    co_return accepted(found, std::move(answer));
}

boost::asio::awaitable<Result<void>> ChangeOrder::publish(
    const OrderInPath& found,
    dispatch::Command command,
    std::chrono::steady_clock::time_point deadline
) {
    if (!in_flight_.begin(found.state.id, found.state.revision)) {
        co_return fail(Errc::request_in_flight, "another change of this order is being decided");
    }
    auto record = dispatch::command_record(command, services_.source, services_.vault);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    if (position) {
        co_return Result<void>();
    }
    if (position.error().code != Errc::outcome_unknown) {
        in_flight_.release(found.state.id);
    }
    services_.log.emit(observe::events::OrderNotPublished{
        .order = command.order_id.view(),
        .request = command.request_id,
        .code = describe(position.error().code).code,
        .outcome_unknown = position.error().code == Errc::outcome_unknown,
        .retryable = true,
    });
    co_return position.error();
}

}  // namespace silkgate::api
