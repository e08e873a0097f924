// The router: consumes commands and receipts, decides, and publishes documents, events and states in one
// Kafka transaction per batch. Order of writes: transaction with offsets → local store (guarantees, section
// 2).
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/dispatch/attempts.hpp"
#include "gateway/dispatch/batch.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/transaction.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace silkgate::dispatch {

struct RouterOptions {
    kafka::ClientOptions client;
    std::string group;
    std::string transactional_id;
    std::vector<std::string> topics;   // commands and all receipts
    std::vector<std::string> outputs;  // handles opened at start
    kafka::TransactionMode mode = kafka::TransactionMode::transactional;
    DeciderOptions decider;
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
    // Records of the assigned partitions that are not consumed yet, as of the last second.
    [[nodiscard]] std::int64_t lag() const noexcept { return lag_.load(); }

private:
    void run();
    void run_once();
    [[nodiscard]] bool open();
    [[nodiscard]] bool open_producer();
    [[nodiscard]] bool open_consumer();
    [[nodiscard]] bool collect(const RouterInput& input, Batch& batch);
    [[nodiscard]] Result<std::optional<kafka::Incoming>> next_record(std::chrono::milliseconds wait);
    [[nodiscard]] bool commit(Batch& batch);
    [[nodiscard]] kafka::Step publish(Batch& batch, std::vector<std::size_t>& causes);
    void blame(const Batch& batch, const std::vector<std::size_t>& causes, const kafka::Step& step);
    void committed(Batch& batch, std::chrono::steady_clock::time_point started);
    void look_at_lag();
    void recover(const kafka::Step& step);
    void rewind();
    [[nodiscard]] bool synchronise();
    void tell(const std::string& sentence, std::string_view code);

    RouterOptions options_;
    std::function<RouterInput()> input_;
    Replica& replica_;
    const Clock& clock_;
    observe::Metrics& metrics_;
    observe::Log& log_;

    std::unique_ptr<kafka::Consumer> consumer_;
    std::unique_ptr<kafka::TransactionalProducer> producer_;
    Attempts attempts_;
    std::optional<kafka::Incoming> kept_back_;  // polled, but belongs to the next batch
    bool must_synchronise_ = true;  // states of newly assigned partitions may not be in the replica yet
    bool revoked_ = false;          // since the batch was begun
    std::atomic<bool> stopping_{false};
    std::atomic<bool> ready_{false};
    std::atomic<std::int64_t> lag_{0};
    std::chrono::steady_clock::time_point next_look_;  // at the lag
    std::thread thread_;
};

}  // namespace silkgate::dispatch
