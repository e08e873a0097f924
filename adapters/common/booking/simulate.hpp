// The other side of a booking that is no postal item: a carrier that answers in its standard's own words
// (simulate.def).
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/carriers/simulate.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace silkgate::adapters::booking {

// What the carrier is told.
struct Told {
    std::string_view kind;        // of the document: "SMGSNote", or "Booking" for a cancellation
    std::string_view bytes;       // of it
    std::string_view booking_id;  // Kafka key
    std::string_view action;      // submit, amend, cancel, return
};

// The carrier's answer, then what becomes of the goods: of a submission that is accepted, the journey, an
// hour between two events. nullopt for a kind that is not a row of standards.def nor the neutral booking.
[[nodiscard]] std::optional<std::vector<SimulatedReply>>
simulate_carrier(const Told& told, Outcome outcome, carriers::Journey journey, Instant now);

}  // namespace silkgate::adapters::booking
