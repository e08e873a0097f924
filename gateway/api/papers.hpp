// GET /v1/orders/{id}/papers/{kind} and /v1/consolidations/{number}/papers/{kind}: what people print.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/papers/sheet.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <string>

namespace silkgate::api {

class Papers {
public:
    Papers(Services& services, LogReader& log) : services_(services), log_(log), pool_(1) {}
    ~Papers() { pool_.join(); }
    Papers(const Papers&) = delete;
    Papers& operator=(const Papers&) = delete;

    // label, cn23, invoice, packing-list; ?consignment=1 … picks one of several.
    boost::asio::awaitable<Reply> of_order(Request request);
    // manifest, house-list, packing-list; ?unit=REF: of one unit with all in it.
    boost::asio::awaitable<Reply> of_consolidation(Request request);

private:
    // Drawing takes milliseconds: on a thread of its own, away from the I/O threads.
    boost::asio::awaitable<Result<std::string>> draw(std::function<Result<std::string>()> work);
    boost::asio::awaitable<Reply>
    send(const Request& request, papers::Sheet sheet, std::string_view type, Instant created);

    Services& services_;
    LogReader& log_;
    boost::asio::thread_pool pool_;
};

}  // namespace silkgate::api
