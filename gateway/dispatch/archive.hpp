// Orders that are over: when nothing is expected of one any more, and the small record that then takes the
// place of its state for good (decision 0020).
//
// An archived order has of OrderState: id, tenant, word (archived), ended, archived_on, sequence,
// fingerprint, payload and accepted_at. That is enough to know the order again, however late its platform
// sends it.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/json/reader.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace silkgate::dispatch {

// Whether nothing is expected of the order any more: each declaration is released, rejected or cancelled, no
// leg is held, parked, asked something or being cancelled, and no return is under way. A booking that is out
// does not count: carriers need not say how a carriage ended.
[[nodiscard]] bool is_over(const OrderState& state) noexcept;

[[nodiscard]] bool is_archived(const OrderState& state) noexcept;

// The day, in UTC, of the last change.
[[nodiscard]] std::chrono::sys_days changed_on(const OrderState& state) noexcept;

// What is kept of an order that is over.
[[nodiscard]] OrderState archive(const OrderState& state, std::chrono::sys_days on);

// Whether a payload of this fingerprint is what the platform sent first or last.
[[nodiscard]] bool is_same_order(const OrderState& archived, std::string_view fingerprint) noexcept;

// As it stands in orders.state.v1, about 300 bytes.
[[nodiscard]] std::string archived_json(const OrderState& state);
// Errc::invalid_value for what archived_json() does not write.
[[nodiscard]] Result<OrderState> read_archived(json::Value root);

// Body of the answer to the same order again, in place of the first answer.
[[nodiscard]] std::string archived_answer(const OrderState& state);
// Errc::gone, saying how and when it ended.
[[nodiscard]] Error archived_error(const OrderState& state);

}  // namespace silkgate::dispatch
