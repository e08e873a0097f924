// UN/EDIFACT CUSRES, read and simulated. Hostile input is normal.
#pragma once

#include "adapters/adapter.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::edifact {

// One item for each CUSRES of the interchange. RFF+ABO names the declaration; the last GIS whose meaning is
// known is its status. Errc::unreadable_reply for what is no CUSRES, or names no declaration or no status.
[[nodiscard]] Result<std::vector<ReplyItem>> read_cusres(std::string_view bytes, std::string_view country);

// The authority's side, for demonstration and tests: replies to one CUSDEC.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_cusres(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::edifact
