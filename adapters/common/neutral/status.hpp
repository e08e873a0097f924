// The words of `status` in neutral JSON: those of an authority's decision and, for carriers, those of a
// movement.
#pragma once

#include "adapters/adapter.hpp"

#include <optional>
#include <string_view>

namespace silkgate::adapters::neutral {

struct Status {
    ReplyStatus status;
    std::optional<CarriageStep> step;  // a movement; then the reply needs a time
};

// Words of ReplyStatus, "confirmed" (of a booking: registered), and words of CarriageStep.
[[nodiscard]] std::optional<Status> parse_status(std::string_view word) noexcept;

// What a movement says of the booking itself: that the carrier took the goods over, except for an exception,
// which says only that the carrier knows of it.
[[nodiscard]] constexpr ReplyStatus status_of(CarriageStep step) noexcept {
    return step == CarriageStep::exception ? ReplyStatus::received : ReplyStatus::released;
}

}  // namespace silkgate::adapters::neutral
