// IATA ONE Record, data model 3.3: logistics objects as JSON-LD that an owner creates (POST
// /logistics-objects) or a partner's server answers. Nothing is mandatory in the ontology; what is needed
// here is what the waybill's resolution and its XML message need too. Masses are kilograms, volumes cubic
// metres, lengths centimetres.
#pragma once

#include "adapters/common/air/one_record_parts.hpp"
#include "gateway/core/result.hpp"
#include "gateway/json/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::air::record {

struct Waybill {
    std::string id;
    std::string type;                   // MASTER, HOUSE, DIRECT
    std::string prefix;                 // of the airline; none on a house
    std::string number;                 // 8 digits; of a house up to 12 letters and digits
    std::optional<bool> number_checks;  // modulo 7; told by us, never believed
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
[[nodiscard]] Result<Event> read_event(json::Value object);
[[nodiscard]] Result<Shipment> read_shipment(std::string_view bytes);
[[nodiscard]] Result<Piece> read_piece(std::string_view bytes);
[[nodiscard]] Result<Company> read_company(std::string_view bytes);
[[nodiscard]] Result<CustomsInformation> read_customs(std::string_view bytes);

}  // namespace silkgate::adapters::air::record
