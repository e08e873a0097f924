// PATCH /v1/orders/{id} and POST /v1/orders/{id}:cancel. Each ends as a command on the order's key, which the
// router decides.
#pragma once

#include "gateway/api/change_plan.hpp"
#include "gateway/api/changes_in_flight.hpp"
#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/order_in_path.hpp"
#include "gateway/api/services.hpp"
#include "gateway/api/submission.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace silkgate::api {

struct PatchedOrder {
    order::Order order;
    order::Pointers pointers;
    Violations violations;  // of the patch itself
};

class ChangeOrder {
public:
    ChangeOrder(Services& services, LogReader& log) : services_(services), log_(log) {}

    boost::asio::awaitable<Reply> patch(Request request);
    boost::asio::awaitable<Reply> cancel(Request request);

private:
    boost::asio::awaitable<Result<Reply>>
    amend(const OrderInPath& found, const Request& request, dispatch::Command base, PatchedOrder patched);
    boost::asio::awaitable<Result<Reply>> send_cancellation(
        const OrderInPath& found,
        const Request& request,
        dispatch::Command base,
        std::string reason
    );
    boost::asio::awaitable<Result<void>> publish(
        const OrderInPath& found,
        dispatch::Command command,
        std::chrono::steady_clock::time_point deadline
    );

    Services& services_;
    LogReader& log_;
    ChangesInFlight in_flight_;
};

}  // namespace silkgate::api
