// What the routes that change an order share.
#pragma once

#include "gateway/api/order_in_path.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/order/pointers.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace silkgate::api {

[[nodiscard]] std::chrono::steady_clock::time_point deadline_of(const Snapshot& snapshot);
// Prefer: handling=… (RFC 7240)
[[nodiscard]] bool prefers(const Request& request, std::string_view handling);
void point_into(Violations& violations, const order::Pointers& pointers);
// The same change of the same revision is one change.
[[nodiscard]] std::string
change_id(std::int64_t revision, dispatch::CommandKind kind, const order::Order& order);
// The base command becomes the one of a change: what belongs to the former request is cleared.
[[nodiscard]] dispatch::Command begin_command(
    dispatch::Command base,
    dispatch::CommandKind kind,
    const dispatch::OrderState& state,
    const Request& request,
    Instant now
);
[[nodiscard]] Reply accepted(const OrderInPath& found, std::string body);
// The order is what the change would make it.
[[nodiscard]] Reply done_before(const OrderInPath& found);

}  // namespace silkgate::api
