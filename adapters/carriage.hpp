// Where the goods of a booking are, as carriers of every mode report it (carriage.def). A leg's state says
// what was agreed with the carrier; this says what it did.
#pragma once

#include "gateway/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::adapters {

enum class CarriageStep : std::uint8_t {
    collected,  // the carrier has them
    in_transit,
    at_border,  // at a border, a gauge change or held by customs on the way
    arrived,    // at the place of destination, to be fetched or brought
    out_for_delivery,
    delivered,  // final
    exception,  // delayed, damaged, not to be delivered: the carrier says why in the reasons
    returned,   // final: given back to the sender
};

// An event of a carrier: what happened and where, beside the time of its reply.
struct Movement {
    CarriageStep step = CarriageStep::collected;
    std::string place;  // UN/LOCODE, station code or name, as the carrier has it; may be empty

    bool operator==(const Movement&) const = default;
};

// The last event that moved the goods.
struct Carriage {
    Movement last;
    Instant at;

    bool operator==(const Carriage&) const = default;
};

[[nodiscard]] std::string_view to_string(CarriageStep step) noexcept;
[[nodiscard]] std::optional<CarriageStep> parse_carriage_step(std::string_view text) noexcept;

// Whether an event of that time is news to goods that are so far. Of goods that nothing is known of, every
// event is.
[[nodiscard]] bool moves(const std::optional<Carriage>& now, CarriageStep step, Instant at) noexcept;

}  // namespace silkgate::adapters
