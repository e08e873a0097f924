// What the tests of this folder share: an I/O thread, sending from it, and waiting for what is expected.
#pragma once

#include "gateway/kafka/producer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace silkgate::kafka::testing {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

// One io_context with its thread, as the program has.
class IoThread {
public:
    IoThread() : guard_{context_.get_executor()}, thread_{[this] { context_.run(); }} {}
    ~IoThread() {
        guard_.reset();
        context_.stop();
        thread_.join();
    }
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    boost::asio::io_context& context() { return context_; }

private:
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
    std::thread thread_;
};

using Outcome = Result<Position>;

// Starts a send on the I/O thread; the future has its outcome.
inline std::future<Outcome>
send_later(IoThread& io, Producer& producer, Record record, std::chrono::milliseconds within = 10s) {
    auto promise = std::make_shared<std::promise<Outcome>>();  // shared with the completion handler
    auto future = promise->get_future();
    boost::asio::co_spawn(
        io.context(),
        producer.send(std::move(record), SteadyClock::now() + within),
        [promise](std::exception_ptr thrown, Outcome outcome) {
            if (thrown) {
                promise->set_exception(thrown);
            } else {
                promise->set_value(std::move(outcome));
            }
        }
    );
    return future;
}

inline Outcome send(IoThread& io, Producer& producer, Record record, std::chrono::milliseconds within = 10s) {
    return send_later(io, producer, std::move(record), within).get();
}

inline bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds within = 60s) {
    const auto until = SteadyClock::now() + within;
    while (SteadyClock::now() < until) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(5ms);
    }
    return condition();
}

inline Record record(std::string topic, std::string key, std::string value) {
    return {
        .topic = std::move(topic),
        .key = std::move(key),
        .value = std::move(value),
        .headers = {{"ce_id", "id-1"}, {"ce_type", "silkgate.test.v1"}},
        .partition = std::nullopt,
    };
}

inline std::string describe_outcome(const Outcome& outcome) {
    return outcome ? "offset " + std::to_string(outcome->offset)
                   : std::string{describe(outcome.error().code).code} + ": " + outcome.error().detail;
}

}  // namespace silkgate::kafka::testing
