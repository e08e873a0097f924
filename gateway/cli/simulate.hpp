// `silkgate simulate`: the other side. Consumes declarations and bookings and answers as authorities and
// carriers would, in their native formats, through the adapters' simulate().
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/carriers/simulate.hpp"
#include "gateway/config/settings.hpp"

#include <atomic>
#include <string_view>

namespace silkgate::cli {

// How an order's number chooses the answer.
struct Script {
    adapters::Outcome outcome = adapters::Outcome::accepted;
    bool silent = false;     // "-SILENT": never answers
    bool duplicate = false;  // "-DUP": every reply twice
    bool late = false;       // "-LATE": replies in the reverse order, so that the first comes after the last
    // Of bookings that are accepted.
    adapters::carriers::Journey journey = adapters::carriers::Journey::smooth;
};

// By the number's suffix: -REJECT, -QUERY (what changes or withdraws the document is accepted), -SILENT,
// -DUP, -LATE, and for the carrier alone -DELAY, -STRANDED, -RETURN, -NOROOM; anything else is accepted and
// delivered.
[[nodiscard]] Script script_for(std::string_view order_number) noexcept;

enum class SimulatorBroker { real, embedded };

// Runs until `stopping`; 0, or 1 with a sentence on standard error. Prints one line a document to standard
// output.
[[nodiscard]] int
simulate(const config::Loaded& loaded, SimulatorBroker broker, const std::atomic<bool>& stopping);

}  // namespace silkgate::cli
