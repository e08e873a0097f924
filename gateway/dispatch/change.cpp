#include "gateway/dispatch/change.hpp"

#include "gateway/dispatch/decider.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

constexpr std::string_view kNotServed = "action-not-served";

bool same_bytes(const std::vector<adapters::Document>& a, const std::vector<adapters::Document>& b) {
    return std::ranges::equal(a, b, {}, &adapters::Document::bytes, &adapters::Document::bytes);
}

}  // namespace

bool is_cancelling(const OrderState& state) noexcept {
    return state.word == OrderStateWord::cancelled || state.word == OrderStateWord::cancel_requested;
}

void put_waybill(order::Order& order, const OrderState& state) {
    if (state.waybill.empty() || order.consignments.empty()) {
        return;
    }
    auto& logistics = order.consignments.front().logistics;
    if (!logistics) {
        logistics.emplace();
        logistics->mode = "post";
    }
    if (logistics->number.empty()) {
        logistics->number = state.waybill;
    }
}

adapters::Context change_context(
    const OrderState& state,
    const config::Connection& connection,
    Instant decided_at,
    adapters::Action action
) {
    return {
        .decided_at = decided_at,
        .order_id = state.id,
        .connection = &connection,
        .action = action,
        .version = state.version,
    };
}

PlannedLeg plan_change(
    const adapters::Registry& registry,
    const order::Order& order,
    const LegRecord& record,
    PlanContext context,
    Depth depth
) {
    context.adapter.authority_reference = authority_reference(record);
    PlannedLeg planned;
    planned.leg = record.leg;
    plan_leg(registry, order, context, depth, planned);
    return planned;
}

Cancellation cancellation_of(const PlannedLeg& planned) noexcept {
    if (!planned.is_held()) {
        return Cancellation::asked;
    }
    const bool unserved = std::ranges::any_of(planned.violations, [](const Violation& violation) {
        return violation.rule->code == kNotServed;
    });
    return unserved ? Cancellation::unserved : Cancellation::waiting;
}

Violations connection_unknown() {
    return {{
        .rule = &connection_unknown_rule(),
        .canonical_pointer = {},
        .pointer = {},
        .leg = {},
        .found = {},
        .remedy_href = {},
    }};
}

std::vector<Blocker> to_blockers(const Violations& violations) {
    return to_blockers(violations, order::Pointers{});
}

std::vector<std::string> changed_legs(
    const adapters::Registry& registry,
    const OrderState& state,
    order::Order before,
    order::Order after,
    const adapters::Context& context
) {
    put_waybill(before, state);
    put_waybill(after, state);
    std::vector<std::string> changed;
    for (const LegRecord& record : state.legs) {
        if (record.state == LegState::held || record.state == LegState::rejected ||
            record.state == LegState::cancelled) {
            continue;
        }
        // Rendered as a submission: whether an amendment is served is asked only where something changes.
        const auto render = [&](const order::Order& order) {
            return plan_change(registry, order, record, context, Depth::render);
        };
        const PlannedLeg one = render(before);
        const PlannedLeg other = render(after);
        if (other.is_held() ? !one.is_held() : !same_bytes(one.documents, other.documents)) {
            changed.push_back(record.leg.id);
        }
    }
    return changed;
}

}  // namespace silkgate::dispatch
