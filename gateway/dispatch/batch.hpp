// One transaction's worth of work: records consumed, and what they lead to.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/dispatch/attempts.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/receipts.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/record.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace silkgate::dispatch {

// What a batch is decided with; taken anew for each batch, so that a reload takes effect between two.
struct RouterInput {
    std::shared_ptr<const adapters::Registry> registry;
    FindConnection find_connection;
    std::shared_ptr<const screening::Screener> screener = nullptr;  // of denied parties, where lists are set
    std::shared_ptr<const void> owner;  // keeps what find_connection points at alive
    std::size_t batch_records_max = 2'000;
    std::chrono::milliseconds batch_wait{20};
    int attempts_max = 5;        // at one record, before it is a dead letter
    std::int64_t keep_days = 0;  // without a change, before an order that is over is archived; 0 = never
};

// Of what no consumed record led to: the archiving of an order.
inline constexpr std::size_t kNoCause = static_cast<std::size_t>(-1);

// A record to publish, and which consumed record it comes from.
struct Outgoing {
    kafka::Record record;
    std::size_t cause = 0;  // index into Batch::records, or kNoCause
};

struct ChangedOrder {
    OrderState state;
    kafka::Record record;   // of the latest change, still without its value
    std::size_t cause = 0;  // of the latest change
};

struct Batch {
    std::vector<kafka::Incoming> records;

    std::vector<Outgoing> documents;  // published first
    std::vector<Outgoing> others;     // events, commands made from replies, dead letters
    std::unordered_map<OrderId, ChangedOrder> changed;
    std::vector<OrderId> order;  // of the first change of each

    // Counting and logging, done once the batch is committed: an aborted batch is decided again.
    std::vector<std::function<void()>> on_commit;

    // What is to be consumed next, per partition.
    [[nodiscard]] std::vector<kafka::NextOffset> next_offsets() const;
    // The documents are in the log, in this order: their orders' states learn where.
    void place_documents(const std::vector<kafka::Position>& positions);
    // The records of the changed orders' states, in the order of their first change. Empties nothing.
    [[nodiscard]] std::vector<Outgoing> state_records();
};

// Decides the records of a batch one after the other. The router's thread only.
class BatchDecider {
public:
    struct Parts {
        const DeciderOptions& options;
        Replica& replica;
        const Clock& clock;
        observe::Metrics& metrics;
        observe::Log& log;
    };

    BatchDecider(Parts parts, const RouterInput& input)
        : parts_(parts),
          input_(input),
          decider_(*input.registry, input.find_connection, with(parts.options, input.screener)) {}

    // False when the batch must be collected anew: a record failed and `attempts` knows it, or the replica is
    // behind what a receipt is about. Where neither is so, orders that have been over for long are archived
    // along with the batch.
    [[nodiscard]] bool decide(Batch& batch, Attempts& attempts);

private:
    [[nodiscard]] static DeciderOptions
    with(DeciderOptions options, std::shared_ptr<const screening::Screener> screener) {
        options.screener = std::move(screener);
        return options;
    }
    [[nodiscard]] bool decide_record(std::size_t index, Batch& batch);
    void decide_command(std::size_t index, Batch& batch);
    [[nodiscard]] bool decide_receipt(std::size_t index, Batch& batch);
    [[nodiscard]] bool catch_up();
    void decide_packing(std::size_t index, Batch& batch);
    void give_up(std::size_t index, const Failure& failure, Batch& batch);
    void take(
        Decision decision,
        const Command& command,
        const OrderState* before,
        std::size_t index,
        Batch& batch
    );
    void bury(std::size_t index, const Failure& failure, Batch& batch);
    // batch_archive.cpp
    void archive_orders(Batch& batch);
    void archive_order(const OrderState& state, Instant at, Batch& batch);
    void count_replies(const Decision& decision, const Command& command, Batch& batch);
    void count_legs(const OrderState& next, const OrderState* before, Instant at, Batch& batch);
    [[nodiscard]] std::optional<OrderState> current_state(const OrderId& id, const Batch& batch) const;

    Parts parts_;
    const RouterInput& input_;
    Decider decider_;
    bool is_current_ = false;  // the replica has all that was committed before the batch was decided
};

}  // namespace silkgate::dispatch
