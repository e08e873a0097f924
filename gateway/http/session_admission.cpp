// What a session decides before it reads a body: head → route → room; or the refusal.
#include "gateway/http/exchange.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/http/session.hpp"
#include "gateway/http/text.hpp"

#include <string>
#include <utility>
#include <vector>

namespace silkgate::http {
namespace {

constexpr std::size_t kRequestOverheadBytes = 512;  // what a request costs beside its bytes, roughly
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

void Session::refuse_arrival(Exchange& exchange, Arrival arrival) {
    exchange.request.request_id = worker_.make_request_id();
    exchange.bytes_in = connection_.buffered().size();
    switch (arrival) {
        case Arrival::late:
            shared_.observer.timed_out(TimedOut::header);
            refuse_and_close(
                exchange, fail(Errc::request_timeout, "the header block did not arrive in time")
            );
            return;
        case Arrival::too_large:
            refuse_and_close(exchange, fail(Errc::header_too_large, "the header block is over its limit"));
            return;
        case Arrival::malformed:
            refuse_and_close(
                exchange,
                fail(
                    Errc::malformed_request, "a line does not end in CRLF, or the first is not a request line"
                )
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
        exchange.reply->headers.push_back(
            {"Allow", match->allow.empty() ? std::string(kAllMethods) : match->allow}
        );
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

}  // namespace silkgate::http
