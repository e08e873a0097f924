// One item of a tenant's catalogue: the goods data that customs needs and platforms lack, by SKU
// (schemas/catalog/v1/item.schema.json).
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::order {

struct CatalogCode {
    std::string system;   // HS6, CN10, TNVED10, INITCHS8, PCT8 …: 2 to 12 of [A-Z0-9]
    std::string code;     // digits only, 6 to 14
    std::string country;  // alpha-2 whose tariff, or empty for a code many countries share (HS6, TNVED10)
};

struct CatalogName {
    std::string language;  // zh, ru, en, …
    std::string text;      // 1 to 250 code points, as a customs officer shall read it
};

// The legal units of the item's tariff line in one country, with how many of them one sold unit is.
struct CatalogUnits {
    std::string country;  // alpha-2
    std::string unit1;    // UN/ECE Rec 20
    Decimal factor1;      // > 0: quantity1 = sold units × factor1
    std::string unit2;    // empty when the tariff line has no second unit
    std::optional<Decimal> factor2;
};

struct CatalogItem {
    std::string sku;  // 1 to 64 code points
    std::vector<CatalogCode> codes;
    std::vector<CatalogName> names;
    std::string specification;              // gmodel of the Chinese messages; ≤ 510 code points
    std::string origin_country;             // alpha-2
    std::optional<Decimal> net_weight;      // kg of one sold unit, > 0
    std::optional<Decimal> gross_weight;    // kg of one sold unit with its packing, ≥ net_weight
    std::string unit;                       // UN/ECE Rec 20 in which the item is sold
    std::vector<CatalogUnits> legal_units;  // at most one a country
    std::string brand;
    std::string material;
    std::string barcode;  // GTIN, 8 to 14 digits with a right check digit
    std::string url;      // http or https, ≤ 250 characters
    std::optional<bool> dangerous;
};

// First entry of the item for that country, or nullptr.
[[nodiscard]] const CatalogUnits* find_units(const CatalogItem& item, std::string_view country) noexcept;

// Canonical JSON: members in schema order, absent members left out. read(write(item)) == item.
void write_json(json::Writer& out, const CatalogItem& item);
[[nodiscard]] std::string to_json(const CatalogItem& item);

// Strict, as for the order: everything wrong is a violation (pointer and canonical_pointer equal, both into
// the item); the item is usable only when none is an error. `sku` of the path, when not empty, must equal the
// member if that is present and fills it if it is absent.
struct ReadCatalogItem {
    CatalogItem item;
    Violations violations;
};
[[nodiscard]] ReadCatalogItem read_catalog_item(json::Value root, std::string_view sku = {});

}  // namespace silkgate::order
