// Changes of an order after it was accepted: amended, cancelled, returned, and what goes on by itself
// afterwards.
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/redeclare.hpp"
#include "gateway/dispatch/returns.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

// The command was decided before: its place is not behind that of the one the state was made from.
bool is_decided(CommandPosition position, CommandPosition last) {
    return position.partition == last.partition && position.offset <= last.offset;
}

bool is_over(const LegRecord& record) {
    return record.state == LegState::rejected || record.state == LegState::cancelled;
}

bool is_asked(const LegRecord& record) {
    return record.cancellation == Cancellation::asked || record.cancellation == Cancellation::unserved;
}

// The state that the change leads to, before its legs are looked at.
OrderState begin_change(const Command& command, CommandPosition position, const OrderState& current) {
    OrderState state = current;
    state.accepted = position;
    ++state.version;
    ++state.revision;
    state.last_change = command.change;
    if (!command.fingerprint.empty()) {
        state.clock = platform_clock(command.order.header);
        state.payload = command.fingerprint;
    }
    return state;
}

}  // namespace

std::optional<Decision>
Decider::refuse_change(const Command& command, CommandPosition position, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    if (is_decided(position, current->accepted) || command.change == current->last_change) {
        decision.verdict = Verdict::duplicate;
        return decision;
    }
    if (command.base != current->revision) {
        return conflict(command, *current, Verdict::stale);
    }
    return std::nullopt;
}

Decision Decider::amend(const Command& command, CommandPosition position, const OrderState* current) const {
    if (auto refused = refuse_change(command, position, current)) {
        return std::move(*refused);
    }
    if (is_cancelling(*current)) {
        return conflict(command, *current, Verdict::stale);
    }
    Decision decision;
    decision.verdict = Verdict::applied;
    OrderState state = begin_change(command, position, *current);
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    emit(command, "order.amended", {}, state, decision);
    take_route(command, state);
    for (LegRecord& record : state.legs) {
        if (std::ranges::find(command.amends, record.leg.id) != command.amends.end()) {
            amend_leg(command, order, state, record, decision);
        }
    }
    redeclare_legs(command, order, state, decision);
    if (auto made = plan(command, order, state)) {
        take_plan(std::move(*made), command, state, decision);
    } else {
        state.blocked_by = to_blockers(connection_unknown());
        derive(state);
    }
    emit_legs(command, *current, state, decision);
    if (state.word != current->word) {
        emit_word(command, state, decision);
    }
    finish(command, std::move(state), decision);
    return decision;
}

void Decider::amend_leg(
    const Command& command,
    const order::Order& order,
    OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    if (record.state == LegState::held || is_over(record)) {
        return;
    }
    const config::Connection* connection = find_connection_(command.tenant, command.connection);
    if (connection == nullptr) {
        record.blocked_by = to_blockers(connection_unknown());
        return;
    }
    const PlanContext context(
        change_context(state, *connection, command.accepted_at, adapters::Action::amend),
        options_.screener.get(),
        &state.releases
    );
    PlannedLeg planned = plan_change(registry_, order, record, context, Depth::render);
    record.blocked_by = to_blockers(planned.violations, command.pointers);
    if (planned.is_held()) {
        emit(command, "leg.amend_held", leg_detail(record), state, decision);
        return;
    }
    publish_leg(planned, adapters::Action::amend, command, state, record, decision);
}

void Decider::redeclare_legs(
    const Command& command,
    const order::Order& order,
    OrderState& state,
    Decision& decision
) const {
    for (const Redeclaration& wanted : command.redeclares) {
        const auto record =
            std::ranges::find(state.legs, wanted.leg, [](const LegRecord& leg) { return leg.leg.id; });
        if (record != state.legs.end() && can_be_redeclared(*record)) {
            redeclare_leg(wanted, command, order, state, *record, decision);
        }
    }
}

void Decider::redeclare_leg(
    const Redeclaration& wanted,
    const Command& command,
    const order::Order& order,
    OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    const config::Connection* connection = find_connection_(command.tenant, command.connection);
    if (connection == nullptr) {
        record.blocked_by = to_blockers(connection_unknown());
        return;
    }
    const PlanContext context(
        change_context(state, *connection, command.accepted_at, adapters::Action::submit),
        options_.screener.get(),
        &state.releases
    );
    RedeclaredLeg planned = plan_redeclaration(registry_, order, record, wanted.changed, context);
    record.blocked_by = to_blockers(planned.together().violations, command.pointers);
    if (planned.is_held()) {
        emit(command, "leg.redeclare_held", leg_detail(record), state, decision);
        return;
    }
    publish_leg(planned.submitted, adapters::Action::submit, command, state, record, decision);
    publish_leg(planned.amended, adapters::Action::amend, command, state, record, decision);
}

Decision Decider::cancel(const Command& command, CommandPosition position, const OrderState* current) const {
    if (auto refused = refuse_change(command, position, current)) {
        return std::move(*refused);
    }
    Decision decision;
    decision.verdict = Verdict::duplicate;
    if (current->word == OrderStateWord::cancelled) {
        return decision;
    }
    decision.verdict = Verdict::applied;
    OrderState state = begin_change(command, position, *current);
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    state.skus.clear();
    state.blocked_by.clear();
    for (LegRecord& record : state.legs) {
        if (!is_over(record) && !is_asked(record)) {
            cancel_leg(command, order, state, record, decision);
        }
    }
    derive(state);
    if (state.legs.empty()) {
        state.word = OrderStateWord::cancelled;
    }
    emit_legs(command, *current, state, decision);
    emit_word(command, state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

void Decider::cancel_leg(
    const Command& command,
    const order::Order& order,
    OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    if (record.state == LegState::held) {
        record.blocked_by.clear();
        record.state = LegState::cancelled;  // nobody was told of it
        return;
    }
    PlannedLeg planned = plan_withdrawal(command, order, state, record, adapters::Action::cancel);
    record.blocked_by = to_blockers(planned.violations, command.pointers);
    record.cancellation = cancellation_of(planned);
    if (record.cancellation == Cancellation::asked) {
        publish_leg(planned, adapters::Action::cancel, command, state, record, decision);
    } else {
        follow_documents(record);
    }
}

// Parties were compared with lists of denied parties when the leg went out: taking it back is never held for
// one.
PlannedLeg Decider::plan_withdrawal(
    const Command& command,
    const order::Order& order,
    const OrderState& state,
    const LegRecord& record,
    adapters::Action action
) const {
    const config::Connection* connection = find_connection_(command.tenant, command.connection);
    if (connection == nullptr) {
        PlannedLeg planned;
        planned.violations = connection_unknown();
        return planned;
    }
    auto context = change_context(state, *connection, command.accepted_at, action);
    if (action == adapters::Action::return_) {
        context.route = command.route;  // of the way back
    }
    return plan_change(registry_, order, record, context, Depth::render);
}

Decision Decider::take_back(const Command& command, CommandPosition position, const OrderState* current)
    const {
    if (auto refused = refuse_change(command, position, current)) {
        return std::move(*refused);
    }
    if (is_cancelling(*current)) {
        return conflict(command, *current, Verdict::stale);
    }
    Decision decision;
    decision.verdict = Verdict::applied;
    OrderState state = begin_change(command, position, *current);
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    emit(command, "order.returned", return_detail(command), state, decision);
    order::Order carried = order;
    if (const auto* connection = find_connection_(command.tenant, command.connection)) {
        number_return(carried, *connection, waybill_sequence(position, options_.partitions));
    }
    for (LegRecord& record : state.legs) {
        if (is_concerned_by_return(record, order, command.returns)) {
            const bool booking = record.leg.kind == adapters::LegKind::booking;
            take_back_leg(command, booking ? carried : order, state, record, decision);
        }
    }
    add_returned(state.returned, command.returns);
    finish(command, std::move(state), decision);
    return decision;
}

void Decider::take_back_leg(
    const Command& command,
    const order::Order& order,
    OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    PlannedLeg planned = plan_withdrawal(command, order, state, record, adapters::Action::return_);
    record.blocked_by = to_blockers(planned.violations, command.pointers);
    record.returning = returning_of(planned);
    if (record.returning == Returning::asked) {
        publish_leg(planned, adapters::Action::return_, command, state, record, decision);
    }
    emit(
        command, "leg.return_" + std::string(to_string(record.returning)), leg_detail(record), state, decision
    );
}

// A cancellation that waited for something, mostly the authority's number, is asked for as soon as it is
// there.
Decision
Decider::go_on_cancelling(const Command& command, CommandPosition position, const OrderState& current) const {
    Decision decision;
    decision.verdict = Verdict::no_news;
    OrderState state = current;
    state.accepted = position;
    ++state.version;
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    for (LegRecord& record : state.legs) {
        if (record.cancellation == Cancellation::waiting && !is_over(record)) {
            cancel_leg(command, order, state, record, decision);
        }
    }
    derive(state);
    if (is_held_alike(state, current)) {
        return decision;
    }
    decision.verdict = Verdict::applied;
    emit_legs(command, current, state, decision);
    if (state.word != current.word) {
        emit_word(command, state, decision);
    }
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
