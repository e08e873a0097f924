// Transit declaration (ТД) in the Commission's structure R.048: goods that cross the Union under customs
// control, with a TIR carnet where the lorry has one. It speaks of a vehicle and its load, so it is made on
// request.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order.hpp"

#include <span>
#include <string>

namespace silkgate::adapters::eaeu {

struct TransitDeclaration {
    std::string id;     // of the document, a UUID; the same input gives the same
    std::string bytes;  // XML
};

// `journey` is what the carrier knows beyond the orders (README, "Transit"); each order is one consignment.
// The values of the Union's code lists are the caller's: they are not public. Errc::invalid_value names
// everything that is missing or malformed, one pointer a finding ("/journey/carrier/name",
// "/orders/0/lines/1/…").
[[nodiscard]] Result<TransitDeclaration>
write_transit(json::Value journey, std::span<const order::Order> orders, Instant now);

}  // namespace silkgate::adapters::eaeu
