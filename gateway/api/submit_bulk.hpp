// POST /v1/orders:bulk: one order a line (NDJSON), in the common schema or, with ?connection=, a platform's
// own format.
//
// A line may carry its own `idempotencyKey` beside the order's members. Lines are accepted side by side and
// answered in their order. A connection that drops loses nothing: what was accepted is a replay on the next
// try.
#pragma once

#include "gateway/api/bulk.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/api/submit_order.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

class SubmitBulk {
public:
    SubmitBulk(Services& services, SubmitOrder& submit) : services_(services), submit_(submit) {}

    boost::asio::awaitable<Reply> post(Request request);

private:
    struct Job;

    boost::asio::awaitable<void> work(Job& job);
    boost::asio::awaitable<std::string> answer_line(Job& job, const BulkLine& line);
    boost::asio::awaitable<Result<SubmitOrder::Outcome>> accept_line(const Job& job, const BulkLine& line);
    [[nodiscard]] Result<SubmitOrder::Decision>
    decide_line(Submission& submission, const Request& request, const BulkLine& line);

    Services& services_;
    SubmitOrder& submit_;
};

}  // namespace silkgate::api
