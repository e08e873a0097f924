// The words of the doors' JSON, as docs and the Kafka contract have them.
#include "adapters/abi/messages.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::abi {
namespace {

constexpr auto kLegKinds =
    std::to_array<std::string_view>({"export_declaration", "transit", "import_declaration", "booking"});
constexpr auto kActions = std::to_array<std::string_view>({"submit", "amend", "cancel", "return"});
constexpr auto kOutcomes = std::to_array<std::string_view>({"accepted", "rejected", "query"});
constexpr auto kStatuses = std::to_array<std::string_view>(
    {"received", "registered", "query", "released", "rejected", "cancelled", "technical_error"}
);
constexpr auto kRemedies =
    std::to_array<std::string_view>({"none", "payload", "catalog", "connection", "buyer"});

template <class Word, std::size_t Count>
std::optional<Word> find_word(const std::array<std::string_view, Count>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Word>(found - words.begin()));
}

}  // namespace

std::string_view to_word(LegKind kind) noexcept {
    return kLegKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_word(Action action) noexcept {
    return kActions[static_cast<std::size_t>(action)];
}

std::string_view to_word(Outcome outcome) noexcept {
    return kOutcomes[static_cast<std::size_t>(outcome)];
}

std::string_view to_word(ReplyStatus status) noexcept {
    return kStatuses[static_cast<std::size_t>(status)];
}

std::string_view to_word(Remedy remedy) noexcept {
    return kRemedies[static_cast<std::size_t>(remedy)];
}

std::optional<LegKind> parse_leg_kind(std::string_view word) noexcept {
    return find_word<LegKind>(kLegKinds, word);
}

std::optional<Action> parse_action(std::string_view word) noexcept {
    return find_word<Action>(kActions, word);
}

std::optional<Outcome> parse_outcome(std::string_view word) noexcept {
    return find_word<Outcome>(kOutcomes, word);
}

std::optional<ReplyStatus> parse_status(std::string_view word) noexcept {
    return find_word<ReplyStatus>(kStatuses, word);
}

std::optional<Remedy> parse_remedy(std::string_view word) noexcept {
    return find_word<Remedy>(kRemedies, word);
}

}  // namespace silkgate::adapters::abi
