// The dialects that are linked in. Private to gateway/intake.
#pragma once

#include "gateway/intake/intake.hpp"

namespace silkgate::intake {

[[nodiscard]] const Dialect& direct_dialect() noexcept;
[[nodiscard]] const Dialect& shopify_dialect() noexcept;
[[nodiscard]] const Dialect& woocommerce_dialect() noexcept;

}  // namespace silkgate::intake
