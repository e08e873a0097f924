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
    Papers(Services& services, LogReader& log) : services_(services), log_(log), pool_(2) {}
    ~Papers() { pool_.join(); }
    Papers(const Papers&) = delete;
    Papers& operator=(const Papers&) = delete;

    // label, cn23, invoice, packing-list; ?consignment=1 … picks one of several.
    boost::asio::awaitable<Reply> of_order(Request request);
    // manifest, house-list, packing-list; ?unit=REF: of one unit with all in it.
    boost::asio::awaitable<Reply> of_consolidation(Request request);

    // A table as JSON, CSV or PDF by the caller's Accept.
    boost::asio::awaitable<Reply> answer(const Request& request, papers::Sheet sheet, Instant created);
    // What takes milliseconds or more: on a thread away from the I/O threads, then back to the caller's.
    boost::asio::awaitable<void> run(std::function<void()> work);

private:
    boost::asio::awaitable<Result<std::string>> draw(std::function<Result<std::string>()> work);
    boost::asio::awaitable<Reply>
    send(const Request& request, papers::Sheet sheet, std::string_view type, Instant created);

    Services& services_;
    LogReader& log_;
    boost::asio::thread_pool pool_;
};

}  // namespace silkgate::api
