// What those who change an order share.
#pragma once

#include "gateway/api/changes.hpp"
#include "gateway/api/order_in_path.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/order/pointers.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace silkgate::api {

// A person's change of the order in the path; `found` and `request` outlive it.
[[nodiscard]] ChangeCall call_by_hand(const OrderInPath& found, const Request& request);
// Prefer: handling=… (RFC 7240)
[[nodiscard]] bool prefers(const Request& request, std::string_view handling);
void point_into(Violations& violations, const order::Pointers& pointers);
// The same change of the same revision is one change; the same payload of a platform is one whatever it
// meets.
[[nodiscard]] std::string
change_id(const ChangeCall& call, dispatch::CommandKind kind, const order::Order& order);
// The base command becomes the one of a change: what belongs to the former request is cleared.
[[nodiscard]] dispatch::Command
begin_command(dispatch::Command base, dispatch::CommandKind kind, const ChangeCall& call, Instant now);
// Why nothing of the order can be returned; nothing when something can.
[[nodiscard]] std::optional<Error>
refuse_return(const dispatch::OrderState& state, const config::Connection* connection);
[[nodiscard]] Reply accepted(const OrderInPath& found, Changed changed);
// The order is what the change would make it.
[[nodiscard]] Reply done_before(const OrderInPath& found);

}  // namespace silkgate::api
