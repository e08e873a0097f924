// POST /v1/orders/{id}:release — an operator has looked at denied-party hits and lets the order go on. Who,
// why and when go into the order's events and state.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/order_in_path.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace silkgate::api {

// The body: {"entries": ["OFAC-SDN/7157"], "reason": "…"}. Every entry is named: nothing is released unseen.
struct ReleaseRequest {
    std::vector<std::string> entries;
    std::string reason;
};

class ReleaseOrder {
public:
    ReleaseOrder(Services& services, LogReader& log) : services_(services), log_(log) {}

    // Scope `operator`. 409 where the order is not held; 422 invalid-parameter for an entry that does not
    // hold it.
    boost::asio::awaitable<Reply> post(Request request);

private:
    boost::asio::awaitable<Result<Reply>>
    release(const OrderInPath& found, const Request& request, ReleaseRequest wish);

    Services& services_;
    LogReader& log_;
};

}  // namespace silkgate::api
