// 409 order-exists: says what the order is and in which members the new content differs from what was
// accepted.
#pragma once

#include "gateway/api/log_reader.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

// Adds the order's state to the detail and one violation for each differing member. The accepted order is
// read back from Kafka; where that is not possible, or the order's state is not known here yet, the error is
// returned as it is.
[[nodiscard]] boost::asio::awaitable<Error>
explain_conflict(Services& services, LogReader& log, const PreparedOrder& prepared, Error error);

}  // namespace silkgate::api
