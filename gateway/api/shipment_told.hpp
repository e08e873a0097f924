// What an authority was told of shipments, as the states of the orders in them have it.
#pragma once

#include "adapters/common/consolidation/consolidation.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/replica.hpp"

#include <string_view>
#include <vector>

namespace silkgate::api {

[[nodiscard]] const dispatch::LegRecord*
find_leg(const dispatch::OrderState& state, std::string_view id) noexcept;

// Documents about one shipment under one business key, oldest first. Views into the state.
using Told = std::vector<const dispatch::DocumentState*>;

[[nodiscard]] Told told_under(const dispatch::LegRecord& leg, std::string_view key);

// Whether the authority has it: sent, not refused and not deleted.
[[nodiscard]] bool stands(const Told& told) noexcept;
// A deletion was agreed to: the key is used up.
[[nodiscard]] bool is_deleted(const Told& told) noexcept;
// A deletion is out and not answered yet.
[[nodiscard]] bool is_being_deleted(const Told& told) noexcept;

// The business key of a document about a shipment, empty where it has none.
[[nodiscard]] std::string_view key_of(const dispatch::DocumentState& document) noexcept;

// Whether one of the messages about the whole consolidation stands, so that it must stay as it was told. A
// message whose document is not known yet stands.
[[nodiscard]] bool
is_bound(const dispatch::Replica& replica, const adapters::consolidation::Consolidation& consolidation);

// Whether a message of this name stands that is neither under one of the keys nor, where it is not known yet,
// one of the documents.
[[nodiscard]] bool stands_elsewhere(
    const dispatch::Replica& replica,
    const adapters::consolidation::Consolidation& consolidation,
    std::string_view message,
    const std::vector<std::string>& keys,
    const std::vector<std::string>& documents
);

}  // namespace silkgate::api
