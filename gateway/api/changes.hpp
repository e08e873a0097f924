// How every change of an accepted order ends, whoever asked for it, a person or the platform: what it tells
// each authority is planned, refused as a whole or published as a command, and the router's decision awaited.
#pragma once

#include "gateway/api/change_plan.hpp"
#include "gateway/api/changes_in_flight.hpp"
#include "gateway/api/services.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/http/problem.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace silkgate::api {

// Who asks, and on which state of the order. What it points to outlives the change.
struct ChangeCall {
    const Snapshot& snapshot;
    const config::Connection& connection;
    const dispatch::OrderState& state;
    // Of the platform's payload; empty for a change by hand. A platform's change is a fact: legs that can not
    // be told say so, where a person's change would be refused.
    std::string fingerprint;
    bool strict = false;  // Prefer: handling=strict
    std::string request_id;
    std::string traceparent;
    http::Language language = http::Language::en;
    std::chrono::steady_clock::time_point deadline;

    [[nodiscard]] bool is_by_platform() const noexcept { return !fingerprint.empty(); }
};

// An order as it shall become.
struct ChangedOrder {
    order::Order order;
    order::Pointers pointers;
    std::vector<std::string> supplied;  // Command::supplied
    Violations warnings;                // shown beside those of the rules
};

// Body of the 202, and the order's version after the change.
struct Changed {
    std::string body;
    std::int64_t version = 1;
};

class Changes {
public:
    // `decision_wait`: how long an answer waits for the router, at most.
    Changes(Services& services, std::chrono::milliseconds decision_wait)
        : services_(services), decision_wait_(decision_wait) {}

    // `base` is the last command with the whole order. Errors: rule_violations; request_in_flight while
    // another change of the same revision is on its way; precondition_failed when another came first; those
    // of the producer. An answer within the wait is the router's word; later it is a promise, and a change
    // that loses then becomes an event order.conflict.
    boost::asio::awaitable<Result<Changed>>
    amend(const ChangeCall& call, dispatch::Command base, ChangedOrder changed);
    // `header` is the order's with the reason, and the platform's times where it said so.
    boost::asio::awaitable<Result<Changed>>
    cancel(const ChangeCall& call, dispatch::Command base, order::Header header);
    // `refund.lines` is what comes back.
    boost::asio::awaitable<Result<Changed>>
    take_back(const ChangeCall& call, dispatch::Command base, order::Header header, order::Refund refund);
    // The platform's version moves and nothing else does.
    boost::asio::awaitable<Result<Changed>>
    note(const ChangeCall& call, dispatch::Command base, order::Header header);

private:
    boost::asio::awaitable<Result<Changed>>
    publish(const ChangeCall& call, dispatch::Command command, std::string answer);
    boost::asio::awaitable<Result<void>> await_decision(const ChangeCall& call, std::string change);

    Services& services_;
    std::chrono::milliseconds decision_wait_;
    ChangesInFlight in_flight_;
};

}  // namespace silkgate::api
