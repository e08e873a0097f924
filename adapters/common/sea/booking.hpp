// A booking of sea carriage as DCSA Booking 2.0.5: the request (POST and PUT /v2/bookings), the carrier's
// state of it (GET, and inside notifications), and the conditions that the specification's text and DCSA's
// own conformance checker put on both. Pure; thread-safe.
#pragma once

#include "adapters/common/sea/cargo.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::sea {

struct Vessel {
    std::string name;
    std::string imo;

    bool operator==(const Vessel&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("name", self.name);
        visit.text("vesselIMONumber", self.imo);
    }
};

struct BookingParties {
    Party agent;
    std::optional<Party> shipper;
    std::optional<Party> consignee;
    std::vector<OtherParty> others;

    bool operator==(const BookingParties&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("bookingAgent", self.agent);
        visit.maybe("shipper", self.shipper);
        visit.maybe("consignee", self.consignee);
        visit.many("other", self.others);
    }
};

struct ShipmentLocation {
    Location location;
    std::string type;  // PRE, POL, POD, PDE, ROU, …

    bool operator==(const ShipmentLocation&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("location", self.location);
        visit.need("locationTypeCode", self.type);
    }
};

struct Booking {
    std::string receipt_type;             // CY, SD, CFS
    std::string delivery_type;            // the same
    std::string movement_at_origin;       // FCL, LCL
    std::string movement_at_destination;  // the same
    std::string service_contract;         // or a quotation
    std::string freight_term;             // PRE, COL
    std::string quotation;                // at most 35 characters; deprecated
    std::string extended_quotation;       // at most 70; wins if both are there
    std::optional<Vessel> vessel;
    std::string carrier_service_name;
    std::string carrier_service_code;
    std::string universal_service;  // "SR00001D"
    std::string export_voyage;
    std::string universal_voyage;  // "2103N"
    std::string routing;           // then no vessel, voyage, dates or ports
    std::optional<Decimal> declared_value;
    std::string declared_currency;
    std::string carrier_code;
    std::string carrier_list;  // SMDG, NMFTA
    std::optional<bool> partial_load;
    std::optional<bool> export_declaration_required;
    std::string export_declaration;
    std::string expected_departure;          // YYYY-MM-DD, as the next three
    std::string expected_receipt_departure;  // from the place of receipt
    std::string expected_arrival_start;      // at the place of delivery
    std::string expected_arrival_end;
    std::string document_type;  // BOL, SWB
    std::string incoterm;
    std::optional<bool> substitution_allowed;
    std::vector<Reference> references;
    std::vector<CustomsReference> customs_references;
    BookingParties parties;
    std::vector<Contact> contacts;
    std::vector<ShipmentLocation> locations;
    std::string pre_carriage_mode;  // RAIL, TRUCK, …
    std::string on_carriage_mode;
    std::vector<Equipment> equipments;

    bool operator==(const Booking&) const = default;

    template <class Visitor, class Self>
    static void voyage(Visitor& visit, Self& self) {
        visit.maybe("vessel", self.vessel);
        visit.text("carrierServiceName", self.carrier_service_name);
        visit.text("carrierServiceCode", self.carrier_service_code);
        visit.text("universalServiceReference", self.universal_service);
        visit.text("carrierExportVoyageNumber", self.export_voyage);
        visit.text("universalExportVoyageReference", self.universal_voyage);
        visit.text("routingReference", self.routing);
    }

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("receiptTypeAtOrigin", self.receipt_type);
        visit.need("deliveryTypeAtDestination", self.delivery_type);
        visit.need("cargoMovementTypeAtOrigin", self.movement_at_origin);
        visit.need("cargoMovementTypeAtDestination", self.movement_at_destination);
        visit.text("serviceContractReference", self.service_contract);
        visit.text("freightPaymentTermCode", self.freight_term);
        visit.text("contractQuotationReference", self.quotation);
        visit.text("extendedContractQuotationReference", self.extended_quotation);
        voyage(visit, self);
        visit.number("declaredValue", self.declared_value);
        visit.text("declaredValueCurrency", self.declared_currency);
        visit.text("carrierCode", self.carrier_code);
        visit.text("carrierCodeListProvider", self.carrier_list);
        visit.flag("isPartialLoadAllowed", self.partial_load);
        visit.flag("isExportDeclarationRequired", self.export_declaration_required);
        visit.text("exportDeclarationReference", self.export_declaration);
        visit.text("expectedDepartureDate", self.expected_departure);
        visit.text("expectedDepartureFromPlaceOfReceiptDate", self.expected_receipt_departure);
        visit.text("expectedArrivalAtPlaceOfDeliveryStartDate", self.expected_arrival_start);
        visit.text("expectedArrivalAtPlaceOfDeliveryEndDate", self.expected_arrival_end);
        visit.text("transportDocumentTypeCode", self.document_type);
        visit.text("incoTerms", self.incoterm);
        visit.need_flag("isEquipmentSubstitutionAllowed", self.substitution_allowed);
        visit.many("references", self.references);
        visit.many("customsReferences", self.customs_references);
        visit.one("documentParties", self.parties);
        visit.many("partyContactDetails", self.contacts);
        visit.need_many("shipmentLocations", self.locations);
        visit.text("requestedPreCarriageModeOfTransport", self.pre_carriage_mode);
        visit.text("requestedOnCarriageModeOfTransport", self.on_carriage_mode);
        visit.need_many("requestedEquipments", self.equipments);
    }
};

// Conditions C1 to C17 of a request. Empty: it may be sent.
[[nodiscard]] std::vector<Finding> check_booking(const Booking& booking);

// Errc::invalid_value names a member that is missing; the conditions are the caller's to check.
// The body of PUT /v2/bookings/…: the whole booking again, with the reference that the carrier gave.
struct BookingUpdate {
    std::string booking_reference;  // or empty
    Booking booking;

    bool operator==(const BookingUpdate&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("carrierBookingReference", self.booking_reference);
        Booking::fields(visit, self.booking);
    }
};

[[nodiscard]] Result<std::string> write_update(const BookingUpdate& update);
[[nodiscard]] Result<BookingUpdate> read_update(std::string_view bytes);
[[nodiscard]] Result<std::string> write_booking(const Booking& booking);
// Members that are not modelled are passed over.
[[nodiscard]] Result<Booking> read_booking(std::string_view bytes);

}  // namespace silkgate::adapters::sea
