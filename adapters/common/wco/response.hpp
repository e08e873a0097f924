// The WCO Data Model 3.6 response message (RES), read and simulated. Hostile input is normal.
#pragma once

#include "adapters/adapter.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::wco {

// `country` is put into the references. Errc::unreadable_reply for what is no Response with a known function
// code and the declarant's reference.
[[nodiscard]] Result<std::vector<ReplyItem>> read_response(std::string_view bytes, std::string_view country);

// The authority's side, for demonstration and tests: responses to one DEC, valid against its schema.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_responses(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::wco
