// What an authority asked of an order: the answer becomes a document of its leg, once for each request.
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/records.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

constexpr std::int64_t kOnce = 1;  // version in the id: of no version of the order

}  // namespace

Decision Decider::answer(const Command& command, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    OrderState state = *current;
    const adapters::Document& document = command.given->document;
    const auto leg = std::ranges::find(state.legs, command.given->leg, [](const LegRecord& record) {
        return std::string_view(record.leg.id);
    });
    if (leg == state.legs.end() || registry_.find(leg->leg.country) == nullptr ||
        find_connection_(command.tenant, command.connection) == nullptr) {
        return decision;
    }
    DocumentState kept;
    kept.id =
        document_id(DocumentIdKind::declaration, state.id, leg->leg.id, document.references.front(), kOnce);
    const auto asked = [&](const DocumentState& known) {
        return known.answers && known.references.front() == document.references.front();
    };
    if (std::ranges::any_of(leg->documents, asked)) {
        decision.verdict = Verdict::duplicate;
        return decision;
    }
    kept.answers = true;
    kept.version = state.version;
    kept.made_at = command.accepted_at;
    publish_document(document, std::move(kept), command, state, *leg, decision);
    emit(command, "document.published", reply_detail(*leg, leg->documents.back()), state, decision);
    decision.verdict = Verdict::applied;
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
