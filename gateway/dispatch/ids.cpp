#include "gateway/dispatch/ids.hpp"

#include "gateway/crypto/digest.hpp"

#include <initializer_list>

namespace silkgate::dispatch {
namespace {

constexpr std::size_t kIdCharacters = 26;

// Joined with NUL, which no part can contain, so that ("ab","c") and ("a","bc") differ.
std::string joined(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
        text += part;
        text += '\0';
    }
    return text;
}

std::string short_hash(std::initializer_list<std::string_view> parts) {
    return crypto::to_base32(crypto::sha256(joined(parts)), kIdCharacters);
}

}  // namespace

OrderId order_id(const TenantId& tenant, const ConnectionId& connection, std::string_view number) {
    return OrderId("ord_" + short_hash({tenant.view(), connection.view(), number}));
}

DeclarationId document_id(
    DocumentIdKind id_kind,
    const OrderId& order,
    std::string_view leg,
    std::string_view kind,
    std::int64_t version
) {
    const std::string_view prefix = id_kind == DocumentIdKind::booking ? "bkg_" : "dec_";
    return DeclarationId(
        std::string(prefix) + short_hash({order.view(), leg, kind, std::to_string(version)})
    );
}

std::string message_id(const OrderId& order) {
    return crypto::uuid_v5(order.view());
}

std::string idempotency_hash(const TenantId& tenant, std::string_view route, std::string_view key) {
    return short_hash({tenant.view(), route, key});
}

}  // namespace silkgate::dispatch
