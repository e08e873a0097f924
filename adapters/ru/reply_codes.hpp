// What the codes of Russian customs mean for the leg: data/reply_codes.csv.
#pragma once

#include "adapters/common/eaeu/reference_data.hpp"

#include <vector>

namespace silkgate::adapters::ru {

using ReplyCodes = std::vector<eaeu::Entry>;  // key "<kind>:<code>"; values {status, meaning}

// Errc::invalid_settings for a status that is no word of the Kafka contract, and as read_entries().
[[nodiscard]] Result<ReplyCodes> load_reply_codes(const ReadData& read_data);

}  // namespace silkgate::adapters::ru
