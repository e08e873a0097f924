// The rows of the postal booking that stand in a file of their own. Private to this folder.
#pragma once

#include "adapters/common/transport/s10_view.hpp"
#include "gateway/rules/rules.hpp"

#include <span>

namespace silkgate::adapters::transport {

// Canonical paths from the order's root.
[[nodiscard]] std::span<const rules::Row<S10View>> s10_party_rows() noexcept;

}  // namespace silkgate::adapters::transport
