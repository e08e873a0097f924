// Retry of held orders: POST /v1/orders/{id}:retry, and by itself when the catalogue changed. Asked for by
// hand, legs that were rejected or could not be processed are told again too.
//
// The accepted command is read back, the order is enriched anew and planned; when that changes what blocks
// it, the whole order is published again as a `retried` command, which the router decides.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/dispatch/order_state.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace silkgate::api {

class RetryOrder {
public:
    RetryOrder(Services& services, LogReader& log) : services_(services), log_(log) {}

    boost::asio::awaitable<Reply> post(Request request);

    // Orders the replica thinks a catalogue change may help; any thread. They are tried one after the other
    // on `io`.
    void enqueue(boost::asio::io_context& io, const std::vector<OrderId>& orders);
    // No more work is begun; what runs is finished by its own deadlines.
    void stop() { stopping_ = true; }

private:
    enum class Outcome { published, unchanged };
    enum class Asked { by_hand, by_catalogue };

    boost::asio::awaitable<Result<Outcome>>
    retry(dispatch::OrderState state, std::string request_id, Asked asked);
    boost::asio::awaitable<void> drain_queue();
    [[nodiscard]] std::optional<OrderId> take();
    void put_back(OrderId order);
    boost::asio::awaitable<void> wait(std::chrono::milliseconds pause);

    Services& services_;
    LogReader& log_;
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;
    std::deque<OrderId> queue_;
    std::unordered_set<OrderId> waiting_;
    bool running_ = false;
};

}  // namespace silkgate::api
