// A simulated carrier: what happens to goods after a booking is confirmed, as neutral JSON.
#pragma once

#include "adapters/adapter.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace silkgate::adapters::carriers {

// How the carriage goes.
enum class Journey : std::uint8_t {
    smooth,    // collected, in transit, at a border, in transit, arrived, out for delivery, delivered
    delayed,   // the same with an exception on the way
    stranded,  // stays at the border
    returned,  // refused at the door and given back
    refused,   // the carrier rejects the booking: no room
};

// A status of the neutral reply and the code of its reason, or empty.
struct Event {
    std::string_view status;
    std::string_view reason;
};

[[nodiscard]] std::span<const Event> events_of(Journey journey) noexcept;

// Events of the booking with this id (Kafka key), in the order in which they happen, an hour apart from `now`
// on.
[[nodiscard]] std::vector<SimulatedReply>
simulate_journey(std::string_view booking_id, Journey journey, Instant now);

}  // namespace silkgate::adapters::carriers
