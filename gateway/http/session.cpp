#include "gateway/http/session.hpp"

#include <algorithm>
#include <utility>

#include "gateway/http/problem.hpp"
#include "gateway/http/reply_writer.hpp"
#include "gateway/http/text.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace silkgate::http {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Phase = Connection::Phase;

namespace {

constexpr std::size_t kRequestOverheadBytes = 512;  // what a request costs beside its bytes, roughly
constexpr std::size_t kKeptBufferBytes = 64 * 1024;  // larger buffers are given back after a request

constexpr const char* kAllMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) {
        out += out.empty() ? part : ", " + part;
    }
    return out;
}

bool writes(api::Method method) noexcept {
    return method == api::Method::post || method == api::Method::put || method == api::Method::patch;
}

}  // namespace

// One request and its answer.
struct Session::Exchange {
    Exchange(std::size_t head_bytes_max, std::size_t chunk_extension_bytes_max)
        : reader(request, head_bytes_max, chunk_extension_bytes_max) {}

    api::Request request;
    RequestReader reader;
    std::optional<api::Reply> reply;
    const Route* route = nullptr;
    Reservation share;
    std::uint64_t content_length = 0;
    std::uint64_t bytes_in = 0;
    SteadyTime began = steady_clock::now();
    std::string traceparent;
    api::Method method = api::Method::other;
    bool http11 = true;
    bool keep_alive = false;
    bool expect_continue = false;
};

Session::Session(Worker& worker, Transport transport, Admission admission)
    : worker_(worker),
      shared_(worker.shared()),
      connection_(worker, std::move(transport)),
      admission_(admission) {}

Session::~Session() = default;

// GCC 12 makes wrong code of a co_await behind && or || when it optimises (seen with 12.2 at -O1 and -O2), so in this
// folder each co_await is a statement of its own.
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
    connection_.enter(Phase::idle, draining ? std::min(deadlines.drain_idle, deadlines.idle) : deadlines.idle);
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

void Session::refuse_arrival(Exchange& exchange, Arrival arrival) {
    exchange.request.request_id = worker_.make_request_id();
    exchange.bytes_in = connection_.buffered().size();
    switch (arrival) {
        case Arrival::late:
            shared_.observer.timed_out(TimedOut::header);
            refuse_and_close(exchange, fail(Errc::request_timeout, "the header block did not arrive in time"));
            return;
        case Arrival::too_large:
            refuse_and_close(exchange, fail(Errc::header_too_large, "the header block is over its limit"));
            return;
        case Arrival::malformed:
            refuse_and_close(
                exchange,
                fail(Errc::malformed_request, "a line does not end in CRLF, or the first is not a request line")
            );
            return;
        case Arrival::head:
        case Arrival::nothing:
            return;
    }
}

// Everything that is decided before the body is read: sets exchange.reply when the answer is known already.
void Session::accept_head(Exchange& exchange) {
    const Limits& limits = shared_.options.limits;
    api::Request& request = exchange.request;
    const std::string_view head = connection_.buffered().substr(0, head_length_);
    exchange.bytes_in = head_length_;
    const auto view =
        check_head(head, HeadLimits{.bytes_max = limits.head_bytes_max, .fields_max = limits.fields_max});
    const auto parsed = view ? exchange.reader.read_head(head, *view) : Result<void>(view.error());
    identify(request);
    if (!parsed) {
        refuse_and_close(exchange, parsed.error());
        return;
    }
    exchange.traceparent = request.traceparent;
    exchange.method = request.method = view->method;
    exchange.http11 = view->http11;
    exchange.keep_alive = view->keep_alive;
    exchange.expect_continue = view->expect_continue;
    exchange.content_length = view->content_length.value_or(0);
    const auto chosen = choose_route(exchange, *view);
    if (const auto admitted = chosen && !exchange.reply ? admit(exchange, *view) : chosen; !admitted) {
        refuse(exchange, admitted.error());
    }
    connection_.consume(head_length_);  // the views into it end here
}

void Session::identify(api::Request& request) {
    const std::string_view id = request.header("x-request-id");
    request.request_id = is_request_id(id) ? std::string(id) : worker_.make_request_id();
    const std::string_view trace = request.header("traceparent");
    request.traceparent = is_traceparent(trace) ? std::string(trace) : std::string();
    request.client_fingerprint = connection_.client_fingerprint();
}

// Finds the route, or answers for the path: 404, 405 with Allow, OPTIONS.
Result<void> Session::choose_route(Exchange& exchange, const HeadView& view) {
    api::Request& request = exchange.request;
    if (admission_ == Admission::refuse) {
        exchange.keep_alive = false;
        shared_.observer.refused(Refused::connection_limit);
        return fail(Errc::overloaded, "there are too many connections");
    }
    if (auto read = read_target(view.raw_target, request); !read) {
        return read.error();
    }
    const std::string_view raw_path = view.raw_target.substr(0, view.raw_target.find('?'));
    const auto match = shared_.router.match(raw_path, request);
    if (!match) {
        return match.error();
    }
    exchange.route = match->route;
    if (match->route != nullptr) {
        return {};
    }
    if (view.method == api::Method::options && (!match->allow.empty() || raw_path == "*")) {
        exchange.reply = api::Reply{.status = 204};
        exchange.reply->headers.push_back({"Allow", match->allow.empty() ? std::string(kAllMethods) : match->allow});
        return {};
    }
    if (match->allow.empty()) {
        return fail(Errc::not_found, "there is no such path");
    }
    refuse(exchange, fail(Errc::method_not_allowed, "the path takes: " + match->allow));
    exchange.reply->headers.push_back({"Allow", match->allow});
    return {};
}

// The body's length and type, the answer's type, and room for it all.
Result<void> Session::admit(Exchange& exchange, const HeadView& view) {
    const Route& route = *exchange.route;
    if (route.body_bytes_max > 0 && writes(view.method) && !view.chunked && !view.content_length) {
        return fail(Errc::length_required, "the request needs Content-Length or chunked transfer coding");
    }
    if (exchange.content_length > route.body_bytes_max || (view.chunked && route.body_bytes_max == 0)) {
        return fail(
            Errc::body_too_large,
            "the body is over the limit of this path: " + std::to_string(route.body_bytes_max) + " bytes"
        );
    }
    const bool has_body = view.chunked || exchange.content_length > 0;
    if (const auto type = has_body ? check_content_type(route, exchange.request) : Result<void>(); !type) {
        refuse(exchange, type.error());
        exchange.reply->headers.push_back(
            {view.method == api::Method::patch ? "Accept-Patch" : "Accept-Post", joined(route.accepts)}
        );
        return {};
    }
    if (auto accept = check_accept(route, exchange.request); !accept) {
        return accept.error();
    }
    exchange.reader.limit_body(route.body_bytes_max);
    if (!reserve(exchange, exchange.content_length)) {
        shared_.observer.refused(Refused::in_flight_limit);
        return fail(Errc::overloaded, "too many bytes are in flight");
    }
    return {};
}

bool Session::reserve(Exchange& exchange, std::uint64_t content_bytes) {
    return exchange.share.grow_to(
        exchange.bytes_in + kRequestOverheadBytes + static_cast<std::size_t>(content_bytes),
        shared_.in_flight_bytes,
        shared_.options.limits.in_flight_bytes_max
    );
}

// The framing is known and the connection can go on.
void Session::refuse(Exchange& exchange, const Error& error) {
    exchange.reply = problem(error, exchange.request);
    // What was promised or sent after the head is not worth reading when there may be much of it, and with
    // 100-continue nobody knows whether it comes.
    const bool small = exchange.content_length <= shared_.options.limits.discard_bytes_max;
    if (!exchange.reader.done() && (!small || exchange.expect_continue || exchange.reader.chunked())) {
        exchange.keep_alive = false;
    }
}

// Nobody can say where the next request would begin.
void Session::refuse_and_close(Exchange& exchange, const Error& error) {
    exchange.reply = problem(error, exchange.request);
    exchange.keep_alive = false;
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
                refuse_and_close(exchange, fail(Errc::malformed_request, "a chunk's header or trailer is too long"));
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
                const std::exception_ptr& error,
                api::Reply reply
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
        exchange.reply = handler_failed_ ? problem(fail(Errc::internal, {}), exchange.request) : std::move(reply_);
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
    shared_.observer.answered(
        AnswerEvent{
            .method = exchange.method,
            .route = exchange.route == nullptr ? std::string_view() : std::string_view(exchange.route->pattern),
            .status = reply.status,
            .bytes_in = exchange.bytes_in,
            .bytes_out = out_.size(),
            .duration = steady_clock::now() - exchange.began,
            .request_id = exchange.request.request_id,
        }
    );
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
        const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(left, connection_.buffered().size()));
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
