#include "gateway/order/catalog_item.hpp"

#include "gateway/order/limit_checker.hpp"
#include "gateway/order/strict_reader.hpp"

#include <algorithm>

namespace silkgate::order {
namespace {

void write_optional(json::Writer& out, json::Name name, const std::optional<Decimal>& value) {
    if (value) {
        out.member(name, *value);
    }
}

template <class Range, class Write>
void write_list(json::Writer& out, json::Name name, const Range& range, Write write) {
    if (range.empty()) {
        return;
    }
    out.key(name).begin_array();
    for (const auto& element : range) {
        out.begin_object();
        write(element);
        out.end_object();
    }
    out.end_array();
}

void read_item(StrictReader& in, CatalogItem& item, bool sku_in_path) {
    in.text("sku", item.sku, sku_in_path ? Need::optional : Need::required);
    in.objects("codes", item.codes, Need::optional, [](StrictReader& reader, CatalogCode& code) {
        reader.text("system", code.system, Need::required);
        reader.text("code", code.code, Need::required);
        reader.text("country", code.country);
    });
    in.objects("names", item.names, Need::optional, [](StrictReader& reader, CatalogName& name) {
        reader.text("language", name.language, Need::required);
        reader.text("text", name.text, Need::required);
    });
    in.text("specification", item.specification);
    in.text("originCountry", item.origin_country);
    in.decimal("netWeight", item.net_weight);
    in.decimal("grossWeight", item.gross_weight);
    in.text("unit", item.unit);
    in.objects("legalUnits", item.legal_units, Need::optional, [](StrictReader& reader, CatalogUnits& units) {
        reader.text("country", units.country, Need::required);
        reader.text("unit1", units.unit1, Need::required);
        reader.decimal("factor1", units.factor1, Need::required);
        reader.text("unit2", units.unit2);
        reader.decimal("factor2", units.factor2);
    });
    in.text("brand", item.brand);
    in.text("material", item.material);
    in.text("barcode", item.barcode);
    in.text("url", item.url);
    in.boolean("dangerous", item.dangerous);
}

// Whether an earlier element of the list has the same key.
template <class T, class Key>
bool is_repeated(const std::vector<T>& list, std::size_t index, Key key) {
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(index);
    return std::ranges::any_of(list.begin(), end, [&](const T& earlier) {
        return key(earlier) == key(list[index]);
    });
}

void check_codes(const Path& root, const CatalogItem& item, Violations& out) {
    for (std::size_t i = 0; i < item.codes.size(); ++i) {
        const Path at(root, "codes", i);
        LimitChecker check(at, out);
        check.tariff_system("system", item.codes[i].system);
        check.commodity_code("code", item.codes[i].code);
        check.country("country", item.codes[i].country);
        if (is_repeated(item.codes, i, [](const CatalogCode& code) {
                return code.system + "/" + code.country;
            })) {
            check.report(RuleName::country_repeated, "system", item.codes[i].system);
        }
    }
    for (std::size_t i = 0; i < item.names.size(); ++i) {
        const Path at(root, "names", i);
        LimitChecker check(at, out);
        check.language("language", item.names[i].language);
        check.text("text", item.names[i].text, 250);
        if (is_repeated(item.names, i, [](const CatalogName& name) { return name.language; })) {
            check.report(RuleName::country_repeated, "language", item.names[i].language);
        }
    }
}

void check_units(const Path& root, const CatalogItem& item, Violations& out) {
    for (std::size_t i = 0; i < item.legal_units.size(); ++i) {
        const CatalogUnits& units = item.legal_units[i];
        const Path at(root, "legalUnits", i);
        LimitChecker check(at, out);
        check.country("country", units.country);
        check.unit("unit1", units.unit1);
        check.weight("factor1", units.factor1);
        check.unit("unit2", units.unit2);
        check.weight("factor2", units.factor2);
        if (units.unit2.empty() == units.factor2.has_value()) {
            check.report(RuleName::member_missing, units.unit2.empty() ? "unit2" : "factor2", {});
        }
        if (is_repeated(item.legal_units, i, [](const CatalogUnits& other) { return other.country; })) {
            check.report(RuleName::country_repeated, "country", units.country);
        }
    }
}

void check_item(const CatalogItem& item, Violations& out) {
    constexpr std::size_t kListMax = 100;
    const Path root;
    LimitChecker check(root, out);
    check.text("sku", item.sku, 64);
    check.count("codes", item.codes.size(), kListMax);
    check.count("names", item.names.size(), kListMax);
    check.count("legalUnits", item.legal_units.size(), kListMax);
    check_codes(root, item, out);
    check.text("specification", item.specification, 510);
    check.country("originCountry", item.origin_country);
    check.weight("netWeight", item.net_weight);
    check.weight("grossWeight", item.gross_weight);
    if (item.net_weight && item.gross_weight && *item.gross_weight < *item.net_weight) {
        check.report(RuleName::gross_below_net, "grossWeight", item.gross_weight->to_string());
    }
    check.unit("unit", item.unit);
    check_units(root, item, out);
    check.text("brand", item.brand, 100);
    check.text("material", item.material, 200);
    check.characters("barcode", item.barcode, is_digit, 8, 14);
    if (!item.barcode.empty() && std::ranges::all_of(item.barcode, is_digit) &&
        !has_gtin_check_digit(item.barcode)) {
        check.report(RuleName::gtin_check_digit, "barcode", item.barcode);
    }
    check.url("url", item.url);
}

}  // namespace

const CatalogUnits* find_units(const CatalogItem& item, std::string_view country) noexcept {
    const auto found = std::ranges::find(item.legal_units, country, &CatalogUnits::country);
    return found == item.legal_units.end() ? nullptr : &*found;
}

void write_json(json::Writer& out, const CatalogItem& item) {
    out.begin_object().member_if("sku", item.sku);
    write_list(out, "codes", item.codes, [&](const CatalogCode& code) {
        out.member_if("system", code.system).member_if("code", code.code).member_if("country", code.country);
    });
    write_list(out, "names", item.names, [&](const CatalogName& name) {
        out.member_if("language", name.language).member_if("text", name.text);
    });
    out.member_if("specification", item.specification).member_if("originCountry", item.origin_country);
    write_optional(out, "netWeight", item.net_weight);
    write_optional(out, "grossWeight", item.gross_weight);
    out.member_if("unit", item.unit);
    write_list(out, "legalUnits", item.legal_units, [&](const CatalogUnits& units) {
        out.member_if("country", units.country)
            .member_if("unit1", units.unit1)
            .member("factor1", units.factor1);
        out.member_if("unit2", units.unit2);
        write_optional(out, "factor2", units.factor2);
    });
    out.member_if("brand", item.brand).member_if("material", item.material);
    out.member_if("barcode", item.barcode).member_if("url", item.url);
    if (item.dangerous) {
        out.key("dangerous").boolean(*item.dangerous);
    }
    out.end_object();
}

std::string to_json(const CatalogItem& item) {
    json::Writer out(512);
    write_json(out, item);
    return std::move(out).str();
}

ReadCatalogItem read_catalog_item(json::Value root, std::string_view sku) {
    ReadCatalogItem result;
    StrictReader in(root, result.violations);
    if (!in.is_object()) {
        in.report(RuleName::wrong_type, root);
    } else {
        read_item(in, result.item, !sku.empty());
        in.finish();
        check_item(result.item, result.violations);
    }
    if (!sku.empty() && !result.item.sku.empty() && result.item.sku != sku) {
        result.violations.push_back(make_violation(RuleName::sku_differs, "/sku", result.item.sku));
    }
    if (result.item.sku.empty()) {
        result.item.sku = sku;
    }
    for (Violation& violation : result.violations) {
        violation.pointer = violation.canonical_pointer;
    }
    return result;
}

}  // namespace silkgate::order
