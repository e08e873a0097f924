#include "gateway/dispatch/decider.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/dispatch/screen_parties.hpp"

#include <algorithm>
#include <utility>

namespace silkgate::dispatch {
namespace {

RecordContext record_context(const OrderState& state, const Command& command, const DeciderOptions& options) {
    return {
        .state = &state,
        .command = &command,
        .source = options.source,
        .causation = command.order_id.str() + "/" + std::string(to_string(command.kind)) + "/" +
                     format_rfc3339(command.accepted_at),
    };
}

// SKUs whose catalogue record would cure something.
std::vector<std::string> helpful_skus(const Plan& plan, const order::Order& order) {
    std::vector<std::string> skus;
    const auto look = [&](const Violations& violations) {
        for (const Violation& violation : violations) {
            if (violation.rule->remedy != Remedy::catalog || violation.rule->severity != Severity::error) {
                continue;
            }
            constexpr std::string_view kLines = "/lines/";
            if (!violation.canonical_pointer.starts_with(kLines)) {
                continue;
            }
            const auto index = static_cast<std::size_t>(
                std::strtoul(violation.canonical_pointer.c_str() + kLines.size(), nullptr, 10)
            );
            if (index < order.lines.size() && !order.lines[index].sku.empty() &&
                std::ranges::find(skus, order.lines[index].sku) == skus.end()) {
                skus.push_back(order.lines[index].sku);
            }
        }
    };
    look(plan.general);
    for (const PlannedLeg& leg : plan.legs) {
        look(leg.violations);
    }
    return skus;
}

Blocker blocker(const Rule& rule) {
    return {
        .code = std::string(rule.code),
        .rule = std::string(rule.id),
        .pointer = {},
        .canonical_pointer = {},
        .remedy_href = {},
        .entry = {},
    };
}

}  // namespace

std::uint64_t waybill_sequence(CommandPosition position, std::int32_t partitions) noexcept {
    return static_cast<std::uint64_t>(position.offset) * static_cast<std::uint64_t>(partitions) +
           static_cast<std::uint64_t>(position.partition);
}

std::vector<Blocker> to_blockers(const Violations& violations, const order::Pointers& pointers) {
    std::vector<Blocker> blockers;
    for (const Violation& violation : violations) {
        if (violation.rule->severity == Severity::error) {
            blockers.push_back({
                .code = std::string(violation.rule->code),
                .rule = std::string(violation.rule->id),
                .pointer = violation.pointer.empty() ? pointers.to_source(violation.canonical_pointer)
                                                     : violation.pointer,
                .canonical_pointer = violation.canonical_pointer,
                .remedy_href = violation.remedy_href,
                .entry = entry_of(violation),
            });
        }
    }
    return blockers;
}

void Decider::emit(
    const Command& command,
    std::string_view type,
    std::string_view detail,
    OrderState& state,
    Decision& decision
) const {
    ++state.sequence;
    decision.events.push_back(event_record(record_context(state, command, options_), type, detail));
}

void Decider::emit_word(const Command& command, OrderState& state, Decision& decision) const {
    emit(command, "order." + std::string(to_string(state.word)), {}, state, decision);
}

void Decider::emit_legs(
    const Command& command,
    const OrderState& before,
    OrderState& state,
    Decision& decision
) const {
    for (std::size_t i = 0; i < state.legs.size(); ++i) {
        const LegRecord& leg = state.legs[i];
        if (i >= before.legs.size() || before.legs[i].state != leg.state ||
            before.legs[i].documents.size() != leg.documents.size()) {
            const std::string detail = leg_detail(leg);
            emit(command, "leg." + std::string(to_string(leg.state)), detail, state, decision);
        }
    }
}

void Decider::finish(const Command& command, OrderState state, Decision& decision) const {
    state.updated_at = command.accepted_at;
    decision.state = state_record(record_context(state, command, options_));
    decision.next = std::move(state);
}

Decision Decider::conflict(const Command& command, const OrderState& current, Verdict verdict) const {
    Decision decision;
    decision.verdict = verdict;
    OrderState state = current;
    emit(command, "order.conflict", conflict_detail(command), state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

Decision Decider::decide(const Command& command, CommandPosition position, const OrderState* current) const {
    if (current != nullptr && is_archived(*current)) {
        return decide_archived(command, *current);
    }
    switch (command.kind) {
        case CommandKind::created:
            return create(command, position, current);
        case CommandKind::retried:
            return retry(command, position, current);
        case CommandKind::replied:
            return reply(command, current);
        case CommandKind::amended:
            return amend(command, position, current);
        case CommandKind::cancelled:
            return cancel(command, position, current);
        case CommandKind::released:
            return release(command, position, current);
        case CommandKind::returned:
            return take_back(command, position, current);
        case CommandKind::packed:
            return pack(command, current);
        case CommandKind::answered:
            return answer(command, current);
    }
    return {};
}

void Decider::take_route(const Command& command, OrderState& state) {
    const bool told = std::ranges::any_of(state.legs, [](const LegRecord& record) {
        return record.leg.kind == adapters::LegKind::booking && !record.documents.empty();
    });
    if (command.route != nullptr && !told) {
        state.route = to_json(*command.route);
    }
}

std::optional<Plan> Decider::plan(const Command& command, const order::Order& order, const OrderState& state)
    const {
    const config::Connection* connection = find_connection_(command.tenant, command.connection);
    if (connection == nullptr) {
        return std::nullopt;
    }
    const adapters::Context context{
        .decided_at = command.accepted_at,
        .order_id = state.id,
        .connection = connection,
        .action = adapters::Action::submit,
        .version = kFirstVersion,
        .route = command.route,
    };
    return plan_order(registry_, order, {context, options_.screener.get(), &state.releases}, Depth::render);
}

void Decider::take_plan(Plan plan, const Command& command, OrderState& state, Decision& decision) const {
    const std::vector<Blocker> before = std::exchange(state.blocked_by, {});
    state.blocked_by = to_blockers(plan.general, command.pointers);
    state.rule_set = registry_.rule_set();
    state.screened_with = options_.screener ? options_.screener->version() : std::string{};
    emit_hits(command, before, state, decision);
    for (PlannedLeg& planned : plan.legs) {
        auto at =
            std::ranges::find(state.legs, planned.leg.id, [](const LegRecord& leg) { return leg.leg.id; });
        if (at == state.legs.end()) {
            at = state.legs.insert(at, LegRecord{.leg = planned.leg, .state = LegState::held});
        } else if (at->state != LegState::held) {
            continue;  // on its way already: never published twice
        }
        at->leg = planned.leg;
        at->blocked_by = to_blockers(planned.violations, command.pointers);
        if (!planned.is_held() && !has_errors(plan.general)) {
            publish_leg(planned, adapters::Action::submit, command, state, *at, decision);
        }
    }
    derive(state);
    state.skus =
        state.word == OrderStateWord::held ? helpful_skus(plan, command.order) : std::vector<std::string>{};
}

void Decider::publish_leg(
    PlannedLeg& planned,
    adapters::Action action,
    const Command& command,
    OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    const bool is_first = action == adapters::Action::submit && record.documents.empty();
    const std::int64_t version = is_first ? kFirstVersion : state.version;
    const bool booking = record.leg.kind == adapters::LegKind::booking;
    for (adapters::Document& document : planned.documents) {
        DocumentState kept;
        kept.id = document_id(
            booking ? DocumentIdKind::booking : DocumentIdKind::declaration,
            state.id,
            record.leg.id,
            document.kind,
            version
        );
        kept.action = action;
        kept.version = version;
        if (!is_first) {
            kept.made_at = command.accepted_at;
        }
        publish_document(std::move(document), std::move(kept), command, state, record, decision);
    }
    follow_documents(record);
}

void Decider::publish_document(
    adapters::Document document,
    DocumentState kept,
    const Command& command,
    const OrderState& state,
    LegRecord& record,
    Decision& decision
) const {
    const config::Connection* connection = find_connection_(command.tenant, command.connection);
    const auto broker = connection->brokers.find(record.leg.country);
    kept.kind = document.kind;
    kept.decides_leg = document.decides_leg;
    kept.references = document.references;
    kept.sha256 = crypto::to_hex(crypto::sha256(document.bytes));
    kept.content_type = document.content_type;
    decision.documents.push_back(document_record(
        record_context(state, command, options_),
        record,
        kept,
        std::move(document),
        registry_.find(record.leg.country)->info().version,
        broker == connection->brokers.end() ? std::string_view{} : std::string_view{broker->second}
    ));
    record.documents.push_back(std::move(kept));
}

// A number once assigned stays: documents that are out already name it.
void Decider::settle_waybill(
    const Command& command,
    CommandPosition position,
    order::Order& order,
    OrderState& state
) const {
    const auto* connection = find_connection_(command.tenant, command.connection);
    if (connection == nullptr) {
        return;
    }
    const std::string assigned =
        assign_waybill(order, *connection, waybill_sequence(position, options_.partitions));
    if (!assigned.empty() && !state.waybill.empty()) {
        order.consignments.front().logistics->number = state.waybill;
    } else if (!assigned.empty()) {
        state.waybill = assigned;
    }
}

OrderState Decider::begin(const Command& command, CommandPosition position) const {
    OrderState state;
    state.id = command.order_id;
    state.tenant = command.tenant;
    state.connection = command.connection;
    state.number = command.order.header.number;
    state.platform = command.order.source.platform;
    state.origin_country = command.order.header.flow.origin_country;
    state.destination_country = command.order.header.flow.destination_country;
    state.fingerprint = command.fingerprint;
    state.idempotency_hash = command.idempotency_hash;
    state.accepted_at = command.accepted_at;
    state.accepted = position;
    state.clock = platform_clock(command.order.header);
    state.payload = command.fingerprint;
    state.answer = command.answer;
    return state;
}

Decision Decider::create(const Command& command, CommandPosition position, const OrderState* current) const {
    Decision decision;
    if (current != nullptr) {
        if (current->fingerprint == command.fingerprint) {
            decision.verdict = Verdict::duplicate;
            return decision;
        }
        return conflict(command, *current, Verdict::conflict);
    }
    decision.verdict = Verdict::applied;
    OrderState state = begin(command, position);
    emit(command, "order.accepted", {}, state, decision);

    take_route(command, state);
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    if (auto made = plan(command, order, state)) {
        take_plan(std::move(*made), command, state, decision);
    } else {
        state.blocked_by = to_blockers(connection_unknown());
        derive(state);
    }
    for (const LegRecord& leg : std::vector<LegRecord>(state.legs)) {
        emit(command, "leg." + std::string(to_string(leg.state)), leg_detail(leg), state, decision);
    }
    emit_word(command, state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

Decision Decider::retry(const Command& command, CommandPosition position, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    decision.verdict = Verdict::no_news;
    if (command.base != 0 && command.base != current->revision) {
        return decision;  // made of a content that is no longer the order's
    }
    if (current->word == OrderStateWord::cancel_requested) {
        return go_on_cancelling(command, position, *current);
    }
    if (current->word != OrderStateWord::held && command.redeclares.empty()) {
        return decision;
    }
    OrderState state = *current;
    ++state.version;
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    auto made = plan(command, order, state);
    if (!made) {
        return decision;
    }
    state.accepted = position;
    take_route(command, state);
    const bool is_good = !has_errors(made->general);
    take_plan(std::move(*made), command, state, decision);
    if (is_good) {
        redeclare_legs(command, order, state, decision);
        derive(state);
    }
    if (is_held_alike(state, *current)) {
        return {
            .verdict = Verdict::no_news
        };  // a state that says nothing new would be retried again, without end
    }
    decision.verdict = Verdict::applied;
    emit_legs(command, *current, state, decision);
    emit_word(command, state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

Decision Decider::give_up(const Command& command, CommandPosition position, const OrderState* current) const {
    Decision decision;
    decision.verdict = Verdict::no_news;
    if (command.kind != CommandKind::created || current != nullptr) {
        return decision;
    }
    decision.verdict = Verdict::applied;
    OrderState state = begin(command, position);
    state.rule_set = registry_.rule_set();
    state.blocked_by = {blocker(processing_failed_rule())};
    emit(command, "order.accepted", {}, state, decision);
    derive(state);
    emit_word(command, state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
