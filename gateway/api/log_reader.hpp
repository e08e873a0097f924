// Reads single records back from Kafka: the command an order was accepted with, and published documents.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/kafka/consumer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace silkgate::api {

// Blocking reads happen on one thread of its own; the coroutine goes on where it was.
class LogReader {
public:
    // `vault` outlives the reader.
    LogReader(std::unique_ptr<kafka::RecordReader> reader, const dispatch::PartyVault& vault)
        : reader_(std::move(reader)), vault_(vault), pool_(1) {}

    ~LogReader() { pool_.join(); }
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;

    // Errc::gone when the topic's retention has removed the record or the key of its parties was destroyed,
    // Errc::kafka_unavailable when Kafka does not answer in 5 s.
    boost::asio::awaitable<Result<dispatch::Command>> read_command(dispatch::CommandPosition position);
    boost::asio::awaitable<Result<std::string>> read_value(kafka::Position position);

private:
    std::unique_ptr<kafka::RecordReader> reader_;
    const dispatch::PartyVault& vault_;
    boost::asio::thread_pool pool_;
};

}  // namespace silkgate::api
