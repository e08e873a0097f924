#include "gateway/http/session.hpp"

#include "gateway/http/exchange.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/http/reply_writer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace silkgate::http {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Phase = Connection::Phase;

namespace {

constexpr std::size_t kKeptBufferBytes = 64 * 1024;  // larger buffers are given back after a request

}  // namespace

Session::Session(Worker& worker, Transport transport, Admission admission)
    : worker_(worker),
      shared_(worker.shared()),
      connection_(worker, std::move(transport)),
      admission_(admission) {}

Session::~Session() = default;

// GCC 12 makes wrong code of a co_await behind && or || when it optimises (seen with 12.2 at -O1 and -O2), so
// in this folder each co_await is a statement of its own.
asio::awaitable<void> Session::run() {
    if (connection_.is_tls()) {
        const bool shaken = co_await connection_.handshake();
        if (!shaken) {
            co_return;
        }
    }
    for (bool more = true; more;) {
        more = co_await serve_one();
    }
    co_await connection_.linger();
    connection_.close();
}

// True when the connection goes on with a next request.
asio::awaitable<bool> Session::serve_one() {
    const Limits& limits = shared_.options.limits;
    const Arrival arrival = co_await read_head();
    if (arrival == Arrival::nothing) {
        co_return false;
    }
    Exchange exchange(limits.head_bytes_max, limits.chunk_extension_bytes_max);
    if (arrival == Arrival::head) {
        accept_head(exchange);
    } else {
        refuse_arrival(exchange, arrival);
    }
    if (!exchange.reply && !exchange.reader.done()) {
        const bool alive = co_await read_body(exchange);
        if (!alive) {
            co_return false;
        }
    }
    if (!exchange.reply) {
        co_await run_handler(exchange);
    }
    if (!exchange.reply) {
        co_return false;
    }
    const bool written = co_await write_reply(exchange);
    if (!written || !exchange.keep_alive) {
        co_return false;
    }
    if (exchange.reader.done()) {
        co_return true;
    }
    const bool discarded = co_await discard_body(exchange);
    co_return discarded;
}

// Waits for the next request's head; its length is left in head_length_.
asio::awaitable<Session::Arrival> Session::read_head() {
    const Deadlines& deadlines = shared_.options.deadlines;
    const bool draining = shared_.draining.load(std::memory_order_relaxed);
    connection_.shrink();
    connection_.enter(
        Phase::idle, draining ? std::min(deadlines.drain_idle, deadlines.idle) : deadlines.idle
    );
    scanned_ = 0;
    for (;;) {
        if (!connection_.buffered().empty() && connection_.phase() == Phase::idle) {
            connection_.enter(Phase::head, deadlines.header);
        }
        const HeadScan scan = find_head_end(connection_.buffered(), scanned_);
        if (scan.end == HeadEnd::complete) {
            head_length_ = scan.length;
            co_return Arrival::head;
        }
        if (scan.end == HeadEnd::malformed) {
            co_return Arrival::malformed;
        }
        if (connection_.buffered().size() >= shared_.options.limits.head_bytes_max) {
            co_return Arrival::too_large;
        }
        if (!co_await connection_.fill(Connection::Try::wait_first)) {
            co_return connection_.timed_out() && connection_.phase() == Phase::head ? Arrival::late
                                                                                    : Arrival::nothing;
        }
    }
}

// False when the connection ended; otherwise the body is complete or exchange.reply says why not.
asio::awaitable<bool> Session::read_body(Exchange& exchange) {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (exchange.expect_continue && connection_.buffered().empty()) {
        const bool written = co_await connection_.write_all(kContinue);
        if (!written) {
            co_return false;
        }
    }
    connection_.enter(Phase::body, milliseconds::max());
    for (;;) {
        const auto fed = exchange.reader.feed(connection_.buffered());
        if (!fed) {
            refuse_and_close(exchange, fed.error());
            co_return true;
        }
        connection_.consume(fed->consumed);
        exchange.bytes_in += fed->consumed;
        if (fed->done) {
            co_return true;
        }
        if (exchange.reader.chunked()) {
            if (!reserve(exchange, exchange.reader.announced_bytes())) {
                shared_.observer.refused(Refused::in_flight_limit);
                refuse_and_close(exchange, fail(Errc::overloaded, "too many bytes are in flight"));
                co_return true;
            }
            if (connection_.buffered().size() >= shared_.options.limits.head_bytes_max) {
                refuse_and_close(
                    exchange, fail(Errc::malformed_request, "a chunk's header or trailer is too long")
                );
                co_return true;
            }
        }
        if (!co_await connection_.fill(Connection::Try::read_first)) {
            if (!connection_.timed_out()) {
                co_return false;
            }
            shared_.observer.timed_out(TimedOut::body);
            refuse_and_close(exchange, fail(Errc::request_timeout, "the body arrives too slowly"));
            co_return true;
        }
    }
}

// Leaves the handler's reply, or 504 when its deadline passes first, in exchange.reply.
asio::awaitable<void> Session::run_handler(Exchange& exchange) {
    const Route& route = *exchange.route;
    const bool own = route.answer_deadline.count() > 0;
    connection_.enter(Phase::answer, own ? route.answer_deadline : shared_.options.deadlines.answer);
    reply_.reset();
    const std::uint64_t number = ++exchanges_;
    // Only what an answer of our own would need stays here.
    api::Request own_part;
    own_part.path = exchange.request.path;
    own_part.request_id = exchange.request.request_id;
    try {
        asio::co_spawn(
            worker_.context(),
            route.handler(std::move(exchange.request)),
            [self = shared_from_this(), number, share = std::move(exchange.share)](
                const std::exception_ptr& error, api::Reply reply
            ) mutable { self->on_reply(number, error, std::move(reply), std::move(share)); }
        );
    } catch (const std::exception& error) {
        on_reply(number, std::current_exception(), {}, {});
    }
    while (!reply_ && !connection_.interrupted()) {
        co_await connection_.wake().wait();
    }
    exchange.request = std::move(own_part);
    if (reply_) {
        exchange.reply =
            handler_failed_ ? problem(fail(Errc::internal, {}), exchange.request) : std::move(reply_);
        exchange.share = std::move(reply_share_);
        reply_.reset();
    } else if (!connection_.is_cut()) {
        ++exchanges_;  // a late reply is nobody's
        shared_.observer.timed_out(TimedOut::answer);
        refuse_and_close(exchange, fail(Errc::outcome_unknown, "the answer was not ready in time"));
    }
}

void Session::on_reply(
    std::uint64_t exchange,
    const std::exception_ptr& error,
    api::Reply reply,
    Reservation share
) {
    if (error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& caught) {
            shared_.observer.internal_error(caught.what());
        } catch (...) {
            shared_.observer.internal_error("an exception of an unknown type left a handler");
        }
    }
    if (exchange != exchanges_) {
        return;  // the caller has had 504
    }
    reply_ = std::move(reply);
    handler_failed_ = error != nullptr;
    reply_share_ = std::move(share);
    connection_.wake().notify();
}

asio::awaitable<bool> Session::write_reply(Exchange& exchange) {
    const api::Reply& reply = *exchange.reply;
    const bool draining = shared_.draining.load(std::memory_order_relaxed);
    exchange.keep_alive = exchange.keep_alive && !reply.close && !draining;
    const std::string& sts = shared_.options.strict_transport_security;
    const ReplyFrame frame{
        .http11 = exchange.http11,
        .keep_alive = exchange.keep_alive,
        .head_only = exchange.method == api::Method::head,
        .date = worker_.date(),
        .request_id = exchange.request.request_id,
        .traceparent = exchange.traceparent,
        .strict_transport_security = connection_.is_tls() ? std::string_view(sts) : std::string_view(),
    };
    out_.clear();
    if (!append_reply(out_, reply, frame)) {
        shared_.observer.internal_error("a reply set a header field that is not its own to set");
    }
    shared_.observer.answered(AnswerEvent{
        .method = exchange.method,
        .route = exchange.route == nullptr ? std::string_view() : std::string_view(exchange.route->pattern),
        .status = reply.status,
        .bytes_in = exchange.bytes_in,
        .bytes_out = out_.size(),
        .duration = steady_clock::now() - exchange.began,
        .request_id = exchange.request.request_id,
    });
    const bool written = co_await connection_.write_all(out_);
    if (out_.capacity() > kKeptBufferBytes) {
        out_ = {};
    }
    co_return written;
}

// The rest of a small body that was refused, so that the next request is where it seems to be.
asio::awaitable<bool> Session::discard_body(Exchange& exchange) {
    connection_.enter(Phase::body, milliseconds::max());
    std::uint64_t left = exchange.content_length;
    for (;;) {
        const std::size_t now =
            static_cast<std::size_t>(std::min<std::uint64_t>(left, connection_.buffered().size()));
        connection_.consume(now);
        left -= now;
        if (left == 0) {
            co_return true;
        }
        if (!co_await connection_.fill(Connection::Try::read_first)) {
            co_return false;
        }
    }
}

}  // namespace silkgate::http
