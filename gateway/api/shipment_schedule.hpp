// Consolidations that are declared by themselves, at the times of the settings.
#pragma once

#include "gateway/api/declare_consolidation.hpp"
#include "gateway/core/daily.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>

namespace silkgate::api {

// At each time of day declares what was packed before it and is not declared yet. A time that passed while no
// process ran is made up on the same day of the settings' clock, and else told of; what only Kafka kept from
// being told is tried again. It does not matter which process does so, nor how many: the same shipment has
// the same documents, which the router takes once. Each consolidation is an event shipment.due of the log.
class ShipmentSchedule {
public:
    ShipmentSchedule(Services& services, DeclareConsolidation& declare)
        : services_(services), declare_(declare) {}

    void follow(boost::asio::io_context& io);

    void stop() noexcept { stopping_ = true; }

private:
    // A scheduled time.
    struct Due {
        Instant at;
        bool is_late = false;
    };

    boost::asio::awaitable<void> watch();
    // False where something is to be tried again.
    boost::asio::awaitable<bool> declare_open(Due due, std::string message);
    void tell_missed(Due due, Instant next);
    [[nodiscard]] std::vector<FoundConsolidation> open_at(Instant due) const;
    void tell(
        const FoundConsolidation& place,
        Due due,
        observe::ShipmentResult result,
        std::string_view code,
        std::string_view reason
    );

    Services& services_;
    DeclareConsolidation& declare_;
    DailyRuns runs_;  // the coroutine's only
    std::atomic<bool> stopping_{false};
};

}  // namespace silkgate::api
