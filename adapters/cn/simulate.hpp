// A simulated authority: the receipts that the e-port and customs would send for one of our export documents.
#pragma once

#include "adapters/adapter.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// Receipts in the order in which they would come, one second apart from `now`; valid against the schema.
// Deterministic. Errc::invalid_value when the bytes are not a CEB303, CEB505, CEB603 or CEB605 message.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::cn
