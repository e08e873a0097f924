// One connection: a platform's shop as its tenant registered it, with the defaults that complete its orders.
//
// Plain values, made by tenants.cpp from the settings file and never changed afterwards, so any thread may
// read one. Absent is absent: an empty string, map or std::nullopt says "not configured", never a default.
#pragma once

#include "gateway/core/tagged.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::config {

// A party that the platform's payload does not name: the seller of a shop, the platform itself.
struct PartyDefaults {
    std::string name;        // in the party's own language
    std::string name_latin;  // romanised, or empty
    std::string country;     // ISO 3166-1 alpha-2, upper case
    std::vector<std::string> address_lines;
    std::string region;
    std::string city;
    std::string postcode;
    std::string phone;
    std::string email;
    // Registration numbers by their fixed word as in order::PartyId::kind: "CN_ebcCode", "CN_ebpCode",
    // "RU_INN", …
    std::map<std::string, std::string> registrations;

    bool operator==(const PartyDefaults&) const = default;
};

struct Connection {
    ConnectionId id;       // unique in the program, [a-z0-9-], 1..40 characters
    TenantId tenant;       // owner; a tenant of the same settings file
    std::string platform;  // dialect: "direct", "shopify", "woocommerce", …
    std::string shop_id;   // the platform's own name of the shop (e.g. its domain), or empty
    // Webhook secret in clear, for the platform's signature. Empty when the platform signs nothing. Never
    // printed.
    std::string secret;
    bool test = false;  // all orders go to the sandbox

    std::optional<PartyDefaults> seller;
    std::optional<PartyDefaults> platform_party;
    std::string origin_country;  // ISO 3166-1 alpha-2
    std::string trade_mode;      // China side: "9610", "9710", "9810", "1210", "1239"
    std::string incoterm;        // Incoterms 2020, upper case
    std::string incoterm_place;
    std::string language;  // BCP 47

    // Numbers and names the adapters need beyond the parties, by "<CC>.<authority's field>": "CN.agentCode",
    // "CN.customsCode", "RU.inn". Keys are free; an adapter's README lists the ones it reads.
    std::map<std::string, std::string> registrations;
    // SKU or the platform's product type → tariff system ("HS6", "CN10", "TNVED10") → code, digits only.
    std::map<std::string, std::map<std::string, std::string>> hs_map;
    // Preferred customs broker by alpha-2 country: its name in customs.<cc>.<broker>.declarations.v1.
    std::map<std::string, std::string> brokers;
    // Name of the payload's attribute (Shopify note_attributes, WooCommerce meta_data) that holds an identity
    // number of the buyer → its kind as in order::PartyId::kind: "RU_INN", "RU_PASSPORT"; with a suffix, a
    // part of that document: "RU_PASSPORT.issued", "RU_PASSPORT.issuer", "RU_PASSPORT.expires",
    // "RU_PASSPORT.series".
    std::map<std::string, std::string> buyer_id_attributes;
    // Of the shop's clock, "+03:00", for platforms whose times name no zone. Empty: SG-0012 zone-assumed.
    std::string utc_offset;
    // Text of the mapping file (gateway/intake/mappings/README.md) where `platform` is "mapping", else empty.
    std::string mapping;

    // Value of `registrations`, or empty when it is not configured. The view lives as long as the connection.
    [[nodiscard]] std::string_view registration(std::string_view key) const {
        const auto found = registrations.find(std::string(key));
        return found == registrations.end() ? std::string_view{} : std::string_view(found->second);
    }

    bool operator==(const Connection&) const = default;
};

}  // namespace silkgate::config
