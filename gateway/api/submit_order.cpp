#include "gateway/api/submit_order.hpp"

#include "gateway/api/bulk.hpp"
#include "gateway/api/order_conflict.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/webhook.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::IdempotencyResult;
using observe::OrderOutcome;

Error violations_error(Violations violations) {
    Error error = fail(Errc::rule_violations, std::to_string(violations.size()) + " violations");
    error.violations = std::move(violations);
    return error;
}

bool is_held(const PreparedOrder& prepared) {
    return prepared.plan.is_held() || prepared.plan.legs.empty();
}

}  // namespace

boost::asio::awaitable<Reply> SubmitOrder::post_order(Request request) {
    auto submission = begin_order_submission(services_, request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    co_return co_await submit(std::move(*submission), std::move(request));
}

boost::asio::awaitable<Reply> SubmitOrder::post_intake(Request request) {
    auto submission = begin_intake_submission(services_, request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    if (intake::is_ping(request)) {
        co_return Reply{
            .status = 200, .content_type = "application/json", .headers = {}, .body = "{\"ping\":true}"
        };
    }
    co_return co_await submit(std::move(*submission), std::move(request));
}

boost::asio::awaitable<Reply> SubmitOrder::submit(Submission submission, Request request) {
    const std::string& rule_set = submission.snapshot->registry->rule_set();
    auto body = read_body(services_, submission, request, request.body);
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
    const Submission& submission,
    const json::Document& document,
    intake::IntakeOrder incoming,
    Instant now
) {
    const config::Connection& connection = *submission.caller.connection;
    PreparedOrder prepared = identify(std::move(incoming), connection, now);
    const dispatch::Admission admission{
        .order = prepared.id,
        .tenant = connection.tenant,
        .fingerprint = prepared.fingerprint,
        .idempotency_hash = submission.idempotency_hash,
    };
    if (!has_errors(prepared.reading)) {
        if (auto replay = services_.dedupe.find_replay(admission)) {
            co_return replayed(submission, prepared.id, std::move(*replay));
        }
    }

    prepare(prepared, *submission.snapshot, connection, services_.replica, dispatch::Depth::check);
    if (has_errors(prepared.reading) || (is_held(prepared) && submission.handling == Handling::strict)) {
        Violations violations = sorted_violations(prepared, document);
        count(submission, OrderOutcome::rejected, violations);
        co_return violations_error(std::move(violations));
    }

    auto admitted = services_.dedupe.admit(admission);
    if (!admitted) {
        const bool in_flight = admitted.error().code == Errc::request_in_flight;
        services_.metrics.idempotency(in_flight ? IdempotencyResult::in_flight : IdempotencyResult::conflict)
            .add();
        count(submission, OrderOutcome::conflict, {});
        co_return co_await explain_conflict(services_, log_, prepared, std::move(admitted.error()));
    }
    if (auto* replay = std::get_if<dispatch::Replay>(&*admitted)) {
        co_return replayed(submission, prepared.id, std::move(*replay));
    }
    services_.metrics.idempotency(IdempotencyResult::first).add();
    co_return co_await make_durable(submission, std::move(prepared), admission);
}

SubmitOrder::Outcome
SubmitOrder::replayed(const Submission& submission, const OrderId& id, dispatch::Replay replay) const {
    services_.metrics.idempotency(IdempotencyResult::replay).add();
    count(submission, OrderOutcome::replayed, {});
    return {
        .status = 202, .body = std::move(replay.answer), .order_id = id.str(), .version = 1, .replayed = true
    };
}

// The order is admitted and this request is the only one that writes it.
boost::asio::awaitable<Result<SubmitOrder::Outcome>> SubmitOrder::make_durable(
    const Submission& submission,
    PreparedOrder prepared,
    const dispatch::Admission& admission
) {
    const config::Connection& connection = *submission.caller.connection;
    const bool held = is_held(prepared);
    std::string answer = to_json(AcceptedAnswer{
        .id = prepared.id,
        .order = prepared.order,
        .plan = prepared.plan,
        .durability = durability_,
        .rule_set = submission.snapshot->registry->rule_set(),
        .language = submission.language,
    });
    dispatch::Command command{
        .kind = dispatch::CommandKind::created,
        .order_id = prepared.id,
        .tenant = connection.tenant,
        .connection = connection.id,
        .accepted_at = prepared.decided_at,
        .request_id = submission.request_id,
        .traceparent = submission.traceparent,
        .fingerprint = admission.fingerprint,
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
    services_.ledger.accepted(prepared.id, {.partition = position->partition, .offset = position->offset});
    services_.dedupe.confirm(admission, answer, prepared.decided_at);
    const OrderOutcome outcome = held ? OrderOutcome::held : OrderOutcome::accepted;
    count(submission, outcome, held ? prepared.plan.all_violations() : Violations{});
    co_return Outcome{
        .status = 202,
        .body = std::move(answer),
        .order_id = prepared.id.str(),
        .version = 1,
        .replayed = false
    };
}

boost::asio::awaitable<Result<kafka::Position>>
SubmitOrder::publish(const Submission& submission, dispatch::Command command) {
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
        services_.metrics.order_publish_seconds().observe(
            std::chrono::steady_clock::now() - submission.started
        );
    }
    co_return position;
}

boost::asio::awaitable<Reply>
SubmitOrder::submit_list(const Submission& submission, const Request& request, ReadBody body) {
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
            write_failure(
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
    finish_bulk(reply, line - failed, failed);
    reply.headers.push_back({"Silkgate-Replayed", std::to_string(replayed)});
    co_return reply;
}

boost::asio::awaitable<Reply> SubmitOrder::validate(Request request) {
    auto submission = begin_order_submission(services_, request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    const Snapshot& snapshot = *submission->snapshot;
    auto body = read_body(services_, *submission, request, request.body);
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

void SubmitOrder::count(const Submission& submission, OrderOutcome outcome, const Violations& violations)
    const {
    services_.metrics.orders(services_.metrics.platform(submission.dialect->platform()), outcome).add();
    for (const Violation& violation : violations) {
        services_.metrics.validation_errors(services_.metrics.rule(violation.rule->id)).add();
    }
}

}  // namespace silkgate::api
