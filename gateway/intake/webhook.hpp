// What arrives at a webhook's address and is no order.
#pragma once

#include "gateway/api/message.hpp"

namespace silkgate::intake {

// WooCommerce's first call to a new webhook: form-encoded "webhook_id=N", no JSON. Answer 200; there is
// nothing to read.
[[nodiscard]] bool is_ping(const api::Request& request) noexcept;

}  // namespace silkgate::intake
