// An order that is over is archived; what comes for it afterwards changes nothing.
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/records.hpp"

namespace silkgate::dispatch {

Decision Decider::archive(const OrderState& current, Instant at) const {
    OrderState state = dispatch::archive(current, std::chrono::floor<std::chrono::days>(at));
    state.number = current.number;  // the event names it; the record does not
    ++state.sequence;
    Command cause;
    cause.order_id = current.id;
    cause.tenant = current.tenant;
    cause.accepted_at = at;
    const RecordContext context{
        .state = &state,
        .command = &cause,
        .source = options_.source,
        .causation = current.id.str() + "/archive/" + state.archived_on,
    };
    Decision decision;
    decision.verdict = Verdict::applied;
    decision.events.push_back(event_record(context, "order.archived", {}));
    decision.state = state_record(context);
    decision.next = std::move(state);
    return decision;
}

Decision Decider::decide_archived(const Command& command, const OrderState& current) const {
    Decision decision;
    switch (command.kind) {
        case CommandKind::created:
            if (is_same_order(current, command.fingerprint)) {
                decision.verdict = Verdict::duplicate;
                return decision;
            }
            break;
        case CommandKind::amended:
        case CommandKind::cancelled:
        case CommandKind::released:
        case CommandKind::returned:
        case CommandKind::retried:
            break;
        case CommandKind::replied:
        case CommandKind::answered:
            decision.verdict = Verdict::too_late;
            return decision;
        case CommandKind::packed:  // each record of a consolidation names all its parcels again
            decision.verdict = Verdict::no_news;
            return decision;
    }
    OrderState state = current;
    state.number = command.order.header.number;
    return conflict(
        command, state, command.kind == CommandKind::created ? Verdict::conflict : Verdict::stale
    );
}

}  // namespace silkgate::dispatch
