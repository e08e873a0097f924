#include "gateway/dispatch/batch.hpp"

#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

constexpr auto kReceiptWaitLimit = 3s;

observe::DlqTopic dlq_label(std::string_view topic) {
    if (!country_of_topic(topic).empty()) {
        return observe::DlqTopic::customs;
    }
    return topic == kafka::kLogisticsReceipts ? observe::DlqTopic::logistics : observe::DlqTopic::orders;
}

observe::DlqReason dlq_label(FailureCode code) {
    switch (code) {
        case FailureCode::unreadable:
            return observe::DlqReason::unreadable;
        case FailureCode::unmatched:
            return observe::DlqReason::unmatched;
        case FailureCode::adapter_failed:
            return observe::DlqReason::adapter_failed;
        case FailureCode::too_large:
            return observe::DlqReason::too_large;
    }
    return observe::DlqReason::internal;
}

Failure first_failure(FailureCode code, std::string reason, Instant now) {
    return {.code = code, .reason = std::move(reason), .attempts = 1, .first_failed = now};
}

// Of the document's leg; empty when the order has no such document.
std::string_view country_of(const OrderState& state, const DeclarationId& id) {
    for (const LegRecord& leg : state.legs) {
        if (std::ranges::find(leg.documents, id, &DocumentState::id) != leg.documents.end()) {
            return leg.leg.country;
        }
    }
    return {};
}

bool is_final(LegState state) {
    return state == LegState::released || state == LegState::rejected || state == LegState::cancelled;
}

observe::LegState leg_label(LegState state) {
    switch (state) {
        case LegState::held:
            return observe::LegState::held;
        case LegState::published:
            return observe::LegState::published;
        case LegState::received:
            return observe::LegState::received;
        case LegState::registered:
            return observe::LegState::registered;
        case LegState::query:
            return observe::LegState::query;
        case LegState::released:
            return observe::LegState::released;
        case LegState::rejected:
            return observe::LegState::rejected;
        case LegState::cancelled:
            return observe::LegState::cancelled;
        case LegState::parked:
            return observe::LegState::parked;
        case LegState::cancel_requested:
            return observe::LegState::cancel_requested;
    }
    return observe::LegState::held;
}

}  // namespace

std::vector<kafka::NextOffset> Batch::next_offsets() const {
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> next;
    for (const kafka::Incoming& record : records) {
        auto& value = next[{record.position.topic, record.position.partition}];
        value = std::max(value, record.position.offset + 1);
    }
    std::vector<kafka::NextOffset> offsets;
    for (const auto& [place, offset] : next) {
        offsets.push_back({.topic = place.first, .partition = place.second, .next = offset});
    }
    return offsets;
}

void Batch::place_documents(const std::vector<kafka::Position>& positions) {
    std::unordered_map<std::string_view, const kafka::Position*> places;
    for (std::size_t i = 0; i < documents.size() && i < positions.size(); ++i) {
        places.emplace(documents[i].record.key, &positions[i]);
    }
    for (auto& [id, changed_order] : changed) {
        for (LegRecord& leg : changed_order.state.legs) {
            for (DocumentState& document : leg.documents) {
                if (const auto found = places.find(document.id.view()); found != places.end()) {
                    document.published = *found->second;
                }
            }
        }
    }
}

std::vector<Outgoing> Batch::state_records() {
    std::vector<Outgoing> states;
    states.reserve(order.size());
    for (const OrderId& id : order) {
        ChangedOrder& change = changed.at(id);
        change.record.value = to_json(change.state);
        states.push_back({.record = change.record, .cause = change.cause});
    }
    return states;
}

bool BatchDecider::decide(Batch& batch, Attempts& attempts) {
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
        const kafka::Position& position = batch.records[i].position;
        const Failure* failure = attempts.find(position);
        if (failure != nullptr && failure->attempts >= input_.attempts_max) {
            give_up(i, *failure, batch);
            continue;
        }
        try {
            if (!decide_record(i, batch)) {
                return false;
            }
        } catch (const std::exception& error) {
            // Adapters return their errors; what is thrown is a bug or a lack of memory, and must not end the
            // router.
            parts_.metrics.internal_errors().add();
            attempts.failed(position, FailureCode::adapter_failed, error.what(), parts_.clock.now());
            return false;
        }
    }
    if (attempts.empty()) {
        archive_orders(batch);
    }
    return true;
}

bool BatchDecider::decide_record(std::size_t index, Batch& batch) {
    if (batch.records[index].position.topic == kafka::kOrdersAccepted) {
        decide_command(index, batch);
    } else if (batch.records[index].position.topic == kafka::kConsolidations) {
        decide_packing(index, batch);
    } else {
        return decide_receipt(index, batch);
    }
    return true;
}

// A document's order is committed before anyone can answer the document, so what is committed by now is
// enough for every receipt in hand.
bool BatchDecider::catch_up() {
    is_current_ = is_current_ ||
                  parts_.replica.wait_until_current(std::chrono::steady_clock::now() + kReceiptWaitLimit);
    if (!is_current_) {
        parts_.log.emit(observe::events::KafkaProblem{
            .stage = "route",
            .topic = {},
            .code = "replica-behind",
            .detail = "a receipt waits for the local copy of the orders' states",
            .retryable = true
        });
    }
    return is_current_;
}

std::optional<OrderState> BatchDecider::current_state(const OrderId& id, const Batch& batch) const {
    const auto known = batch.changed.find(id);
    return known != batch.changed.end() ? std::optional{known->second.state} : parts_.replica.find_record(id);
}

void BatchDecider::decide_command(std::size_t index, Batch& batch) {
    const kafka::Incoming& record = batch.records[index];
    auto command = record.value ? read_command(*record.value, parts_.options.vault)
                                : Result<Command>(fail(Errc::invalid_value, "no value"));
    if (!command) {
        bury(
            index, first_failure(FailureCode::unreadable, command.error().detail, parts_.clock.now()), batch
        );
        return;
    }
    const CommandPosition position{.partition = record.position.partition, .offset = record.position.offset};
    const auto current = current_state(command->order_id, batch);
    const OrderState* before = current ? &*current : nullptr;
    Decision decision = decider_.decide(*command, position, before);
    if (decision.verdict == Verdict::too_late) {
        const Error error = archived_error(*before);
        bury(index, first_failure(FailureCode::unmatched, error.detail, parts_.clock.now()), batch);
    }
    take(std::move(decision), *command, before, index, batch);
}

bool BatchDecider::decide_receipt(std::size_t index, Batch& batch) {
    const kafka::Incoming& record = batch.records[index];
    const auto find = [this](const std::string& reference) {
        return parts_.replica.find_reference(reference);
    };
    ReadReceipt read = read_receipt(record, *input_.registry, find, parts_.clock.now());
    // The document may be of another process's partition, whose state is on its way to this replica: then it
    // is not known, or an older one of the same key is, which other orders may share.
    if ((read.refusal == FailureCode::unmatched || read.is_shared) && !is_current_) {
        if (!catch_up()) {
            return false;
        }
        read = read_receipt(record, *input_.registry, find, parts_.clock.now());
    }
    for (const Command& command : read.commands) {
        batch.others.push_back(
            {.record = command_record(command, parts_.options.source, parts_.options.vault), .cause = index}
        );
    }
    if (read.refusal) {
        const auto what = *read.refusal == FailureCode::unmatched ? observe::ReceiptClass::unmatched
                                                                  : observe::ReceiptClass::unreadable;
        batch.on_commit.emplace_back([&metrics = parts_.metrics,
                                      country = observe::country_label(read.country),
                                      what] { metrics.receipts(country, what).add(); });
        bury(index, first_failure(*read.refusal, std::move(read.detail), parts_.clock.now()), batch);
    }
    return true;
}

void BatchDecider::decide_packing(std::size_t index, Batch& batch) {
    const auto commands = read_packings(batch.records[index], parts_.clock.now());
    if (!commands) {
        bury(
            index, first_failure(FailureCode::unreadable, commands.error().detail, parts_.clock.now()), batch
        );
        return;
    }
    for (const Command& command : *commands) {
        batch.others.push_back(
            {.record = command_record(command, parts_.options.source, parts_.options.vault), .cause = index}
        );
    }
}

void BatchDecider::give_up(std::size_t index, const Failure& failure, Batch& batch) {
    const kafka::Incoming& record = batch.records[index];
    if (record.position.topic == kafka::kOrdersAccepted && record.value) {
        if (const auto command = read_command(*record.value, parts_.options.vault)) {
            const CommandPosition position{
                .partition = record.position.partition, .offset = record.position.offset
            };
            const auto current = current_state(command->order_id, batch);
            const OrderState* before = current ? &*current : nullptr;
            take(decider_.give_up(*command, position, before), *command, before, index, batch);
        }
    }
    bury(index, failure, batch);
}

void BatchDecider::take(
    Decision decision,
    const Command& command,
    const OrderState* before,
    std::size_t index,
    Batch& batch
) {
    count_replies(decision, command, batch);
    if (decision.next) {
        count_legs(*decision.next, before, command.accepted_at, batch);
    }
    for (kafka::Record& document : decision.documents) {
        batch.documents.push_back({.record = std::move(document), .cause = index});
    }
    for (kafka::Record& event : decision.events) {
        batch.others.push_back({.record = std::move(event), .cause = index});
    }
    if (!decision.next) {
        return;
    }
    ChangedOrder change{
        .state = std::move(*decision.next), .record = std::move(*decision.state), .cause = index
    };
    if (batch.changed.insert_or_assign(command.order_id, std::move(change)).second) {
        batch.order.push_back(command.order_id);
    }
}

void BatchDecider::bury(std::size_t index, const Failure& failure, Batch& batch) {
    const kafka::Incoming& record = batch.records[index];
    batch.on_commit.emplace_back([&metrics = parts_.metrics,
                                  &log = parts_.log,
                                  position = record.position,
                                  code = failure.code,
                                  attempts = failure.attempts] {
        metrics.dlq_records(dlq_label(position.topic), dlq_label(code)).add();
        log.emit(observe::events::RecordDeadLettered{
            .topic = position.topic,
            .code = to_string(code),
            .stage = "route",
            .partition = position.partition,
            .offset = position.offset,
            .attempts = attempts,
        });
    });
    // When the dead letter itself is refused as often again, it goes without its value: nothing may stop the
    // partition.
    kafka::Record letter = failure.attempts >= 2 * input_.attempts_max
                               ? dead_letter_without_value(record, failure)
                               : dead_letter(record, failure);
    batch.others.push_back({.record = std::move(letter), .cause = index});
}

void BatchDecider::count_replies(const Decision& decision, const Command& command, Batch& batch) {
    for (const ResolvedReply& reply : command.replies) {
        const auto country = observe::country_label(
            decision.next ? country_of(*decision.next, reply.document) : std::string_view{}
        );
        const auto what = decision.verdict == Verdict::applied
                              ? static_cast<observe::ReceiptClass>(reply.item.status)
                              : observe::ReceiptClass::duplicate;
        batch.on_commit.emplace_back([&metrics = parts_.metrics, country, what] {
            metrics.receipts(country, what).add();
        });
    }
}

void BatchDecider::count_legs(const OrderState& next, const OrderState* before, Instant at, Batch& batch) {
    for (std::size_t i = 0; i < next.legs.size(); ++i) {
        const LegRecord& leg = next.legs[i];
        const LegRecord* old = before != nullptr && i < before->legs.size() ? &before->legs[i] : nullptr;
        const std::size_t documents = leg.documents.size() - (old == nullptr ? 0 : old->documents.size());
        const bool moved = old == nullptr || old->state != leg.state;
        if (!moved && documents == 0) {
            continue;
        }
        const bool decided = is_final(leg.state) && !(old != nullptr && is_final(old->state));
        batch.on_commit.emplace_back([&metrics = parts_.metrics,
                                      country = observe::country_label(leg.leg.country),
                                      kind = static_cast<observe::LegKind>(leg.leg.kind),
                                      state = leg_label(leg.state),
                                      age = at - next.accepted_at,
                                      moved,
                                      decided,
                                      documents] {
            metrics.declarations(country, kind, state).add(moved ? 1 : 0);
            metrics.documents(country, kind).add(documents);
            if (decided) {
                metrics.declaration_seconds(country).observe(age);
            }
        });
    }
}

}  // namespace silkgate::dispatch
