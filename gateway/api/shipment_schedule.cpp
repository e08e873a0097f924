#include "gateway/api/shipment_schedule.hpp"

#include "gateway/api/current_replica.hpp"
#include "gateway/observe/events.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace silkgate::api {
namespace {

constexpr std::chrono::seconds kLookEvery{1};
constexpr std::chrono::seconds kAgainAfter{30};

}  // namespace

void ShipmentSchedule::follow(boost::asio::io_context& io) {
    boost::asio::co_spawn(io, watch(), [this](const std::exception_ptr& failure) {
        if (failure) {
            services_.metrics.internal_errors().add();
        }
    });
}

boost::asio::awaitable<void> ShipmentSchedule::watch() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (!stopping_) {
        timer.expires_after(kLookEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
        const auto snapshot = services_.snapshots.get();
        const config::ShipmentSettings& settings = snapshot->settings.shipments;
        const auto times = DailyTimes::parse(settings.declare_at, settings.utc_offset);
        if (!times || stopping_ || !services_.replica.is_caught_up()) {
            continue;
        }
        const Instant now = services_.clock.now();
        const DailyRuns::Look look = runs_.look(*times, now);
        const Due due{.at = look.at, .is_late = look.is_late};
        if (look.what == DailyRuns::What::missed) {
            tell_missed(due, *times->next(now));
        } else if (look.what == DailyRuns::What::run) {
            std::string message = settings.message;
            const bool done = co_await declare_open(due, std::move(message));
            if (!done) {
                runs_.again(services_.clock.now() + kAgainAfter);
            }
        }
    }
}

// What was packed, or changed, after the time is for the next one. What was declared once, whatever became of
// it, is the caller's to change.
std::vector<FoundConsolidation> ShipmentSchedule::open_at(Instant due) const {
    std::vector<FoundConsolidation> open;
    for (auto& stored : services_.replica.all_consolidations()) {
        FoundConsolidation place{
            .snapshot = services_.snapshots.get(),
            .tenant = stored.tenant,
            .number = stored.number,
            .json = std::move(stored.json),
            .value = std::nullopt
        };
        place.value = read_record(place.json);
        if (place.value && place.value->declared.empty() && place.value->updated_at <= due) {
            open.push_back(std::move(place));
        }
    }
    return open;
}

boost::asio::awaitable<bool> ShipmentSchedule::declare_open(Due due, std::string message) {
    using enum observe::ShipmentResult;
    const auto current = co_await until_current(services_);
    if (!current) {
        const FoundConsolidation all;
        tell(all, due, failed, describe(current.error().code).code, current.error().detail);
        co_return false;
    }
    bool is_done = true;
    for (const FoundConsolidation& place : open_at(due.at)) {
        const auto told = co_await declare_.declare_by_schedule(place, message);
        if (told) {
            tell(place, due, *told ? declared : repeated, *told ? "declared" : "declared-before", {});
            continue;
        }
        const ErrorInfo& info = describe(told.error().code);
        tell(place, due, info.retryable ? failed : refused, info.code, told.error().detail);
        is_done = is_done && !info.retryable;
    }
    co_return is_done;
}

void ShipmentSchedule::tell_missed(Due due, Instant next) {
    for (const FoundConsolidation& place : open_at(due.at)) {
        const std::string reason =
            "it was due on an earlier day and is not declared; the next time is " + format_rfc3339(next);
        tell(place, due, observe::ShipmentResult::missed, "missed", reason);
    }
}

void ShipmentSchedule::tell(
    const FoundConsolidation& place,
    Due due,
    observe::ShipmentResult result,
    std::string_view code,
    std::string_view reason
) {
    services_.metrics.shipments_due(result).add();
    services_.log.emit(observe::events::ShipmentDue{
        .tenant = place.tenant.view(),
        .consolidation = place.number,
        .code = code,
        .reason = reason,
        .due = format_rfc3339(due.at),
        .late = due.is_late,
    });
}

}  // namespace silkgate::api
