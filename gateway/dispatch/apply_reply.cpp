#include "gateway/dispatch/apply_reply.hpp"

namespace silkgate::dispatch {

namespace {

using adapters::ReplyStatus;

std::optional<LegState> state_after(ReplyStatus status, const LegRecord& leg, const DocumentState& document) {
    if (document.action == adapters::Action::cancel && status == ReplyStatus::released) {
        return std::nullopt;  // late, of what the same reference named before
    }
    if (document.state == LegState::released && leg.cancellation != Cancellation::none &&
        status == ReplyStatus::cancelled) {
        return LegState::cancelled;  // withdrawn by hand
    }
    return next_state(document.state, status);
}

}  // namespace

News apply_reply(
    const adapters::ReplyItem& item,
    Instant received_at,
    const LegRecord& leg,
    DocumentState& document
) {
    const auto next = state_after(item.status, leg, document);
    const Instant at = item.at.value_or(received_at);
    const News news{
        .state = next.has_value(),
        .carriage = item.movement && adapters::moves(document.carriage, item.movement->step, at),
    };
    if (!news.state && !news.carriage) {
        return news;
    }
    document.state = next.value_or(document.state);
    if (news.carriage) {
        document.carriage = {.last = *item.movement, .at = at};
    }
    document.native_status = item.native_status;
    document.reasons = item.reasons;
    if (!item.authority_reference.empty()) {
        document.authority_reference = item.authority_reference;
    }
    if (!item.charges.empty()) {
        document.charges = item.charges;
    }
    return news;
}

}  // namespace silkgate::dispatch
