// Ids are derived, not drawn: the same order gives the same ids in every process and after every crash.
#pragma once

#include "gateway/core/tagged.hpp"

#include <string>
#include <string_view>

namespace silkgate::dispatch {

// "ord_" + 26 base32 characters (130 bits) of SHA-256(tenant ‖ NUL ‖ connection ‖ NUL ‖ order number ‖ NUL).
[[nodiscard]] OrderId
order_id(const TenantId& tenant, const ConnectionId& connection, std::string_view number);

// "dec_" (declarations) or "bkg_" (bookings) + 26 base32 characters of SHA-256(order ‖ leg ‖ kind ‖ version).
enum class DocumentIdKind { declaration, booking };
[[nodiscard]] DeclarationId document_id(
    DocumentIdKind id_kind,
    const OrderId& order,
    std::string_view leg,
    std::string_view kind,
    std::int64_t version
);

// The order's messageId: UUIDv5 of the order id.
[[nodiscard]] std::string message_id(const OrderId& order);

// Hash under which an Idempotency-Key is remembered: scope is tenant and route.
[[nodiscard]] std::string
idempotency_hash(const TenantId& tenant, std::string_view route, std::string_view key);

}  // namespace silkgate::dispatch
