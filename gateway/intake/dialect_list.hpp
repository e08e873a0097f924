// The dialects that are linked in. Private to gateway/intake.
#pragma once

#include "gateway/intake/intake.hpp"

#include <memory>
#include <span>

namespace silkgate::intake {

[[nodiscard]] const Dialect& direct_dialect() noexcept;
[[nodiscard]] const Dialect& shopify_dialect() noexcept;
[[nodiscard]] const Dialect& woocommerce_dialect() noexcept;
// A mapping that goes with a dialect in code: another shape of the same platform's orders.
[[nodiscard]] const Dialect& shopify_graphql_shape() noexcept;
// The others of mappings/, in the order of their names.
[[nodiscard]] std::span<const std::unique_ptr<const Dialect>> mapped_dialects() noexcept;

}  // namespace silkgate::intake
