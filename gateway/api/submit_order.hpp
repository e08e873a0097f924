// POST /v1/orders, POST /v1/intake/{connection} and POST /v1/orders:validate: THE STORY.
//
// authenticate → read → enrich → check → admit → publish → answer. Everything that can reject is pure and
// comes before admit, so a rejected order leaves nothing behind.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/observe/metrics.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace silkgate::api {

class SubmitOrder {
public:
    SubmitOrder(Services& services, LogReader& log, std::string durability)
        : services_(services), log_(log), durability_(std::move(durability)) {}

    boost::asio::awaitable<Reply> post_order(Request request);
    boost::asio::awaitable<Reply> post_intake(Request request);
    boost::asio::awaitable<Reply> validate(Request request);

    // What became of one order that was accepted, now or before.
    struct Outcome {
        int status = 202;
        std::string body;
        std::string order_id;
        std::int64_t version = 1;
        bool replayed = false;
    };

    // One order that was read: check → admit → publish. Errors: rule_violations, those of Dedupe::admit(),
    // and those of the producer.
    boost::asio::awaitable<Result<Outcome>> accept(
        const Submission& submission,
        const json::Document& document,
        intake::IntakeOrder incoming,
        Instant now
    );

private:
    boost::asio::awaitable<Reply> submit(Submission submission, Request request);
    [[nodiscard]] Outcome replayed(const Submission& submission, const OrderId& id, dispatch::Replay replay)
        const;
    boost::asio::awaitable<Result<Outcome>>
    make_durable(const Submission& submission, PreparedOrder prepared, const dispatch::Admission& admission);
    boost::asio::awaitable<Result<kafka::Position>>
    publish(const Submission& submission, dispatch::Command command);
    boost::asio::awaitable<Reply>
    submit_list(const Submission& submission, const Request& request, ReadBody body);
    void count(const Submission& submission, observe::OrderOutcome outcome, const Violations& violations)
        const;

    Services& services_;
    LogReader& log_;
    std::string durability_;  // "replicated", or "demonstration" with the embedded broker
};

}  // namespace silkgate::api
