// Reads the command an order was accepted with back from Kafka: for retry and for documents.
#pragma once

#include <chrono>
#include <memory>

#include "gateway/core/result.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/kafka/consumer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

namespace silkgate::api {

// Blocking reads happen on one thread of its own; the coroutine goes on where it was.
class AcceptedReader {
public:
    explicit AcceptedReader(std::unique_ptr<kafka::RecordReader> reader) : reader_(std::move(reader)), pool_(1) {}

    ~AcceptedReader() { pool_.join(); }
    AcceptedReader(const AcceptedReader&) = delete;
    AcceptedReader& operator=(const AcceptedReader&) = delete;

    // Errc::not_found when the record has expired, Errc::kafka_unavailable when Kafka does not answer in 5 s.
    boost::asio::awaitable<Result<dispatch::Command>> read(dispatch::CommandPosition position);

private:
    std::unique_ptr<kafka::RecordReader> reader_;
    boost::asio::thread_pool pool_;
};

}  // namespace silkgate::api
