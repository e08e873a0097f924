// The replica's thread: follows the topics and writes what they say into the store.
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatchRecordsMax = 2'000;
// Each write copies the pages it touches, several for a record, and the store keeps the memory for the next.
constexpr std::size_t kBatchBytes = 1U * 1024U * 1024U;
constexpr auto kPollWait = 50ms;
constexpr auto kBrokerTimeout = 5s;
constexpr auto kTick = 1s;
constexpr std::string_view kClusterKey = "cluster";  // in the index: the id of the cluster the store is of

bool reached(const std::vector<kafka::NextOffset>& positions, const std::vector<kafka::NextOffset>& goal) {
    return std::ranges::all_of(goal, [&](const kafka::NextOffset& want) {
        return want.next <= 0 || std::ranges::any_of(positions, [&](const kafka::NextOffset& have) {
                   return have.topic == want.topic && have.partition == want.partition &&
                          have.next >= want.next;
               });
    });
}

std::uint64_t number_of(std::string_view digits) {
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

double seconds_since_epoch() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

void Replica::start() {
    thread_ = std::thread([this] { run(); });
}

void Replica::stop() {
    stopping_ = true;
    wait_done_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

bool Replica::wait_until_current(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(wait_mutex_);
    const std::uint64_t mine = ++asked_;
    return wait_done_.wait_until(lock, deadline, [&] { return answered_ >= mine || stopping_.load(); }) &&
           answered_ >= mine;
}

std::uint64_t Replica::ask_current() {
    const std::scoped_lock lock(wait_mutex_);
    return ++asked_;
}

bool Replica::is_current(std::uint64_t asked) const {
    const std::scoped_lock lock(wait_mutex_);
    return answered_ >= asked;
}

void Replica::take(
    const kafka::Incoming& record,
    state::WriteBatch& batch,
    std::vector<OrderId>& candidates
) {
    if (record.position.topic == kafka::kOrdersState) {
        auto state = record.value ? read_order_state(*record.value)
                                  : Result<OrderState>(fail(Errc::invalid_value, ""));
        if (state) {
            take_state(*state, *record.value, batch);
            find_candidates(*state, candidates);
        }
        return;
    }
    if (record.position.topic == kafka::kOrdersEvents) {
        const auto sequence =
            std::ranges::find(record.headers, "ce_sequence", &std::pair<std::string, std::string>::first);
        if (record.value && sequence != record.headers.end() && !is_too_late(record)) {
            batch.put(state::Map::events, event_key(record.key, number_of(sequence->second)), *record.value);
        }
        return;
    }
    if (record.position.topic == kafka::kConsolidations) {
        take_consolidation(record.key, record.value, batch);
        return;
    }
    if (!fits(record.key)) {
        return;
    }
    if (record.value) {
        const auto written_at = static_cast<std::uint64_t>(record.timestamp_ms);
        batch.put(state::Map::catalog, record.key, stored_item(written_at, *record.value));
        orders_waiting_for(record.key, candidates);
    } else {
        batch.erase(state::Map::catalog, record.key);
    }
}

Result<void> Replica::write_stamped(const kafka::Tail& tail, state::WriteBatch& batch) {
    for (const kafka::NextOffset& position : tail.positions()) {
        batch.stamp(position.topic, position.partition, position.next);
    }
    return write_counted(batch);
}

void Replica::serve_waiters(kafka::Tail& tail) {
    std::uint64_t asked = 0;
    {
        const std::scoped_lock lock(wait_mutex_);
        asked = asked_;
    }
    if (serving_ < asked && goal_.empty()) {
        auto ends = tail.stable_ends(kBrokerTimeout);
        if (!ends) {
            return;
        }
        serving_ = asked;
        goal_ = std::move(*ends);
    }
    if (!goal_.empty() && reached(tail.positions(), goal_)) {
        goal_.clear();
        const std::scoped_lock lock(wait_mutex_);
        answered_ = serving_;
        wait_done_.notify_all();
    }
}

Result<std::size_t> Replica::take_batch(kafka::Tail& tail, std::vector<OrderId>& candidates) {
    state::WriteBatch batch;
    std::unordered_set<std::string> keys;
    std::size_t count = 0;
    auto record = tail.poll(kPollWait);
    const std::scoped_lock lock(write_mutex_);
    for (; record && *record; record = tail.poll(0ms)) {
        // Taking a state looks at the one before it, which must be in the store by then. Nothing else does;
        // an event has its order's key, and would cut the batch short for nothing.
        const bool looks_back = (*record)->position.topic != kafka::kOrdersEvents;
        if (looks_back && !keys.insert((*record)->key).second) {
            if (auto written = write_counted(batch); !written) {
                return written.error();
            }
            batch.clear();
            keys.clear();
        }
        take(**record, batch, candidates);
        if (++count >= kBatchRecordsMax || batch.bytes() >= kBatchBytes) {
            break;
        }
    }
    if (!record) {
        load_counts();  // the batch is dropped
        return record.error();
    }
    if (auto written = count > 0 ? write_stamped(tail, batch) : Result<void>(); !written) {
        return written.error();
    }
    return count;
}

Result<void> Replica::follow(kafka::Tail& tail) {
    const auto started = std::chrono::steady_clock::now();
    auto first_goal = tail.stable_ends(kBrokerTimeout);
    if (!first_goal) {
        return first_goal.error();
    }
    {
        const std::scoped_lock lock(write_mutex_);
        load_counts();
    }
    std::int64_t records = 0;
    while (!stopping_) {
        std::vector<OrderId> candidates;
        const auto count = take_batch(tail, candidates);
        if (!count) {
            return count.error();
        }
        records += static_cast<std::int64_t>(*count);
        if (!caught_up_ && reached(tail.positions(), *first_goal)) {
            caught_up_ = true;
            log_.emit(observe::events::ReplicaCaughtUp{
                .orders = static_cast<std::int64_t>(store_.snapshot().count(state::Map::orders)),
                .records = records,
                .took = std::chrono::steady_clock::now() - started,
            });
            sweep_held();
        } else if (caught_up_ && !candidates.empty() && options_.on_candidates) {
            options_.on_candidates(std::move(candidates));
        }
        serve_waiters(tail);
        tick(tail, *count);
    }
    return {};
}

void Replica::tick(kafka::Tail& tail, std::size_t records) {
    if (records > 0) {
        metrics_.consumed(observe::ConsumerGroup::state).add(records);
        metrics_.consumer_last(observe::ConsumerGroup::state).set(seconds_since_epoch());
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < next_tick_) {
        return;
    }
    next_tick_ = now + kTick;
    lag_ = tail.lag();
    if (options_.on_tick) {
        options_.on_tick();
    }
}

// Orders that a change of the catalogue or an authority's number may have helped while nobody looked.
void Replica::sweep_held() {
    std::vector<OrderId> held;
    store_.snapshot().range(state::Map::index, "s:", {}, [&](std::string_view key, std::string_view) {
        held.emplace_back(std::string(key.substr(key.rfind('\0') + 1)));
        return true;
    });
    const std::string cancelling = cancelling_key({});
    store_.snapshot().range(state::Map::index, cancelling, {}, [&](std::string_view key, std::string_view) {
        held.emplace_back(std::string(key.substr(cancelling.size())));
        return true;
    });
    std::ranges::sort(held);
    held.erase(std::ranges::unique(held).begin(), held.end());
    std::vector<OrderId> candidates;
    for (const OrderId& id : held) {
        if (const auto state = find_state(id)) {
            find_candidates(*state, candidates);
        }
    }
    if (!candidates.empty() && options_.on_candidates) {
        options_.on_candidates(std::move(candidates));
    }
}

// Offsets name records of one cluster. The store of another one is not read on: it would show orders that are
// not there and pass over some that are.
bool Replica::is_of_this_cluster(const kafka::Tail& tail) {
    const std::string here = tail.cluster_id(kBrokerTimeout);
    const auto known = store_.get(state::Map::index, kClusterKey);
    if (here.empty() || known == here) {
        return true;
    }
    if (known) {
        log_.emit(observe::events::KafkaProblem{
            .stage = "replica",
            .topic = {},
            .code = "other-cluster",
            .detail = "the local store is of Kafka cluster " + *known + ", this is " + here +
                      ": the store is emptied and filled again",
            .retryable = true
        });
        return false;
    }
    state::WriteBatch batch;
    batch.put(state::Map::index, std::string(kClusterKey), here);
    (void)store_.write(batch);  // otherwise it is written next time
    return true;
}

Result<void> Replica::start_anew() {
    caught_up_ = false;
    const std::scoped_lock lock(write_mutex_);
    return store_.clear();
}

void Replica::tell(const Error& error) const {
    log_.emit(observe::events::KafkaProblem{
        .stage = "replica",
        .topic = {},
        .code = describe(error.code).code,
        .detail = error.detail,
        .retryable = true
    });
}

void Replica::run() {
    while (!stopping_) {
        std::vector<kafka::NextOffset> from;
        for (const state::StampedOffset& offset : store_.offsets()) {
            from.push_back({.topic = offset.topic, .partition = offset.partition, .next = offset.next});
        }
        kafka::TailOptions options;
        options.client = options_.client;
        options.topics = {
            std::string(kafka::kOrdersState),
            std::string(kafka::kOrdersEvents),
            std::string(kafka::kCatalogItems),
            std::string(kafka::kConsolidations)
        };
        auto tail = kafka::Tail::open(std::move(options), from, kBrokerTimeout);
        goal_.clear();
        serving_ = 0;
        const bool foreign = tail && !is_of_this_cluster(**tail);
        auto ended = tail ? (foreign ? start_anew() : follow(**tail)) : Result<void>(tail.error());
        if (foreign && ended) {
            continue;
        }
        if (stopping_ || ended) {
            return;
        }
        tell(ended.error());
        if (ended.error().code == Errc::not_found) {
            // The log no longer holds what the store is based on.
            if (auto emptied = start_anew(); !emptied) {
                tell(emptied.error());
            }
        }
        std::unique_lock lock(wait_mutex_);
        wait_done_.wait_for(lock, 500ms, [&] { return stopping_.load(); });
    }
}

}  // namespace silkgate::dispatch
