// How a leg's state follows from its documents.
#include "gateway/dispatch/order_state.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

using adapters::Action;

bool is_cancelling(const DocumentState& document) {
    return document.action == Action::cancel;
}

// An amendment is refused as a whole: what was declared before it stands.
bool is_refused(const LegRecord& record, std::int64_t version) {
    return std::ranges::any_of(record.documents, [&](const DocumentState& document) {
        return document.version == version && document.action == Action::amend &&
               document.state == LegState::rejected;
    });
}

// The version whose documents speak for the leg.
std::int64_t version_in_force(const LegRecord& record) {
    std::int64_t newest = 0;
    for (const DocumentState& document : record.documents) {
        if (!is_cancelling(document) && !is_refused(record, document.version)) {
            newest = std::max(newest, document.version);
        }
    }
    return newest;
}

// The deciding document's state is the leg's; another document can only reject the leg, or show that it
// arrived.
LegState declared_state(const LegRecord& record) {
    const std::int64_t version = version_in_force(record);
    LegState decided = LegState::published;
    bool arrived = false;
    for (const DocumentState& document : record.documents) {
        if (is_cancelling(document) || document.version != version) {
            continue;
        }
        if (document.state == LegState::rejected) {
            return LegState::rejected;
        }
        if (document.decides_leg) {
            decided = document.state;
        } else {
            arrived =
                arrived || (document.state != LegState::published && document.state != LegState::parked);
        }
    }
    return decided == LegState::published && arrived ? LegState::received : decided;
}

}  // namespace

std::string authority_reference(const LegRecord& record) {
    std::string reference;
    for (const DocumentState& document : record.documents) {
        if (document.decides_leg && !is_cancelling(document) && !document.authority_reference.empty()) {
            reference = document.authority_reference;
        }
    }
    return reference;
}

void follow_documents(LegRecord& record) {
    if (record.documents.empty()) {
        return;
    }
    record.state = declared_state(record);
    if (record.cancellation == Cancellation::none || record.state == LegState::rejected ||
        record.state == LegState::cancelled) {
        return;
    }
    const auto last = std::ranges::find_if(record.documents.rbegin(), record.documents.rend(), is_cancelling);
    if (last != record.documents.rend() && last->state == LegState::cancelled) {
        record.state = LegState::cancelled;
    } else if (last != record.documents.rend() && last->state == LegState::rejected &&
               record.cancellation == Cancellation::asked) {
        record.cancellation = Cancellation::refused;
    } else if (record.cancellation != Cancellation::refused) {
        record.state = LegState::cancel_requested;
    }
}

}  // namespace silkgate::dispatch
