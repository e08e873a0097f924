#include "gateway/dispatch/apply_reply.hpp"

#include <algorithm>
#include <utility>

namespace silkgate::dispatch {

namespace {

using adapters::ReplyStatus;

std::optional<LegState> state_after(ReplyStatus status, const LegRecord& leg, const DocumentState& document) {
    if (!document.answers && document.action == adapters::Action::cancel && status == ReplyStatus::released) {
        return std::nullopt;  // late, of what the same reference named before
    }
    if (document.state == LegState::released && leg.cancellation != Cancellation::none &&
        status == ReplyStatus::cancelled) {
        return LegState::cancelled;  // withdrawn by hand
    }
    return next_state(document.state, status);
}

// The charges after the reply. A tax bill may come after the release and be withdrawn later.
std::vector<adapters::Charge>
charges_after(const adapters::ReplyItem& item, const std::vector<adapters::Charge>& before) {
    std::vector<adapters::Charge> after = item.charges.empty() ? before : item.charges;
    if (!item.void_bill.empty()) {
        std::erase_if(after, [&](const adapters::Charge& charge) { return charge.bill == item.void_bill; });
    }
    return after;
}

void learn(const adapters::ReplyItem& item, DocumentState& document) {
    for (const std::string& reference : item.learned) {
        if (std::ranges::find(document.references, reference) == document.references.end()) {
            document.references.push_back(reference);
        }
    }
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
    std::vector<adapters::Charge> charges = charges_after(item, document.charges);
    const News news{
        .state = next.has_value(),
        .carriage = item.movement && adapters::moves(document.carriage, item.movement->step, at),
        .charges = charges != document.charges,
    };
    document.charges = std::move(charges);
    if (!news.state && !news.carriage) {
        return news;
    }
    learn(item, document);
    document.state = next.value_or(document.state);
    if (news.carriage) {
        document.carriage = {.last = *item.movement, .at = at};
    }
    document.native_status = item.native_status;
    document.reasons = item.reasons;
    if (!item.authority_reference.empty()) {
        document.authority_reference = item.authority_reference;
    }
    return news;
}

}  // namespace silkgate::dispatch
