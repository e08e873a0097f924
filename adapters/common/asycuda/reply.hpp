// Replies about an ASYCUDA file. ASYCUDA answers in its own client, so who files reports with the neutral
// reply of adapters/common/neutral; "documentId" is the declarant's reference. Hostile input is normal.
#pragma once

#include "adapters/adapter.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::asycuda {

[[nodiscard]] Result<std::vector<ReplyItem>>
read_neutral_reply(std::string_view bytes, std::string_view country);

[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_neutral_replies(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::asycuda
