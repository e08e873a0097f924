// Idempotency at ingest: first time, replay, conflict, or in flight. One table per process in front of the
// replica; the router decides for good, so two processes that admit the same order at once still make one
// declaration.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>

namespace silkgate::dispatch {

// What the replica knows of an order or an idempotency key.
struct KnownOrder {
    OrderId id;
    TenantId tenant;
    std::string fingerprint;
    std::string idempotency_hash;  // empty when it was posted without a key
    std::string answer;            // body of the first answer
    std::int64_t version = 1;
    Instant accepted_at;
};

// The replica, as dedupe needs it. Thread-safe.
class KnownOrders {
public:
    virtual ~KnownOrders() = default;
    [[nodiscard]] virtual std::optional<KnownOrder> find_order(const OrderId& id) const = 0;
    [[nodiscard]] virtual std::optional<KnownOrder> find_key(const std::string& idempotency_hash) const = 0;
    [[nodiscard]] virtual bool has_order(const OrderId& id) const = 0;
};

struct Admission {
    OrderId order;
    TenantId tenant;
    std::string fingerprint;
    std::string idempotency_hash;  // or empty
};

struct FirstTime {};

struct Replay {
    OrderId order;
    std::string answer;
    std::int64_t version = 1;
};

// Thread-safe.
class Dedupe {
public:
    // Answered orders are remembered here until the replica has them, and no longer than they fit into
    // `bytes_max` (in flight ones are not counted): then the oldest are forgotten, and only the router knows
    // them until the replica has caught up.
    Dedupe(const KnownOrders& known, std::size_t bytes_max) : known_(known), bytes_max_(bytes_max) {}

    // The first answer, when this very order was answered before. Looked at before anything is checked: what
    // was accepted stays accepted, whatever the rules or the catalogue say by now.
    [[nodiscard]] std::optional<Replay> find_replay(const Admission& admission) const;

    // FirstTime: the caller must end with confirm() or release(). Errors: idempotency_key_reused,
    // order_exists, request_in_flight.
    [[nodiscard]] Result<std::variant<FirstTime, Replay>> admit(const Admission& admission);
    // The order is in Kafka; its first answer is `answer`.
    void confirm(const Admission& admission, std::string answer, Instant accepted_at);
    // It is not, or nobody knows: the next try starts anew.
    void release(const Admission& admission);

    // An order confirmed by this process whose state may not be in the replica yet.
    // Of another tenant: nothing.
    [[nodiscard]] std::optional<KnownOrder> find_recent(const OrderId& id, const TenantId& tenant) const;

    // What the answered orders that are remembered take, about.
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Entry {
        KnownOrder order;
        bool in_flight = true;
    };

    [[nodiscard]] std::optional<Entry> find(const OrderId& id) const;
    [[nodiscard]] std::optional<OrderId> order_of_key(const std::string& hash) const;
    void forget_oldest();
    void forget_known();

    const KnownOrders& known_;
    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    std::unordered_map<OrderId, Entry> orders_;
    std::unordered_map<std::string, OrderId> keys_;
    std::deque<OrderId> answered_;  // in the order of their confirmation
    std::size_t bytes_ = 0;         // of the answered ones
    unsigned confirmations_ = 0;
};

}  // namespace silkgate::dispatch
