// States of legs, documents and orders, and how they follow from each other (lifecycle.def).
#pragma once

#include "adapters/adapter.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace silkgate::dispatch {

// A document has the same states as its leg, except held.
enum class LegState : std::uint8_t {
    held,              // something is missing; see blockedBy
    published,         // its documents are on their topics
    received,          // the authority has them
    registered,        // and gave a number
    query,             // asks something
    released,          // final
    rejected,          // final
    cancelled,         // final
    parked,            // can not be delivered now
    cancel_requested,  // the order is cancelled and the authority has not agreed yet
};

enum class OrderStateWord : std::uint8_t {
    accepted,
    held,
    routed,
    processing,
    cleared,
    rejected,
    cancelled,
    cancel_requested,
    archived,  // it ended long ago and only its end is kept (archive.hpp)
};
inline constexpr std::size_t kOrderStateWords = 9;

[[nodiscard]] std::string_view to_string(LegState state) noexcept;
[[nodiscard]] std::string_view to_string(OrderStateWord state) noexcept;
[[nodiscard]] std::string_view to_string(adapters::ReplyStatus status) noexcept;
[[nodiscard]] std::string_view to_string(adapters::LegKind kind) noexcept;
[[nodiscard]] std::string_view to_string(adapters::Action action) noexcept;
[[nodiscard]] std::optional<LegState> parse_leg_state(std::string_view text) noexcept;
[[nodiscard]] std::optional<OrderStateWord> parse_order_state(std::string_view text) noexcept;
[[nodiscard]] std::optional<adapters::ReplyStatus> parse_reply_status(std::string_view text) noexcept;
[[nodiscard]] std::optional<adapters::LegKind> parse_leg_kind(std::string_view text) noexcept;
[[nodiscard]] std::optional<adapters::Action> parse_action(std::string_view text) noexcept;

// Where the reply leads, or nothing when it is no news in this state.
[[nodiscard]] std::optional<LegState> next_state(LegState from, adapters::ReplyStatus reply) noexcept;

// The order's state from its legs, strongest first: cancel_requested, rejected, held, cancelled, cleared
// (every declaration leg is released; a booking does not hold customs back), processing (some reply came),
// routed (all published).
struct LegView {
    adapters::LegKind kind;
    LegState state;
};
[[nodiscard]] OrderStateWord derive_order_state(std::span<const LegView> legs) noexcept;

}  // namespace silkgate::dispatch
