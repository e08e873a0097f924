// Before something is told of many orders at once: what every process has committed must be known here.
#pragma once

#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace silkgate::api {

// Comes back once the local copy has all that was committed at the call. Errc::kafka_unavailable after 10 s.
boost::asio::awaitable<Result<void>> until_current(const Services& services);

}  // namespace silkgate::api
