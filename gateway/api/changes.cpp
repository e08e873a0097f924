#include "gateway/api/changes.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/observe/events.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace silkgate::api {
namespace {

using dispatch::CommandKind;

constexpr std::chrono::milliseconds kLookEvery{10};

// What is out can not be held: where an authority can not be told the new content, nothing is changed.
bool is_blocked(const ChangePlan& plan, const Violations& general, bool by_platform) {
    return std::ranges::any_of(plan.legs, [&](const ChangedLeg& leg) {
        const bool is_out = leg.record != nullptr && leg.record->state != dispatch::LegState::held;
        return is_out && leg.planned != nullptr &&
               (has_errors(general) || (!by_platform && leg.outcome != LegOutcome::accepted));
    });
}

// What keeps a cancellation by hand from being taken: the caller can mend it, or nobody would be told.
Violations refusals(const ChangePlan& plan, const ChangeCall& call) {
    if (call.is_by_platform() && !call.strict) {
        return {};
    }
    const bool tells_someone =
        plan.has(LegOutcome::accepted) || plan.has(LegOutcome::cancelled) || plan.has(LegOutcome::held);
    const bool mendable = std::ranges::any_of(plan.legs, [](const ChangedLeg& leg) {
        return leg.outcome == LegOutcome::held &&
               std::ranges::any_of(leg.planned->violations, [](const Violation& violation) {
                   return violation.rule->severity == Severity::error &&
                          violation.rule->remedy != Remedy::none;
               });
    });
    const bool refused = mendable || !tells_someone || (call.strict && plan.has(LegOutcome::unserved));
    return refused ? plan.findings({}) : Violations{};
}

std::string_view word_after(const ChangePlan& plan, const dispatch::OrderState& state, bool held) {
    if (held || plan.has(LegOutcome::held)) {
        return "held";
    }
    return plan.has(LegOutcome::accepted) ? "accepted" : dispatch::to_string(state.word);
}

std::string_view word_after_cancelling(const ChangePlan& plan) {
    const bool at_once = std::ranges::all_of(plan.legs, [](const ChangedLeg& leg) {
        return leg.outcome == LegOutcome::cancelled || leg.outcome == LegOutcome::none;
    });
    return at_once ? "cancelled" : "cancel_requested";
}

ChangeContext context_of(const ChangeCall& call, Instant now) {
    return {.snapshot = call.snapshot, .connection = call.connection, .state = call.state, .decided_at = now};
}

std::shared_ptr<const adapters::RoutePlan>
plan_back(const ChangeCall& call, const order::Order& order, Instant now) {
    if (call.snapshot.corridors == nullptr) {
        return nullptr;
    }
    auto route = dispatch::plan_route_back(*call.snapshot.corridors, order, call.connection, now);
    return route ? std::make_shared<const adapters::RoutePlan>(std::move(*route)) : nullptr;
}

std::string answer_of(
    const ChangeCall& call,
    std::string_view change,
    std::string_view word,
    const ChangePlan& plan,
    const Violations& general
) {
    return to_json(ChangeAnswer{
        .state = call.state,
        .change = change,
        .word = word,
        .legs = plan.legs,
        .blocked_by = general,
        .rule_set = call.snapshot.registry->rule_set(),
        .language = call.language,
    });
}

}  // namespace

boost::asio::awaitable<Result<Changed>>
Changes::amend(const ChangeCall& call, dispatch::Command base, ChangedOrder changed) {
    PreparedOrder prepared;
    prepared.id = call.state.id;
    prepared.order = std::move(changed.order);
    prepared.pointers = std::move(changed.pointers);
    prepared.decided_at = services_.clock.now();
    prepared.released = call.state.releases;
    std::string change = change_id(call, CommandKind::amended, prepared.order);
    prepare(prepared, call.snapshot, call.connection, services_.replica, dispatch::Depth::check);
    const ChangePlan plan = plan_amendment(context_of(call, prepared.decided_at), base.order, prepared);
    Violations general = prepared.plan.general;
    std::ranges::move(changed.warnings, std::back_inserter(general));
    const bool incomplete = has_errors(general) || plan.has(LegOutcome::held);
    if (is_blocked(plan, general, call.is_by_platform() && !call.strict) || (call.strict && incomplete)) {
        Violations all = plan.findings(general);
        point_into(all, prepared.pointers);
        co_return violations_error(std::move(all));
    }
    std::string answer =
        answer_of(call, "amended", word_after(plan, call.state, has_errors(general)), plan, general);
    dispatch::Command command =
        begin_command(std::move(base), CommandKind::amended, call, prepared.decided_at);
    command.amends = plan.amends;
    command.redeclares = plan.redeclares;
    command.change = std::move(change);
    command.order = std::move(prepared.order);
    command.route = prepared.route;
    command.supplied = std::move(changed.supplied);
    if (call.is_by_platform()) {
        command.pointers = incomplete ? std::move(prepared.pointers) : order::Pointers{};
    }
    co_return co_await publish(call, std::move(command), std::move(answer));
}

boost::asio::awaitable<Result<Changed>>
Changes::cancel(const ChangeCall& call, dispatch::Command base, order::Header header) {
    const Instant now = services_.clock.now();
    dispatch::Command command = begin_command(std::move(base), CommandKind::cancelled, call, now);
    command.order.header = std::move(header);
    command.order.header.status = order::Status::cancel_requested;
    command.change = change_id(call, CommandKind::cancelled, command.order);
    const ChangePlan plan = plan_cancellation(context_of(call, now), command.order);
    if (Violations refused = refusals(plan, call); !refused.empty()) {
        order::Pointers pointers;
        pointers.add("/order/cancelReason", "/reason");
        point_into(refused, pointers);
        co_return violations_error(std::move(refused));
    }
    const Violations none;
    std::string answer = answer_of(call, "cancelled", word_after_cancelling(plan), plan, none);
    co_return co_await publish(call, std::move(command), std::move(answer));
}

boost::asio::awaitable<Result<Changed>> Changes::take_back(
    const ChangeCall& call,
    dispatch::Command base,
    order::Header header,
    order::Refund refund
) {
    const Instant now = services_.clock.now();
    dispatch::Command command = begin_command(std::move(base), CommandKind::returned, call, now);
    command.order.header = std::move(header);
    command.returns = refund.lines;
    command.order.refunds.push_back(std::move(refund));
    command.change = change_id(call, CommandKind::returned, command.order);
    command.route = plan_back(call, command.order, now);
    const ChangePlan plan = plan_return(context_of(call, now), command.order, command.returns, command.route);
    if (call.strict && (plan.has(LegOutcome::unserved) || plan.has(LegOutcome::held))) {
        co_return violations_error(plan.findings({}));
    }
    const Violations none;
    std::string answer = answer_of(call, "returned", dispatch::to_string(call.state.word), plan, none);
    co_return co_await publish(call, std::move(command), std::move(answer));
}

boost::asio::awaitable<Result<Changed>>
Changes::note(const ChangeCall& call, dispatch::Command base, order::Header header) {
    const Instant now = services_.clock.now();
    dispatch::Command command = begin_command(std::move(base), CommandKind::amended, call, now);
    command.order.header = std::move(header);
    command.change = change_id(call, CommandKind::amended, command.order);
    const ChangePlan plan;
    const Violations none;
    std::string answer = answer_of(call, "amended", dispatch::to_string(call.state.word), plan, none);
    co_return co_await publish(call, std::move(command), std::move(answer));
}

boost::asio::awaitable<Result<Changed>>
Changes::publish(const ChangeCall& call, dispatch::Command command, std::string answer) {
    if (!in_flight_.begin(call.state.id, call.state.revision)) {
        co_return fail(Errc::request_in_flight, "another change of this order is being decided");
    }
    auto record = dispatch::command_record(command, services_.source, services_.vault);
    const auto position = co_await services_.producer.send(std::move(record), call.deadline);
    if (!position) {
        if (position.error().code != Errc::outcome_unknown) {
            in_flight_.release(call.state.id);
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
    const auto decided = co_await await_decision(call, std::move(command.change));
    if (!decided) {
        co_return decided.error();
    }
    co_return Changed{.body = std::move(answer), .version = call.state.version + 1};
}

// The router decides an order's commands one after the other: once the revision has moved on by another
// change, this one can not be applied any more.
boost::asio::awaitable<Result<void>> Changes::await_decision(const ChangeCall& call, std::string change) {
    const auto until = std::min(std::chrono::steady_clock::now() + decision_wait_, call.deadline);
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (std::chrono::steady_clock::now() < until) {
        const auto state = services_.replica.find_state(call.state.id);
        if (const auto archived = services_.replica.find_archived(call.state.id)) {
            co_return dispatch::archived_error(*archived);
        }
        if (state && state->revision > call.state.revision) {
            if (state->last_change != change && state->revision == call.state.revision + 1) {
                co_return fail(
                    Errc::precondition_failed,
                    "another change came first; the order's version is \"" + std::to_string(state->version) +
                        '"'
                );
            }
            co_return Result<void>();  // its own, or more than one: the events tell
        }
        timer.expires_after(kLookEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return Result<void>();
}

}  // namespace silkgate::api
