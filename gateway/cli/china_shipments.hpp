// Messages about shipments for Chinese customs (adapters/cn/consolidated), as the gateway's endpoint wants
// them.
#pragma once

#include "gateway/api/declare_consolidation.hpp"

#include <memory>

namespace silkgate::cli {

[[nodiscard]] std::unique_ptr<const api::ShipmentDesk> china_shipments();

}  // namespace silkgate::cli
