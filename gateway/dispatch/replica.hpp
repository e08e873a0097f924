// The local replica of orders.state.v1, orders.events.v1, catalog.items.v1 and logistics.consolidations.v1:
// answers questions about orders, goods and consolidations, tells dedupe what is known, and tells the retrier
// which held orders a catalogue change may help.
//
// A cache: its folder may be deleted at any time. Two writers meet here, the tail of the topics and, in a
// process that routes, the router after each commit; a state with a lower event sequence never replaces one
// with a higher.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/dispatch/dedupe.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/stored_state.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/order/catalog_item.hpp"
#include "gateway/state/store.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

namespace silkgate::dispatch {

struct DocumentPlace {
    OrderId order;
    DeclarationId document;
    std::vector<OrderId> shared_with{};  // DocumentState::shared_with
};

struct ReplicaOptions {
    kafka::ClientOptions client;
    // Both are called on the replica's thread: with held orders that a goods record written since may help,
    // and about once a second.
    std::function<void(std::vector<OrderId>)> on_candidates;
    std::function<void()> on_tick;
};

class Replica final : public KnownOrders {
public:
    // `store`, `metrics` and `log` outlive the replica.
    Replica(state::Store& store, ReplicaOptions options, observe::Metrics& metrics, observe::Log& log);
    ~Replica() override;  // stops
    Replica(const Replica&) = delete;
    Replica& operator=(const Replica&) = delete;

    void start();
    void stop();

    // True once everything that was committed at start has been read.
    [[nodiscard]] bool is_caught_up() const noexcept { return caught_up_.load(); }
    // Blocks until all that is committed at the call has been read; false when the deadline came first.
    [[nodiscard]] bool wait_until_current(std::chrono::steady_clock::time_point deadline);
    // The same for callers that may not block: a number, and whether all that was committed when it was given
    // has been read.
    [[nodiscard]] std::uint64_t ask_current();
    [[nodiscard]] bool is_current(std::uint64_t asked) const;

    // Thread-safe reads. An order's state; none of an archived one.
    [[nodiscard]] std::optional<OrderState> find_state(const OrderId& id) const;
    // What is left of an archived order (archive.hpp). replica_archive.cpp
    [[nodiscard]] std::optional<OrderState> find_archived(const OrderId& id) const;
    // Either, as it stands in orders.state.v1.
    [[nodiscard]] std::optional<OrderState> find_record(const OrderId& id) const;
    // Orders of a partition of orders.accepted.v1 that are over and last changed before the day, the longest
    // unchanged first, at most `limit`.
    [[nodiscard]] std::vector<OrderState>
    over_before(std::int32_t partition, std::chrono::sys_days day, std::size_t limit) const;
    [[nodiscard]] bool has_order(const OrderId& id) const override;
    [[nodiscard]] std::optional<KnownOrder> find_order(const OrderId& id) const override;
    [[nodiscard]] std::optional<KnownOrder> find_key(const std::string& idempotency_hash) const override;
    [[nodiscard]] std::optional<DocumentPlace> find_reference(const std::string& reference) const;
    // Event records (JSON) of an order with a sequence above `after`, at most `limit`.
    [[nodiscard]] std::vector<std::string> events(const OrderId& id, std::int64_t after, std::size_t limit)
        const;
    [[nodiscard]] std::optional<order::CatalogItem> find_item(const TenantId& tenant, std::string_view sku)
        const;

    // JSON of a watched import of goods records, as the process that works on it last said (import_sku).
    [[nodiscard]] std::optional<std::string> find_import(const TenantId& tenant, std::string_view id) const;

    // JSON of a consolidation, as adapters/common/consolidation writes it. replica_consolidations.cpp
    [[nodiscard]] std::optional<std::string>
    find_consolidation(const TenantId& tenant, std::string_view number) const;
    // JSON of those that hold the order, by number. Of the order's own tenant.
    [[nodiscard]] std::vector<std::string> consolidations_of(const TenantId& tenant, const OrderId& order)
        const;
    struct StoredConsolidation {
        TenantId tenant;
        std::string number;
        std::string json;
    };

    [[nodiscard]] std::vector<StoredConsolidation> all_consolidations() const;
    // What this process has just published (absent = dissolved), so that its caller reads what it wrote.
    [[nodiscard]] Result<void> apply_consolidation(
        const TenantId& tenant,
        std::string_view number,
        const std::optional<std::string>& json
    );

    // The tenant's orders, archived ones too, that were accepted in a month of UTC ("2026-11"), until `each`
    // returns false. Looks at every order of the store: for reports, away from the I/O threads.
    // replica_reports.cpp
    void for_each_accepted(
        const TenantId& tenant,
        std::string_view month,
        const std::function<bool(const OrderState&)>& each
    ) const;

    // Orders by state (archived is one), and parked legs by country. Kept up with every write, so cheap.
    [[nodiscard]] std::int64_t orders_in(OrderStateWord word) const noexcept;
    [[nodiscard]] std::int64_t parked_legs(observe::Country country) const noexcept;
    // Records of the topics that are not in the replica yet, as far as the last fetches told.
    [[nodiscard]] std::int64_t lag() const noexcept { return lag_.load(); }
    // The highest place in orders.accepted.v1 that a state was made from; -1 for none. States stand on their
    // topic in the order of their commands, since both topics have the order id as key and the same number of
    // partitions.
    [[nodiscard]] std::int64_t routed_to(std::int32_t partition) const;

    // The router's results, right after their commit.
    [[nodiscard]] Result<void> apply(const std::vector<OrderState>& states);
    // A goods record this process has just published (absent = deleted), so that its caller reads what it
    // wrote.
    [[nodiscard]] Result<void> apply_item(
        const TenantId& tenant,
        std::string_view sku,
        const std::optional<std::string>& json,
        Instant written_at
    );

private:
    void run();
    [[nodiscard]] bool is_of_this_cluster(const kafka::Tail& tail);
    [[nodiscard]] Result<void> start_anew();
    void tell(const Error& error) const;
    [[nodiscard]] Result<void> follow(kafka::Tail& tail);
    void take(const kafka::Incoming& record, state::WriteBatch& batch, std::vector<OrderId>& candidates);
    void take_state(const OrderState& state, std::string_view json, state::WriteBatch& batch);
    // The order is archived: what else stands in the store of the whole one goes. replica_archive.cpp
    void forget(const OrderState& whole, state::WriteBatch& batch) const;
    void forget_events(const OrderState& archived, state::WriteBatch& batch);
    [[nodiscard]] bool is_too_late(const kafka::Incoming& event) const;
    void forget_pointer(const std::string& key, const OrderState& whole, state::WriteBatch& batch) const;
    [[nodiscard]] bool is_archived_key(std::string_view order) const;
    void index_over(
        const OrderState& state,
        const StoredHead& before,
        const StoredHead& after,
        state::WriteBatch& batch
    ) const;
    void take_consolidation(
        const std::string& key,
        const std::optional<std::string>& json,
        state::WriteBatch& batch
    ) const;
    void find_candidates(const OrderState& state, std::vector<OrderId>& candidates) const;
    void orders_waiting_for(std::string_view tenant_and_sku, std::vector<OrderId>& candidates) const;
    // Writes the batch with the counts after it. The caller holds write_mutex_. replica_counts.cpp
    [[nodiscard]] Result<void> write_counted(state::WriteBatch& batch);
    void load_counts();
    void count(const StoredHead& head, std::int64_t change) noexcept;
    void routed(CommandPosition position);
    void tick(kafka::Tail& tail, std::size_t records);
    [[nodiscard]] Result<std::size_t> take_batch(kafka::Tail& tail, std::vector<OrderId>& candidates);
    [[nodiscard]] Result<void> write_stamped(const kafka::Tail& tail, state::WriteBatch& batch);
    void serve_waiters(kafka::Tail& tail);
    void sweep_held();

    state::Store& store_;
    ReplicaOptions options_;
    observe::Metrics& metrics_;
    observe::Log& log_;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> caught_up_{false};
    std::unordered_set<std::string> archived_in_batch_;  // not written yet; under write_mutex_
    // Serialises "read the old sequence, write the new state" between the two writers.
    std::mutex write_mutex_;

    std::array<std::atomic<std::int64_t>, kOrderStateWords> orders_{};
    std::array<std::atomic<std::int64_t>, observe::LabelSet<observe::Country>::values.size()> parked_{};
    std::atomic<std::int64_t> lag_{0};
    std::chrono::steady_clock::time_point next_tick_;  // replica's thread only
    mutable std::mutex routed_mutex_;
    std::map<std::int32_t, std::int64_t> routed_to_;

    mutable std::mutex wait_mutex_;
    std::condition_variable wait_done_;
    std::uint64_t asked_ = 0;     // by wait_until_current and ask_current
    std::uint64_t answered_ = 0;  // by the replica's thread
    std::uint64_t serving_ = 0;   // replica's thread only
    std::vector<kafka::NextOffset> goal_;

    std::thread thread_;
};

}  // namespace silkgate::dispatch
