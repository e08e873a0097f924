// Completes an order from the tenant's catalogue and the connection's defaults. Fills only what is absent,
// each value with its provenance; guesses nothing. Pure; thread-safe when `lookup` is.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"
#include "gateway/order/catalog_item.hpp"
#include "gateway/order/order.hpp"

#include <functional>
#include <string_view>

namespace silkgate::intake {

// Item of the connection's tenant by SKU, or nullptr. The pointer must live until the next call.
using CatalogLookup = std::function<const order::CatalogItem*(std::string_view sku)>;

// Order of precedence: payload, catalogue, connection. Line weights and legal quantities are unit value ×
// quantity, exactly; a product that needs more than 9 decimals is left absent. When the order has no
// consignment and something to declare, one is made: all declarable lines, gross weight the sum of theirs
// where each is known.
void enrich(order::Order& order, const config::Connection& connection, const CatalogLookup& lookup);

// Sets Violation::remedy_href of each violation that the catalogue can mend (Remedy::catalog, under /lines/N
// with a SKU) to /v1/catalog/items/{sku, percent-encoded}.
void set_remedies(Violations& violations, const order::Order& order);

// RFC 3986 percent-encoding of a path segment: all but unreserved characters.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace silkgate::intake
