// What is told of an order without its content: replies of authorities and carriers to its documents, and
// where its parcel was packed.
#include "adapters/common/carriers/events.hpp"
#include "gateway/dispatch/apply_reply.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/records.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

DocumentState* find_document(OrderState& state, const DeclarationId& id, LegRecord*& leg) {
    for (LegRecord& record : state.legs) {
        for (DocumentState& document : record.documents) {
            if (document.id == id) {
                leg = &record;
                return &document;
            }
        }
    }
    return nullptr;
}

// The document that a carrier's word is about. What it says of a change concerns the newest of that kind,
// also where the event is keyed by the booking; nullptr: there is none. A cancellation that nobody asked for
// is the booking's own end.
DocumentState* document_answered(LegRecord& leg, DocumentState& found, const adapters::ReplyItem& item) {
    const auto change = adapters::carriers::change_of(item.native_status);
    if (leg.leg.kind != adapters::LegKind::booking || !change || found.action == *change) {
        return &found;
    }
    const auto newest =
        std::ranges::find(leg.documents.rbegin(), leg.documents.rend(), *change, &DocumentState::action);
    if (newest != leg.documents.rend()) {
        return &*newest;
    }
    return item.status == adapters::ReplyStatus::cancelled ? &found : nullptr;
}

// What the reply says of a change; empty when it is not about one.
std::string_view change_event(const LegRecord& leg, const DocumentState& document) {
    if (document.answers) {
        return "";  // of a shipment's message: the leg stands as it was declared
    }
    if (document.action == adapters::Action::amend && document.state == LegState::rejected) {
        return "leg.amend_refused";
    }
    if (document.action == adapters::Action::cancel && document.state == LegState::rejected) {
        return "leg.cancel_refused";
    }
    if (document.action == adapters::Action::return_ && document.decides_leg) {
        return document.state == LegState::released   ? "leg.returned"
               : document.state == LegState::rejected ? "leg.return_refused"
                                                      : "";
    }
    return leg.cancellation != Cancellation::none && document.state == LegState::cancelled ? "leg.cancelled"
                                                                                           : "";
}

}  // namespace

Decision Decider::reply(const Command& command, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    OrderState state = *current;
    bool news = false;
    for (const ResolvedReply& reply : command.replies) {
        LegRecord* leg = nullptr;
        DocumentState* document = find_document(state, reply.document, leg);
        // A carrier's event decides nothing about a declaration.
        if (document == nullptr || (reply.item.movement && leg->leg.kind != adapters::LegKind::booking)) {
            continue;
        }
        if (reply.by_key) {
            document = &document_meant(*leg, *document, reply.item.at, reply.item.movement.has_value());
        }
        document = document_answered(*leg, *document, reply.item);
        if (document == nullptr) {
            continue;
        }
        const News of_reply = apply_reply(reply.item, command.accepted_at, *leg, *document);
        if (!of_reply.any()) {
            continue;
        }
        news = true;
        follow_documents(*leg);
        const OrderStateWord before = state.word;
        derive(state);
        const std::string detail = reply_detail(*leg, *document);
        if (of_reply.state) {
            emit(command, "document." + std::string(to_string(document->state)), detail, state, decision);
        }
        if (of_reply.carriage) {
            const std::string type = "carriage." + std::string(to_string(document->carriage->last.step));
            emit(command, type, detail, state, decision);
        }
        if (of_reply.charges && !of_reply.state) {
            emit(command, "document.charged", detail, state, decision);
        }
        if (const std::string_view change = change_event(*leg, *document);
            of_reply.state && !change.empty()) {
            emit(command, change, leg_detail(*leg), state, decision);
        }
        if (state.word != before) {
            emit_word(command, state, decision);
        }
    }
    decision.verdict = news ? Verdict::applied : Verdict::no_news;
    if (news) {
        finish(command, std::move(state), decision);
    }
    return decision;
}

// Each record of a consolidation names all its parcels: only what is new of this one is an event.
Decision Decider::pack(const Command& command, const OrderState* current) const {
    constexpr std::size_t kRemembered = 20;
    Decision decision;
    if (current == nullptr || current->tenant != command.tenant) {
        return decision;
    }
    decision.verdict = Verdict::no_news;
    if (std::ranges::find(current->packed, command.packing) != current->packed.end()) {
        return decision;
    }
    OrderState state = *current;
    std::erase_if(state.packed, [&](const Packing& known) {
        return known.consolidation == command.packing.consolidation;  // in another unit, or dissolved since
    });
    if (state.packed.size() >= kRemembered) {
        state.packed.erase(state.packed.begin());
    }
    state.packed.push_back(command.packing);
    emit(command, "order.packed", packing_detail(command.packing), state, decision);
    decision.verdict = Verdict::applied;
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
