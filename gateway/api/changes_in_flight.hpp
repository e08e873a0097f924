// Changes that this process has published and the router has not decided yet: a second change made on the
// same revision would be answered 202 and lose.
#pragma once

#include "gateway/core/tagged.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace silkgate::api {

// Thread-safe.
class ChangesInFlight {
public:
    // False while another change of this revision is on its way. After a while it is taken to be lost: the
    // router decides anyhow.
    [[nodiscard]] bool begin(const OrderId& order, std::int64_t revision);
    // It is certainly not in Kafka.
    void release(const OrderId& order);

private:
    struct Entry {
        std::int64_t revision = 0;
        std::chrono::steady_clock::time_point since;
    };

    std::mutex mutex_;
    std::unordered_map<OrderId, Entry> entries_;
};

}  // namespace silkgate::api
