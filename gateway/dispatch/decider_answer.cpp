// What an authority asked of an order, or was told of its shipment: a document of the leg, once for each id.
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/records.hpp"

#include <algorithm>

namespace silkgate::dispatch {

Decision Decider::answer(const Command& command, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    OrderState state = *current;
    const Answer& given = *command.given;
    const auto leg = std::ranges::find(state.legs, given.leg, [](const LegRecord& record) {
        return std::string_view(record.leg.id);
    });
    if (leg == state.legs.end() || registry_.find(leg->leg.country) == nullptr ||
        find_connection_(command.tenant, command.connection) == nullptr) {
        return decision;
    }
    if (std::ranges::find(leg->documents, given.id, &DocumentState::id) != leg->documents.end()) {
        decision.verdict = Verdict::duplicate;
        return decision;
    }
    DocumentState kept;
    kept.id = given.id;
    kept.answers = true;
    kept.action = given.action;
    kept.shared_with = given.shared_with;
    kept.shared_by = given.shared_by;
    kept.version = state.version;
    kept.made_at = command.accepted_at;
    if (given.shared_by.view().empty()) {
        publish_document(given.document, std::move(kept), command, state, *leg, decision);
    } else {
        kept.kind = given.document.kind;
        kept.content_type = given.document.content_type;
        kept.references = given.document.references;
        leg->documents.push_back(std::move(kept));
    }
    emit(command, "document.published", reply_detail(*leg, leg->documents.back()), state, decision);
    decision.verdict = Verdict::applied;
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
