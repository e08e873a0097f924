#include "gateway/dispatch/router.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "gateway/dispatch/records.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/observe/events.hpp"

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollWait = 100ms;
constexpr auto kSynchroniseLimit = 10s;
constexpr auto kReceiptWaitLimit = 3s;
constexpr auto kRebuildTimeout = 20s;
constexpr auto kPauseAfterTrouble = 500ms;

std::string dlq_topic_of(const kafka::Incoming& record) {
    const std::string country = country_of_topic(record.position.topic);
    if (!country.empty()) {
        return kafka::customs_dlq_topic(country);
    }
    return std::string(
        record.position.topic == kafka::kLogisticsReceipts ? kafka::kLogisticsDlq : kafka::kOrdersDlq
    );
}

observe::DlqTopic dlq_label(const kafka::Incoming& record) {
    if (!country_of_topic(record.position.topic).empty()) {
        return observe::DlqTopic::customs;
    }
    return record.position.topic == kafka::kLogisticsReceipts ? observe::DlqTopic::logistics
                                                              : observe::DlqTopic::orders;
}

}  // namespace

// One transaction's worth of work.
struct Router::Batch {
    std::vector<kafka::Incoming> records;
    std::vector<kafka::Record> out;
    std::unordered_map<OrderId, OrderState> states;  // decided in this batch, newest
    std::vector<OrderId> order;                      // of the first change of each
    std::int64_t documents = 0;
    bool waited_for_replica = false;

    // What is to be consumed next, per partition.
    [[nodiscard]] std::vector<kafka::NextOffset> next_offsets() const {
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
};

Router::Router(
    RouterOptions options,
    std::function<RouterInput()> input,
    Replica& replica,
    const Clock& clock,
    observe::Metrics& metrics,
    observe::Log& log
)
    : options_(std::move(options)),
      input_(std::move(input)),
      replica_(replica),
      clock_(clock),
      metrics_(metrics),
      log_(log) {}

Router::~Router() { stop(); }

void Router::start() {
    thread_ = std::thread([this] { run(); });
}

void Router::stop() {
    stopping_ = true;
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Router::run() {
    while (!stopping_) {
        if ((consumer_ == nullptr || producer_ == nullptr) && !open()) {
            std::this_thread::sleep_for(kPauseAfterTrouble);
            continue;
        }
        run_once();
    }
    ready_ = false;
    if (consumer_ != nullptr) {
        consumer_->close(5s);
    }
}

bool Router::open() {
    const auto on_event = [this](const std::string& sentence) {
        log_.emit(observe::events::KafkaProblem{
            .stage = "route", .topic = {}, .code = "kafka-event", .detail = sentence, .retryable = true
        });
    };
    if (producer_ == nullptr) {
        auto producer = kafka::TransactionalProducer::open({
            .client = options_.client,
            .transactional_id = options_.transactional_id,
            .topics = options_.outputs,
            .mode = options_.mode,
            .on_event = on_event,
        });
        if (!producer) {
            on_event(producer.error().detail);
            return false;
        }
        if (const auto ready = (*producer)->rebuild(kRebuildTimeout); !ready) {
            on_event(ready.error().detail);
            return false;
        }
        producer_ = std::move(*producer);
    }
    kafka::ConsumerOptions options;
    options.client = options_.client;
    options.group = options_.group;
    options.topics = options_.topics;
    options.on_assigned = [this](const std::vector<kafka::TopicPartition>& partitions) {
        must_synchronise_ = true;
        log_.emit(observe::events::PartitionsAssigned{
            .group = options_.group, .partitions = static_cast<std::int64_t>(partitions.size())
        });
        ready_ = true;
    };
    options.on_revoked = [this](const std::vector<kafka::TopicPartition>&, kafka::RevokeReason) {
        revoked_ = true;
        ready_ = false;
    };
    options.on_event = on_event;
    auto consumer = kafka::Consumer::open(std::move(options));
    if (!consumer) {
        on_event(consumer.error().detail);
        return false;
    }
    consumer_ = std::move(*consumer);
    must_synchronise_ = true;
    return true;
}

void Router::run_once() {
    Batch batch;
    if (!collect(batch) || batch.records.empty()) {
        return;
    }
    // The states of what was assigned must be known before anything is decided. The first record in hand says that
    // the group's offsets were read, and so that no transaction of an earlier owner is pending any more.
    if (must_synchronise_ && !synchronise()) {
        (void)consumer_->rewind(kSynchroniseLimit);
        return;
    }
    const auto started = std::chrono::steady_clock::now();
    decide(batch);
    if (!commit(batch)) {
        return;
    }
    std::vector<OrderState> states;
    states.reserve(batch.order.size());
    for (const OrderId& id : batch.order) {
        states.push_back(std::move(batch.states.at(id)));
    }
    if (const auto written = replica_.apply(states); !written) {
        // The store can not follow: nothing may be decided on it before it has read the log again.
        must_synchronise_ = true;
    }
    const auto took = std::chrono::steady_clock::now() - started;
    metrics_.route_batches(observe::BatchResult::committed).add();
    metrics_.route_batch_seconds().observe(took);
    metrics_.consumed(observe::ConsumerGroup::route).add(batch.records.size());
    log_.emit(observe::events::BatchCommitted{
        .records = static_cast<std::int64_t>(batch.records.size()),
        .documents = batch.documents,
        .orders = static_cast<std::int64_t>(states.size()),
        .took = took,
    });
}

bool Router::collect(Batch& batch) {
    revoked_ = false;
    auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(kPollWait);
    auto until = std::chrono::steady_clock::time_point::max();
    while (batch.records.size() < options_.batch_records_max) {
        auto record = consumer_->poll(wait);
        if (!record) {
            log_.emit(observe::events::KafkaProblem{
                .stage = "route",
                .topic = {},
                .code = describe(record.error().code).code,
                .detail = record.error().detail,
                .retryable = true,
            });
            consumer_->close(5s);
            consumer_ = nullptr;
            return false;
        }
        if (std::exchange(revoked_, false)) {
            // What was collected is read again from the committed offsets, by whoever owns it now. But giving up and
            // getting partitions may happen inside one poll(), and then the record in hand is the first of the new ones:
            // to drop it as well would lose it.
            batch.records.clear();
            until = std::chrono::steady_clock::time_point::max();
        }
        if (!*record) {
            if (batch.records.empty() || std::chrono::steady_clock::now() >= until) {
                return true;
            }
        } else {
            if (batch.records.empty()) {
                until = std::chrono::steady_clock::now() + options_.batch_wait;
            }
            batch.records.push_back(std::move(**record));
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= 0ms) {
            return true;
        }
        wait = std::min(left, std::chrono::milliseconds{5});
    }
    return true;
}

bool Router::synchronise() {
    if (!replica_.wait_until_current(std::chrono::steady_clock::now() + kSynchroniseLimit)) {
        return false;
    }
    must_synchronise_ = false;
    return true;
}

void Router::decide(Batch& batch) {
    const RouterInput input = input_();
    const Decider decider(*input.registry, input.find_connection, options_.decider);
    for (const kafka::Incoming& record : batch.records) {
        if (record.position.topic == kafka::kOrdersAccepted) {
            decide_command(record, decider, batch);
        } else {
            decide_receipt(record, input, batch);
        }
    }
}

void Router::decide_command(const kafka::Incoming& record, const Decider& decider, Batch& batch) {
    auto command = record.value ? read_command(*record.value) : Result<Command>(fail(Errc::invalid_value, "no value"));
    if (!command) {
        batch.out.push_back(
            dead_letter(record, std::string(kafka::kOrdersDlq), "unreadable", command.error().detail, clock_.now())
        );
        metrics_.dlq_records(observe::DlqTopic::orders, observe::DlqReason::unreadable).add();
        return;
    }
    const auto known = batch.states.find(command->order_id);
    std::optional<OrderState> stored;
    if (known == batch.states.end()) {
        stored = replica_.find_state(command->order_id);
    }
    const OrderState* current =
        known != batch.states.end() ? &known->second : (stored ? &*stored : nullptr);
    Decision decision = decider.decide(
        *command, {.partition = record.position.partition, .offset = record.position.offset}, current
    );
    count(decision, *command);
    batch.documents += decision.documents;
    std::ranges::move(decision.records, std::back_inserter(batch.out));
    if (decision.next) {
        if (known == batch.states.end()) {
            batch.order.push_back(command->order_id);
        }
        batch.states.insert_or_assign(command->order_id, std::move(*decision.next));
    }
}

void Router::decide_receipt(const kafka::Incoming& record, const RouterInput& input, Batch& batch) {
    const auto find = [this](const std::string& reference) { return replica_.find_reference(reference); };
    ReadReceipt read = read_receipt(record, *input.registry, find, clock_.now());
    if (read.unmatched && !batch.waited_for_replica) {
        // The document may be of another process's partition, whose state is on its way to this replica.
        batch.waited_for_replica = true;
        if (replica_.wait_until_current(std::chrono::steady_clock::now() + kReceiptWaitLimit)) {
            read = read_receipt(record, *input.registry, find, clock_.now());
        }
    }
    for (const Command& command : read.commands) {
        batch.out.push_back(command_record(command, options_.decider.source));
    }
    if (read.refusal.empty()) {
        return;
    }
    const auto country = observe::country_label(read.country);
    metrics_.receipts(
        country, read.unmatched ? observe::ReceiptClass::unmatched : observe::ReceiptClass::unreadable
    ).add();
    metrics_.dlq_records(
        dlq_label(record), read.unmatched ? observe::DlqReason::unmatched : observe::DlqReason::unreadable
    ).add();
    log_.emit(observe::events::RecordDeadLettered{
        .topic = record.position.topic,
        .code = read.refusal,
        .stage = "route",
        .partition = record.position.partition,
        .offset = record.position.offset,
        .attempts = 1,
    });
    batch.out.push_back(dead_letter(record, dlq_topic_of(record), read.refusal, read.detail, clock_.now()));
}

bool Router::commit(Batch& batch) {
    kafka::Step step = producer_->begin();
    for (auto record = batch.out.begin(); step.ok() && record != batch.out.end(); ++record) {
        step = producer_->produce(std::move(*record));
    }
    if (step.ok()) {
        step = producer_->send_offsets(batch.next_offsets(), *consumer_);
    }
    if (step.ok()) {
        step = producer_->commit();
    }
    if (step.ok()) {
        return true;
    }
    log_.emit(observe::events::BatchAborted{
        .code = step.status == kafka::StepStatus::abort_needed ? "aborted" : "indefinite",
        .detail = step.detail,
        .records = static_cast<std::int64_t>(batch.records.size()),
        .outcome_unknown = step.status == kafka::StepStatus::rebuild_needed,
        .retryable = true,
    });
    recover(step);
    return false;
}

// After this the consumer stands at the committed offsets and the next batch waits for the replica, so whatever did
// become visible of the failed transaction is known before anything is derived again.
void Router::recover(const kafka::Step& step) {
    const bool indefinite = step.status == kafka::StepStatus::rebuild_needed || !producer_->abort().ok();
    metrics_.route_batches(indefinite ? observe::BatchResult::unknown : observe::BatchResult::aborted).add();
    while (indefinite && !stopping_) {
        const auto rebuilt = producer_->rebuild(kRebuildTimeout);
        if (rebuilt) {
            metrics_.producer_rebuilds(observe::ProducerUse::route).add();
            log_.emit(observe::events::ProducerRebuilt{
                .producer = options_.transactional_id, .code = "indefinite", .detail = step.detail
            });
            break;
        }
        std::this_thread::sleep_for(kPauseAfterTrouble);
    }
    must_synchronise_ = true;
    while (!stopping_ && !consumer_->rewind(kSynchroniseLimit)) {
        std::this_thread::sleep_for(kPauseAfterTrouble);
    }
}

void Router::count(const Decision& decision, const Command& command) {
    if (command.kind == CommandKind::replied) {
        for (const ResolvedReply& reply : command.replies) {
            const auto index = static_cast<observe::ReceiptClass>(reply.item.status);
            const std::string country = decision.next ? decision.next->destination_country : std::string{};
            metrics_.receipts(
                observe::country_label(country),
                decision.verdict == Verdict::applied ? index : observe::ReceiptClass::duplicate
            ).add();
        }
    }
    if (!decision.next) {
        return;
    }
    for (const LegRecord& leg : decision.next->legs) {
        if (command.kind == CommandKind::replied) {
            continue;
        }
        metrics_.declarations(
            observe::country_label(leg.leg.country),
            static_cast<observe::LegKind>(leg.leg.kind),
            leg.state == LegState::held ? observe::LegState::held : observe::LegState::published
        ).add();
        if (leg.state == LegState::published) {
            metrics_.documents(observe::country_label(leg.leg.country), static_cast<observe::LegKind>(leg.leg.kind))
                .add(leg.documents.size());
        }
    }
}

}  // namespace silkgate::dispatch
