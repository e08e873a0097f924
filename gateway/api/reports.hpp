// GET /v1/reports/emissions?month=YYYY-MM: CO2e of the tenant's orders of one month.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/papers.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

class Reports {
public:
    // `papers` draws the PDF.
    Reports(Services& services, Papers& papers) : services_(services), papers_(papers) {}

    // JSON, CSV or PDF by Accept. Orders that were accepted in the month by UTC and not cancelled or
    // rejected.
    boost::asio::awaitable<Reply> emissions(Request request);

private:
    Services& services_;
    Papers& papers_;
};

}  // namespace silkgate::api
