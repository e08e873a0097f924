// The other side: what Russian customs would answer to one ПТДЭГ. For demonstration and tests.
#pragma once

#include "adapters/adapter.hpp"

namespace silkgate::adapters::ru {

// accepted: registration, then release (with payment demanded first when the declaration calculates any);
// rejected: registration, then refusal of release (90); query: registration, then a demand to correct.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_customs(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::ru
