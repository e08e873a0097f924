// Shows that no accepted order is dropped: every order this process answered 202 for must leave a state once
// the router has passed its place in orders.accepted.v1. What has passed without one is
// silkgate_conservation_difference.
#pragma once

#include "gateway/core/tagged.hpp"
#include "gateway/dispatch/order_state.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <unordered_map>

namespace silkgate::dispatch {

// Thread-safe.
class Ledger {
public:
    // How far the states in the replica reach: offset in orders.accepted.v1 by its partition, -1 for none
    // yet.
    using RoutedTo = std::function<std::int64_t(std::int32_t partition)>;
    using HasState = std::function<bool(const OrderId&)>;

    // The order was answered 202; its command is at `position`.
    void accepted(const OrderId& order, CommandPosition position);
    // One thread at a time. Crosses off what has a state. An order counts as missing when two calls in turn
    // found none: the states of one transaction do not arrive at the same instant.
    void settle(const RoutedTo& routed_to, const HasState& has_state);

    [[nodiscard]] std::size_t missing() const;
    // Accepted, and not yet passed by the router.
    [[nodiscard]] std::size_t waiting() const;

private:
    mutable std::mutex mutex_;
    std::map<std::int32_t, std::multimap<std::int64_t, OrderId>> waiting_;  // partition → offset → order
    std::size_t waiting_count_ = 0;
    std::unordered_map<OrderId, int> unseen_;  // passed; how often no state was found
};

}  // namespace silkgate::dispatch
