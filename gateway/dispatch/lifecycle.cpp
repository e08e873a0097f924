#include "gateway/dispatch/lifecycle.hpp"

#include <algorithm>
#include <array>

namespace silkgate::dispatch {
namespace {

using adapters::LegKind;
using adapters::ReplyStatus;

constexpr auto kLegStates = std::to_array<std::string_view>(
    {"held",
     "published",
     "received",
     "registered",
     "query",
     "released",
     "rejected",
     "cancelled",
     "parked",
     "cancel_requested"}
);
constexpr auto kOrderStates = std::to_array<std::string_view>(
    {"accepted",
     "held",
     "routed",
     "processing",
     "cleared",
     "rejected",
     "cancelled",
     "cancel_requested",
     "archived"}
);
static_assert(kOrderStates.size() == kOrderStateWords);
constexpr auto kReplyStatuses = std::to_array<std::string_view>(
    {"received", "registered", "query", "released", "rejected", "cancelled", "technical_error"}
);
constexpr auto kActions = std::to_array<std::string_view>({"submit", "amend", "cancel", "return"});
constexpr auto kLegKinds =
    std::to_array<std::string_view>({"export_declaration", "transit", "import_declaration", "booking"});

struct Transition {
    LegState from;
    ReplyStatus reply;
    LegState to;
};

constexpr auto kTransitions = std::to_array<Transition>({
#define SILKGATE_TRANSITION(from, reply, to) {LegState::from, ReplyStatus::reply, LegState::to},
#include "gateway/dispatch/lifecycle.def"
#undef SILKGATE_TRANSITION
});

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view text) {
    const auto* found = std::ranges::find(words, text);
    return found == words.end() ? std::nullopt : std::optional{static_cast<Enum>(found - words.begin())};
}

}  // namespace

std::string_view to_string(LegState state) noexcept {
    return kLegStates[static_cast<std::size_t>(state)];
}

std::string_view to_string(OrderStateWord state) noexcept {
    return kOrderStates[static_cast<std::size_t>(state)];
}

std::string_view to_string(ReplyStatus status) noexcept {
    return kReplyStatuses[static_cast<std::size_t>(status)];
}

std::string_view to_string(LegKind kind) noexcept {
    return kLegKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(adapters::Action action) noexcept {
    return kActions[static_cast<std::size_t>(action)];
}

std::optional<LegState> parse_leg_state(std::string_view text) noexcept {
    return parse<LegState>(kLegStates, text);
}

std::optional<OrderStateWord> parse_order_state(std::string_view text) noexcept {
    return parse<OrderStateWord>(kOrderStates, text);
}

std::optional<ReplyStatus> parse_reply_status(std::string_view text) noexcept {
    return parse<ReplyStatus>(kReplyStatuses, text);
}

std::optional<LegKind> parse_leg_kind(std::string_view text) noexcept {
    return parse<LegKind>(kLegKinds, text);
}

std::optional<adapters::Action> parse_action(std::string_view text) noexcept {
    return parse<adapters::Action>(kActions, text);
}

std::optional<LegState> next_state(LegState from, ReplyStatus reply) noexcept {
    const auto* found = std::ranges::find_if(kTransitions, [&](const Transition& row) {
        return row.from == from && row.reply == reply;
    });
    return found == kTransitions.end() ? std::nullopt : std::optional{found->to};
}

OrderStateWord derive_order_state(std::span<const LegView> legs) noexcept {
    const auto any = [&](LegState state) {
        return std::ranges::find(legs, state, &LegView::state) != legs.end();
    };
    if (any(LegState::cancel_requested)) {
        return OrderStateWord::cancel_requested;
    }
    if (any(LegState::rejected)) {
        return OrderStateWord::rejected;
    }
    if (legs.empty() || any(LegState::held)) {
        return OrderStateWord::held;
    }
    if (any(LegState::cancelled)) {
        return OrderStateWord::cancelled;
    }
    const bool cleared = std::ranges::all_of(legs, [](const LegView& leg) {
        return leg.kind == LegKind::booking || leg.state == LegState::released;
    });
    if (cleared) {
        return OrderStateWord::cleared;
    }
    const bool all_published =
        std::ranges::all_of(legs, [](const LegView& leg) { return leg.state == LegState::published; });
    return all_published ? OrderStateWord::routed : OrderStateWord::processing;
}

}  // namespace silkgate::dispatch
