// GET /v1/orders/{id}, /documents, /documents/{documentId}, /events, /route.svg.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/dispatch/order_state.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

class GetOrder {
public:
    GetOrder(Services& services, LogReader& log) : services_(services), log_(log) {}

    boost::asio::awaitable<Reply> state(Request request);
    boost::asio::awaitable<Reply> documents(Request request);
    boost::asio::awaitable<Reply> document(Request request);
    boost::asio::awaitable<Reply> events(Request request);
    boost::asio::awaitable<Reply> route_map(Request request);

private:
    // The order in the path, if the caller may see it. An order accepted a moment ago, whose state is not
    // here yet, is shown by its first answer.
    struct Found {
        std::shared_ptr<const Snapshot> snapshot;
        std::optional<dispatch::OrderState> state;
        std::string first_answer;
    };
    [[nodiscard]] Result<Found> find(const Request& request) const;

    Services& services_;
    LogReader& log_;
};

}  // namespace silkgate::api
