// What a platform's newer payload of a known order asks for (platform_update.def). Pure.
#pragma once

#include "gateway/dispatch/order_state.hpp"
#include "gateway/order/order.hpp"

#include <cstdint>
#include <vector>

namespace silkgate::api {

enum class Says : std::uint8_t { content, fewer, nothing, cancelled, returned };
enum class Where : std::uint8_t { open, cleared, departed };
enum class Deed : std::uint8_t { amend, cancel, take_back };

// `declared` is the order as the last command carried it.
[[nodiscard]] Says what_it_says(
    const order::Order& payload,
    const order::Order& declared,
    const std::vector<order::ConsignmentLine>& returned
);
[[nodiscard]] Where where_it_is(const dispatch::OrderState& state);
[[nodiscard]] Deed deed_of(Says says, Where where);

// Whether the order shall end: what a payload without a comparable version or time may still ask for, since a
// cancelled order does not come back by itself.
[[nodiscard]] bool ends_order(Says says) noexcept;

// What comes back by this payload: what is left of each line beyond what the payload still has.
[[nodiscard]] std::vector<order::ConsignmentLine> taken_back(
    const order::Order& payload,
    const order::Order& declared,
    const std::vector<order::ConsignmentLine>& returned
);

}  // namespace silkgate::api
