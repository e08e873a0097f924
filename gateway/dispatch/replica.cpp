#include "gateway/dispatch/replica.hpp"

#include <algorithm>
#include <unordered_set>

#include "gateway/dispatch/stored_item.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/observe/events.hpp"

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatchRecordsMax = 2'000;
constexpr auto kPollWait = 50ms;
constexpr auto kBrokerTimeout = 5s;
// A goods record and the order that lacked it may pass each other between processes whose clocks differ a little.
constexpr auto kCatalogSlack = 10s;

// Values in the store begin with eight bytes, big endian: the sequence of a state, the time of a goods record.
std::string stamped(std::uint64_t stamp, std::string_view json) {
    std::string value;
    value.reserve(json.size() + 8);
    state::append_big_endian(value, stamp);
    value += json;
    return value;
}

std::uint64_t stamp_of(std::string_view value) { return state::trailing_big_endian(value.substr(0, 8)); }

std::string key_of_item(std::string_view tenant, std::string_view sku) {
    std::string key(tenant);
    key += '\0';
    key += sku;
    return key;
}

std::string held_prefix(std::string_view tenant_and_sku) {
    std::string prefix = "s:";
    prefix += tenant_and_sku;
    prefix += '\0';
    return prefix;
}

bool fits(const std::string& key) { return key.size() <= state::kKeyBytesMax; }

void index_documents(const OrderState& state, state::WriteBatch& batch) {
    for (const LegRecord& leg : state.legs) {
        for (const DocumentState& document : leg.documents) {
            const std::string place = state.id.str() + '\n' + document.id.str();
            batch.put(state::Map::index, "r:id:" + document.id.str(), place);
            for (const std::string& reference : document.references) {
                if (std::string key = "r:" + reference; fits(key)) {
                    batch.put(state::Map::index, std::move(key), place);
                }
            }
        }
    }
}

void index_held(const OrderState& state, bool add, state::WriteBatch& batch) {
    for (const std::string& sku : state.skus) {
        std::string key = held_prefix(key_of_item(state.tenant.view(), sku)) + state.id.str();
        if (fits(key)) {
            add ? batch.put(state::Map::index, std::move(key), {}) : batch.erase(state::Map::index, std::move(key));
        }
    }
}

KnownOrder to_known(OrderState state) {
    return {
        .id = std::move(state.id),
        .tenant = std::move(state.tenant),
        .fingerprint = std::move(state.fingerprint),
        .idempotency_hash = std::move(state.idempotency_hash),
        .answer = std::move(state.answer),
        .version = state.version,
        .accepted_at = state.accepted_at,
    };
}

bool reached(const std::vector<kafka::NextOffset>& positions, const std::vector<kafka::NextOffset>& goal) {
    return std::ranges::all_of(goal, [&](const kafka::NextOffset& want) {
        return want.next <= 0 || std::ranges::any_of(positions, [&](const kafka::NextOffset& have) {
                   return have.topic == want.topic && have.partition == want.partition && have.next >= want.next;
               });
    });
}

}  // namespace

Replica::Replica(state::Store& store, ReplicaOptions options, observe::Metrics& metrics, observe::Log& log)
    : store_(store), options_(std::move(options)), metrics_(metrics), log_(log) {}

Replica::~Replica() { stop(); }

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

std::optional<OrderState> Replica::find_state(const OrderId& id) const {
    auto value = store_.get(state::Map::orders, id.view());
    if (!value) {
        return std::nullopt;
    }
    auto state = read_order_state(value->substr(8));
    return state ? std::optional{std::move(*state)} : std::nullopt;
}

std::optional<KnownOrder> Replica::find_order(const OrderId& id) const {
    auto state = find_state(id);
    return state ? std::optional{to_known(std::move(*state))} : std::nullopt;
}

std::optional<KnownOrder> Replica::find_key(const std::string& idempotency_hash) const {
    const auto id = store_.get(state::Map::index, "k:" + idempotency_hash);
    return id ? find_order(OrderId(*id)) : std::nullopt;
}

std::optional<DocumentPlace> Replica::find_reference(const std::string& reference) const {
    const std::string key = "r:" + reference;
    const auto place = fits(key) ? store_.get(state::Map::index, key) : std::nullopt;
    if (!place) {
        return std::nullopt;
    }
    const auto split = place->find('\n');
    return DocumentPlace{
        .order = OrderId(place->substr(0, split)), .document = DeclarationId(place->substr(split + 1))
    };
}

std::vector<std::string> Replica::events(const OrderId& id, std::int64_t after, std::size_t limit) const {
    std::string prefix = id.str();
    prefix += '\0';
    std::string from = prefix;
    state::append_big_endian(from, static_cast<std::uint64_t>(after) + 1);
    std::vector<std::string> found;
    store_.snapshot().range(state::Map::events, prefix, from, [&](std::string_view, std::string_view value) {
        found.emplace_back(value);
        return found.size() < limit;
    });
    return found;
}

std::optional<order::CatalogItem> Replica::find_item(const TenantId& tenant, std::string_view sku) const {
    const std::string key = key_of_item(tenant.view(), sku);
    auto value = fits(key) ? store_.get(state::Map::catalog, key) : std::nullopt;
    if (!value) {
        return std::nullopt;
    }
    return read_stored_item(std::string_view(*value).substr(8), sku);
}

void Replica::take_state(const OrderState& state, std::string bytes, state::WriteBatch& batch) {
    const auto old = store_.get(state::Map::orders, state.id.view());
    if (old && stamp_of(*old) > static_cast<std::uint64_t>(state.sequence)) {
        return;
    }
    if (old && old->find("\"skus\":[") != std::string::npos) {
        if (const auto before = read_order_state(old->substr(8))) {
            index_held(*before, false, batch);
        }
    }
    index_held(state, true, batch);
    index_documents(state, batch);
    if (!state.idempotency_hash.empty()) {
        batch.put(state::Map::index, "k:" + state.idempotency_hash, state.id.str());
    }
    batch.put(state::Map::orders, state.id.str(), stamped(static_cast<std::uint64_t>(state.sequence), bytes));
}

Result<void> Replica::apply(const std::vector<OrderState>& states) {
    const std::scoped_lock lock(write_mutex_);
    state::WriteBatch batch;
    for (const OrderState& state : states) {
        take_state(state, to_json(state), batch);
    }
    return store_.write(batch);
}

Result<void> Replica::apply_item(
    const TenantId& tenant, std::string_view sku, const std::optional<std::string>& json, Instant written_at
) {
    const std::string key = key_of_item(tenant.view(), sku);
    if (!fits(key)) {
        return fail(Errc::invalid_value, "the SKU is too long");
    }
    const std::scoped_lock lock(write_mutex_);
    state::WriteBatch batch;
    if (json) {
        batch.put(
            state::Map::catalog,
            key,
            stamped(static_cast<std::uint64_t>(written_at.time_since_epoch().count()), *json)
        );
    } else {
        batch.erase(state::Map::catalog, key);
    }
    return store_.write(batch);
}

void Replica::orders_waiting_for(std::string_view tenant_and_sku, std::vector<OrderId>& candidates) const {
    const std::string prefix = held_prefix(tenant_and_sku);
    store_.snapshot().range(state::Map::index, prefix, {}, [&](std::string_view key, std::string_view) {
        candidates.emplace_back(std::string(key.substr(prefix.size())));
        return true;
    });
}

void Replica::find_candidates(const OrderState& state, std::vector<OrderId>& candidates) const {
    for (const std::string& sku : state.skus) {
        const std::string key = key_of_item(state.tenant.view(), sku);
        const auto item = fits(key) ? store_.get(state::Map::catalog, key) : std::nullopt;
        const auto since = (state.updated_at - kCatalogSlack).time_since_epoch().count();
        if (item && static_cast<std::int64_t>(stamp_of(*item)) >= since) {
            candidates.push_back(state.id);
            return;
        }
    }
}

void Replica::take(const kafka::Incoming& record, state::WriteBatch& batch, std::vector<OrderId>& candidates) {
    if (record.position.topic == kafka::kOrdersState) {
        auto state = record.value ? read_order_state(*record.value) : Result<OrderState>(fail(Errc::invalid_value, ""));
        if (state) {
            take_state(*state, *record.value, batch);
            find_candidates(*state, candidates);
        }
        return;
    }
    if (record.position.topic == kafka::kOrdersEvents) {
        const auto sequence = std::ranges::find(record.headers, "ce_sequence", &std::pair<std::string, std::string>::first);
        if (record.value && sequence != record.headers.end()) {
            std::string key = record.key;
            key += '\0';
            state::append_big_endian(key, static_cast<std::uint64_t>(std::strtoull(sequence->second.c_str(), nullptr, 10)));
            batch.put(state::Map::events, std::move(key), *record.value);
        }
        return;
    }
    if (!fits(record.key)) {
        return;
    }
    if (record.value) {
        batch.put(
            state::Map::catalog, record.key, stamped(static_cast<std::uint64_t>(record.timestamp_ms), *record.value)
        );
        orders_waiting_for(record.key, candidates);
    } else {
        batch.erase(state::Map::catalog, record.key);
    }
}

Result<void> Replica::write_stamped(const kafka::Tail& tail, state::WriteBatch& batch) {
    for (const kafka::NextOffset& position : tail.positions()) {
        batch.stamp(position.topic, position.partition, position.next);
    }
    return store_.write(batch);
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

Result<void> Replica::follow(kafka::Tail& tail) {
    const auto started = std::chrono::steady_clock::now();
    auto first_goal = tail.stable_ends(kBrokerTimeout);
    if (!first_goal) {
        return first_goal.error();
    }
    std::int64_t records = 0;
    while (!stopping_) {
        state::WriteBatch batch;
        std::vector<OrderId> candidates;
        std::unordered_set<std::string> keys;
        std::size_t count = 0;
        {
            auto record = tail.poll(kPollWait);
            const std::scoped_lock lock(write_mutex_);
            for (; record && *record; record = tail.poll(0ms)) {
                // Taking a state looks at the one before it, which must be in the store by then.
                if (!keys.insert((*record)->key).second) {
                    if (auto written = store_.write(batch); !written) {
                        return written.error();
                    }
                    batch.clear();
                    keys.clear();
                }
                take(**record, batch, candidates);
                if (++count >= kBatchRecordsMax) {
                    break;
                }
            }
            if (!record) {
                return record.error();
            }
            if (auto written = count > 0 ? write_stamped(tail, batch) : Result<void>(); !written) {
                return written.error();
            }
        }
        records += static_cast<std::int64_t>(count);
        if (count > 0) {
            metrics_.consumed(observe::ConsumerGroup::state).add(count);
        }
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
    }
    return {};
}

void Replica::sweep_held() {
    std::vector<OrderId> held;
    store_.snapshot().range(state::Map::index, "s:", {}, [&](std::string_view key, std::string_view) {
        held.emplace_back(std::string(key.substr(key.rfind('\0') + 1)));
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

void Replica::run() {
    while (!stopping_) {
        std::vector<kafka::NextOffset> from;
        for (const state::StampedOffset& offset : store_.offsets()) {
            from.push_back({.topic = offset.topic, .partition = offset.partition, .next = offset.next});
        }
        kafka::TailOptions options;
        options.client = options_.client;
        options.topics = {
            std::string(kafka::kOrdersState), std::string(kafka::kOrdersEvents), std::string(kafka::kCatalogItems)
        };
        auto tail = kafka::Tail::open(std::move(options), from, kBrokerTimeout);
        goal_.clear();
        serving_ = 0;
        auto ended = tail ? follow(**tail) : Result<void>(tail.error());
        if (stopping_ || ended) {
            return;
        }
        const Error& error = ended.error();
        log_.emit(observe::events::KafkaProblem{
            .stage = "replica", .topic = {}, .code = describe(error.code).code, .detail = error.detail, .retryable = true
        });
        if (error.code == Errc::not_found) {
            // The log no longer holds what the store is based on: begin again from its start.
            caught_up_ = false;
            (void)store_.clear();
        }
        std::unique_lock lock(wait_mutex_);
        wait_done_.wait_for(lock, 500ms, [&] { return stopping_.load(); });
    }
}

}  // namespace silkgate::dispatch
