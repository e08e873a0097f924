// A goods record of the local store, read once for many orders.
#pragma once

#include "gateway/order/catalog_item.hpp"

#include <optional>
#include <string_view>

namespace silkgate::dispatch {

// The item in a record's JSON, or nothing when it is not a good item of that SKU. Each thread remembers what
// it read by the very bytes, which most orders read again, so nothing needs to be told of a change.
// Thread-safe.
[[nodiscard]] std::optional<order::CatalogItem> read_stored_item(std::string_view json, std::string_view sku);

}  // namespace silkgate::dispatch
