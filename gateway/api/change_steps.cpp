#include "gateway/api/change_steps.hpp"

#include "gateway/api/order_json.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/order/order_json.hpp"

namespace silkgate::api {

std::chrono::steady_clock::time_point deadline_of(const Snapshot& snapshot) {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(snapshot.settings.kafka.produce_ms);
}

bool prefers(const Request& request, std::string_view handling) {
    return request.header("Prefer").find("handling=" + std::string(handling)) != std::string_view::npos;
}

void point_into(Violations& violations, const order::Pointers& pointers) {
    for (Violation& violation : violations) {
        violation.pointer = pointers.to_source(violation.canonical_pointer);
    }
}

std::string change_id(std::int64_t revision, dispatch::CommandKind kind, const order::Order& order) {
    return crypto::to_base32(
        crypto::sha256(
            std::to_string(revision) + '\n' + std::string(to_string(kind)) + '\n' + order::fingerprint(order)
        ),
        26
    );
}

Reply accepted(const OrderInPath& found, std::string body) {
    Reply reply{.status = 202, .body = std::move(body)};
    reply.headers.push_back({"Location", "/v1/orders/" + found.state.id.str()});
    reply.headers.push_back({"ETag", '"' + std::to_string(found.state.version + 1) + '"'});
    return reply;
}

Reply done_before(const OrderInPath& found) {
    Reply reply{.status = 202, .body = to_answer(found.state)};
    reply.headers.push_back({"Location", "/v1/orders/" + found.state.id.str()});
    reply.headers.push_back({"ETag", found.etag()});
    reply.headers.push_back({"Idempotent-Replayed", "true"});
    return reply;
}

dispatch::Command begin_command(
    dispatch::Command base,
    dispatch::CommandKind kind,
    const dispatch::OrderState& state,
    const Request& request,
    Instant now
) {
    base.kind = kind;
    base.accepted_at = now;
    base.request_id = request.request_id;
    base.traceparent = request.traceparent;
    base.fingerprint.clear();
    base.answer.clear();
    base.base = state.revision;
    base.amends.clear();
    base.releases.clear();
    return base;
}

}  // namespace silkgate::api
