// One word for how far a booking is, the same for every standard.
#pragma once

#include "adapters/carriage.hpp"

#include <optional>
#include <string_view>

namespace silkgate::adapters::booking {

// `state` is that of the booking's document ("registered"). Empty for a state that the table does not have.
[[nodiscard]] std::string_view status_of(std::string_view state, std::optional<CarriageStep> step) noexcept;

}  // namespace silkgate::adapters::booking
