#include "gateway/api/submit_order.hpp"

#include <algorithm>

#include "gateway/api/order_json.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/webhook.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/observe/events.hpp"

namespace silkgate::api {
namespace {

using observe::IdempotencyResult;
using observe::OrderOutcome;

// "Prefer: handling=strict" or "handling=lenient" (RFC 7240); anything else is no wish.
std::optional<std::string_view> preferred_handling(const Request& request) {
    const std::string_view prefer = request.header("Prefer");
    constexpr std::string_view kHandling = "handling=";
    const auto at = prefer.find(kHandling);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = prefer.substr(at + kHandling.size());
    return rest.substr(0, rest.find_first_of(" ,;"));
}

// The key's text: a quoted string (RFC 8941) and the bare form mean the same. 1 to 255 visible ASCII characters.
Result<std::string> read_idempotency_key(const Request& request) {
    if (!request.has_header("Idempotency-Key")) {
        return std::string{};
    }
    std::string_view key = request.header("Idempotency-Key");
    const bool quoted = key.size() >= 2 && key.starts_with('"') && key.ends_with('"');
    if (quoted) {
        key = key.substr(1, key.size() - 2);
    }
    const bool visible = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
    if (key.empty() || key.size() > 255 || !visible) {
        return fail(
            Errc::idempotency_key_malformed,
            "1 to 255 visible ASCII characters, bare or in double quotes, are wanted",
            "Idempotency-Key"
        );
    }
    return std::string(key);
}

json::Limits json_limits(const config::Settings& settings) {
    return {
        .depth_max = static_cast<std::uint32_t>(settings.json.depth_max),
        .members_max = static_cast<std::uint32_t>(settings.json.members_max),
        .string_bytes_max = static_cast<std::uint32_t>(settings.json.string_bytes_max),
    };
}

Error violations_error(Violations violations) {
    Error error = fail(Errc::rule_violations, std::to_string(violations.size()) + " violations");
    error.violations = std::move(violations);
    return error;
}

// The connection that POST /v1/orders is for: named by ?connection=, or the tenant's only "direct" one.
Result<const config::Connection*> direct_connection(
    const Snapshot& snapshot, const TenantId& tenant, std::string_view wanted
) {
    if (!wanted.empty()) {
        const auto* connection = snapshot.directory->find_connection(tenant, wanted);
        return connection != nullptr ? Result<const config::Connection*>(connection)
                                     : fail(Errc::not_found, "there is no such connection", "connection");
    }
    const config::Connection* only = nullptr;
    for (const config::Connection& connection : snapshot.directory->connections()) {
        if (connection.tenant == tenant && connection.platform == "direct") {
            if (only != nullptr) {
                return fail(Errc::invalid_parameter, "several connections fit: name one by ?connection=", "connection");
            }
            only = &connection;
        }
    }
    return only != nullptr
               ? Result<const config::Connection*>(only)
               : fail(Errc::invalid_parameter, "the tenant has no connection of platform direct", "connection");
}

}  // namespace

Result<SubmitOrder::Submission> SubmitOrder::begin(
    const Request& request, std::shared_ptr<const Snapshot> snapshot, IntakeCaller caller, Handling handling
) const {
    auto key = read_idempotency_key(request);
    if (!key) {
        return key.error();
    }
    const auto wish = preferred_handling(request);
    if (wish == "strict") {
        handling = Handling::strict;
    } else if (wish == "lenient") {
        handling = Handling::lenient;
    }
    Submission submission{
        .snapshot = std::move(snapshot),
        .caller = std::move(caller),
        .dialect = nullptr,
        .handling = handling,
        .idempotency_hash = {},
        .request_id = request.request_id,
        .traceparent = request.traceparent,
        .language = http::pick_language(request.header("Accept-Language")),
        .started = std::chrono::steady_clock::now(),
    };
    const config::Connection& connection = *submission.caller.connection;
    submission.dialect = intake::find_dialect(connection.platform);
    if (submission.dialect == nullptr) {
        return fail(Errc::internal, "the connection's platform has no dialect: " + connection.platform);
    }
    if (!key->empty()) {
        submission.idempotency_hash =
            dispatch::idempotency_hash(connection.tenant, "orders/" + connection.id.str(), *key);
    }
    return submission;
}

Result<SubmitOrder::Submission> SubmitOrder::begin_order(const Request& request) const {
    auto snapshot = services_.snapshots.get();
    auto caller = authenticate(services_, *snapshot, request, "orders:write");
    if (!caller) {
        return caller.error();
    }
    const auto connection = direct_connection(*snapshot, caller->tenant, request.query_value("connection"));
    if (!connection) {
        return connection.error();
    }
    IntakeCaller intake_caller{
        .connection = *connection, .kind = order::SourceKind::relayed_pull, .signature = std::nullopt
    };
    return begin(request, std::move(snapshot), std::move(intake_caller), Handling::strict);
}

Result<SubmitOrder::Submission> SubmitOrder::begin_intake(const Request& request) const {
    auto snapshot = services_.snapshots.get();
    auto caller = authenticate_intake(services_, *snapshot, request);
    if (!caller) {
        return caller.error();
    }
    return begin(request, std::move(snapshot), std::move(*caller), Handling::lenient);
}

Result<SubmitOrder::ReadBody> SubmitOrder::read(const Submission& submission, const Request& request) const {
    auto document = json::Document::parse(request.body, json_limits(submission.snapshot->settings));
    if (!document) {
        return document.error();
    }
    const intake::IntakeContext context{
        .connection = submission.caller.connection,
        .received_at = services_.clock.now(),
        .raw_sha256 = crypto::to_hex(crypto::sha256(request.body)),
        .event_id = std::string(submission.dialect->event_id(request)),
        .kind = submission.caller.kind,
        .signature = submission.caller.signature,
    };
    auto orders = submission.dialect->read(document->root(), context);
    if (!orders) {
        return orders.error();
    }
    return ReadBody{
        .document = std::move(*document), .orders = std::move(*orders), .received_at = context.received_at
    };
}

boost::asio::awaitable<Reply> SubmitOrder::post_order(Request request) {
    auto submission = begin_order(request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    co_return co_await submit(std::move(*submission), std::move(request));
}

boost::asio::awaitable<Reply> SubmitOrder::post_intake(Request request) {
    auto submission = begin_intake(request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    if (intake::is_ping(request)) {
        co_return Reply{.status = 200, .content_type = "application/json", .headers = {}, .body = "{\"ping\":true}"};
    }
    co_return co_await submit(std::move(*submission), std::move(request));
}

boost::asio::awaitable<Reply> SubmitOrder::submit(Submission submission, Request request) {
    const std::string& rule_set = submission.snapshot->registry->rule_set();
    auto body = read(submission, request);
    if (!body) {
        count(submission, OrderOutcome::unreadable, {});
        co_return http::problem(body.error(), request, rule_set);
    }
    if (body->orders.size() != 1) {
        co_return co_await submit_list(submission, request, std::move(*body));
    }
    auto outcome =
        co_await accept(submission, body->document, std::move(body->orders.front()), body->received_at);
    if (!outcome) {
        co_return http::problem(outcome.error(), request, rule_set);
    }
    Reply reply{.status = outcome->status, .body = std::move(outcome->body)};
    reply.headers.push_back({"Location", "/v1/orders/" + outcome->order_id});
    reply.headers.push_back({"ETag", '"' + std::to_string(outcome->version) + '"'});
    if (outcome->replayed) {
        reply.headers.push_back({"Idempotent-Replayed", "true"});
    }
    co_return reply;
}

boost::asio::awaitable<Result<SubmitOrder::Outcome>> SubmitOrder::accept(
    const Submission& submission, const json::Document& document, intake::IntakeOrder incoming, Instant now
) {
    const Snapshot& snapshot = *submission.snapshot;
    const config::Connection& connection = *submission.caller.connection;
    PreparedOrder prepared = identify(std::move(incoming), connection, now);
    const dispatch::Admission admission{
        .order = prepared.id,
        .tenant = connection.tenant,
        .fingerprint = prepared.fingerprint,
        .idempotency_hash = submission.idempotency_hash,
    };
    const auto replayed = [&](dispatch::Replay replay) {
        services_.metrics.idempotency(IdempotencyResult::replay).add();
        count(submission, OrderOutcome::replayed, {});
        return Outcome{
            .status = 202,
            .body = std::move(replay.answer),
            .order_id = prepared.id.str(),
            .version = 1,
            .replayed = true,
        };
    };
    if (!has_errors(prepared.reading)) {
        if (auto replay = services_.dedupe.find_replay(admission)) {
            co_return replayed(std::move(*replay));
        }
    }

    prepare(prepared, snapshot, connection, services_.replica, dispatch::Depth::check);
    const bool held = prepared.plan.is_held() || prepared.plan.legs.empty();
    if (has_errors(prepared.reading) || (held && submission.handling == Handling::strict)) {
        Violations violations = sorted_violations(prepared, document);
        count(submission, OrderOutcome::rejected, violations);
        co_return violations_error(std::move(violations));
    }

    auto admitted = services_.dedupe.admit(admission);
    if (!admitted) {
        const bool in_flight = admitted.error().code == Errc::request_in_flight;
        services_.metrics.idempotency(in_flight ? IdempotencyResult::in_flight : IdempotencyResult::conflict).add();
        count(submission, OrderOutcome::conflict, {});
        co_return admitted.error();
    }
    if (auto* replay = std::get_if<dispatch::Replay>(&*admitted)) {
        co_return replayed(std::move(*replay));
    }
    services_.metrics.idempotency(IdempotencyResult::first).add();

    std::string answer = to_json(AcceptedAnswer{
        .id = prepared.id,
        .order = prepared.order,
        .plan = prepared.plan,
        .durability = durability_,
        .rule_set = snapshot.registry->rule_set(),
        .language = submission.language,
    });
    dispatch::Command command{
        .kind = dispatch::CommandKind::created,
        .order_id = prepared.id,
        .tenant = connection.tenant,
        .connection = connection.id,
        .accepted_at = now,
        .request_id = submission.request_id,
        .traceparent = submission.traceparent,
        .fingerprint = prepared.fingerprint,
        .idempotency_hash = submission.idempotency_hash,
        .answer = answer,
        .order = std::move(prepared.order),
        .pointers = held ? std::move(prepared.pointers) : order::Pointers{},
        .replies = {},
    };
    const auto position = co_await publish(submission, std::move(command));
    if (!position) {
        services_.dedupe.release(admission);
        count(submission, OrderOutcome::failed, {});
        co_return position.error();
    }
    services_.dedupe.confirm(admission, answer, now);
    count(submission, held ? OrderOutcome::held : OrderOutcome::accepted, held ? prepared.plan.all_violations() : Violations{});
    co_return Outcome{
        .status = 202, .body = std::move(answer), .order_id = prepared.id.str(), .version = 1, .replayed = false
    };
}

boost::asio::awaitable<Result<kafka::Position>> SubmitOrder::publish(
    const Submission& submission, dispatch::Command command
) {
    const auto deadline =
        submission.started + std::chrono::milliseconds(submission.snapshot->settings.kafka.produce_ms);
    auto position =
        co_await services_.producer.send(dispatch::command_record(command, services_.source), deadline);
    if (!position) {
        services_.log.emit(observe::events::OrderNotPublished{
            .order = command.order_id.view(),
            .request = submission.request_id,
            .code = describe(position.error().code).code,
            .outcome_unknown = position.error().code == Errc::outcome_unknown,
            .retryable = true,
        });
    } else {
        services_.metrics.order_publish_seconds().observe(std::chrono::steady_clock::now() - submission.started);
    }
    co_return position;
}

boost::asio::awaitable<Reply> SubmitOrder::submit_list(
    const Submission& submission, const Request& request, ReadBody body
) {
    const std::string& rule_set = submission.snapshot->registry->rule_set();
    Reply reply{.status = 200, .content_type = "application/x-ndjson"};
    int failed = 0;
    int replayed = 0;
    int line = 0;
    for (intake::IntakeOrder& incoming : body.orders) {
        ++line;
        const std::string number = incoming.order.header.number;
        auto outcome = co_await accept(submission, body.document, std::move(incoming), body.received_at);
        json::Writer out(512);
        out.begin_object().key("line").number(line).member_if("number", number);
        if (outcome) {
            replayed += outcome->replayed ? 1 : 0;
            out.key("status").number(outcome->status).member("id", outcome->order_id);
        } else {
            ++failed;
            out.key("status").number(describe(outcome.error().code).status).key("problem");
            http::write_problem(
                out,
                outcome.error(),
                {.instance = request.path,
                 .request_id = request.request_id,
                 .rule_set_version = rule_set,
                 .language = submission.language}
            );
        }
        out.end_object();
        reply.body += std::move(out).str() + '\n';
    }
    const int total = static_cast<int>(body.orders.size());
    reply.status = failed == 0 ? 200 : (failed == total ? 422 : 207);
    reply.headers.push_back({"Silkgate-Succeeded", std::to_string(total - failed)});
    reply.headers.push_back({"Silkgate-Failed", std::to_string(failed)});
    reply.headers.push_back({"Silkgate-Replayed", std::to_string(replayed)});
    co_return reply;
}

boost::asio::awaitable<Reply> SubmitOrder::validate(Request request) {
    auto submission = begin_order(request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    const Snapshot& snapshot = *submission->snapshot;
    auto body = read(*submission, request);
    if (!body) {
        co_return http::problem(body.error(), request, snapshot.registry->rule_set());
    }
    const config::Connection& connection = *submission->caller.connection;
    json::Writer list;
    list.begin_object().key("results").begin_array();
    std::string single;
    for (intake::IntakeOrder& incoming : body->orders) {
        PreparedOrder prepared = identify(std::move(incoming), connection, body->received_at);
        prepare(prepared, snapshot, connection, services_.replica, dispatch::Depth::render);
        const Violations violations = sorted_violations(prepared, body->document);
        const adapters::Context context{
            .decided_at = prepared.decided_at, .order_id = prepared.id, .connection = &connection
        };
        single = to_json(DryRun{
            .order = prepared.order,
            .plan = prepared.plan,
            .violations = violations,
            .registry = *snapshot.registry,
            .context = context,
            .language = submission->language,
        });
        list.raw(single);
    }
    list.end_array().end_object();
    co_return Reply{
        .status = 200, .body = body->orders.size() == 1 ? std::move(single) : std::move(list).str()
    };
}

void SubmitOrder::count(
    const Submission& submission, OrderOutcome outcome, const Violations& violations
) const {
    services_.metrics.orders(services_.metrics.platform(submission.dialect->platform()), outcome).add();
    for (const Violation& violation : violations) {
        services_.metrics.validation_errors(services_.metrics.rule(violation.rule->id)).add();
    }
}

}  // namespace silkgate::api
