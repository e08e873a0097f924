// Tenants, their API keys and their connections: an immutable snapshot, replaced as a whole on reload.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"
#include "gateway/crypto/digest.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace silkgate::config {

// A bearer key: "sgk_<id>_<secret>". Only the SHA-256 of the secret is known; secrets are 255 random bits, so
// a plain hash suffices.
struct ApiKey {
    std::string id;  // [a-z0-9], 1..32 characters, unique in the program
    crypto::Sha256 secret_sha256{};
    std::vector<std::string> scopes;  // "orders:write", "broker:ru", …
    std::optional<Instant> expires;   // not valid from this instant on

    [[nodiscard]] bool has_scope(std::string_view scope) const noexcept;
};

// Limits of one tenant; absent = no limit.
struct TenantLimits {
    std::optional<std::int64_t> orders_per_second;
    std::optional<std::int64_t> requests_in_flight_max;
    std::optional<std::int64_t> bytes_per_second;
};

struct Tenant {
    TenantId id;       // [a-z0-9_-], 1..40 characters
    std::string name;  // for people; never in records or logs
    TenantLimits limits;
    std::vector<ApiKey> keys;
};

// Who a key belongs to. The pointers live as long as the Directory that gave them.
struct Caller {
    const Tenant* tenant = nullptr;
    const ApiKey* key = nullptr;
};

// How a connection answers when customs asks it for an order's payment (China, announcement 2018 no. 179).
struct PaymentDesk {
    std::string address_key;      // last part of the address that customs is given: who knows it may ask
    std::string certificate_pem;  // of the platform
    std::string key_pem;          // or empty, where a signature server has it
    std::string signer_url;       // or empty
};

using PaymentDesks = std::map<std::string, PaymentDesk, std::less<>>;  // by connection

// Immutable after it is made; look-ups from any thread without a lock.
class Directory {
public:
    // Precondition: ids are unique and every connection's tenant exists (load() reports it otherwise).
    Directory(std::vector<Tenant> tenants, std::vector<Connection> connections, PaymentDesks desks = {});
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    // The whole token "sgk_<id>_<secret>". Nothing for an unknown id, a wrong secret or a key expired at
    // `now`; the time taken does not tell which of them. Costs one SHA-256.
    [[nodiscard]] std::optional<Caller> find_key(std::string_view token, Instant now) const;

    // nullptr for an unknown connection and for another tenant's alike.
    [[nodiscard]] const Connection* find_connection(const TenantId& tenant, std::string_view id)
        const noexcept;
    // Of any tenant: for webhooks, which prove themselves by the connection's own secret.
    [[nodiscard]] const Connection* find_connection(std::string_view id) const noexcept;
    [[nodiscard]] const Tenant* find_tenant(std::string_view id) const noexcept;
    // nullptr where the connection has none.
    [[nodiscard]] const PaymentDesk* find_payment_desk(std::string_view connection) const noexcept;

    [[nodiscard]] const std::vector<Tenant>& tenants() const noexcept { return tenants_; }
    [[nodiscard]] const std::vector<Connection>& connections() const noexcept { return connections_; }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    template <class T>
    using Index = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

    std::vector<Tenant> tenants_;
    std::vector<Connection> connections_;
    PaymentDesks desks_;
    Index<Caller> keys_by_id_;
    Index<const Connection*> connections_by_id_;
    Index<const Tenant*> tenants_by_id_;
};

// The scopes a key may have: the fixed ones and "broker:<cc>" of every served country.
[[nodiscard]] bool is_scope(std::string_view text) noexcept;

// A fresh key: `token` goes to the caller once and is not kept; `toml` is the [[tenants.keys]] row to paste.
struct NewKey {
    std::string token;
    std::string toml;
};
// Scopes must satisfy is_scope (else Errc::invalid_value).
[[nodiscard]] Result<NewKey>
new_key(const std::vector<std::string>& scopes, std::optional<Instant> expires = {});
// Lower-case hex SHA-256 of the secret part of a token, or of the text itself when it is not a token.
[[nodiscard]] std::string hash_secret(std::string_view token_or_secret);

}  // namespace silkgate::config
