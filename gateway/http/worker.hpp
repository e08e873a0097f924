// One I/O thread: its io_context, acceptor, connections and the tick that looks at their deadlines.
#pragma once

#include "gateway/http/identity.hpp"
#include "gateway/http/observer.hpp"
#include "gateway/http/server.hpp"
#include "gateway/http/transport.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace silkgate::http {

class Session;

using SteadyTime = std::chrono::steady_clock::time_point;

// A share of the server's in-flight budget, given back when it dies.
class Reservation {
public:
    Reservation() = default;

    Reservation(Reservation&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

    Reservation& operator=(Reservation&& other) noexcept {
        std::swap(budget_, other.budget_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    ~Reservation() {
        if (budget_ != nullptr) {
            budget_->fetch_sub(bytes_, std::memory_order_relaxed);
        }
    }

    // Makes this a share of at least `bytes`. False, and unchanged, when the budget has no room.
    [[nodiscard]] bool
    grow_to(std::size_t bytes, std::atomic<std::size_t>& budget, std::size_t max) noexcept {
        if (bytes <= bytes_) {
            return true;
        }
        const std::size_t more = bytes - bytes_;
        if (budget.fetch_add(more, std::memory_order_relaxed) + more > max) {
            budget.fetch_sub(more, std::memory_order_relaxed);
            return false;
        }
        budget_ = &budget;
        bytes_ = bytes;
        return true;
    }

private:
    std::atomic<std::size_t>* budget_ = nullptr;
    std::size_t bytes_ = 0;
};

// What the I/O threads of one server share: read-only settings, counters, and the TLS context under its lock.
struct Shared {
    Shared(ServerOptions chosen, const Router& routes, Observer& watcher)
        : options(std::move(chosen)), router(routes), observer(watcher) {}

    const ServerOptions options;
    const Router& router;
    Observer& observer;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> in_flight_bytes{0};
    std::atomic<bool> draining{false};

    std::mutex mutex;                  // of the two below
    std::condition_variable all_gone;  // connections reached zero
    std::shared_ptr<const crypto::TlsContext> tls;

    [[nodiscard]] std::shared_ptr<const crypto::TlsContext> current_tls() {
        const std::lock_guard lock(mutex);
        return tls;
    }
};

class Worker {
public:
    explicit Worker(Shared& shared);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Binds and listens; returns the port. Before run().
    [[nodiscard]] Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);
    void run();  // starts the thread
    void join();

    // From any other thread; they act on the worker's own. begin_drain returns when nothing is accepted any
    // more; post_cut ends every connection and then the thread.
    void begin_drain();
    void post_cut();

    // The rest: on the worker's own thread.
    [[nodiscard]] Shared& shared() noexcept { return shared_; }
    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }
    // Between a read and the end of its use nobody else on this thread reads, so one buffer serves all.
    [[nodiscard]] std::span<char> scratch() noexcept { return scratch_; }
    [[nodiscard]] std::string_view date() const noexcept { return date_; }
    [[nodiscard]] std::string make_request_id() { return request_ids_.next(); }

private:
    using Executor = boost::asio::io_context::executor_type;
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
    using Timer = boost::asio::basic_waitable_timer<
        std::chrono::steady_clock,
        boost::asio::wait_traits<std::chrono::steady_clock>,
        Executor>;

    boost::asio::awaitable<void> accept_loop();
    boost::asio::awaitable<void> tick_loop();
    void tick();
    void open(Socket socket);
    void ended(const std::shared_ptr<Session>& session, const std::exception_ptr& error) noexcept;
    void stop_accepting();
    void report(const std::exception_ptr& error) noexcept;

    Shared& shared_;
    boost::asio::io_context context_{1};
    std::optional<boost::asio::executor_work_guard<Executor>> work_;
    Acceptor acceptor_;
    Timer tick_timer_;
    Timer retry_timer_;                               // after the system ran out of descriptors
    std::vector<std::shared_ptr<Session>> sessions_;  // each knows its index
    std::vector<char> scratch_;
    RequestIds request_ids_;
    std::string date_;
    std::chrono::sys_seconds date_time_{};
    bool cut_ = false;
    std::thread thread_;
};

}  // namespace silkgate::http
