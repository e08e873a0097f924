#include "gateway/api/current_replica.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace silkgate::api {
namespace {

constexpr std::chrono::milliseconds kLookEvery{10};
constexpr std::chrono::seconds kLimit{10};

}  // namespace

boost::asio::awaitable<Result<void>> until_current(const Services& services) {
    const std::uint64_t asked = services.replica.ask_current();
    const auto deadline = std::chrono::steady_clock::now() + kLimit;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (!services.replica.is_current(asked)) {
        if (std::chrono::steady_clock::now() >= deadline) {
            co_return fail(Errc::kafka_unavailable, "the local copy of the orders does not catch up");
        }
        timer.expires_after(kLookEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return Result<void>();
}

}  // namespace silkgate::api
