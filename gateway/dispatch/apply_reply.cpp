#include "gateway/dispatch/apply_reply.hpp"

namespace silkgate::dispatch {

News apply_reply(const adapters::ReplyItem& item, Instant received_at, DocumentState& document) {
    const auto next = next_state(document.state, item.status);
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
