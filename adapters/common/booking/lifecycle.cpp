#include "adapters/common/booking/lifecycle.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace silkgate::adapters::booking {
namespace {

#define SILKGATE_CARRIED(step, status)
constexpr auto kAgreed = std::to_array<std::pair<std::string_view, std::string_view>>({
#define SILKGATE_AGREED(state, status) {state, status},
#include "adapters/common/booking/lifecycle.def"
#undef SILKGATE_AGREED
});
#undef SILKGATE_CARRIED

#define SILKGATE_AGREED(state, status)
constexpr auto kCarried = std::to_array<std::pair<CarriageStep, std::string_view>>({
#define SILKGATE_CARRIED(step, status) {CarriageStep::step, status},
#include "adapters/common/booking/lifecycle.def"
#undef SILKGATE_CARRIED
});
#undef SILKGATE_AGREED

}  // namespace

std::string_view status_of(std::string_view state, std::optional<CarriageStep> step) noexcept {
    if (step && state != "rejected" && state != "cancelled") {
        const auto* carried =
            std::ranges::find(kCarried, *step, &std::pair<CarriageStep, std::string_view>::first);
        return carried->second;
    }
    const auto* agreed =
        std::ranges::find(kAgreed, state, &std::pair<std::string_view, std::string_view>::first);
    return agreed == kAgreed.end() ? std::string_view{} : agreed->second;
}

}  // namespace silkgate::adapters::booking
