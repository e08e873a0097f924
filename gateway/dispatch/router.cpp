#include "gateway/dispatch/router.hpp"

#include "gateway/observe/events.hpp"

#include <utility>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollWait = 100ms;
constexpr auto kPollWaitInBatch = 5ms;
constexpr auto kSynchroniseLimit = 10s;
constexpr auto kRebuildTimeout = 20s;
constexpr auto kCloseLimit = 5s;
constexpr auto kPauseAfterTrouble = 500ms;
// Before a record that failed is tried again.
constexpr auto kPauseBeforeRetry = 50ms;
constexpr auto kLagEvery = 1s;

// What a batch may hold, about; what it leads to (documents, states, events) is some ten times as large and
// is held until the commit.
constexpr std::size_t kBatchBytes = 2U * 1024U * 1024U;

// A reply is small, and the state that it moves is not.
std::size_t cost_of(const kafka::Incoming& record) {
    constexpr std::size_t kLeast = 2'048;
    return kLeast + (record.value ? record.value->size() : 0);
}

}  // namespace

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

Router::~Router() {
    stop();
}

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
        look_at_lag();
    }
    ready_ = false;
    if (consumer_ != nullptr) {
        consumer_->close(kCloseLimit);
    }
}

void Router::look_at_lag() {
    const auto now = std::chrono::steady_clock::now();
    if (consumer_ != nullptr && now >= next_look_) {
        next_look_ = now + kLagEvery;
        lag_ = consumer_->lag();
    }
}

void Router::tell(const std::string& sentence, std::string_view code) {
    log_.emit(observe::events::KafkaProblem{
        .stage = "route", .topic = {}, .code = code, .detail = sentence, .retryable = true
    });
}

bool Router::open() {
    return (producer_ != nullptr || open_producer()) && open_consumer();
}

bool Router::open_producer() {
    const auto on_event = [this](const std::string& sentence) { tell(sentence, "kafka-event"); };
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
    return true;
}

bool Router::open_consumer() {
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
        attempts_.clear();
    };
    options.on_event = [this](const std::string& sentence) { tell(sentence, "kafka-event"); };
    auto consumer = kafka::Consumer::open(std::move(options));
    if (!consumer) {
        tell(consumer.error().detail, "kafka-event");
        return false;
    }
    consumer_ = std::move(*consumer);
    kept_back_.reset();
    must_synchronise_ = true;
    return true;
}

void Router::run_once() {
    const RouterInput input = input_();
    Batch batch;
    if (!collect(input, batch) || batch.records.empty()) {
        return;
    }
    // The states of what was assigned must be known before anything is decided. The first record in hand says
    // that the group's offsets were read, and so that no transaction of an earlier owner is pending any more.
    if (must_synchronise_ && !synchronise()) {
        rewind();
        return;
    }
    const auto started = std::chrono::steady_clock::now();
    BatchDecider decider(
        {.options = options_.decider, .replica = replica_, .clock = clock_, .metrics = metrics_, .log = log_},
        input
    );
    if (!decider.decide(batch, attempts_)) {
        rewind();
        std::this_thread::sleep_for(kPauseBeforeRetry);
        return;
    }
    if (commit(batch)) {
        committed(batch, started);
    }
}

void Router::committed(Batch& batch, std::chrono::steady_clock::time_point started) {
    std::vector<OrderState> states;
    states.reserve(batch.order.size());
    for (const OrderId& id : batch.order) {
        states.push_back(std::move(batch.changed.at(id).state));
    }
    if (const auto written = replica_.apply(states); !written) {
        // The store can not follow: nothing may be decided on it before it has read the log again.
        must_synchronise_ = true;
    }
    for (const kafka::Incoming& record : batch.records) {
        attempts_.done(record.position);
    }
    for (const auto& act : batch.on_commit) {
        act();
    }
    const auto took = std::chrono::steady_clock::now() - started;
    metrics_.route_batches(observe::BatchResult::committed).add();
    metrics_.route_batch_seconds().observe(took);
    metrics_.produced(observe::ProducerUse::route).add(producer_->positions().size());
    metrics_.consumed(observe::ConsumerGroup::route).add(batch.records.size());
    metrics_.consumer_last(observe::ConsumerGroup::route)
        .set(std::chrono::duration<double>(clock_.now().time_since_epoch()).count());
    log_.emit(observe::events::BatchCommitted{
        .records = static_cast<std::int64_t>(batch.records.size()),
        .documents = static_cast<std::int64_t>(batch.documents.size()),
        .orders = static_cast<std::int64_t>(states.size()),
        .took = took,
    });
}

Result<std::optional<kafka::Incoming>> Router::next_record(std::chrono::milliseconds wait) {
    if (kept_back_) {
        return std::exchange(kept_back_, std::nullopt);
    }
    return consumer_->poll(wait);
}

bool Router::collect(const RouterInput& input, Batch& batch) {
    revoked_ = false;
    auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(kPollWait);
    auto until = std::chrono::steady_clock::time_point::max();
    std::size_t bytes = 0;
    while (batch.records.size() < input.batch_records_max && bytes < kBatchBytes) {
        auto record = next_record(wait);
        if (!record) {
            tell(record.error().detail, describe(record.error().code).code);
            consumer_->close(kCloseLimit);
            consumer_ = nullptr;
            return false;
        }
        if (std::exchange(revoked_, false)) {
            // What was collected is read again from the committed offsets, by whoever owns it now. But giving
            // up and getting partitions may happen inside one poll(), and then the record in hand is the
            // first of the new ones: to drop it as well would lose it.
            batch.records.clear();
            bytes = 0;
            until = std::chrono::steady_clock::time_point::max();
        }
        if (*record) {
            const bool alone = attempts_.is_suspect((*record)->position);
            if (alone && !batch.records.empty()) {
                kept_back_ = std::move(*record);
                return true;
            }
            if (batch.records.empty()) {
                until = std::chrono::steady_clock::now() + input.batch_wait;
            }
            bytes += cost_of(**record);
            batch.records.push_back(std::move(**record));
            if (alone) {
                return true;
            }
        } else if (batch.records.empty()) {
            return true;
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= 0ms) {
            return true;
        }
        wait = std::min<std::chrono::milliseconds>(left, kPollWaitInBatch);
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

// Documents → their places into the states → everything else, states last. `causes` names for each produced
// record the consumed one.
kafka::Step Router::publish(Batch& batch, std::vector<std::size_t>& causes) {
    const auto produce = [&](const std::vector<Outgoing>& records) {
        kafka::Step step;
        for (auto outgoing = records.begin(); step.ok() && outgoing != records.end(); ++outgoing) {
            causes.push_back(outgoing->cause);
            step = producer_->produce(outgoing->record);
        }
        return step;
    };
    kafka::Step step = produce(batch.documents);
    if (step.ok() && !batch.documents.empty()) {
        step = producer_->flush();
        batch.place_documents(producer_->positions());
    }
    if (step.ok()) {
        step = produce(batch.others);
    }
    return step.ok() ? produce(batch.state_records()) : step;
}

bool Router::commit(Batch& batch) {
    std::vector<std::size_t> causes;
    kafka::Step step = producer_->begin();
    if (step.ok()) {
        step = publish(batch, causes);
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
    blame(batch, causes, step);
    recover(step);
    return false;
}

// Kafka refuses a record for what it is. A refusal strikes everything in the same request, so a record is
// only blamed when it was alone.
void Router::blame(const Batch& batch, const std::vector<std::size_t>& causes, const kafka::Step& step) {
    if (!step.refused.empty() && batch.records.size() == 1) {
        attempts_.failed(batch.records.front().position, FailureCode::too_large, step.detail, clock_.now());
        return;
    }
    for (const std::size_t index : step.refused) {
        if (causes[index] != kNoCause) {
            attempts_.suspect(batch.records[causes[index]].position);
        }
    }
}

void Router::rewind() {
    kept_back_.reset();
    while (!stopping_ && !consumer_->rewind(kSynchroniseLimit)) {
        std::this_thread::sleep_for(kPauseAfterTrouble);
    }
}

// After this the consumer stands at the committed offsets and the next batch waits for the replica, so
// whatever did become visible of the failed transaction is known before anything is derived again.
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
    rewind();
}

}  // namespace silkgate::dispatch
