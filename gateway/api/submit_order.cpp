#include "gateway/api/submit_order.hpp"

#include "gateway/api/bulk.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/webhook.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::IdempotencyResult;
using observe::OrderOutcome;

void add_platform(Reply& reply, const std::string& platform) {
    if (!platform.empty()) {
        reply.headers.push_back({"Silkgate-Platform", platform});
    }
}

bool is_held(const PreparedOrder& prepared) {
    return prepared.plan.is_held() || prepared.plan.legs.empty();
}

// Something is wrong that whoever sent the order can mend. A denied-party hit is not: the order is kept for
// an operator, also where the caller wants it strictly right.
bool is_mendable(const PreparedOrder& prepared) {
    const Violations all = prepared.plan.all_violations();
    return prepared.plan.legs.empty() || std::ranges::any_of(all, [](const Violation& violation) {
               return violation.rule->severity == Severity::error &&
                      !dispatch::is_for_operator(*violation.rule);
           });
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
    auto body = read_body(services_, submission, request, std::move(request.body));
    if (!body) {
        count(submission, OrderOutcome::unreadable, {});
        co_return http::problem(body.error(), request, rule_set);
    }
    const std::string platform = std::move(body->platform);
    if (body->orders.size() != 1) {
        auto answer = co_await submit_list(submission, request, std::move(*body));
        add_platform(answer, platform);
        co_return answer;
    }
    auto decision = decide_only_one(submission, std::move(*body));
    auto outcome = co_await carry_out(submission, std::move(decision));
    if (!outcome) {
        auto refusal = http::problem(outcome.error(), request, rule_set);
        add_platform(refusal, platform);
        co_return refusal;
    }
    Reply reply{.status = outcome->status, .body = std::move(outcome->body)};
    add_platform(reply, platform);
    reply.headers.push_back({"Location", "/v1/orders/" + outcome->order_id});
    reply.headers.push_back({"ETag", '"' + std::to_string(outcome->version) + '"'});
    if (outcome->replayed) {
        reply.headers.push_back({"Idempotent-Replayed", "true"});
    }
    co_return reply;
}

// Without a time of change in the payload, an order that is changed back reads as it did at first: only the
// header tells that from a repetition.
bool SubmitOrder::is_back_again(const Submission& submission, const PreparedOrder& prepared) const {
    if (!submission.as_of || !submission.idempotency_hash.empty()) {
        return false;
    }
    const auto state = services_.replica.find_state(prepared.id);
    return state && state->fingerprint == prepared.fingerprint && state->payload != prepared.fingerprint;
}

// The payload ends with this call: it is large, and cold by the time Kafka has answered.
Result<SubmitOrder::Decision> SubmitOrder::decide_only_one(const Submission& submission, ReadBody body) {
    return decide(submission, body.document, std::move(body.orders.front()), body.received_at);
}

Result<SubmitOrder::Decision> SubmitOrder::decide(
    const Submission& submission,
    const json::Document& document,
    intake::IntakeOrder&& incoming,
    Instant now
) {
    const config::Connection& connection = *submission.caller.connection;
    PreparedOrder prepared = identify(std::move(incoming), connection, now, submission.as_of);
    dispatch::Admission admission{
        .order = prepared.id,
        .tenant = connection.tenant,
        .fingerprint = prepared.fingerprint,
        .idempotency_hash = submission.idempotency_hash,
    };
    if (const auto archived = services_.replica.find_archived(prepared.id)) {
        return decide_archived(submission, prepared, *archived);
    }
    const bool is_back = is_back_again(submission, prepared);
    if (!has_errors(prepared.reading) && !is_back) {
        if (auto replay = services_.dedupe.find_replay(admission)) {
            return replayed(submission, prepared.id, std::move(*replay));
        }
    }

    prepare(prepared, *submission.snapshot, connection, services_.replica, dispatch::Depth::check);
    // What a newer payload of a known order lacks is looked at with that order: a cancellation lacks nothing.
    const bool refuses_held =
        submission.handling == Handling::strict && !services_.replica.has_order(prepared.id);
    if (has_errors(prepared.reading) || (refuses_held && is_held(prepared) && is_mendable(prepared))) {
        Violations violations = sorted_violations(prepared, document);
        count(submission, OrderOutcome::rejected, violations);
        return violations_error(std::move(violations));
    }

    if (is_back) {
        return Conflict{
            .prepared = std::make_unique<PreparedOrder>(std::move(prepared)),
            .error = fail(Errc::order_exists, "the order was changed since it had this content")
        };
    }
    auto admission_result = services_.dedupe.admit(admission);
    if (!admission_result) {
        return Conflict{
            .prepared = std::make_unique<PreparedOrder>(std::move(prepared)),
            .error = admission_result.error()
        };
    }
    if (auto* replay = std::get_if<dispatch::Replay>(&*admission_result)) {
        return replayed(submission, prepared.id, std::move(*replay));
    }
    services_.metrics.idempotency(IdempotencyResult::first).add();
    return admitted(submission, prepared, std::move(admission));
}

// Nothing can come of other content, so it is not even looked at.
Result<SubmitOrder::Decision> SubmitOrder::decide_archived(
    const Submission& submission,
    const PreparedOrder& prepared,
    const dispatch::OrderState& archived
) const {
    if (is_same_order(archived, prepared.fingerprint)) {
        return replayed(submission, prepared.id, {.order = prepared.id, .answer = archived_answer(archived)});
    }
    services_.metrics.idempotency(IdempotencyResult::conflict).add();
    count(submission, OrderOutcome::conflict, {});
    return dispatch::archived_error(archived);
}

boost::asio::awaitable<Result<SubmitOrder::Outcome>>
SubmitOrder::carry_out(const Submission& submission, Result<Decision> decision) {
    if (!decision) {
        co_return decision.error();
    }
    if (auto* outcome = std::get_if<Outcome>(&*decision)) {
        co_return std::move(*outcome);
    }
    if (auto* conflict = std::get_if<Conflict>(&*decision)) {
        co_return co_await update(submission, std::move(*conflict));
    }
    co_return co_await publish(submission, std::get<Admitted>(std::move(*decision)));
}

boost::asio::awaitable<Result<SubmitOrder::Outcome>>
SubmitOrder::update(const Submission& submission, Conflict conflict) {
    const OrderId id = conflict.prepared->id;
    auto update = Result<Update>(conflict.error);
    if (conflict.error.code == Errc::order_exists) {
        update = co_await updates_.take(submission, std::move(conflict.prepared), conflict.error);
    }
    if (!update) {
        const bool in_flight = update.error().code == Errc::request_in_flight;
        services_.metrics.idempotency(in_flight ? IdempotencyResult::in_flight : IdempotencyResult::conflict)
            .add();
        count(submission, OrderOutcome::conflict, {});
        co_return update.error();
    }
    const bool duplicate = update->kind == Update::Kind::duplicate;
    const bool outdated = update->kind == Update::Kind::outdated;
    if (duplicate) {
        services_.metrics.idempotency(IdempotencyResult::replay).add();
    }
    count(
        submission,
        duplicate  ? OrderOutcome::replayed
        : outdated ? OrderOutcome::outdated
                   : OrderOutcome::updated,
        {}
    );
    co_return Outcome{
        .status = outdated ? 200 : 202,
        .body = std::move(update->body),
        .order_id = id.str(),
        .version = update->version,
        .replayed = duplicate,
    };
}

SubmitOrder::Outcome
SubmitOrder::replayed(const Submission& submission, const OrderId& id, dispatch::Replay replay) const {
    services_.metrics.idempotency(IdempotencyResult::replay).add();
    count(submission, OrderOutcome::replayed, {});
    return {
        .status = 202, .body = std::move(replay.answer), .order_id = id.str(), .version = 1, .replayed = true
    };
}

// This request is the only one that writes the order; takes it apart.
SubmitOrder::Admitted SubmitOrder::admitted(
    const Submission& submission,
    PreparedOrder& prepared,
    dispatch::Admission admission
) const {
    const config::Connection& connection = *submission.caller.connection;
    const bool held = is_held(prepared);
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
        .answer = to_json(AcceptedAnswer{
            .id = prepared.id,
            .order = prepared.order,
            .plan = prepared.plan,
            .durability = durability_,
            .rule_set = submission.snapshot->registry->rule_set(),
            .screened_with = submission.snapshot->screened_with(),
            .language = submission.language,
        }),
        .order = std::move(prepared.order),
        .pointers = held ? std::move(prepared.pointers) : order::Pointers{},
        .route = prepared.route,
        .replies = {},
    };
    kafka::Record record = dispatch::command_record(command, services_.source, services_.vault);
    return {
        .record = std::move(record),
        .admission = std::move(admission),
        .answer = std::move(command.answer),
        .decided_at = prepared.decided_at,
        .held = held,
        .held_by = held ? prepared.plan.all_violations() : Violations{},
    };
}

boost::asio::awaitable<Result<SubmitOrder::Outcome>>
SubmitOrder::publish(const Submission& submission, Admitted admitted) {
    const auto deadline =
        submission.started + std::chrono::milliseconds(submission.snapshot->settings.kafka.produce_ms);
    const auto position = co_await services_.producer.send(std::move(admitted.record), deadline);
    const OrderId& id = admitted.admission.order;
    if (!position) {
        services_.log.emit(observe::events::OrderNotPublished{
            .order = id.view(),
            .request = submission.request_id,
            .code = describe(position.error().code).code,
            .outcome_unknown = position.error().code == Errc::outcome_unknown,
            .retryable = true,
        });
        services_.dedupe.release(admitted.admission);
        count(submission, OrderOutcome::failed, {});
        co_return position.error();
    }
    services_.metrics.order_publish_seconds().observe(std::chrono::steady_clock::now() - submission.started);
    services_.ledger.accepted(id, {.partition = position->partition, .offset = position->offset});
    services_.dedupe.confirm(admitted.admission, admitted.answer, admitted.decided_at);
    count(submission, admitted.held ? OrderOutcome::held : OrderOutcome::accepted, admitted.held_by);
    co_return Outcome{
        .status = 202,
        .body = std::move(admitted.answer),
        .order_id = id.str(),
        .version = 1,
        .replayed = false
    };
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
        auto decision = decide(submission, body.document, std::move(incoming), body.received_at);
        auto outcome = co_await carry_out(submission, std::move(decision));
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
        PreparedOrder prepared =
            identify(std::move(incoming), connection, body->received_at, submission->as_of);
        prepare(prepared, snapshot, connection, services_.replica, dispatch::Depth::render);
        const Violations violations = sorted_violations(prepared, body->document);
        const adapters::Context context{
            .decided_at = prepared.decided_at,
            .order_id = prepared.id,
            .connection = &connection,
            .route = prepared.route,
        };
        single = to_json(DryRun{
            .order = prepared.order,
            .plan = prepared.plan,
            .route = prepared.route.get(),
            .violations = violations,
            .registry = *snapshot.registry,
            .context = context,
            .screened_with = snapshot.screened_with(),
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
