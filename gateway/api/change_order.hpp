// PATCH /v1/orders/{id}, POST /v1/orders/{id}:cancel and :return. Each ends as a command on the order's key,
// which the router decides.
#pragma once

#include "gateway/api/changes.hpp"
#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/order_in_path.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace silkgate::api {

class ChangeOrder {
public:
    ChangeOrder(Services& services, LogReader& log, Changes& changes)
        : services_(services), log_(log), changes_(changes) {}

    boost::asio::awaitable<Reply> patch(Request request);
    boost::asio::awaitable<Reply> cancel(Request request);
    boost::asio::awaitable<Reply> take_back(Request request);

private:
    Reply answer(
        const OrderInPath& found,
        const Request& request,
        observe::ChangeKind kind,
        Result<Changed> changed
    ) const;
    Reply refuse(
        const OrderInPath& found,
        const Request& request,
        observe::ChangeKind kind,
        const Error& error
    ) const;

    Services& services_;
    LogReader& log_;
    Changes& changes_;
};

}  // namespace silkgate::api
