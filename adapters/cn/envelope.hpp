// DxpMsg: the envelope in which enterprises with software of their own send a message to the exchange
// platform (edition 202205, terminal node).
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::cn {

// The message, signed or not, in its envelope: sender and type are the message's own, its guid is the id of
// the transmission, by which a CEB900 names it. Errc::invalid_value where it is no message of ours.
[[nodiscard]] Result<std::string> envelop(std::string_view message, Instant created_at);

}  // namespace silkgate::adapters::cn
