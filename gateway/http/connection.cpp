#include "gateway/http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace silkgate::http {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t kKeptBufferBytes = 64 * 1024;

}  // namespace

Connection::Connection(Worker& worker, Transport transport)
    : shared_(worker.shared()), worker_(worker), transport_(std::move(transport)) {
    enter(Phase::handshake, shared_.options.deadlines.handshake);
}

asio::awaitable<bool> Connection::handshake() {
    for (;;) {
        const auto outcome = transport_.handshake();
        switch (outcome.status) {
            case Transport::Status::ok:
                fingerprint_ = transport_.tls().peer_fingerprint();
                shared_.observer.handshake_done(transport_.tls().protocol(), transport_.tls().resumed());
                co_return true;
            case Transport::Status::want_read:
            case Transport::Status::want_write:
                if (!co_await wait(outcome.status)) {
                    shared_.observer.handshake_failed(timed_out_ ? "timeout" : "closed");
                    co_return false;
                }
                break;
            case Transport::Status::closed:
            case Transport::Status::failed:
                shared_.observer.handshake_failed(transport_.tls().reason());
                co_return false;
        }
    }
}

asio::awaitable<bool> Connection::fill(Try order) {
    if (order == Try::wait_first && !transport_.has_pending()) {
        const bool readable = co_await wait(Transport::Status::want_read);
        if (!readable) {
            co_return false;
        }
    }
    for (;;) {
        const auto outcome = transport_.read(worker_.scratch());
        switch (outcome.status) {
            case Transport::Status::ok:
                if (consumed_ > 0) {
                    buffer_.erase(0, std::exchange(consumed_, 0));
                }
                buffer_.append(worker_.scratch().data(), outcome.bytes);
                moved_bytes_ += outcome.bytes;
                co_return true;
            case Transport::Status::want_read:
            case Transport::Status::want_write:
                if (!co_await wait(outcome.status)) {
                    co_return false;
                }
                break;
            case Transport::Status::closed:
            case Transport::Status::failed:
                co_return false;
        }
    }
}

asio::awaitable<bool> Connection::write_all(std::string_view bytes) {
    enter(Phase::write, milliseconds::max());
    while (!bytes.empty()) {
        const auto outcome = transport_.write(bytes);
        switch (outcome.status) {
            case Transport::Status::ok:
                bytes.remove_prefix(outcome.bytes);
                moved_bytes_ += outcome.bytes;
                break;
            case Transport::Status::want_read:
            case Transport::Status::want_write:
                if (!co_await wait(outcome.status)) {
                    if (timed_out_) {
                        shared_.observer.timed_out(TimedOut::write);
                    }
                    co_return false;
                }
                break;
            case Transport::Status::closed:
            case Transport::Status::failed:
                co_return false;
        }
    }
    co_return true;
}

asio::awaitable<bool> Connection::wait(Transport::Status status) {
    if (interrupted()) {
        co_return false;
    }
    const auto [error] = co_await transport_.wait(status, asio::as_tuple(asio::use_awaitable));
    co_return !error && !interrupted();
}

asio::awaitable<void> Connection::linger() {
    if (cut_) {
        co_return;
    }
    enter(Phase::linger, shared_.options.deadlines.linger);
    transport_.shutdown();
    for (;;) {
        const auto outcome = transport_.discard(worker_.scratch());
        if (outcome.status == Transport::Status::ok) {
            continue;
        }
        if (outcome.status != Transport::Status::want_read) {
            co_return;
        }
        const bool readable = co_await wait(outcome.status);
        if (!readable) {
            co_return;
        }
    }
}

void Connection::enter(Phase phase, milliseconds limit) {
    phase_ = phase;
    phase_began_ = steady_clock::now();
    deadline_ = limit == milliseconds::max() ? SteadyTime::max() : phase_began_ + limit;
    moved_bytes_ = 0;
    timed_out_ = false;
}

// Bodies and answers are held to a rate within each span of body_grace, so that a burst does not pay for a
// stall.
bool Connection::is_overdue(SteadyTime now) {
    if (interrupted()) {
        return false;
    }
    if (phase_ != Phase::body && phase_ != Phase::write) {
        return now >= deadline_;
    }
    const Deadlines& deadlines = shared_.options.deadlines;
    const auto elapsed = std::chrono::duration_cast<milliseconds>(now - phase_began_);
    if (elapsed <= deadlines.body_grace) {
        return false;
    }
    const auto due = static_cast<std::uint64_t>(elapsed.count()) * deadlines.body_bytes_per_second_min;
    if (moved_bytes_ * 1000 < due) {
        return true;
    }
    phase_began_ = now;
    moved_bytes_ = 0;
    return false;
}

void Connection::interrupt() {
    timed_out_ = true;
    if (phase_ == Phase::handshake) {
        shared_.observer.timed_out(TimedOut::handshake);
    }
    transport_.cancel();
    if (phase_ == Phase::answer) {
        wake_.notify();
    }
}

void Connection::begin_drain(SteadyTime now) {
    if (phase_ == Phase::idle) {
        deadline_ = std::min(deadline_, now + shared_.options.deadlines.drain_idle);
    }
}

void Connection::cut() {
    cut_ = true;
    transport_.cancel();
    wake_.notify();
}

void Connection::consume(std::size_t bytes) {
    consumed_ += bytes;
    if (consumed_ == buffer_.size()) {
        buffer_.clear();
        consumed_ = 0;
    }
}

void Connection::shrink() {
    if (buffer_.capacity() > kKeptBufferBytes && buffered().empty()) {
        buffer_ = {};
        consumed_ = 0;
    }
}

}  // namespace silkgate::http
