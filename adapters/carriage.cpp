#include "adapters/carriage.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters {
namespace {

constexpr auto kSteps = std::to_array<std::string_view>(
    {"collected",
     "in_transit",
     "at_border",
     "arrived",
     "out_for_delivery",
     "delivered",
     "exception",
     "returned"}
);

enum class When : std::uint8_t { always, later };

struct Row {
    CarriageStep from;
    CarriageStep to;
    When when;
};

constexpr auto kRows = std::to_array<Row>({
#define SILKGATE_CARRIAGE(from, to, when) {CarriageStep::from, CarriageStep::to, When::when},
#include "adapters/carriage.def"
#undef SILKGATE_CARRIAGE
});

}  // namespace

std::string_view to_string(CarriageStep step) noexcept {
    return kSteps[static_cast<std::size_t>(step)];
}

std::optional<CarriageStep> parse_carriage_step(std::string_view text) noexcept {
    const auto* found = std::ranges::find(kSteps, text);
    return found == kSteps.end() ? std::nullopt
                                 : std::optional{static_cast<CarriageStep>(found - kSteps.begin())};
}

bool moves(const std::optional<Carriage>& now, CarriageStep step, Instant at) noexcept {
    if (!now) {
        return true;
    }
    const auto* row = std::ranges::find_if(kRows, [&](const Row& each) {
        return each.from == now->last.step && each.to == step;
    });
    return row != kRows.end() && (row->when == When::always || at > now->at);
}

}  // namespace silkgate::adapters
