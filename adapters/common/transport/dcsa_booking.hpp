// A booking of sea carriage as DCSA Booking 2.0.5 (POST /v2/bookings): value, JSON both ways, and the
// conditions that its text and its conformance checker put on a request. Masses are kilograms. Pure;
// thread-safe.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::transport {

struct DcsaReefer {
    bool non_operating = false;
    std::optional<Decimal> setpoint;
    std::string unit;  // CEL or FAH

    bool operator==(const DcsaReefer&) const = default;
};

struct DcsaCommodity {
    std::string type;  // what the carrier accepts it by; at most 550 characters
    std::vector<std::string> hs_codes;
    std::optional<Decimal> gross_weight;

    bool operator==(const DcsaCommodity&) const = default;
};

struct DcsaEquipment {
    std::string iso_code;  // "22GP"
    std::int64_t units = 1;
    bool shipper_owned = false;
    std::optional<DcsaReefer> reefer;
    std::optional<Decimal> gross_weight;
    std::vector<DcsaCommodity> commodities;

    bool operator==(const DcsaEquipment&) const = default;
};

struct DcsaLocation {
    std::string type;  // PRE, POL, POD, PDE, …
    std::string unlocode;

    bool operator==(const DcsaLocation&) const = default;
};

struct DcsaBooking {
    std::string receipt_type;             // CY, SD, CFS
    std::string delivery_type;            // the same
    std::string movement_at_origin;       // FCL, LCL
    std::string movement_at_destination;  // the same
    std::string service_contract;         // or a quotation
    std::string quotation;
    std::string vessel_name;
    std::string carrier_service_name;
    std::string carrier_service_code;
    std::string export_voyage;
    bool substitution_allowed = false;
    std::optional<Decimal> declared_value;
    std::string declared_currency;
    std::optional<bool> export_declaration_required;
    std::string export_declaration;
    std::string on_carriage_mode;        // RAIL, TRUCK, …: requestedOnCarriageModeOfTransport
    std::string expected_departure;      // YYYY-MM-DD
    std::string expected_arrival_start;  // at the place of delivery
    std::string expected_arrival_end;
    std::string agent_name;  // bookingAgent
    std::vector<DcsaLocation> locations;
    std::vector<DcsaEquipment> equipments;

    bool operator==(const DcsaBooking&) const = default;
};

// Conditions that the booking breaks, each with an id ("C1" …) and a sentence. Empty: it may be
// sent. Bookings by routing reference, with dangerous goods or universal references are not modelled.
struct DcsaFinding {
    std::string_view rule;
    std::string_view text;
};
[[nodiscard]] std::vector<DcsaFinding> check_dcsa_booking(const DcsaBooking& booking);

[[nodiscard]] std::string write_dcsa_booking(const DcsaBooking& booking);
// Members that are not modelled are passed over. Errc::invalid_value names what is missing or of a wrong
// type.
[[nodiscard]] Result<DcsaBooking> read_dcsa_booking(std::string_view bytes);

}  // namespace silkgate::adapters::transport
