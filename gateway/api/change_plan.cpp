#include "gateway/api/change_plan.hpp"

#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/redeclare.hpp"
#include "gateway/dispatch/returns.hpp"
#include "gateway/order/difference.hpp"

#include <algorithm>
#include <array>

namespace silkgate::api {
namespace {

using adapters::Action;
using dispatch::LegRecord;
using dispatch::LegState;
using dispatch::PlannedLeg;

constexpr Rule kFixed{
    .id = "SG-0930",
    .code = "member-fixed",
    .severity = Severity::error,
    .remedy = Remedy::payload,
    .basis = "Silkgate decision 0014: an accepted order keeps its number, its flow and its origin",
    .effective_from = "",
    .text =
        {.en = "This member of an accepted order can not be changed.",
         .zh = "已接受订单的该字段不可更改。",
         .ru = "Это поле принятого заказа изменить нельзя."},
};

struct FixedMember {
    std::string_view pointer;
    bool for_platform;
};

constexpr auto kFixedMembers = std::to_array<FixedMember>({
    {"/schemaVersion", false},
    {"/order/number", true},
    {"/order/platformId", true},
    {"/order/version", false},
    {"/order/status", false},
    {"/order/test", true},
    {"/order/createdAt", false},
    {"/order/updatedAt", false},
    {"/order/cancelledAt", false},
    {"/order/cancelReason", false},
    {"/order/flow", true},
});

LegOutcome outcome_of(const PlannedLeg& planned) {
    switch (dispatch::cancellation_of(planned)) {
        case dispatch::Cancellation::asked:
            return LegOutcome::accepted;
        case dispatch::Cancellation::unserved:
            return LegOutcome::unserved;
        default:
            return LegOutcome::held;
    }
}

// Held legs, and such as the change adds.
void plan_submissions(const ChangeContext& context, const PreparedOrder& after, ChangePlan& plan) {
    const bool order_is_good = !has_errors(after.plan.general);
    for (const PlannedLeg& leg : after.plan.legs) {
        const auto record = std::ranges::find(context.state.legs, leg.leg.id, [](const LegRecord& known) {
            return known.leg.id;
        });
        const bool known = record != context.state.legs.end();
        if (known && record->state != LegState::held) {
            continue;
        }
        plan.legs.push_back({
            .record = known ? &*record : nullptr,
            .planned = &plan.planned.emplace_back(leg),
            .action = Action::submit,
            .outcome = leg.is_held() || !order_is_good ? LegOutcome::held : LegOutcome::accepted,
        });
    }
}

}  // namespace

Violations ChangePlan::findings(const Violations& general) const {
    Violations all = general;
    for (const ChangedLeg& leg : legs) {
        if (leg.planned != nullptr && leg.outcome != LegOutcome::none) {
            all.insert(all.end(), leg.planned->violations.begin(), leg.planned->violations.end());
        }
    }
    return all;
}

bool ChangePlan::has(LegOutcome outcome) const noexcept {
    return std::ranges::find(legs, outcome, &ChangedLeg::outcome) != legs.end();
}

ChangePlan
plan_amendment(const ChangeContext& context, const order::Order& before, const PreparedOrder& after) {
    const adapters::Registry& registry = *context.snapshot.registry;
    const dispatch::OrderState next = dispatch::next_version(context.state);
    const auto submit =
        dispatch::change_context(next, context.connection, context.decided_at, Action::submit);
    const dispatch::PlanContext amend(
        dispatch::change_context(next, context.connection, context.decided_at, Action::amend),
        context.snapshot.screener.get(),
        &context.state.releases
    );
    ChangePlan plan;
    plan.amends = dispatch::changed_legs(registry, context.state, before, after.order, submit);
    plan.redeclares = dispatch::find_redeclarations(
        registry, context.state, before, after.order, submit, dispatch::Redeclare::what_differs
    );
    order::Order order = after.order;
    dispatch::put_waybill(order, context.state);
    for (const LegRecord& record : context.state.legs) {
        if (record.state == LegState::held) {
            continue;
        }
        ChangedLeg& leg = plan.legs.emplace_back(ChangedLeg{.record = &record, .action = Action::amend});
        if (std::ranges::find(plan.amends, record.leg.id) != plan.amends.end()) {
            leg.planned = &plan.planned.emplace_back(
                dispatch::plan_change(registry, order, record, amend, dispatch::Depth::render)
            );
            leg.outcome = outcome_of(*leg.planned);
        }
        const auto again = std::ranges::find(plan.redeclares, record.leg.id, &dispatch::Redeclaration::leg);
        if (again != plan.redeclares.end()) {
            leg.action = Action::submit;
            leg.planned = &plan.planned.emplace_back(
                dispatch::plan_redeclaration(registry, order, record, again->changed, amend).together()
            );
            leg.outcome = outcome_of(*leg.planned);
        }
    }
    plan_submissions(context, after, plan);
    return plan;
}

ChangePlan plan_cancellation(const ChangeContext& context, order::Order order) {
    const dispatch::OrderState next = dispatch::next_version(context.state);
    const auto cancel =
        dispatch::change_context(next, context.connection, context.decided_at, Action::cancel);
    dispatch::put_waybill(order, context.state);
    ChangePlan plan;
    for (const LegRecord& record : context.state.legs) {
        ChangedLeg& leg = plan.legs.emplace_back(ChangedLeg{.record = &record, .action = Action::cancel});
        if (record.state == LegState::held) {
            leg.outcome = LegOutcome::cancelled;
        } else if (dispatch::is_told(record) && record.cancellation != dispatch::Cancellation::asked) {
            leg.planned = &plan.planned.emplace_back(dispatch::plan_change(
                *context.snapshot.registry, order, record, cancel, dispatch::Depth::render
            ));
            leg.outcome = outcome_of(*leg.planned);
        }
    }
    return plan;
}

ChangePlan plan_return(
    const ChangeContext& context,
    order::Order order,
    const std::vector<order::ConsignmentLine>& returns,
    std::shared_ptr<const adapters::RoutePlan> back
) {
    const dispatch::OrderState next = dispatch::next_version(context.state);
    auto adapter = dispatch::change_context(next, context.connection, context.decided_at, Action::return_);
    adapter.route = std::move(back);
    dispatch::put_waybill(order, context.state);
    order::Order carried = order;
    dispatch::number_return(carried, context.connection, 0);  // the router knows which number it is
    ChangePlan plan;
    for (const LegRecord& record : context.state.legs) {
        ChangedLeg& leg = plan.legs.emplace_back(ChangedLeg{.record = &record, .action = Action::return_});
        if (dispatch::is_concerned_by_return(record, order, returns)) {
            const bool booking = record.leg.kind == adapters::LegKind::booking;
            leg.planned = &plan.planned.emplace_back(dispatch::plan_change(
                *context.snapshot.registry,
                booking ? carried : order,
                record,
                adapter,
                dispatch::Depth::render
            ));
            leg.outcome = outcome_of(*leg.planned);
        }
    }
    return plan;
}

Violations find_fixed_members(const order::Order& before, const order::Order& after, Changer changer) {
    constexpr std::size_t kLookedAt = 1000;
    Violations found;
    for (std::string& member : order::differing_members(after, before, kLookedAt)) {
        const bool fixed = std::ranges::any_of(kFixedMembers, [&](const FixedMember& row) {
            return (row.for_platform || changer == Changer::hand) && member.starts_with(row.pointer) &&
                   (member.size() == row.pointer.size() || member[row.pointer.size()] == '/');
        });
        if (fixed) {
            found.push_back({
                .rule = &kFixed,
                .canonical_pointer = std::move(member),
                .pointer = {},
                .leg = {},
                .found = {},
                .remedy_href = {},
            });
        }
    }
    return found;
}

}  // namespace silkgate::api
