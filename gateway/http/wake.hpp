// Lets one coroutine sleep until it is woken on its own thread. No timer, no allocation.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace silkgate::http {

class Wake {
public:
    // Spurious returns are possible: wait in a loop over the condition. One waiter at a time.
    boost::asio::awaitable<void> wait() {
        return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void()>(
            [this](Waiter waiter) { waiter_.emplace(std::move(waiter)); }, boost::asio::use_awaitable
        );
    }

    // Runs the waiter before it returns; nothing when nobody waits.
    void notify() {
        if (waiter_) {
            Waiter waiter = std::move(*waiter_);
            waiter_.reset();
            waiter();
        }
    }

private:
    using Waiter = boost::asio::async_result<boost::asio::use_awaitable_t<>, void()>::handler_type;
    std::optional<Waiter> waiter_;
};

}  // namespace silkgate::http
