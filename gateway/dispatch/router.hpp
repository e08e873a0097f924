// The router: consumes commands and receipts, decides, and publishes documents, events and states in one Kafka
// transaction per batch. Order of writes: transaction with offsets → local store (guarantees, section 2).
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "adapters/registry.hpp"
#include "gateway/core/time.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/receipts.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/transaction.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"

namespace silkgate::dispatch {

// What a batch is decided with; taken anew for each batch, so that a reload takes effect between two.
struct RouterInput {
    std::shared_ptr<const adapters::Registry> registry;
    FindConnection find_connection;
    std::shared_ptr<const void> owner;  // keeps what find_connection points at alive
};

struct RouterOptions {
    kafka::ClientOptions client;
    std::string group;
    std::string transactional_id;
    std::vector<std::string> topics;   // commands and all receipts
    std::vector<std::string> outputs;  // handles opened at start
    kafka::TransactionMode mode = kafka::TransactionMode::transactional;
    DeciderOptions decider;
    std::size_t batch_records_max = 2'000;
    std::chrono::milliseconds batch_wait{20};
};

// One thread. start() → stop(): the batch in hand is finished first.
class Router {
public:
    Router(
        RouterOptions options,
        std::function<RouterInput()> input,
        Replica& replica,
        const Clock& clock,
        observe::Metrics& metrics,
        observe::Log& log
    );
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    void start();
    void stop();

    // True once partitions are assigned and the replica holds their states.
    [[nodiscard]] bool is_ready() const noexcept { return ready_.load(); }

private:
    struct Batch;

    void run();
    void run_once();
    [[nodiscard]] bool open();
    [[nodiscard]] bool collect(Batch& batch);
    void decide(Batch& batch);
    void decide_command(const kafka::Incoming& record, const Decider& decider, Batch& batch);
    void decide_receipt(const kafka::Incoming& record, const RouterInput& input, Batch& batch);
    [[nodiscard]] bool commit(Batch& batch);
    void recover(const kafka::Step& step);
    [[nodiscard]] bool synchronise();
    void count(const Decision& decision, const Command& command);

    RouterOptions options_;
    std::function<RouterInput()> input_;
    Replica& replica_;
    const Clock& clock_;
    observe::Metrics& metrics_;
    observe::Log& log_;

    std::unique_ptr<kafka::Consumer> consumer_;
    std::unique_ptr<kafka::TransactionalProducer> producer_;
    bool must_synchronise_ = true;  // states of newly assigned partitions may not be in the replica yet
    bool revoked_ = false;          // since the batch was begun
    std::atomic<bool> stopping_{false};
    std::atomic<bool> ready_{false};
    std::thread thread_;
};

}  // namespace silkgate::dispatch
