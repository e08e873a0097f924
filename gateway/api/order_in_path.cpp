#include "gateway/api/order_in_path.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/http/problem.hpp"

namespace silkgate::api {

const config::Connection* OrderInPath::connection() const {
    return snapshot->directory->find_connection(state.tenant, state.connection.view());
}

std::string OrderInPath::etag() const {
    return '"' + std::to_string(state.version) + '"';
}

bool OrderInPath::matches(const Request& request) const {
    return request.header("If-Match") == etag() || request.header("If-Match") == "*";
}

Reply OrderInPath::refuse(const Error& error, const Request& request) const {
    Reply reply = http::problem(error, request, snapshot->registry->rule_set());
    reply.headers.push_back({"ETag", etag()});
    return reply;
}

Result<OrderInPath>
find_order_in_path(const Services& services, const Request& request, std::string_view scope) {
    auto snapshot = services.snapshots.get();
    const auto caller = authenticate(services, *snapshot, request, scope);
    if (!caller) {
        return caller.error();
    }
    const OrderId wanted{std::string(request.param("id"))};
    auto state = services.replica.find_state(wanted);
    if (const auto archived = state ? std::nullopt : services.replica.find_archived(wanted);
        archived && archived->tenant == caller->tenant) {
        return dispatch::archived_error(*archived);
    }
    if (!state && services.dedupe.find_recent(wanted, caller->tenant)) {
        return fail(Errc::request_in_flight, "the order was accepted a moment ago; try again");
    }
    if (!state || state->tenant != caller->tenant) {
        return fail(Errc::not_found, "there is no such order");
    }
    return OrderInPath{
        .snapshot = std::move(snapshot),
        .state = std::move(*state),
        .by = caller->tenant.str() + "/" + caller->key_id,
    };
}

std::optional<Reply> require_if_match(const OrderInPath& order, const Request& request) {
    if (request.has_header("If-Match")) {
        return std::nullopt;
    }
    return order.refuse(fail(Errc::precondition_required, "send If-Match: " + order.etag()), request);
}

std::optional<Reply> refuse_stale(const OrderInPath& order, const Request& request) {
    if (order.matches(request)) {
        return std::nullopt;
    }
    return order.refuse(fail(Errc::precondition_failed, "the order's version is " + order.etag()), request);
}

}  // namespace silkgate::api
