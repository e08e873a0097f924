// A simulated authority: the receipts that the e-port and customs would send for one of our documents.
#pragma once

#include "adapters/adapter.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// Receipts in the order in which they would come, one second apart from `now`; valid against the schema.
// Deterministic. Errc::invalid_value for a message that it does not answer.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::cn
