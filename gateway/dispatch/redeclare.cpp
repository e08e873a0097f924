#include "gateway/dispatch/redeclare.hpp"

#include "gateway/dispatch/change.hpp"

#include <algorithm>
#include <optional>

namespace silkgate::dispatch {
namespace {

using adapters::Action;
using adapters::Document;

// Kinds of documents that one order has otherwise than the other.
std::vector<std::string> differing_kinds(const PlannedLeg& before, const PlannedLeg& after) {
    std::vector<std::string> kinds;
    for (const Document& document : after.documents) {
        const auto same_kind = std::ranges::find(before.documents, document.kind, &Document::kind);
        if (same_kind == before.documents.end() || same_kind->bytes != document.bytes) {
            kinds.push_back(document.kind);
        }
    }
    return kinds;
}

// What the authority has of a kind: the newest declaration of it.
const DocumentState* standing(const LegRecord& record, std::string_view kind) {
    const DocumentState* newest = nullptr;
    for (const DocumentState& document : record.documents) {
        if (is_declaring(document) && document.kind == kind) {
            newest = &document;
        }
    }
    return newest;
}

// How a document of this kind is told; absent: not at all.
std::optional<Action>
action_for(const LegRecord& record, const std::string& kind, const std::vector<std::string>& changed) {
    const DocumentState* there = standing(record, kind);
    if (there == nullptr || there->state == LegState::rejected) {
        return Action::submit;
    }
    if (there->state == LegState::parked) {
        return there->action;
    }
    return std::ranges::find(changed, kind) != changed.end() ? std::optional{Action::amend} : std::nullopt;
}

}  // namespace

bool can_be_redeclared(const LegRecord& record) noexcept {
    return (record.state == LegState::rejected || record.state == LegState::parked) &&
           record.cancellation == Cancellation::none;
}

std::vector<Redeclaration> find_redeclarations(
    const adapters::Registry& registry,
    const OrderState& state,
    order::Order before,
    order::Order after,
    const adapters::Context& context,
    Redeclare which
) {
    put_waybill(before, state);
    put_waybill(after, state);
    std::vector<Redeclaration> found;
    for (const LegRecord& record : state.legs) {
        const bool by_hand = which == Redeclare::everything;
        if (!can_be_redeclared(record) || (!by_hand && record.state != LegState::rejected)) {
            continue;
        }
        const auto render = [&](const order::Order& order) {
            return plan_change(registry, order, record, context, Depth::render);
        };
        const PlannedLeg one = render(before);
        const PlannedLeg other = render(after);
        auto changed = differing_kinds(one, other);
        if (by_hand || !changed.empty() || one.is_held() != other.is_held()) {
            found.push_back({.leg = record.leg.id, .changed = std::move(changed)});
        }
    }
    return found;
}

PlannedLeg RedeclaredLeg::together() const {
    PlannedLeg both = submitted;
    both.violations.insert(both.violations.end(), amended.violations.begin(), amended.violations.end());
    both.documents.insert(both.documents.end(), amended.documents.begin(), amended.documents.end());
    return both;
}

RedeclaredLeg plan_redeclaration(
    const adapters::Registry& registry,
    const order::Order& order,
    const LegRecord& record,
    const std::vector<std::string>& changed,
    PlanContext context
) {
    const auto is_told_by = [&](const Document& document, Action action) {
        return action_for(record, document.kind, changed) == action;
    };
    RedeclaredLeg leg;
    context.adapter.action = Action::submit;
    leg.submitted = plan_change(registry, order, record, context, Depth::render);
    const bool amends = std::ranges::any_of(leg.submitted.documents, [&](const Document& document) {
        return is_told_by(document, Action::amend);
    });
    std::erase_if(leg.submitted.documents, [&](const Document& document) {
        return !is_told_by(document, Action::submit);
    });
    leg.amended.leg = record.leg;
    if (amends) {
        context.adapter.action = Action::amend;
        leg.amended = plan_change(registry, order, record, context, Depth::render);
        std::erase_if(leg.amended.documents, [&](const Document& document) {
            return !is_told_by(document, Action::amend);
        });
    }
    return leg;
}

}  // namespace silkgate::dispatch
