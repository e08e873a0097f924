// [[tenants]] and [[connections]] of the settings file → Directory.
#include "gateway/config/document.hpp"
#include "gateway/core/country.hpp"
#include "gateway/core/time.hpp"
#include "gateway/crypto/signer.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace silkgate::config {
namespace {

bool is_id(std::string_view text, std::size_t length_max, std::string_view punctuation) {
    return !text.empty() && text.size() <= length_max && std::ranges::all_of(text, [punctuation](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               punctuation.find(c) != std::string_view::npos;
    });
}

std::optional<crypto::Sha256> parse_digest(std::string_view hex) {
    crypto::Sha256 digest{};
    if (hex.size() != digest.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const char c = hex[i];
        const bool digit = c >= '0' && c <= '9';
        const bool lower = c >= 'a' && c <= 'f';
        const bool upper = c >= 'A' && c <= 'F';
        if (!digit && !lower && !upper) {
            return std::nullopt;
        }
        const int nibble = digit ? c - '0' : (lower ? c - 'a' : c - 'A') + 10;
        digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] * 16 + nibble);
    }
    return digest;
}

std::string country(TableReader& reader, std::string_view key) {
    std::string code = reader.text(key);
    if (!code.empty() && find_country(code) == nullptr) {
        reader.problem(key, "must be an ISO 3166-1 alpha-2 code in upper case");
        code.clear();
    }
    return code;
}

std::string one_of(TableReader& reader, std::string_view key, std::initializer_list<std::string_view> words) {
    std::string word = reader.text(key);
    if (!word.empty() && std::ranges::find(words, word) == words.end()) {
        std::string problem = "must be one of";
        for (const std::string_view allowed : words) {
            problem += ' ';
            problem += allowed;
        }
        reader.problem(key, problem);
    }
    return word;
}

ApiKey read_key(TableReader& reader) {
    ApiKey key;
    key.id = reader.required("id");
    if (!key.id.empty() && !is_id(key.id, 32, "")) {
        reader.problem("id", "must be 1 to 32 of the characters a-z 0-9");
    }
    const std::string hex = reader.required("secret_sha256");
    if (const auto digest = parse_digest(hex)) {
        key.secret_sha256 = *digest;
    } else if (!hex.empty()) {
        reader.problem(
            "secret_sha256", "must be 64 hexadecimal digits: the SHA-256 of the secret, not the secret"
        );
    }
    key.scopes = reader.texts("scopes");
    if (key.scopes.empty()) {
        reader.problem("scopes", "must name at least one scope");
    }
    for (const std::string& scope : key.scopes) {
        if (!is_scope(scope)) {
            reader.problem("scopes", "no such scope: " + scope);
        }
    }
    key.expires = reader.instant("expires");
    reader.finish();
    return key;
}

// "RU_INN", or "RU_PASSPORT.issued": a country, the document, and perhaps the part of it.
bool is_id_kind(std::string_view text) {
    const auto dot = text.find('.');
    const std::string_view kind = text.substr(0, dot);
    constexpr std::array<std::string_view, 5> kParts = {"series", "issued", "expires", "issuer", "country"};
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return kind.size() > 3 && kind.size() <= 32 && kind[2] == '_' && kind[0] >= 'A' && kind[0] <= 'Z' &&
           kind[1] >= 'A' && kind[1] <= 'Z' &&
           std::ranges::all_of(kind.substr(3), [&](char c) { return is_letter(c) || c == '_'; }) &&
           (dot == std::string_view::npos || std::ranges::find(kParts, text.substr(dot + 1)) != kParts.end());
}

class DirectoryReader {
public:
    explicit DirectoryReader(const Reading& reading) : reading_(reading) {}

    // `screened`: lists of denied parties are set, which every connection says to the adapters.
    std::shared_ptr<const Directory> read(const toml::table& root, bool screened) {
        TableReader top(root, "settings", reading_);
        each(top, "tenants", [this](TableReader& reader) { tenants_.push_back(read_tenant(reader)); });
        each(top, "connections", [this](TableReader& reader) {
            connections_.push_back(read_connection(reader));
        });
        for (Connection& connection : connections_) {
            if (screened) {
                connection.registrations["sanctionsScreening"] = "on";
            }
        }
        return std::make_shared<const Directory>(
            std::move(tenants_), std::move(connections_), std::move(desks_)
        );
    }

private:
    template <class Read>
    void each(TableReader& parent, std::string_view key, Read read) {
        const toml::array* array = parent.tables(key);
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            const std::string prefix = parent.name() == "settings" ? "" : parent.name() + ".";
            TableReader reader(
                *array->get(i)->as_table(),
                prefix + std::string(key) + "[" + std::to_string(i) + "]",
                reading_
            );
            read(reader);
        }
    }

    Tenant read_tenant(TableReader& reader) {
        Tenant tenant;
        const std::string id = reader.required("id");
        tenant.id = TenantId(id);
        if (!id.empty() && !is_id(id, 40, "_-")) {
            reader.problem("id", "must be 1 to 40 of the characters a-z 0-9 _ -");
        } else if (!id.empty() && !tenant_ids_.insert(id).second) {
            reader.problem("id", "is used twice: " + id);
        }
        tenant.name = reader.text("name");
        if (const toml::table* limits = reader.table("limits")) {
            TableReader inner(*limits, reader.name() + ".limits", reading_);
            tenant.limits.orders_per_second = inner.positive("orders_per_second");
            tenant.limits.requests_in_flight_max = inner.positive("requests_in_flight_max");
            tenant.limits.bytes_per_second = inner.positive("bytes_per_second");
            inner.finish();
        }
        each(reader, "keys", [this, &tenant](TableReader& inner) {
            ApiKey key = read_key(inner);
            if (!key.id.empty() && !key_ids_.insert(key.id).second) {
                inner.problem("id", "is used twice: " + key.id);
            }
            tenant.keys.push_back(std::move(key));
        });
        reader.finish();
        return tenant;
    }

    std::optional<PartyDefaults> read_party(TableReader& reader, std::string_view key) {
        const toml::table* table = reader.table(key);
        if (table == nullptr) {
            return std::nullopt;
        }
        TableReader inner(*table, reader.name() + "." + std::string(key), reading_);
        PartyDefaults party;
        party.name = inner.required("name");
        party.name_latin = inner.text("name_latin");
        party.country = country(inner, "country");
        party.address_lines = inner.texts("address_lines");
        party.region = inner.text("region");
        party.city = inner.text("city");
        party.postcode = inner.text("postcode");
        party.phone = inner.text("phone");
        party.email = inner.text("email");
        party.registrations = inner.map("registrations");
        inner.finish();
        return party;
    }

    // At most one of secret, secret_file and secret_env.
    std::string read_webhook_secret(TableReader& reader) {
        std::string secret = reader.text("secret");
        const std::string file = reader.text("secret_file");
        const std::string variable = reader.text("secret_env");
        if (int{!secret.empty()} + int{!file.empty()} + int{!variable.empty()} > 1) {
            reader.problem("secret", "only one of secret, secret_file and secret_env may be set");
        } else if (!file.empty()) {
            secret = reading_.read_secret(reader.where("secret_file"), reader.name() + ".secret_file", file)
                         .value_or(std::string{});
        } else if (!variable.empty()) {
            const auto found = reading_.input.environment.find(variable);
            if (found == reading_.input.environment.end() || found->second.empty()) {
                reader.problem("secret_env", "the environment has no variable " + variable);
            } else {
                secret = found->second;
            }
        }
        return secret;
    }

    // The mapping of a shop that brings its own; its form is checked where it is compiled.
    std::string read_mapping(TableReader& reader, std::string_view platform) {
        const std::string file = reader.text("mapping_file");
        if (file.empty() == (platform == "mapping")) {
            reader.problem("mapping_file", "goes with platform = \"mapping\", and only with it");
            return {};
        }
        return file.empty()
                   ? std::string{}
                   : reading_.read_secret(reader.where("mapping_file"), reader.name() + ".mapping_file", file)
                         .value_or(std::string{});
    }

    std::string read_file(TableReader& reader, std::string_view key) {
        const std::string file = reader.text(key);
        return file.empty()
                   ? std::string{}
                   : reading_.read_secret(reader.where(key), reader.name() + "." + std::string(key), file)
                         .value_or(std::string{});
    }

    // Signatures are tried here, so that a wrong key is found at start and not when customs asks.
    void read_payment_desk(TableReader& reader, const std::string& connection) {
        const toml::table* table = reader.table("payment_data");
        if (table == nullptr) {
            return;
        }
        constexpr std::size_t kAddressKeyMin = 16;
        TableReader inner(*table, reader.name() + ".payment_data", reading_);
        PaymentDesk desk{
            .address_key = read_file(inner, "address_key_file"),
            .certificate_pem = read_file(inner, "certificate_file"),
            .key_pem = read_file(inner, "key_file"),
            .signer_url = inner.text("signer_url")
        };
        inner.finish();
        if (desk.address_key.size() < kAddressKeyMin || !is_id(desk.address_key, 100, "")) {
            inner.problem("address_key_file", "must hold 16 to 100 of the characters a-z 0-9");
        }
        if (const auto certificate = crypto::Certificate::from_pem(desk.certificate_pem); !certificate) {
            inner.problem("certificate_file", certificate.error().detail);
        } else if (desk.key_pem.empty() == desk.signer_url.empty()) {
            inner.problem("key_file", "one of key_file and signer_url must be set");
        } else if (!desk.key_pem.empty() && !crypto::software_signer(desk.key_pem, desk.certificate_pem)) {
            inner.problem("key_file", "is not the key of the certificate");
        }
        desks_.emplace(connection, std::move(desk));
    }

    void read_hs_map(TableReader& reader, Connection& connection) {
        const toml::table* map = reader.table("hs_map");
        if (map == nullptr) {
            return;
        }
        for (const auto& [goods, node] : *map) {
            TableReader inner(*map, reader.name() + ".hs_map", reading_);
            auto codes = inner.map(goods.str());
            for (const auto& [system, code] : codes) {
                if (code.size() < 6 || code.size() > 14 ||
                    !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; })) {
                    inner.problem(goods.str(), system + " must be 6 to 14 digits");
                }
            }
            connection.hs_map.emplace(std::string(goods.str()), std::move(codes));
        }
    }

    Connection read_connection(TableReader& reader) {
        Connection connection;
        const std::string id = reader.required("id");
        connection.id = ConnectionId(id);
        if (!id.empty() && !is_id(id, 40, "-")) {
            reader.problem("id", "must be 1 to 40 of the characters a-z 0-9 -");
        } else if (!id.empty() && !connection_ids_.insert(id).second) {
            reader.problem("id", "is used twice: " + id);
        }
        const std::string tenant = reader.required("tenant");
        connection.tenant = TenantId(tenant);
        if (!tenant.empty() && !tenant_ids_.contains(tenant)) {
            reader.problem("tenant", "there is no tenant " + tenant);
        }
        connection.platform = reader.required("platform");
        const auto& platforms = reading_.input.platforms;
        if (!connection.platform.empty() && !platforms.empty() &&
            std::ranges::find(platforms, connection.platform) == platforms.end()) {
            reader.problem(
                "platform",
                "there is no dialect " + connection.platform + suggestion(connection.platform, platforms)
            );
        }
        connection.shop_id = reader.text("shop_id");
        connection.mapping = read_mapping(reader, connection.platform);
        connection.utc_offset = reader.text("utc_offset");
        if (!connection.utc_offset.empty() && !parse_rfc3339("2000-01-01T00:00:00" + connection.utc_offset)) {
            reader.problem("utc_offset", "must be an offset such as +03:00");
        }
        connection.secret = read_webhook_secret(reader);
        connection.test = reader.flag("test");
        connection.seller = read_party(reader, "seller");
        connection.platform_party = read_party(reader, "platform_party");
        connection.origin_country = country(reader, "origin_country");
        // Customs supervision modes of China's cross-border e-commerce: GACC announcements 2014-12 (9610),
        // 2014-57 (1210), 2016-75 (1239), 2020-75 (9710, 9810).
        connection.trade_mode = one_of(reader, "trade_mode", {"9610", "9710", "9810", "1210", "1239"});
        // Incoterms 2020.
        connection.incoterm = one_of(
            reader, "incoterm", {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"}
        );
        connection.incoterm_place = reader.text("incoterm_place");
        connection.language = reader.text("language");
        connection.registrations = reader.map("registrations");
        read_hs_map(reader, connection);
        connection.buyer_id_attributes = reader.map("buyer_id_attributes");
        for (const auto& [attribute, kind] : connection.buyer_id_attributes) {
            if (!is_id_kind(kind)) {
                reader.problem(
                    "buyer_id_attributes",
                    attribute + " must be a kind such as RU_INN, or a part of one: " + kind
                );
            }
        }
        read_payment_desk(reader, id);
        connection.brokers = reader.map("brokers");
        for (const auto& [cc, broker] : connection.brokers) {
            if (!is_served_country(cc) || !is_id(broker, 40, "-")) {
                reader.problem("brokers", "must be a served country in upper case = a name of a-z 0-9 -");
            }
        }
        reader.finish();
        return connection;
    }

    const Reading& reading_;
    std::vector<Tenant> tenants_;
    std::vector<Connection> connections_;
    PaymentDesks desks_;
    std::set<std::string, std::less<>> tenant_ids_;
    std::set<std::string, std::less<>> key_ids_;
    std::set<std::string, std::less<>> connection_ids_;
};

}  // namespace

std::shared_ptr<const Directory>
read_directory(const toml::table& root, const Reading& reading, const Settings& settings) {
    return DirectoryReader(reading).read(root, !settings.screening.lists.empty());
}

}  // namespace silkgate::config
