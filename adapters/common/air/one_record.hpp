// IATA ONE Record, data model 3.3: logistics objects as JSON-LD that an owner creates (POST
// /logistics-objects) or a partner's server answers. Nothing is mandatory in the ontology; what is needed
// here is what the waybill's resolution and its XML message need too. Masses are kilograms, volumes cubic
// metres, lengths centimetres.
#pragma once

#include "adapters/common/xml/field_writer.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
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

struct Waybill {
    std::string id;
    std::string type;                   // MASTER, HOUSE, DIRECT
    std::string prefix;                 // of the airline; none on a house
    std::string number;                 // 8 digits; of a house up to 12 letters and digits
    std::optional<bool> number_checks;  // modulo 7
    Location departure;
    Location arrival;
    std::vector<Party> parties;
    std::optional<Amount> carriage_value;
    std::optional<Amount> customs_value;
    std::string charges;        // P prepaid, C collect
    std::string other_charges;  // the same
    std::string consignor_signature;
    std::string carrier_signature;
    std::string carrier_date;
    Shipment shipment;
    std::vector<std::string> houses;  // addresses of house waybills

    bool operator==(const Waybill&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Waybill");
        visit.id(self.id);
        visit.named("waybillType", self.type);
        visit.text("waybillPrefix", self.prefix);
        visit.need("waybillNumber", self.number);
        visit.flag("modularCheckNumber", self.number_checks);
        visit.one("departureLocation", self.departure);
        visit.one("arrivalLocation", self.arrival);
        visit.many("involvedParties", self.parties);
        visit.amount("declaredValueForCarriage", self.carriage_value);
        visit.amount("declaredValueForCustoms", self.customs_value);
        visit.code("weightValuationIndicator", self.charges, "PrepaidCollectIndicator");
        visit.code("otherChargesIndicator", self.other_charges, "PrepaidCollectIndicator");
        visit.text("consignorDeclarationSignature", self.consignor_signature);
        visit.text("carrierDeclarationSignature", self.carrier_signature);
        visit.time("carrierDeclarationDate", self.carrier_date);
        visit.one("shipment", self.shipment);
        visit.links("houseWaybills", self.houses);
    }
};

struct BookingShipment {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> chargeable_weight;
    std::string hs_code;
    std::vector<std::string> special_handling;
    std::vector<std::string> service_requests;
    std::optional<bool> consolidation;

    bool operator==(const BookingShipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("BookingShipment");
        visit.need_measure("totalGrossWeight", self.gross_weight, "KGM");
        visit.measure("chargeableWeight", self.chargeable_weight, "KGM");
        visit.element("expectedHScode", self.hs_code);
        visit.codes("specialHandlingCodes", self.special_handling, "SpecialHandlingCode");
        visit.texts("specialServiceRequests", self.service_requests);
        visit.flag("consolidationIndicator", self.consolidation);
    }
};

struct Leg {
    std::optional<std::int64_t> number;
    Location departure;
    Location arrival;
    std::string flight;
    std::string departs;
    std::string arrives;

    bool operator==(const Leg&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("TransportLegs");
        visit.integer("legNumber", self.number);
        visit.one("departureLocation", self.departure);
        visit.one("arrivalLocation", self.arrival);
        visit.text("transportIdentifier", self.flight);
        visit.time("departureDate", self.departs);
        visit.time("arrivalDate", self.arrives);
    }
};

// The request for offers; a carrier answers with BookingOptions.
struct BookingOptionRequest {
    std::string id;
    BookingShipment shipment;
    std::vector<Leg> legs;
    std::vector<Party> parties;
    std::optional<bool> known_shipper;

    bool operator==(const BookingOptionRequest&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("BookingOptionRequest");
        visit.id(self.id);
        visit.one("bookingShipmentDetails", self.shipment);
        visit.many("transportLegs", self.legs);
        visit.many("involvedParties", self.parties);
        visit.flag("knownShipper", self.known_shipper);
    }
};

// The offer is taken: what FFR was.
struct BookingRequest {
    std::string id;
    std::vector<std::string> option;  // address of the one option
    std::string prefix;
    std::string number;

    bool operator==(const BookingRequest&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("BookingRequest");
        visit.id(self.id);
        visit.links("forBookingOption", self.option);
        visit.text("waybillPrefix", self.prefix);
        visit.text("waybillNumber", self.number);
    }
};

struct Booking {
    std::string id;
    std::string status;  // CONFIRMED, QUEUED, REJECTED, DELETED
    std::string prefix;
    std::string number;
    std::vector<Leg> legs;

    bool operator==(const Booking&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("Booking");
        visit.id(self.id);
        visit.named("bookingStatus", self.status);
        visit.text("waybillPrefix", self.prefix);
        visit.text("waybillNumber", self.number);
        visit.many("transportLegs", self.legs);
    }
};

struct Event {
    std::string code;  // DEP, ARR, DLV, …
    std::string name;
    std::string at;
    std::string created;
    std::string time_type;  // ACTUAL, PLANNED, …
    std::optional<bool> partial;
    std::optional<Location> location;
    std::vector<std::string> of;  // addresses of shipments

    bool operator==(const Event&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.type("LogisticsEvent");
        visit.code("eventCode", self.code, "StatusCode");
        visit.text("eventName", self.name);
        visit.time("eventDate", self.at);
        visit.time("creationDate", self.created);
        visit.named("eventTimeType", self.time_type);
        visit.flag("partialEventIndicator", self.partial);
        visit.maybe("eventLocation", self.location);
        visit.links("eventFor", self.of);
    }
};

// Errc::invalid_value says what is missing or wrong: a master's or direct waybill's number is checked, and
// number_checks is written as the check says.
[[nodiscard]] Result<std::string> write(const Waybill& waybill);
[[nodiscard]] Result<std::string> write(const BookingOptionRequest& request);
[[nodiscard]] Result<std::string> write(const BookingRequest& request);
[[nodiscard]] Result<std::string> write(const Booking& booking);
[[nodiscard]] Result<std::string> write(const Event& event);

// Errc::malformed_json, or Errc::invalid_value with the pointer of what is missing or wrong.
[[nodiscard]] Result<Waybill> read_waybill(std::string_view bytes);
[[nodiscard]] Result<BookingOptionRequest> read_option_request(std::string_view bytes);
[[nodiscard]] Result<BookingRequest> read_request(std::string_view bytes);
[[nodiscard]] Result<Booking> read_booking(std::string_view bytes);
[[nodiscard]] Result<Event> read_event(std::string_view bytes);
[[nodiscard]] Result<Shipment> read_shipment(std::string_view bytes);
[[nodiscard]] Result<Piece> read_piece(std::string_view bytes);
[[nodiscard]] Result<Company> read_company(std::string_view bytes);
[[nodiscard]] Result<CustomsInformation> read_customs(std::string_view bytes);

}  // namespace silkgate::adapters::air::record
