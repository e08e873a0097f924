#include "gateway/config/tenants.hpp"

#include "gateway/core/country.hpp"

#include <algorithm>
#include <array>

namespace silkgate::config {
namespace {

constexpr std::string_view kTokenPrefix = "sgk_";
constexpr std::size_t kKeyIdLength = 10;
constexpr std::size_t kSecretLength = 51;  // 255 bits in base32: all whole characters of 32 bytes

struct TokenParts {
    std::string_view id;
    std::string_view secret;
};

std::optional<TokenParts> split_token(std::string_view token) {
    if (!token.starts_with(kTokenPrefix)) {
        return std::nullopt;
    }
    token.remove_prefix(kTokenPrefix.size());
    const auto end = token.find('_');
    if (end == std::string_view::npos || end == 0 || end + 1 == token.size()) {
        return std::nullopt;
    }
    return TokenParts{.id = token.substr(0, end), .secret = token.substr(end + 1)};
}

std::string_view bytes_of(const crypto::Sha256& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string random_text(std::size_t length) {
    const std::string bytes = crypto::random_bytes(crypto::Sha256{}.size());
    crypto::Sha256 block{};
    std::ranges::transform(bytes, block.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    return crypto::to_base32(block, length);
}

}  // namespace

bool ApiKey::has_scope(std::string_view scope) const noexcept {
    return std::ranges::find(scopes, scope) != scopes.end();
}

Directory::Directory(std::vector<Tenant> tenants, std::vector<Connection> connections, PaymentDesks desks)
    : tenants_(std::move(tenants)), connections_(std::move(connections)), desks_(std::move(desks)) {
    for (const Tenant& tenant : tenants_) {
        tenants_by_id_.emplace(tenant.id.str(), &tenant);
        for (const ApiKey& key : tenant.keys) {
            keys_by_id_.emplace(key.id, Caller{.tenant = &tenant, .key = &key});
        }
    }
    for (const Connection& connection : connections_) {
        connections_by_id_.emplace(connection.id.str(), &connection);
    }
}

std::optional<Caller> Directory::find_key(std::string_view token, Instant now) const {
    const auto parts = split_token(token);
    if (!parts) {
        return std::nullopt;
    }
    // The secret is hashed and compared for an unknown id too, so that time does not tell which ids exist.
    static constexpr crypto::Sha256 kNobody{};
    const auto found = keys_by_id_.find(parts->id);
    const bool known = found != keys_by_id_.end();
    const crypto::Sha256& wanted = known ? found->second.key->secret_sha256 : kNobody;
    const bool equal = crypto::equal_constant_time(bytes_of(crypto::sha256(parts->secret)), bytes_of(wanted));
    if (!known || !equal || (found->second.key->expires && now >= *found->second.key->expires)) {
        return std::nullopt;
    }
    return found->second;
}

const PaymentDesk* Directory::find_payment_desk(std::string_view connection) const noexcept {
    const auto found = desks_.find(connection);
    return found == desks_.end() ? nullptr : &found->second;
}

const Connection* Directory::find_connection(const TenantId& tenant, std::string_view id) const noexcept {
    const Connection* connection = find_connection(id);
    return connection != nullptr && connection->tenant == tenant ? connection : nullptr;
}

const Connection* Directory::find_connection(std::string_view id) const noexcept {
    const auto found = connections_by_id_.find(id);
    return found == connections_by_id_.end() ? nullptr : found->second;
}

const Tenant* Directory::find_tenant(std::string_view id) const noexcept {
    const auto found = tenants_by_id_.find(id);
    return found == tenants_by_id_.end() ? nullptr : found->second;
}

bool is_scope(std::string_view text) noexcept {
    constexpr auto kFixed = std::to_array<std::string_view>(
        {"orders:write", "orders:read", "catalog:write", "webhooks:write", "operator"}
    );
    constexpr std::string_view kBroker = "broker:";
    if (!text.starts_with(kBroker)) {
        return std::ranges::find(kFixed, text) != kFixed.end();
    }
    const std::string_view country = text.substr(kBroker.size());
    if (country.size() != 2 || !std::ranges::all_of(country, [](char c) { return c >= 'a' && c <= 'z'; })) {
        return false;
    }
    const std::array<char, 2> upper{
        static_cast<char>(country[0] - 'a' + 'A'), static_cast<char>(country[1] - 'a' + 'A')
    };
    return is_served_country({upper.data(), upper.size()});
}

Result<NewKey> new_key(const std::vector<std::string>& scopes, std::optional<Instant> expires) {
    std::string listed;
    for (const std::string& scope : scopes) {
        if (!is_scope(scope)) {
            return fail(Errc::invalid_value, "no such scope: " + scope);
        }
        listed += (listed.empty() ? "\"" : ", \"") + scope + "\"";
    }
    if (scopes.empty()) {
        return fail(Errc::invalid_value, "a key needs at least one scope");
    }
    const std::string id = random_text(kKeyIdLength);
    const std::string secret = random_text(kSecretLength);
    NewKey key;
    key.token = std::string(kTokenPrefix) + id + "_" + secret;
    key.toml = "[[tenants.keys]]\nid = \"" + id + "\"\nsecret_sha256 = \"" + hash_secret(secret) +
               "\"\nscopes = [" + listed + "]\n";
    if (expires) {
        key.toml += "expires = " + format_rfc3339(*expires) + "\n";
    }
    return key;
}

std::string hash_secret(std::string_view token_or_secret) {
    const auto parts = split_token(token_or_secret);
    return crypto::to_hex(crypto::sha256(parts ? parts->secret : token_or_secret));
}

}  // namespace silkgate::config
