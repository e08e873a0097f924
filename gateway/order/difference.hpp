// In which members two common orders differ.
#pragma once

#include "gateway/order/order.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace silkgate::order {

// JSON pointers into the common order, in document order, at most `limit`. What the fingerprint leaves out
// (messageId, source) is left out here too. Two orders with different fingerprints differ in at least one
// member, unless it is the source's platform or shop.
[[nodiscard]] std::vector<std::string> differing_members(const Order& a, const Order& b, std::size_t limit);

}  // namespace silkgate::order
