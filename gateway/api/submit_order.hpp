// POST /v1/orders, POST /v1/intake/{connection} and POST /v1/orders:validate: THE STORY.
//
// authenticate → read → enrich → check → admit → publish → answer. Everything that can reject is pure and
// comes before admit, so a rejected order leaves nothing behind. Nothing waits before publish, and what waits
// there is the record alone: the order and its payload are given back first.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/platform_update.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/dedupe.hpp"
#include "gateway/kafka/record.hpp"
#include "gateway/observe/metrics.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <variant>

namespace silkgate::api {

class SubmitOrder {
public:
    SubmitOrder(Services& services, LogReader& log, Changes& changes, std::string durability)
        : services_(services), updates_(services, log, changes), durability_(std::move(durability)) {}

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

    // An admitted order as it waits for Kafka.
    struct Admitted {
        kafka::Record record;
        dispatch::Admission admission;
        std::string answer;  // body of the 202
        Instant decided_at;
        bool held = false;
        Violations held_by;
    };

    // The number is known with other content, or its first request is still under way.
    struct Conflict {
        std::unique_ptr<PreparedOrder> prepared;
        Error error;
    };

    // Outcome: it was accepted before.
    using Decision = std::variant<Outcome, Admitted, Conflict>;

    // One order that was read: check → admit. Errors: rule_violations, gone. What comes back must
    // be carried out.
    [[nodiscard]] Result<Decision> decide(
        const Submission& submission,
        const json::Document& document,
        intake::IntakeOrder&& incoming,
        Instant now
    );
    // Publishes, or explains. Errors: the decision's own, those of Dedupe::admit() and those of the producer.
    [[nodiscard]] boost::asio::awaitable<Result<Outcome>>
    carry_out(const Submission& submission, Result<Decision> decision);

private:
    boost::asio::awaitable<Reply> submit(Submission submission, Request request);
    [[nodiscard]] Result<Decision> decide_archived(
        const Submission& submission,
        const PreparedOrder& prepared,
        const dispatch::OrderState& archived
    ) const;
    [[nodiscard]] Result<Decision> decide_only_one(const Submission& submission, ReadBody body);
    [[nodiscard]] Outcome replayed(const Submission& submission, const OrderId& id, dispatch::Replay replay)
        const;
    [[nodiscard]] Admitted
    admitted(const Submission& submission, PreparedOrder& prepared, dispatch::Admission admission) const;
    boost::asio::awaitable<Result<Outcome>> publish(const Submission& submission, Admitted admitted);
    boost::asio::awaitable<Reply>
    submit_list(const Submission& submission, const Request& request, ReadBody body);
    boost::asio::awaitable<Result<Outcome>> update(const Submission& submission, Conflict conflict);
    [[nodiscard]] bool is_back_again(const Submission& submission, const PreparedOrder& prepared) const;
    void count(const Submission& submission, observe::OrderOutcome outcome, const Violations& violations)
        const;

    Services& services_;
    PlatformUpdate updates_;
    std::string durability_;  // "replicated", or "demonstration" with the embedded broker
};

}  // namespace silkgate::api
