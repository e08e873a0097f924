#include "gateway/api/get_order.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/api/consolidations.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/api/route_map.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"

#include <charconv>

namespace silkgate::api {
namespace {

constexpr std::size_t kEventsMax = 200;

Error no_such_order() {
    return fail(Errc::not_found, "there is no such order");
}

std::string etag(std::int64_t version) {
    return '"' + std::to_string(version) + '"';
}

}  // namespace

Result<GetOrder::Found> GetOrder::find(const Request& request) const {
    Found found{.snapshot = services_.snapshots.get(), .state = std::nullopt, .first_answer = {}};
    const auto caller = authenticate(services_, *found.snapshot, request, "orders:read");
    if (!caller) {
        return caller.error();
    }
    const OrderId id(std::string(request.param("id")));
    found.state = services_.replica.find_state(id);
    if (found.state) {
        return found.state->tenant == caller->tenant ? Result<Found>(std::move(found)) : no_such_order();
    }
    if (const auto archived = services_.replica.find_archived(id);
        archived && archived->tenant == caller->tenant) {
        return dispatch::archived_error(*archived);
    }
    if (auto recent = services_.dedupe.find_recent(id, caller->tenant)) {
        found.first_answer = std::move(recent->answer);
        return found;
    }
    return no_such_order();
}

boost::asio::awaitable<Reply> GetOrder::state(Request request) {
    const auto found = find(request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    Reply reply;
    reply.body =
        found->state ? to_answer(*found->state, travels_in(services_, *found->state)) : found->first_answer;
    reply.headers.push_back({"ETag", etag(found->state ? found->state->version : 1)});
    co_return reply;
}

boost::asio::awaitable<Reply> GetOrder::documents(Request request) {
    const auto found = find(request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    Reply reply;
    reply.body = found->state ? to_document_list(*found->state) : "{\"documents\":[]}";
    co_return reply;
}

boost::asio::awaitable<Reply> GetOrder::document(Request request) {
    const auto found = find(request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    const dispatch::DocumentState* wanted =
        found->state ? dispatch::find_document(*found->state, request.param("documentId")) : nullptr;
    if (wanted == nullptr) {
        co_return http::problem(fail(Errc::not_found, "the order has no such document"), request);
    }
    // A message about several orders stands in the state of one of them.
    std::optional<dispatch::OrderState> owner;
    if (!wanted->shared_by.view().empty()) {
        if (const auto archived = services_.replica.find_archived(wanted->shared_by)) {
            co_return http::problem(dispatch::archived_error(*archived), request);
        }
        owner = services_.replica.find_state(wanted->shared_by);
        wanted = owner ? dispatch::find_document(*owner, request.param("documentId")) : nullptr;
    }
    if (wanted == nullptr) {
        co_return http::problem(fail(Errc::request_in_flight, "the document is not published yet"), request);
    }
    auto bytes = co_await log_.read_value(wanted->published);
    if (!bytes) {
        co_return http::problem(bytes.error(), request);
    }
    if (crypto::to_hex(crypto::sha256(*bytes)) != wanted->sha256) {
        // The topic was deleted and made anew: what stands there now is another document.
        co_return http::problem(
            fail(
                Errc::gone,
                "the record at the document's place on " + wanted->published.topic + " is another one"
            ),
            request
        );
    }
    Reply reply;
    reply.content_type = wanted->content_type;
    reply.body = std::move(*bytes);
    reply.headers.push_back({"ETag", '"' + wanted->sha256 + '"'});
    co_return reply;
}

boost::asio::awaitable<Reply> GetOrder::events(Request request) {
    const auto found = find(request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    std::int64_t after = 0;
    const std::string_view text = request.query_value("after");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), after);
    if (!text.empty() && (read.ec != std::errc{} || read.ptr != text.data() + text.size() || after < 0)) {
        co_return http::problem(
            fail(Errc::invalid_parameter, "after must be a sequence number", "after"), request
        );
    }
    json::Writer out(2048);
    out.begin_object().key("events").begin_array();
    if (found->state) {
        for (const std::string& event : services_.replica.events(found->state->id, after, kEventsMax)) {
            out.raw(event);
        }
    }
    out.end_array().end_object();
    Reply reply;
    reply.body = std::move(out).str();
    co_return reply;
}

boost::asio::awaitable<Reply> GetOrder::route_map(Request request) {
    const auto found = find(request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    const auto plan = found->state ? dispatch::parse_route_plan(found->state->route) : nullptr;
    if (plan == nullptr) {
        co_return http::problem(fail(Errc::not_found, "no way is planned for the order"), request);
    }
    auto svg = draw_plan(*found->snapshot->corridors, *plan, found->state->number);
    if (!svg) {
        co_return http::problem(svg.error(), request);
    }
    co_return Reply{.status = 200, .content_type = "image/svg+xml", .headers = {}, .body = std::move(*svg)};
}

}  // namespace silkgate::api
