// An order to CDEK (POST /v2/orders), as JSON. Weights are whole grams, lengths whole centimetres; cost,
// payment and weight of an item are of ONE piece. The fields are those of the public client cdek-sdk-v2; what
// CDEK wants of an international order stands there too. Pure; thread-safe.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::express {

using Integer = std::optional<std::int64_t>;

struct CdekPhone {
    std::string number;  // E.164

    bool operator==(const CdekPhone&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("number", self.number);
    }
};

struct CdekMoney {
    std::optional<Decimal> value;
    std::optional<Decimal> vat_sum;
    Integer vat_rate;  // percent

    bool operator==(const CdekMoney&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("value", self.value);
        visit.number("vat_sum", self.vat_sum);
        visit.integer("vat_rate", self.vat_rate);
    }
};

struct CdekLocation {
    Integer code;  // CDEK's own, of the city
    std::string postcode;
    std::string country;  // alpha-2
    std::string region;
    std::string city;
    std::string address;

    bool operator==(const CdekLocation&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.integer("code", self.code);
        visit.text("postal_code", self.postcode);
        visit.text("country_code", self.country);
        visit.text("region", self.region);
        visit.text("city", self.city);
        visit.need("address", self.address);
    }
};

// The one who sells, where that is not the sender.
struct CdekSeller {
    std::string name;
    std::string inn;
    std::string phone;
    Integer ownership_form;
    std::string address;

    bool operator==(const CdekSeller&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("name", self.name);
        visit.text("inn", self.inn);
        visit.text("phone", self.phone);
        visit.integer("ownership_form", self.ownership_form);
        visit.text("address", self.address);
    }
};

// Passport and number of the taxpayer are wanted of people who receive from abroad.
struct CdekContact {
    std::string company;
    std::string name;
    std::string email;
    std::string passport_series;
    std::string passport_number;
    std::string passport_issued;  // YYYY-MM-DD
    std::string passport_organization;
    std::string passport_birth;  // YYYY-MM-DD
    std::string tin;
    std::vector<CdekPhone> phones;

    bool operator==(const CdekContact&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("company", self.company);
        visit.need("name", self.name);
        visit.text("email", self.email);
        visit.text("passport_series", self.passport_series);
        visit.text("passport_number", self.passport_number);
        visit.text("passport_date_of_issue", self.passport_issued);
        visit.text("passport_organization", self.passport_organization);
        visit.text("passport_date_of_birth", self.passport_birth);
        visit.text("tin", self.tin);
        visit.need_many("phones", self.phones);
    }
};

struct CdekItem {
    std::string name;
    std::string sku;              // ware_key
    std::string marking;          // Chestny ZNAK
    CdekMoney payment;            // to be collected of the receiver for one; 0 where all is paid
    std::optional<Decimal> cost;  // declared, of one
    Integer weight;               // net, of one
    Integer weight_gross;
    Integer amount;
    std::string name_i18n;  // in a foreign language
    std::string brand;
    std::string country;  // of origin, alpha-2
    std::string feacn;    // TN VED
    std::string url;

    bool operator==(const CdekItem&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("name", self.name);
        visit.need("ware_key", self.sku);
        visit.text("marking", self.marking);
        visit.one("payment", self.payment);
        visit.need_number("cost", self.cost);
        visit.need_integer("weight", self.weight);
        visit.integer("weight_gross", self.weight_gross);
        visit.need_integer("amount", self.amount);
        visit.text("name_i18n", self.name_i18n);
        visit.text("brand", self.brand);
        visit.text("country_code", self.country);
        visit.text("feacn_code", self.feacn);
        visit.text("url", self.url);
    }
};

struct CdekPackage {
    std::string number;
    Integer weight;
    Integer length;
    Integer width;
    Integer height;
    std::string comment;
    std::vector<CdekItem> items;

    bool operator==(const CdekPackage&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("number", self.number);
        visit.need_integer("weight", self.weight);
        visit.integer("length", self.length);
        visit.integer("width", self.width);
        visit.integer("height", self.height);
        visit.text("comment", self.comment);
        visit.many("items", self.items);
    }
};

struct CdekService {
    std::string code;  // INSURANCE, PART_DELIV, REVERSE, …
    std::string parameter;

    bool operator==(const CdekService&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("code", self.code);
        visit.text("parameter", self.parameter);
    }
};

struct CdekOrder {
    Integer type;        // 1 a shop's order, 2 a delivery
    std::string number;  // ours; at most 40 characters
    Integer tariff;      // 136 … 139, or of the contract
    std::string comment;
    std::string shipment_point;  // a pick-up point, or from_location
    std::string delivery_point;  // or to_location
    std::string invoice_date;    // YYYY-MM-DD; this and the next two: international orders
    std::string shipper_name;
    std::string shipper_address;
    std::string cost_currency;               // of the items' cost
    std::string recipient_currency;          // of what is collected
    std::optional<CdekMoney> delivery_cost;  // collected of the receiver
    std::optional<CdekSeller> seller;
    std::optional<CdekContact> sender;
    CdekContact recipient;
    std::optional<CdekLocation> from;
    std::optional<CdekLocation> to;
    std::vector<CdekService> services;
    std::vector<CdekPackage> packages;

    bool operator==(const CdekOrder&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_integer("type", self.type);
        visit.need("number", self.number);
        visit.need_integer("tariff_code", self.tariff);
        visit.text("comment", self.comment);
        visit.text("shipment_point", self.shipment_point);
        visit.text("delivery_point", self.delivery_point);
        visit.text("date_invoice", self.invoice_date);
        visit.text("shipper_name", self.shipper_name);
        visit.text("shipper_address", self.shipper_address);
        visit.text("items_cost_currency", self.cost_currency);
        visit.text("recipient_currency", self.recipient_currency);
        visit.maybe("delivery_recipient_cost", self.delivery_cost);
        visit.maybe("seller", self.seller);
        visit.maybe("sender", self.sender);
        visit.one("recipient", self.recipient);
        visit.maybe("from_location", self.from);
        visit.maybe("to_location", self.to);
        visit.many("services", self.services);
        visit.need_many("packages", self.packages);
    }
};

// Errc::invalid_value says what is missing, or which of CDEK's conditions the order breaks.
[[nodiscard]] Result<std::string> write_cdek(const CdekOrder& order);
[[nodiscard]] Result<CdekOrder> read_cdek(std::string_view bytes);

}  // namespace silkgate::adapters::express
