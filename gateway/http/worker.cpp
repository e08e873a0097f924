#include "gateway/http/worker.hpp"

#include "gateway/http/reply_writer.hpp"
#include "gateway/http/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <future>
#include <iterator>

namespace silkgate::http {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// Room for one TLS record, and for a fair piece of a plain stream.
constexpr std::size_t kScratchBytes = 32 * 1024;
// Connections over the limit that are told so; beyond these they are only closed.
constexpr std::size_t kPoliteRefusals = 64;
constexpr milliseconds kAcceptRetry{100};

// Every I/O thread binds the same address and the system spreads the connections over them.
void set_reuse_port(int socket, boost::system::error_code& error) noexcept {
    const int on = 1;
    if (::setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        error.assign(errno, boost::system::system_category());
    }
}

}  // namespace

Worker::Worker(Shared& shared)
    : shared_(shared),
      acceptor_(context_),
      tick_timer_(context_),
      retry_timer_(context_),
      scratch_(kScratchBytes) {
    tick();
}

Worker::~Worker() {
    post_cut();
    join();
}

Result<std::uint16_t> Worker::listen(const std::string& address, std::uint16_t port) {
    boost::system::error_code error;
    const auto parsed = asio::ip::make_address(address, error);
    if (error) {
        return fail(Errc::invalid_settings, "'" + address + "' is not an IP address to listen on");
    }
    const asio::ip::tcp::endpoint endpoint(parsed, port);
    const auto step = [&error](auto&& call) {
        if (!error) {
            call();
        }
    };
    step([&] { acceptor_.open(endpoint.protocol(), error); });
    step([&] { acceptor_.set_option(asio::ip::tcp::acceptor::reuse_address(true), error); });
    step([&] { set_reuse_port(acceptor_.native_handle(), error); });
    step([&] { acceptor_.bind(endpoint, error); });
    step([&] { acceptor_.listen(asio::socket_base::max_listen_connections, error); });
    if (error) {
        return fail(
            Errc::invalid_settings,
            "can not listen on " + address + " port " + std::to_string(port) + ": " + error.message()
        );
    }
    return acceptor_.local_endpoint().port();
}

void Worker::run() {
    const auto watch = [this](const std::exception_ptr& error) { report(error); };
    work_.emplace(context_.get_executor());
    asio::co_spawn(context_, accept_loop(), watch);
    asio::co_spawn(context_, tick_loop(), watch);
    thread_ = std::thread([this] {
        for (;;) {
            try {
                context_.run();
                return;
            } catch (...) {  // from a handler that another part posted here: a bug, but not one to die of
                report(std::current_exception());
            }
        }
    });
}

void Worker::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

asio::awaitable<void> Worker::accept_loop() {
    for (;;) {
        auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
        if (!error) {
            open(std::move(socket));
        } else if (!acceptor_.is_open()) {
            co_return;
        } else if (error != asio::error::connection_aborted) {
            // Out of descriptors or memory: let sessions end before trying again.
            retry_timer_.expires_after(kAcceptRetry);
            co_await retry_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
        }
    }
}

void Worker::open(Socket socket) {
    const std::size_t max = shared_.options.limits.connections_max;
    const std::size_t count = shared_.connections.fetch_add(1, std::memory_order_relaxed) + 1;
    if (count > max + kPoliteRefusals || cut_) {
        shared_.connections.fetch_sub(1, std::memory_order_relaxed);
        shared_.observer.refused(Refused::connection_limit);
        return;  // the socket closes
    }
    std::shared_ptr<Session> session;
    try {
        session = std::make_shared<Session>(
            *this,
            Transport(std::move(socket), shared_.current_tls()),
            count > max ? Admission::refuse : Admission::serve
        );
    } catch (const std::exception&) {
        shared_.connections.fetch_sub(1, std::memory_order_relaxed);
        report(std::current_exception());
        return;
    }
    session->index = sessions_.size();
    sessions_.push_back(session);
    shared_.observer.connection_opened();
    asio::co_spawn(context_, session->run(), [this, session](const std::exception_ptr& error) {
        ended(session, error);
    });
}

void Worker::ended(const std::shared_ptr<Session>& session, const std::exception_ptr& error) noexcept {
    report(error);
    const std::size_t index = session->index;
    sessions_[index] = std::move(sessions_.back());
    sessions_[index]->index = index;
    sessions_.pop_back();
    shared_.observer.connection_closed();
    if (shared_.connections.fetch_sub(1, std::memory_order_relaxed) == 1) {
        const std::lock_guard lock(shared_.mutex);
        shared_.all_gone.notify_all();
    }
    if (cut_ && sessions_.empty()) {
        context_.stop();
    }
}

asio::awaitable<void> Worker::tick_loop() {
    while (!cut_) {
        tick_timer_.expires_after(shared_.options.deadlines.tick);
        co_await tick_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
        tick();
    }
}

void Worker::tick() {
    const auto wall = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (wall != date_time_) {
        date_time_ = wall;
        date_ = http_date(wall);
    }
    const SteadyTime now = steady_clock::now();
    std::vector<std::shared_ptr<Session>> overdue;  // interrupting one may change the list
    std::ranges::copy_if(
        sessions_,
        std::back_inserter(overdue),
        [now](const std::shared_ptr<Session>& session) { return session->connection().is_overdue(now); }
    );
    for (const auto& session : overdue) {
        session->connection().interrupt();
    }
}

// Connections that the system has already completed are still taken: their peers think they are connected.
void Worker::stop_accepting() {
    boost::system::error_code error;
    acceptor_.non_blocking(true, error);
    while (!error) {
        Socket socket(context_);
        acceptor_.accept(socket, error);
        if (!error) {
            open(std::move(socket));
        }
    }
    acceptor_.close(error);
}

void Worker::begin_drain() {
    if (!thread_.joinable()) {
        return;
    }
    std::promise<void> done;
    asio::post(context_, [this, &done] {
        stop_accepting();
        const SteadyTime now = steady_clock::now();
        for (const auto& session : sessions_) {
            session->connection().begin_drain(now);
        }
        done.set_value();
    });
    done.get_future().wait();
}

void Worker::post_cut() {
    asio::post(context_, [this] {
        cut_ = true;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        const auto present = sessions_;
        for (const auto& session : present) {
            session->connection().cut();
        }
        work_.reset();
        if (sessions_.empty()) {
            context_.stop();
        }
    });
}

void Worker::report(const std::exception_ptr& error) noexcept {
    if (!error) {
        return;
    }
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& caught) {
        shared_.observer.internal_error(caught.what());
    } catch (...) {
        shared_.observer.internal_error("an exception of an unknown type");
    }
}

}  // namespace silkgate::http
