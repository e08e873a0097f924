// POST /v1/routes: ways from an origin to a destination, best first. GET /v1/parks: where goods wait.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

class PlanRoutes {
public:
    explicit PlanRoutes(Services& services) : services_(services) {}

    boost::asio::awaitable<Reply> post(Request request);
    boost::asio::awaitable<Reply> parks(Request request);

private:
    Services& services_;
};

}  // namespace silkgate::api
