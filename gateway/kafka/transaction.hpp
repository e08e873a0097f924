// Consume, transform, produce: records and consumed offsets that become visible together or not at all.
//
// The transaction protocol is not trusted alone (guarantees.md section 2): after an indefinite end the
// instance is destroyed and rebuilt under the same transactional id, whose new epoch fences what may still be
// on its way.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/record.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace silkgate::kafka {

enum class TransactionMode {
    transactional,
    // For the embedded broker, which has no transactions: commit() flushes, then commits the offsets through
    // the consumer. Records of an aborted "transaction" stay visible.
    plain,
};

struct TransactionOptions {
    ClientOptions client;
    std::string transactional_id;     // stable, one per router thread; unused in plain mode
    std::vector<std::string> topics;  // handles opened at start
    TransactionMode mode = TransactionMode::transactional;
    std::chrono::milliseconds transaction_timeout{15'000};
    std::chrono::milliseconds message_timeout{10'000};  // below transaction_timeout
    // Bound for each call to Kafka, retries included; past it the result is rebuild_needed.
    std::chrono::milliseconds call_timeout{12'000};
    std::size_t queue_kbytes_max = 64 * 1024;
    std::function<void(const std::string& sentence)> on_event;
};

// How a step of a transaction ended. Retriable errors are retried inside and are not seen here.
enum class StepStatus {
    done,
    abort_needed,    // call abort(), rewind the consumer, begin anew
    rebuild_needed,  // fenced, fatal or indefinite: call rebuild(), then find out from Kafka what was
                     // committed
};

struct Step {
    StepStatus status = StepStatus::done;
    std::string detail;  // English, for the log
    // Records, counted from 0 in the order of produce(), that Kafka refuses for what they are (too large):
    // the same record will be refused again.
    std::vector<std::size_t> refused = {};

    [[nodiscard]] bool ok() const { return status == StepStatus::done; }
};

// One thread. open() → rebuild() (first start too) → begin → produce… → send_offsets → commit | abort → begin
// …
class TransactionalProducer {
public:
    [[nodiscard]] static Result<std::unique_ptr<TransactionalProducer>> open(TransactionOptions options);
    ~TransactionalProducer();
    TransactionalProducer(const TransactionalProducer&) = delete;
    TransactionalProducer& operator=(const TransactionalProducer&) = delete;

    // Destroys the instance, makes a new one and initialises it: transactions of an older holder of the id
    // are aborted or completed, and the holder is fenced. On an error (Kafka away) call it again.
    [[nodiscard]] Result<void> rebuild(std::chrono::milliseconds timeout);

    [[nodiscard]] Step begin();
    // Queues a record; blocks only while the queue is full.
    [[nodiscard]] Step produce(const Record& record);
    // `next` is what is to be consumed next (last record + 1).
    [[nodiscard]] Step send_offsets(std::span<const NextOffset> next, Consumer& consumer);
    // Waits until every record produced so far is written: positions() then has their places, so that a later
    // record of the same transaction can name them.
    [[nodiscard]] Step flush();
    [[nodiscard]] Step commit();
    [[nodiscard]] Step abort();

    // After flush() or commit(): where the records of the transaction are, in the order of produce().
    [[nodiscard]] const std::vector<Position>& positions() const;
    // Instances made after the first.
    [[nodiscard]] std::uint64_t rebuilds() const;

    class Impl;

private:
    explicit TransactionalProducer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::kafka
