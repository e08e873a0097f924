// One connection's requests, one after the other: limits, routing, the handler, the answer.
// Everything here runs on the thread of its worker.
#pragma once

#include "gateway/http/connection.hpp"
#include "gateway/http/request_reader.hpp"
#include "gateway/http/strict_head.hpp"
#include "gateway/http/worker.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace silkgate::http {

// serve: as usual. refuse: over the connection limit; the first request gets 503 and the connection ends.
enum class Admission : std::uint8_t { serve, refuse };

// Owned by the worker's list, and by its own coroutine and its handler's completion while these run.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Worker& worker, Transport transport, Admission admission);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // The whole life of the connection. Ends without an exception unless there is a bug.
    boost::asio::awaitable<void> run();

    [[nodiscard]] Connection& connection() noexcept { return connection_; }

    std::size_t index = 0;  // the worker's: place in its list

private:
    struct Exchange;

    enum class Arrival : std::uint8_t { nothing, head, late, too_large, malformed };

    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<Arrival> read_head();
    boost::asio::awaitable<bool> read_body(Exchange& exchange);
    boost::asio::awaitable<void> run_handler(Exchange& exchange);
    boost::asio::awaitable<bool> write_reply(Exchange& exchange);
    boost::asio::awaitable<bool> discard_body(Exchange& exchange);

    void refuse_arrival(Exchange& exchange, Arrival arrival);
    void accept_head(Exchange& exchange);
    void identify(api::Request& request);
    [[nodiscard]] Result<void> choose_route(Exchange& exchange, const HeadView& view);
    [[nodiscard]] Result<void> admit(Exchange& exchange, const HeadView& view);
    [[nodiscard]] bool reserve(Exchange& exchange, std::uint64_t content_bytes);
    void refuse(Exchange& exchange, const Error& error);
    void refuse_and_close(Exchange& exchange, const Error& error);
    void
    on_reply(std::uint64_t exchange, const std::exception_ptr& error, api::Reply reply, Reservation share);

    Worker& worker_;
    Shared& shared_;
    Connection connection_;
    Admission admission_;
    std::size_t scanned_ = 0;      // of what is buffered: where the search for the head's end goes on
    std::size_t head_length_ = 0;  // of the head that arrived
    std::string out_;

    // The handler's answer to exchange number exchanges_, until the session takes it.
    std::uint64_t exchanges_ = 0;
    std::optional<api::Reply> reply_;
    Reservation reply_share_;
    bool handler_failed_ = false;
};

}  // namespace silkgate::http
