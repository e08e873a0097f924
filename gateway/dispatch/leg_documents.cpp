// How a leg's state follows from its documents.
#include "gateway/dispatch/order_state.hpp"

#include <algorithm>
#include <chrono>

namespace silkgate::dispatch {
namespace {

using adapters::Action;

bool is_cancelling(const DocumentState& document) {
    return !document.answers && document.action == Action::cancel;
}

// An amendment is refused as a whole: what was declared before it stands.
bool is_refused(const LegRecord& record, std::int64_t version) {
    return std::ranges::any_of(record.documents, [&](const DocumentState& document) {
        return document.version == version && !document.answers && document.action == Action::amend &&
               document.state == LegState::rejected;
    });
}

// The version whose documents speak for the leg.
std::int64_t version_in_force(const LegRecord& record) {
    std::int64_t newest = 0;
    for (const DocumentState& document : record.documents) {
        if (is_declaring(document) && !is_refused(record, document.version)) {
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
        if (!is_declaring(document) || document.version != version) {
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

// The return of the newest version, by its deciding document.
Returning returning_by(const LegRecord& record) {
    const auto last =
        std::ranges::find_if(record.documents.rbegin(), record.documents.rend(), [](const auto& d) {
            return d.action == Action::return_ && d.decides_leg;
        });
    if (record.returning != Returning::asked || last == record.documents.rend()) {
        return record.returning;
    }
    return last->state == LegState::released   ? Returning::done
           : last->state == LegState::rejected ? Returning::refused
                                               : Returning::asked;
}

bool shares_reference(const DocumentState& a, const DocumentState& b) {
    return std::ranges::any_of(a.references, [&](const std::string& reference) {
        return std::ranges::find(b.references, reference) != b.references.end();
    });
}

// How far the clocks of two that keep time may differ.
constexpr std::chrono::minutes kClockSlack{1};

bool is_on_the_minute(Instant at) {
    return at == std::chrono::floor<std::chrono::minutes>(at);
}

}  // namespace

bool is_declaring(const DocumentState& document) noexcept {
    return !document.answers && (document.action == Action::submit || document.action == Action::amend);
}

DocumentState&
document_meant(LegRecord& leg, DocumentState& found, std::optional<Instant> at, bool is_movement) {
    const bool has_exact_time = at && !is_on_the_minute(*at);
    const auto may_be_meant = [&](const DocumentState& document) {
        if (is_movement) {
            return is_declaring(document) && !is_refused(leg, document.version);
        }
        return !has_exact_time || !document.made_at || *document.made_at <= *at + kClockSlack;
    };
    for (auto document = leg.documents.rbegin(); document != leg.documents.rend(); ++document) {
        if (document->version <= found.version && may_be_meant(*document) &&
            shares_reference(*document, found)) {
            return *document;
        }
    }
    return found;
}

std::string authority_reference(const LegRecord& record) {
    std::string reference;
    for (const DocumentState& document : record.documents) {
        if (!document.decides_leg || !is_declaring(document)) {
            continue;
        }
        // Declared anew after a rejection: the number of what was rejected is not its own.
        if (!document.authority_reference.empty() || document.action == Action::submit) {
            reference = document.authority_reference;
        }
    }
    return reference;
}

const DocumentState* find_document(const OrderState& state, std::string_view id) noexcept {
    for (const LegRecord& leg : state.legs) {
        for (const DocumentState& document : leg.documents) {
            if (document.id.view() == id) {
                return &document;
            }
        }
    }
    return nullptr;
}

void follow_documents(LegRecord& record) {
    if (record.documents.empty()) {
        return;
    }
    record.state = declared_state(record);
    record.returning = returning_by(record);
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
