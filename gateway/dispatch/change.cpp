#include "gateway/dispatch/change.hpp"

#include "adapters/common/transport/s10.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/route_plan.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace silkgate::dispatch {
namespace {

using adapters::Action;

constexpr std::string_view kNotServed = "action-not-served";

constexpr auto kRules = std::to_array<Rule>({
    {.id = "SG-0931",
     .code = "leg-cleared",
     .severity = Severity::error,
     .remedy = Remedy::none,
     .basis = "Silkgate decision 0018: what customs has released is changed by customs only",
     .effective_from = "",
     .text =
         {.en =
              "Customs has released these goods: the declaration can not be amended electronically any more.",
          .zh = "海关已放行该批货物：申报已不能以电子方式修改。",
          .ru = "Таможня выпустила эти товары: изменить декларацию в электронном виде уже нельзя."}},
});

enum RuleIndex : std::size_t { kLegCleared, kRuleCount };
static_assert(kRules.size() == kRuleCount);

bool serves(const adapters::Registry& registry, std::string_view country, std::string_view action) {
    const adapters::CountryAdapter* adapter = registry.find(country);
    return adapter != nullptr &&
           std::ranges::find(adapter->info().actions, action) != adapter->info().actions.end();
}

const adapters::Carriage* last_movement(const LegRecord& record) {
    const auto moved =
        std::ranges::find_if(record.documents.rbegin(), record.documents.rend(), [](const DocumentState& d) {
            return d.carriage.has_value();
        });
    return moved == record.documents.rend() ? nullptr : &*moved->carriage;
}

// What keeps a leg that is so far from being told `action`, whatever its adapter says.
std::optional<RuleIndex>
barrier_of(const adapters::Registry& registry, const LegRecord& record, Action action) {
    const bool is_booking = record.leg.kind == adapters::LegKind::booking;
    if (action == Action::amend && !is_booking && record.state == LegState::released &&
        !serves(registry, record.leg.country, kAmendsReleased)) {
        return kLegCleared;
    }
    return std::nullopt;
}

bool same_bytes(const std::vector<adapters::Document>& a, const std::vector<adapters::Document>& b) {
    return std::ranges::equal(a, b, {}, &adapters::Document::bytes, &adapters::Document::bytes);
}

// The authority, or its adapter, knows no such message.
bool is_unserved(const PlannedLeg& planned) {
    return std::ranges::any_of(planned.violations, [](const Violation& violation) {
        return violation.rule->code == kNotServed;
    });
}

}  // namespace

bool is_cancelling(const OrderState& state) noexcept {
    return state.word == OrderStateWord::cancelled || state.word == OrderStateWord::cancel_requested;
}

bool is_told(const LegRecord& record) {
    return record.state != LegState::held && record.state != LegState::rejected &&
           record.state != LegState::cancelled;
}

void put_waybill(order::Order& order, const OrderState& state) {
    if (state.waybill.empty() || order.consignments.empty()) {
        return;
    }
    auto& logistics = order.consignments.front().logistics;
    if (!logistics) {
        logistics.emplace();
        logistics->mode = adapters::transport::is_s10(state.waybill) ? "post" : "";
    }
    if (logistics->number.empty()) {
        logistics->number = state.waybill;
    }
}

OrderState next_version(OrderState state) {
    ++state.version;
    return state;
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
        .route = parse_route_plan(state.route),
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
    if (const auto barrier = barrier_of(registry, record, context.adapter.action)) {
        planned.violations.push_back({
            .rule = &kRules[*barrier],
            .canonical_pointer = {},
            .pointer = {},
            .leg = record.leg.id,
            .found = {},
            .remedy_href = {},
        });
        return planned;
    }
    plan_leg(registry, order, context, depth, planned);
    return planned;
}

Cancellation cancellation_of(const PlannedLeg& planned) noexcept {
    if (!planned.is_held()) {
        return Cancellation::asked;
    }
    return is_unserved(planned) ? Cancellation::unserved : Cancellation::waiting;
}

Returning returning_of(const PlannedLeg& planned) noexcept {
    if (!planned.is_held()) {
        return Returning::asked;
    }
    return is_unserved(planned) ? Returning::unserved : Returning::waiting;
}

bool has_departed(const OrderState& state) noexcept {
    return std::ranges::any_of(state.legs, [](const LegRecord& record) {
        return last_movement(record) != nullptr;
    });
}

std::span<const Rule> change_rules() noexcept {
    return kRules;
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
        if (!is_told(record)) {
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
