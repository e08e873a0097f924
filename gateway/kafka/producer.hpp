// The idempotent producer of the process: send a record, wait without blocking until every in-sync replica
// has it.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/record.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::kafka {

struct ProducerOptions {
    ClientOptions client;
    // Their handles are opened at start. A topic not named here is opened at its first record.
    std::vector<std::string> topics;
    // Memory for records that wait: beyond it send() answers Errc::overloaded. KiB of keys and values.
    std::size_t queue_kbytes_max = 128 * 1024;
    // Kafka has this long for one record; afterwards the library gives up and says whether the record may
    // have been written. Keep it at least 1.5 s below the deadline of the request (the library looks once a
    // second), so that most failures end as "not written" (503) and not as "unknown" (504).
    std::chrono::milliseconds message_timeout{8000};
    // How long the library gathers records to one request. 0 is a trap: one request a record.
    std::chrono::milliseconds linger{1};
    // Called for every record that was handed to Kafka, with the time from send() to the report. On the
    // thread of the reports; must be quick and must not throw.
    std::function<void(std::chrono::nanoseconds latency, bool acknowledged)> on_report;
    // One sentence for the log about the connection (brokers away, back, rebuilt). Any thread; must not
    // throw.
    std::function<void(const std::string& sentence)> on_event;
};

// Read at any time from any thread.
struct ProducerCounters {
    std::uint64_t acknowledged = 0;
    std::uint64_t failed = 0;           // reported as not written or perhaps written
    std::uint64_t refused = 0;          // never handed over: queue full, or no broker up
    std::uint64_t expired = 0;          // the caller's deadline passed before the report
    std::uint64_t rebuilds = 0;         // instances replaced after a fatal error
    std::uint64_t in_flight = 0;        // records
    std::uint64_t in_flight_bytes = 0;  // keys and values
    bool available = true;              // false from "all brokers down" until one answers
};

// Threads: send() from any thread; the coroutine goes on with its own executor. Delivery reports are taken on
// `reports` (an eventfd; no polling thread), so that io_context must be running. One helper thread sleeps
// except while brokers are away or an instance is being replaced.
class Producer {
public:
    [[nodiscard]] static Result<std::unique_ptr<Producer>>
    open(boost::asio::io_context& reports, ProducerOptions options);
    ~Producer();
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;

    // Where the record is, once it is on every in-sync replica. Otherwise:
    //   overloaded (503)         the queue is full; nothing was handed over
    //   kafka_unavailable (503)  no broker is up, or Kafka refused; the record is certainly not written
    //   outcome_unknown (504)    it may be written, now or within message_timeout: repeating is for the
    //   caller to
    //                            make safe
    //   body_too_large (413)     larger than message.max.bytes
    // The wait can not be cancelled: a record handed over can not be called back. The deadline ends it.
    [[nodiscard]] boost::asio::awaitable<Result<Position>>
    send(Record record, std::chrono::steady_clock::time_point deadline);

    // Blocks until nothing is in flight; false when the deadline came first. For shutdown.
    [[nodiscard]] bool flush(std::chrono::steady_clock::time_point deadline);

    [[nodiscard]] ProducerCounters counters() const;
    // Whether a broker is believed to be up.
    [[nodiscard]] bool available() const;

    // For tests: behaves as if librdkafka had reported a fatal error (there is no other way to bring one
    // about).
    void fail_fatally_for_test();

    class Impl;

private:
    explicit Producer(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;  // shared with handlers that are under way on `reports`
};

}  // namespace silkgate::kafka
