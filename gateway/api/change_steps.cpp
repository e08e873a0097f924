#include "gateway/api/change_steps.hpp"

#include "gateway/api/order_json.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>

namespace silkgate::api {

ChangeCall call_by_hand(const OrderInPath& found, const Request& request) {
    return {
        .snapshot = *found.snapshot,
        .connection = *found.connection(),
        .state = found.state,
        .fingerprint = {},
        .strict = prefers(request, "strict"),
        .request_id = request.request_id,
        .traceparent = request.traceparent,
        .language = http::pick_language(request.header("Accept-Language")),
        .deadline = std::chrono::steady_clock::now() +
                    std::chrono::milliseconds(found.snapshot->settings.kafka.produce_ms),
    };
}

bool prefers(const Request& request, std::string_view handling) {
    return request.header("Prefer").find("handling=" + std::string(handling)) != std::string_view::npos;
}

void point_into(Violations& violations, const order::Pointers& pointers) {
    for (Violation& violation : violations) {
        violation.pointer = pointers.to_source(violation.canonical_pointer);
    }
}

std::string change_id(const ChangeCall& call, dispatch::CommandKind kind, const order::Order& order) {
    const std::string what = call.is_by_platform()
                                 ? "payload\n" + call.fingerprint
                                 : std::to_string(call.state.revision) + '\n' + std::string(to_string(kind)) +
                                       '\n' + order::fingerprint(order);
    return crypto::to_base32(crypto::sha256(what), 26);
}

dispatch::Command
begin_command(dispatch::Command base, dispatch::CommandKind kind, const ChangeCall& call, Instant now) {
    base.kind = kind;
    base.accepted_at = now;
    base.request_id = call.request_id;
    base.traceparent = call.traceparent;
    base.fingerprint = call.fingerprint;
    base.answer.clear();
    base.base = call.state.revision;
    base.amends.clear();
    base.redeclares.clear();
    base.returns.clear();
    base.releases.clear();
    return base;
}

std::optional<Error> refuse_return(const dispatch::OrderState& state, const config::Connection* connection) {
    if (connection == nullptr) {
        return fail(Errc::illegal_transition, "the order's connection is not in the settings");
    }
    if (dispatch::is_cancelling(state)) {
        return fail(Errc::illegal_transition, "the order is " + std::string(to_string(state.word)));
    }
    if (std::ranges::none_of(state.legs, &dispatch::is_told)) {
        return fail(Errc::illegal_transition, "nothing of the order was declared: cancel it");
    }
    return std::nullopt;
}

Reply accepted(const OrderInPath& found, Changed changed) {
    Reply reply{.status = 202, .body = std::move(changed.body)};
    reply.headers.push_back({"Location", "/v1/orders/" + found.state.id.str()});
    reply.headers.push_back({"ETag", '"' + std::to_string(changed.version) + '"'});
    return reply;
}

Reply done_before(const OrderInPath& found) {
    Reply reply{.status = 202, .body = to_answer(found.state)};
    reply.headers.push_back({"Location", "/v1/orders/" + found.state.id.str()});
    reply.headers.push_back({"ETag", found.etag()});
    reply.headers.push_back({"Idempotent-Replayed", "true"});
    return reply;
}

}  // namespace silkgate::api
