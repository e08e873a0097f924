#include "adapters/common/neutral/status.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace silkgate::adapters::neutral {
namespace {

constexpr std::array<std::pair<std::string_view, ReplyStatus>, 8> kWords = {{
    {"received", ReplyStatus::received},
    {"registered", ReplyStatus::registered},
    {"confirmed", ReplyStatus::registered},
    {"query", ReplyStatus::query},
    {"released", ReplyStatus::released},
    {"rejected", ReplyStatus::rejected},
    {"cancelled", ReplyStatus::cancelled},
    {"technical_error", ReplyStatus::technical_error},
}};

}  // namespace

std::optional<Status> parse_status(std::string_view word) noexcept {
    const auto* found = std::ranges::find(kWords, word, [](const auto& row) { return row.first; });
    if (found != kWords.end()) {
        return Status{.status = found->second, .step = {}};
    }
    const auto step = parse_carriage_step(word);
    return step ? std::optional{Status{.status = status_of(*step), .step = step}} : std::nullopt;
}

}  // namespace silkgate::adapters::neutral
