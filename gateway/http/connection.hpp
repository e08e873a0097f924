// The bytes of one connection: reading and writing within deadlines. Everything runs on the worker's thread.
#pragma once

#include "gateway/http/transport.hpp"
#include "gateway/http/wake.hpp"
#include "gateway/http/worker.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::http {

class Connection {
public:
    enum class Phase : std::uint8_t { handshake, idle, head, body, answer, write, linger };

    Connection(Worker& worker, Transport transport);

    // Each is false when the connection was closed, cut, or too late; see timed_out().
    boost::asio::awaitable<bool> handshake();
    // Appends what the peer sent to buffered(), waiting until there is something.
    enum class Try : std::uint8_t { wait_first, read_first };
    boost::asio::awaitable<bool> fill(Try order);
    boost::asio::awaitable<bool> write_all(std::string_view bytes);
    // Ends our direction and reads what still comes until the peer closes, so that no reset overtakes our
    // last answer (RFC 9112 9.6).
    boost::asio::awaitable<void> linger();
    // The last step: the peer sees the end now, even while a handler of this session is still at work.
    void close() noexcept { transport_.close(); }

    // Begins a phase with its time limit. body and write have a minimum rate instead of the limit.
    void enter(Phase phase, std::chrono::milliseconds limit);
    [[nodiscard]] Phase phase() const noexcept { return phase_; }
    [[nodiscard]] bool timed_out() const noexcept { return timed_out_ && !cut_; }
    [[nodiscard]] bool is_cut() const noexcept { return cut_; }
    [[nodiscard]] bool interrupted() const noexcept { return cut_ || timed_out_; }

    // The worker's tick asks, and then ends the wait. interrupt() and cut() may run the session before they
    // return.
    [[nodiscard]] bool is_overdue(SteadyTime now);
    void interrupt();
    void begin_drain(SteadyTime now);
    // Ends the connection as soon as the present step returns.
    void cut();

    [[nodiscard]] std::string_view buffered() const noexcept {
        return std::string_view(buffer_).substr(consumed_);
    }
    void consume(std::size_t bytes);
    // Gives a large buffer back when nothing is in it.
    void shrink();

    [[nodiscard]] bool is_tls() const noexcept { return transport_.is_tls(); }
    [[nodiscard]] const std::string& client_fingerprint() const noexcept { return fingerprint_; }
    // For the wait on a handler; woken by its reply, by its deadline and by cut().
    [[nodiscard]] Wake& wake() noexcept { return wake_; }

private:
    boost::asio::awaitable<bool> wait(Transport::Status status);

    Shared& shared_;
    Worker& worker_;
    Transport transport_;
    Wake wake_;
    std::string buffer_;  // received; used up to consumed_
    std::size_t consumed_ = 0;
    std::string fingerprint_;
    Phase phase_ = Phase::handshake;
    SteadyTime phase_began_;
    SteadyTime deadline_;
    std::uint64_t moved_bytes_ = 0;  // in this phase, for the minimum rate
    bool timed_out_ = false;
    bool cut_ = false;
};

}  // namespace silkgate::http
