// POST /v1/orders, POST /v1/intake/{connection} and POST /v1/orders:validate: THE STORY.
//
// authenticate → read → enrich → check → admit → publish → answer. Everything that can reject is pure and comes before
// admit, so a rejected order leaves nothing behind.
#pragma once

#include <optional>
#include <string>

#include "gateway/api/authenticate.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/http/problem.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

class SubmitOrder {
public:
    SubmitOrder(Services& services, std::string durability) : services_(services), durability_(std::move(durability)) {}

    boost::asio::awaitable<Reply> post_order(Request request);
    boost::asio::awaitable<Reply> post_intake(Request request);
    boost::asio::awaitable<Reply> validate(Request request);

private:
    enum class Handling { strict, lenient };

    // What a body is read and accepted with; owns the snapshot that everything else points into.
    struct Submission {
        std::shared_ptr<const Snapshot> snapshot;
        IntakeCaller caller;
        const intake::Dialect* dialect = nullptr;
        Handling handling = Handling::strict;
        std::string idempotency_hash;
        std::string request_id;
        std::string traceparent;
        http::Language language = http::Language::en;
        std::chrono::steady_clock::time_point started;
    };

    struct ReadBody {
        json::Document document;
        std::vector<intake::IntakeOrder> orders;
        Instant received_at;
    };

    struct Outcome {
        int status = 202;
        std::string body;
        std::string order_id;
        std::int64_t version = 1;
        bool replayed = false;
    };

    [[nodiscard]] Result<Submission> begin_order(const Request& request) const;
    [[nodiscard]] Result<Submission> begin_intake(const Request& request) const;
    [[nodiscard]] Result<Submission> begin(
        const Request& request, std::shared_ptr<const Snapshot> snapshot, IntakeCaller caller, Handling handling
    ) const;
    [[nodiscard]] Result<ReadBody> read(const Submission& submission, const Request& request) const;
    boost::asio::awaitable<Reply> submit(Submission submission, Request request);
    boost::asio::awaitable<Result<Outcome>> accept(
        const Submission& submission, const json::Document& document, intake::IntakeOrder incoming, Instant now
    );
    boost::asio::awaitable<Result<kafka::Position>> publish(const Submission& submission, dispatch::Command command);
    boost::asio::awaitable<Reply> submit_list(const Submission& submission, const Request& request, ReadBody body);
    void count(const Submission& submission, observe::OrderOutcome outcome, const Violations& violations) const;

    Services& services_;
    std::string durability_;  // "replicated", or "demonstration" with the embedded broker
};

}  // namespace silkgate::api
