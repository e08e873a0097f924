#include "gateway/api/submit_bulk.hpp"

#include "gateway/dispatch/ids.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>

namespace silkgate::api {
namespace asio = boost::asio;

namespace {

// Enough to fill the producer's batches; few enough that one request does not crowd out the others of its
// thread.
constexpr std::size_t kLinesAtOnce = 64;
constexpr std::chrono::milliseconds kPauseInFlight{20};

constexpr std::string_view kKeyPointer = "/idempotencyKey";

// The line's own key, which no order has: where a dialect found it to be too much, that is taken back.
Result<std::string> take_key(ReadBody& body) {
    const json::Value member = body.document.root()["idempotencyKey"];
    if (!member) {
        return std::string{};
    }
    for (intake::IntakeOrder& order : body.orders) {
        std::erase_if(order.violations, [](const Violation& violation) {
            return violation.canonical_pointer == kKeyPointer;
        });
    }
    return check_idempotency_key(
        member.is_string() ? member.text() : std::string_view{}, std::string(kKeyPointer)
    );
}

// As the Idempotency-Key of one order (submission.cpp): a retry may come by either way.
std::string line_hash(const Submission& submission, const std::string& key) {
    const config::Connection& connection = *submission.caller.connection;
    return dispatch::idempotency_hash(connection.tenant, "orders/" + connection.id.str(), key);
}

}  // namespace

// One request, shared by its workers, all of which run on the thread of the connection.
struct SubmitBulk::Job {
    Submission submission;
    Request request;
    std::vector<BulkLine> lines;
    std::vector<std::string> answers;
    std::size_t next = 0;
    std::size_t workers = 0;
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::int64_t replayed = 0;
    std::exception_ptr trouble;
};

asio::awaitable<Reply> SubmitBulk::post(Request request) {
    auto submission = begin_bulk_submission(services_, request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    Job job{.submission = std::move(*submission), .request = std::move(request)};
    auto lines = split_lines(job.request.body, job.submission.snapshot->settings.http.bulk_lines_max);
    if (!lines) {
        co_return http::problem(lines.error(), job.request);
    }
    job.lines = std::move(*lines);
    job.answers.resize(job.lines.size());
    asio::steady_timer done(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    job.workers = std::min(kLinesAtOnce, job.lines.size());
    for (std::size_t i = job.workers; i > 0; --i) {
        asio::co_spawn(done.get_executor(), work(job), [&job, &done](const std::exception_ptr& trouble) {
            job.trouble = trouble ? trouble : job.trouble;
            if (--job.workers == 0) {
                done.cancel();
            }
        });
    }
    while (job.workers > 0) {
        co_await done.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (job.trouble) {
        std::rethrow_exception(job.trouble);
    }
    Reply reply{.status = 200, .content_type = "application/x-ndjson"};
    for (const std::string& answer : job.answers) {
        reply.body += answer;
    }
    finish_bulk(reply, job.succeeded, job.failed);
    reply.headers.push_back({"Silkgate-Replayed", std::to_string(job.replayed)});
    co_return reply;
}

asio::awaitable<void> SubmitBulk::work(Job& job) {
    while (job.next < job.lines.size()) {
        const std::size_t place = job.next++;
        job.answers[place] = co_await answer_line(job, job.lines[place]);
    }
}

asio::awaitable<std::string> SubmitBulk::answer_line(Job& job, const BulkLine& line) {
    const auto outcome = co_await accept_line(job, line);
    json::Writer out(256);
    out.begin_object().key("line").number(line.number);
    if (outcome) {
        ++job.succeeded;
        job.replayed += outcome->replayed ? 1 : 0;
        out.key("status").number(outcome->status).member("id", outcome->order_id);
        out.key("replayed").boolean(outcome->replayed);
    } else {
        ++job.failed;
        write_failure(
            out,
            outcome.error(),
            {.instance = job.request.path,
             .request_id = job.request.request_id,
             .rule_set_version = job.submission.snapshot->registry->rule_set(),
             .language = job.submission.language}
        );
    }
    out.end_object();
    co_return std::move(out).str() + '\n';
}

Result<SubmitOrder::Decision>
SubmitBulk::decide_line(Submission& submission, const Request& request, const BulkLine& line) {
    auto body = read_body(services_, submission, request, std::string(line.text));
    if (!body) {
        return body.error();
    }
    const auto key = take_key(*body);
    if (!key) {
        return key.error();
    }
    submission.idempotency_hash = key->empty() ? std::string{} : line_hash(submission, *key);
    if (body->orders.size() != 1) {
        return fail(Errc::invalid_parameter, "a line holds one order");
    }
    return submit_.decide(submission, body->document, std::move(body->orders.front()), body->received_at);
}

// The same order on two lines is one order: the second waits for the first and is its replay.
asio::awaitable<Result<SubmitOrder::Outcome>> SubmitBulk::accept_line(const Job& job, const BulkLine& line) {
    Submission submission = job.submission;
    submission.started = std::chrono::steady_clock::now();
    const auto deadline =
        submission.started + std::chrono::milliseconds(submission.snapshot->settings.kafka.produce_ms);
    if (static_cast<std::int64_t>(line.text.size()) > submission.snapshot->settings.http.body_bytes_max) {
        co_return fail(Errc::body_too_large, "the line is longer than one order may be");
    }
    for (;;) {
        auto decision = decide_line(submission, job.request, line);
        auto outcome = co_await submit_.carry_out(submission, std::move(decision));
        const bool in_flight = !outcome && outcome.error().code == Errc::request_in_flight;
        if (!in_flight || std::chrono::steady_clock::now() >= deadline) {
            co_return outcome;
        }
        asio::steady_timer pause(co_await asio::this_coro::executor, kPauseInFlight);
        co_await pause.async_wait(asio::use_awaitable);
    }
}

}  // namespace silkgate::api
