// The neutral JSON reply of the Kafka contract, section 3: for brokers and carriers that do not pass the
// authority's own bytes on. Pure; hostile input is normal.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"

#include <string_view>
#include <vector>

namespace silkgate::dispatch {

// References come back as "id:<declarationId>" for declarationId or bookingId. Errc::unreadable_reply
// otherwise.
[[nodiscard]] Result<std::vector<adapters::ReplyItem>> read_neutral_reply(std::string_view bytes);

}  // namespace silkgate::dispatch
