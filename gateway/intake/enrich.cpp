#include "gateway/intake/enrich.hpp"

#include "gateway/order/order_money.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace silkgate::intake {
namespace {

using order::Origin;
using order::Provenance;

// What one call works with.
struct Enrichment {
    order::Order& order;
    const config::Connection& connection;
    const CatalogLookup& lookup;

    [[nodiscard]] Provenance from_connection() const {
        return {.source = Origin::connection, .reference = connection.id.str()};
    }
};

Provenance from_catalog(const order::CatalogItem& item) {
    return {.source = Origin::catalog, .reference = item.sku};
}

std::optional<Decimal> of_line(const std::optional<Decimal>& unit_value, Decimal quantity) {
    const auto product =
        unit_value ? multiply(*unit_value, quantity) : Result<Decimal>(fail(Errc::invalid_value, ""));
    return product && *product > Decimal{} ? std::optional(*product) : std::nullopt;
}

void fill_codes(order::Line& line, const order::CatalogItem& item) {
    for (const order::CatalogCode& code : item.codes) {
        const auto& codes = line.customs.codes;
        const bool known = std::ranges::any_of(codes, [&](const order::CommodityCode& other) {
            return other.system == code.system && other.country == code.country;
        });
        if (!known) {
            line.customs.codes.push_back(
                {.system = code.system,
                 .code = code.code,
                 .country = code.country,
                 .provenance = from_catalog(item)}
            );
        }
    }
}

void fill_names(order::Line& line, const order::CatalogItem& item) {
    for (const order::CatalogName& name : item.names) {
        if (order::find_customs_name(line, name.language) == nullptr) {
            line.customs_names.push_back(
                {.language = name.language, .text = name.text, .provenance = from_catalog(item)}
            );
        }
    }
    // Where the platform does not say what it is: the name stands among customsNames too, with its origin.
    if (line.title.empty() && !item.names.empty()) {
        const auto english = std::ranges::find(item.names, "en", &order::CatalogName::language);
        line.title = english == item.names.end() ? item.names.front().text : english->text;
    }
    if (line.specification.empty() && !item.specification.empty()) {
        line.specification = item.specification;
        line.specification_provenance = from_catalog(item);
    }
}

void fill_weights(order::Line& line, const order::CatalogItem& item) {
    order::LineCustoms& customs = line.customs;
    bool filled = false;
    if (!customs.net_weight) {
        customs.net_weight = of_line(item.net_weight, line.quantity);
        filled = customs.net_weight.has_value();
    }
    if (!customs.gross_weight) {
        customs.gross_weight = of_line(item.gross_weight, line.quantity);
        filled = filled || customs.gross_weight.has_value();
    }
    if (filled && !customs.weight_provenance) {
        customs.weight_provenance = from_catalog(item);
    }
}

// The line has one pair of legal units, the catalogue one a country: China's where it has one, as one end of
// every flow is China and its messages always want them, else the destination's.
void fill_units(const order::Order& order, order::Line& line, const order::CatalogItem& item) {
    const order::CatalogUnits* units = order::find_units(item, "CN");
    if (units == nullptr) {
        units = order::find_units(item, order.header.flow.destination_country);
    }
    if (units == nullptr || line.customs.quantity1 || line.customs.quantity2) {
        return;
    }
    const auto make = [&](const std::optional<Decimal>& factor, const std::string& unit) {
        const auto quantity = of_line(factor, line.quantity);
        return quantity && !unit.empty()
                   ? std::optional(order::LegalQuantity{
                         .quantity = *quantity, .unit = unit, .provenance = from_catalog(item)
                     })
                   : std::nullopt;
    };
    line.customs.quantity1 = make(units->factor1, units->unit1);
    line.customs.quantity2 = make(units->factor2, units->unit2);
}

void fill_if_absent(std::string& target, const std::string& value) {
    if (target.empty()) {
        target = value;
    }
}

void fill_from_catalog(const order::Order& order, order::Line& line, const order::CatalogItem& item) {
    fill_codes(line, item);
    fill_names(line, item);
    if (line.customs.origin_country.empty() && !item.origin_country.empty()) {
        line.customs.origin_country = item.origin_country;
        line.customs.origin_provenance = from_catalog(item);
    }
    fill_weights(line, item);
    fill_units(order, line, item);
    fill_if_absent(line.barcode, item.barcode);
    fill_if_absent(line.brand, item.brand);
    fill_if_absent(line.unit, item.unit);
    fill_if_absent(line.url, item.url);
}

// Systems of one country's tariff; HS6 and TNVED10 are shared by many.
std::string_view tariff_country(std::string_view system) {
    return system == "CN10" || system == "CN8" ? "CN"
           : system == "INITCHS8"              ? "IN"
           : system == "PCT8"                  ? "PK"
                                               : "";
}

void fill_codes(order::Line& line, const Enrichment& with) {
    const auto mapped = with.connection.hs_map.find(line.sku);
    if (line.sku.empty() || mapped == with.connection.hs_map.end()) {
        return;
    }
    for (const auto& [system, code] : mapped->second) {
        if (order::find_code(line, system) == nullptr) {
            line.customs.codes.push_back(
                {.system = system,
                 .code = code,
                 .country = std::string(tariff_country(system)),
                 .provenance = with.from_connection()}
            );
        }
    }
}

// The country of dispatch is not the country of origin of the goods, so the connection's origin country stays
// out here.
void fill_lines(const Enrichment& with) {
    for (order::Line& line : with.order.lines) {
        if (!line.sku.empty() && with.lookup) {
            if (const order::CatalogItem* item = with.lookup(line.sku)) {
                fill_from_catalog(with.order, line, *item);
            }
        }
        fill_codes(line, with);
    }
}

order::Party to_party(const config::PartyDefaults& defaults, const Enrichment& with) {
    order::Party party;
    party.name = defaults.name;
    party.name_latin = defaults.name_latin;
    party.phone = defaults.phone;
    party.email = defaults.email;
    for (const auto& [kind, number] : defaults.registrations) {
        order::PartyId& id = party.registrations.emplace_back();
        id.kind = kind;
        id.number = number;
        id.provenance = with.from_connection();
    }
    order::Address address;
    address.country = defaults.country;
    address.lines = defaults.address_lines;
    address.region = defaults.region;
    address.city = defaults.city;
    address.postcode = defaults.postcode;
    if (!address.country.empty() || !address.lines.empty() || !address.city.empty()) {
        party.address = std::move(address);
    }
    party.provenance = with.from_connection();
    return party;
}

// A party the payload named keeps what it has; only registrations it lacks are added.
void fill_party(
    std::optional<order::Party>& party,
    const std::optional<config::PartyDefaults>& defaults,
    const Enrichment& with
) {
    if (!defaults) {
        return;
    }
    if (!party) {
        party = to_party(*defaults, with);
        return;
    }
    for (const auto& [kind, number] : defaults->registrations) {
        if (order::find_registration(*party, kind) == nullptr) {
            order::PartyId& id = party->registrations.emplace_back();
            id.kind = kind;
            id.number = number;
            id.provenance = with.from_connection();
        }
    }
}

void fill_header(const Enrichment& with) {
    order::Header& header = with.order.header;
    if (header.flow.origin_country.empty() && !with.connection.origin_country.empty()) {
        header.flow.origin_country = with.connection.origin_country;
        header.flow.origin_provenance = with.from_connection();
    }
    if (header.flow.destination_country.empty() && with.order.parties.consignee &&
        with.order.parties.consignee->address) {
        header.flow.destination_country = with.order.parties.consignee->address->country;
    }
    fill_if_absent(header.trade_mode, with.connection.trade_mode);
    fill_if_absent(header.language, with.connection.language);
    header.test = header.test || with.connection.test;
}

// At most 35 characters, so that a carrier's reference holds it; the end of a number tells orders apart.
std::string consignment_ref(const std::string& number) {
    constexpr std::size_t kRefBytesMax = 33;
    std::size_t start = number.size() > kRefBytesMax ? number.size() - kRefBytesMax : 0;
    while (start < number.size() && (static_cast<unsigned char>(number[start]) & 0xc0U) == 0x80U) {
        ++start;
    }
    return number.substr(start) + "-1";
}

void make_consignment(order::Order& order) {
    if (!order.consignments.empty()) {
        return;
    }
    order::Consignment consignment;
    consignment.ref = consignment_ref(order.header.number);
    std::optional<Decimal> gross = Decimal{};
    for (const order::Line& line : order.lines) {
        if (order::is_declarable(line)) {
            consignment.lines.push_back({.line_id = line.id, .quantity = line.quantity});
            gross = order::plus(gross, line.customs.gross_weight);
        }
    }
    if (consignment.lines.empty() || order.header.number.empty()) {
        return;
    }
    consignment.gross_weight = gross;
    order.consignments.push_back(std::move(consignment));
}

void fill_consignments(const Enrichment& with) {
    make_consignment(with.order);
    for (order::Consignment& consignment : with.order.consignments) {
        if (consignment.incoterm.empty() && !with.connection.incoterm.empty()) {
            consignment.incoterm = with.connection.incoterm;
            consignment.incoterm_provenance = with.from_connection();
            fill_if_absent(consignment.incoterm_place, with.connection.incoterm_place);
        }
    }
}

constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

// "/lines/12/customs" → the SKU of line 12, or empty.
std::string_view sku_at(const order::Order& order, std::string_view pointer) {
    constexpr std::string_view kLines = "/lines/";
    if (!pointer.starts_with(kLines)) {
        return {};
    }
    pointer.remove_prefix(kLines.size());
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(pointer.data(), pointer.data() + pointer.size(), index);
    return error == std::errc{} && index < order.lines.size() ? std::string_view(order.lines[index].sku)
                                                              : std::string_view{};
}

}  // namespace

void enrich(order::Order& order, const config::Connection& connection, const CatalogLookup& lookup) {
    const Enrichment with{.order = order, .connection = connection, .lookup = lookup};
    fill_header(with);
    fill_lines(with);
    fill_party(order.parties.seller, connection.seller, with);
    fill_party(order.parties.platform, connection.platform_party, with);
    fill_consignments(with);
}

void set_remedies(Violations& violations, const order::Order& order) {
    for (Violation& violation : violations) {
        if (violation.rule->remedy != Remedy::catalog || !violation.remedy_href.empty()) {
            continue;
        }
        if (const auto sku = sku_at(order, violation.canonical_pointer); !sku.empty()) {
            violation.remedy_href = "/v1/catalog/items/" + percent_encode(sku);
        }
    }
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += kHex[static_cast<unsigned char>(c) >> 4U];
            encoded += kHex[static_cast<unsigned char>(c) & 0xfU];
        }
    }
    return encoded;
}

}  // namespace silkgate::intake
