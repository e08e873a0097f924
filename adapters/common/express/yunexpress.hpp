// An order to YunExpress (POST /api/WayBill/CreateOrder), as the JSON array of one: the shape that Chinese
// line-haul carriers share: names in English and Chinese, weight and value of ONE piece, HS code, tax number.
// Weights are kilograms with up to three decimals, lengths whole centimetres. Pure; thread-safe.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::express {

struct YunReceiver {
    std::string tax_id;
    std::string country;  // alpha-2
    std::string first_name;
    std::string last_name;
    std::string company;
    std::string street;
    std::string city;
    std::string state;
    std::string zip;
    std::string phone;
    std::string house_number;
    std::string email;

    bool operator==(const YunReceiver&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("TaxId", self.tax_id);
        visit.need("CountryCode", self.country);
        visit.need("FirstName", self.first_name);
        visit.text("LastName", self.last_name);
        visit.text("Company", self.company);
        visit.need("Street", self.street);
        visit.need("City", self.city);
        visit.text("State", self.state);
        visit.text("Zip", self.zip);
        visit.text("Phone", self.phone);
        visit.text("HouseNumber", self.house_number);
        visit.text("Email", self.email);
    }
};

struct YunSender {
    std::string country;
    std::string first_name;
    std::string company;
    std::string street;
    std::string city;
    std::string state;
    std::string zip;
    std::string phone;

    bool operator==(const YunSender&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("CountryCode", self.country);
        visit.text("FirstName", self.first_name);
        visit.text("Company", self.company);
        visit.text("Street", self.street);
        visit.text("City", self.city);
        visit.text("State", self.state);
        visit.text("Zip", self.zip);
        visit.text("Phone", self.phone);
    }
};

struct YunParcel {  // a goods line, in the carrier's words
    std::string name_en;
    std::string name_zh;
    std::string hs_code;
    std::optional<std::int64_t> quantity;
    std::string sku;
    std::string url;
    std::optional<Decimal> unit_price;
    std::optional<Decimal> unit_weight;
    std::string currency;

    bool operator==(const YunParcel&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("EName", self.name_en);
        visit.need("CName", self.name_zh);
        visit.text("HSCode", self.hs_code);
        visit.need_integer("Quantity", self.quantity);
        visit.text("SKU", self.sku);
        visit.text("ProductUrl", self.url);
        visit.need_number("UnitPrice", self.unit_price);
        visit.need_number("UnitWeight", self.unit_weight);
        visit.need("CurrencyCode", self.currency);
    }
};

struct YunOrder {
    std::string number;   // ours
    std::string product;  // ShippingMethodCode, of the contract
    std::optional<std::int64_t> length;
    std::optional<std::int64_t> width;
    std::optional<std::int64_t> height;
    std::optional<std::int64_t> packages;
    std::optional<Decimal> weight;              // of all packages
    std::optional<std::int64_t> return_option;  // 1: what can not be delivered comes back, 0: it does not
    std::optional<std::int64_t> insured;        // 1: for `coverage`
    std::optional<Decimal> coverage;
    std::string ioss;
    YunReceiver receiver;
    std::optional<YunSender> sender;
    std::vector<YunParcel> parcels;

    bool operator==(const YunOrder&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("CustomerOrderNumber", self.number);
        visit.need("ShippingMethodCode", self.product);
        visit.integer("Length", self.length);
        visit.integer("Width", self.width);
        visit.integer("Height", self.height);
        visit.need_integer("PackageCount", self.packages);
        visit.need_number("Weight", self.weight);
        visit.integer("ReturnOption", self.return_option);
        visit.integer("InsuranceOption", self.insured);
        visit.number("Coverage", self.coverage);
        visit.text("IossCode", self.ioss);
        visit.one("Receiver", self.receiver);
        visit.maybe("Sender", self.sender);
        visit.need_many("Parcels", self.parcels);
    }
};

// Errc::invalid_value says what is missing, or which condition the order breaks. Reading takes the array of
// one.
[[nodiscard]] Result<std::string> write_yunexpress(const YunOrder& order);
[[nodiscard]] Result<YunOrder> read_yunexpress(std::string_view bytes);

}  // namespace silkgate::adapters::express
