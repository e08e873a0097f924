// Shipments, pieces, parties and places of ONE Record's data model 3.3 (one_record.hpp).
#pragma once

#include "adapters/common/xml/field_writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::air::record {

using xml::Amount;

struct Address {
    std::vector<std::string> lines;
    std::string postcode;
    std::string city;
    std::string country;  // alpha-2

    bool operator==(const Address&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Address");
        visit.texts("streetAddressLines", self.lines);
        visit.text("textualPostCode", self.postcode);
        visit.text("cityName", self.city);
        visit.element("country", self.country);
    }
};

struct Location {
    std::string id;
    std::string code;  // IATA airport
    std::string name;
    std::optional<Address> address;

    bool operator==(const Location&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Location");
        visit.id(self.id);
        visit.element("locationCodes", self.code);
        visit.text("locationName", self.name);
        visit.maybe("address", self.address);
    }
};

struct Company {
    std::string id;
    std::string name;
    std::string agent_code;  // IATA cargo agent, 7 digits
    std::optional<Location> seat;

    bool operator==(const Company&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Company");
        visit.id(self.id);
        visit.text("name", self.name);
        visit.text("iataCargoAgentCode", self.agent_code);
        visit.maybe("basedAtLocation", self.seat);
    }
};

struct Party {
    std::string role;  // SHP shipper, CNE consignee, FFW forwarder, AGT agent, NFY notify, …
    Company company;

    bool operator==(const Party&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Party");
        visit.code("partyRole", self.role, "ParticipantIdentifier");
        visit.one("partyDetails", self.company);
    }
};

struct Dimensions {
    std::optional<Decimal> length;
    std::optional<Decimal> width;
    std::optional<Decimal> height;

    bool operator==(const Dimensions&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Dimensions");
        visit.measure("length", self.length, "CMT");
        visit.measure("width", self.width, "CMT");
        visit.measure("height", self.height, "CMT");
    }
};

struct Product {
    std::string id;
    std::string description;
    std::string hs_code;
    std::string sku;  // uniqueIdentifier

    bool operator==(const Product&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Product");
        visit.id(self.id);
        visit.text("description", self.description);
        visit.element("hsCode", self.hs_code);
        visit.text("uniqueIdentifier", self.sku);
    }
};

struct Item {
    std::optional<Product> product;
    std::optional<Decimal> quantity;  // pieces
    std::optional<Decimal> weight;
    std::optional<Amount> unit_price;
    std::string production_country;

    bool operator==(const Item&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Item");
        visit.maybe("ofProduct", self.product);
        visit.measure("itemQuantity", self.quantity, "H87");
        visit.measure("weight", self.weight, "KGM");
        visit.amount("unitPrice", self.unit_price);
        visit.element("productionCountry", self.production_country);
    }
};

struct CustomsInformation {  // a line OCI
    std::string country;
    std::string subject;  // SHP, CNE, ISS, …
    std::string content;  // T trader's number, …
    std::string other;
    std::string note;

    bool operator==(const CustomsInformation&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("CustomsInformation");
        visit.element("country", self.country);
        visit.element("subjectCode", self.subject);
        visit.element("contentCode", self.content);
        visit.text("otherCustomsInformation", self.other);
        visit.text("note", self.note);
    }
};

struct Piece {
    std::string id;
    std::string description;
    std::string upid;  // unique piece identifier
    std::optional<Decimal> gross_weight;
    std::optional<Dimensions> dimensions;
    std::optional<bool> stackable;
    std::optional<bool> turnable;
    std::optional<bool> coload;
    std::optional<std::int64_t> slac;           // shipper's load and count
    std::vector<std::string> special_handling;  // ECC, …
    std::vector<Item> items;
    std::vector<Product> products;
    std::vector<CustomsInformation> customs;

    bool operator==(const Piece&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Piece");
        visit.id(self.id);
        visit.text("goodsDescription", self.description);
        visit.text("upid", self.upid);
        visit.measure("grossWeight", self.gross_weight, "KGM");
        visit.maybe("dimensions", self.dimensions);
        visit.flag("stackable", self.stackable);
        visit.flag("turnable", self.turnable);
        visit.flag("coload", self.coload);
        visit.integer("slac", self.slac);
        visit.codes("specialHandlingCodes", self.special_handling, "SpecialHandlingCode");
        visit.many("containedItems", self.items);
        visit.many("contentProducts", self.products);
        visit.many("customsInformation", self.customs);
    }
};

struct Shipment {
    std::string id;
    std::string description;
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::string incoterm;
    std::vector<std::string> instructions;
    std::vector<Piece> pieces;
    std::vector<CustomsInformation> customs;

    bool operator==(const Shipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Shipment");
        visit.id(self.id);
        visit.text("goodsDescription", self.description);
        visit.measure("totalGrossWeight", self.gross_weight, "KGM");
        visit.measure("totalVolume", self.volume, "MTQ");
        visit.element("incoterms", self.incoterm);
        visit.texts("textualHandlingInstructions", self.instructions);
        visit.many("pieces", self.pieces);
        visit.many("customsInformation", self.customs);
    }
};

}  // namespace silkgate::adapters::air::record
