// What a carrier says of a booking: its whole state (GET /v2/bookings/…), the notification of a change (POST
// /v2/booking-notifications, CloudEvents 1.0), and what we may say back (PATCH). DCSA Booking 2.0.5.
#pragma once

#include "adapters/common/sea/booking.hpp"

namespace silkgate::adapters::sea {

struct ConfirmedEquipment {
    std::string iso_code;
    std::optional<std::int64_t> units;

    bool operator==(const ConfirmedEquipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ISOEquipmentCode", self.iso_code);
        visit.need_integer("units", self.units);
    }
};

struct TransportLeg {
    std::string stage;  // PRC, MNC, ONC
    std::optional<std::int64_t> sequence;
    Location load;
    Location discharge;
    std::string planned_departure;  // YYYY-MM-DD; 1970-01-01 is read as unknown, which is empty (C20)
    std::string planned_arrival;
    std::string mode;
    std::string vessel;
    std::string imo;
    std::string service;
    std::string export_voyage;

    bool operator==(const TransportLeg&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("transportPlanStage", self.stage);
        visit.need_integer("transportPlanStageSequenceNumber", self.sequence);
        visit.one("loadLocation", self.load);
        visit.one("dischargeLocation", self.discharge);
        visit.text("plannedDepartureDate", self.planned_departure);
        visit.text("plannedArrivalDate", self.planned_arrival);
        visit.text("modeOfTransport", self.mode);
        visit.text("vesselName", self.vessel);
        visit.text("vesselIMONumber", self.imo);
        visit.text("carrierServiceCode", self.service);
        visit.text("carrierExportVoyageNumber", self.export_voyage);
    }
};

struct CutOff {
    std::string code;  // DCO, VCO, FCO, LCO (or LCL, as the checker spells it), EFC, ECP
    std::string at;

    bool operator==(const CutOff&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cutOffDateTimeCode", self.code);
        visit.need("cutOffDateTime", self.at);
    }
};

struct Charge {
    std::string name;
    std::optional<Decimal> amount;  // at most 2 decimals (C18)
    std::string currency;
    std::string term;  // PRE, COL
    std::string basis;
    std::optional<Decimal> unit_price;
    std::optional<Decimal> quantity;

    bool operator==(const Charge&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("chargeName", self.name);
        visit.need_number("currencyAmount", self.amount);
        visit.need("currencyCode", self.currency);
        visit.need("paymentTermCode", self.term);
        visit.need("calculationBasis", self.basis);
        visit.need_number("unitPrice", self.unit_price);
        visit.need_number("quantity", self.quantity);
    }
};

struct BookingState {
    std::string request_reference;  // before confirmation
    std::string booking_reference;  // after
    std::string status;             // states.def
    std::string amended_status;
    std::string cancellation_status;
    Booking booking;
    std::vector<ConfirmedEquipment> confirmed;
    std::vector<TransportLeg> plan;
    std::vector<CutOff> cut_offs;
    std::vector<Charge> charges;
    std::vector<Feedback> feedbacks;

    bool operator==(const BookingState&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("carrierBookingRequestReference", self.request_reference);
        visit.text("carrierBookingReference", self.booking_reference);
        visit.need("bookingStatus", self.status);
        visit.text("amendedBookingStatus", self.amended_status);
        visit.text("bookingCancellationStatus", self.cancellation_status);
        Booking::fields(visit, self.booking);
        visit.many("confirmedEquipments", self.confirmed);
        visit.many("transportPlan", self.plan);
        visit.many("shipmentCutOffTimes", self.cut_offs);
        visit.many("charges", self.charges);
        visit.many("feedbacks", self.feedbacks);
    }
};

struct NotificationData {
    std::string status;
    std::string amended_status;
    std::string cancellation_status;
    std::string request_reference;
    std::string booking_reference;
    std::vector<Feedback> feedbacks;
    std::optional<BookingState> booking;  // of a full notification; a light one is followed by a GET
    std::optional<BookingState> amended;

    bool operator==(const NotificationData&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("bookingStatus", self.status);
        visit.text("amendedBookingStatus", self.amended_status);
        visit.text("bookingCancellationStatus", self.cancellation_status);
        visit.text("carrierBookingRequestReference", self.request_reference);
        visit.text("carrierBookingReference", self.booking_reference);
        visit.many("feedbacks", self.feedbacks);
        visit.maybe("booking", self.booking);
        visit.maybe("amendedBooking", self.amended);
    }
};

struct Notification {
    std::string id;      // together with source it is one and the same event
    std::string source;  // URI of the carrier
    std::string time;
    std::string subscription;
    NotificationData data;

    bool operator==(const Notification&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.constant("specversion", "1.0");
        visit.need("id", self.id);
        visit.need("source", self.source);
        visit.constant("type", "org.dcsa.booking.v2");
        visit.need("time", self.time);
        visit.constant("datacontenttype", "application/json");
        visit.need("subscriptionReference", self.subscription);
        visit.one("data", self.data);
    }
};

// Which of the three a PATCH cancels.
enum class Cancellation : std::uint8_t { booking, amendment, confirmed_booking };

// C18, C19 of a state: what a confirmed or amended booking has to hold, a unique reference of each commodity,
// feedbacks where something is wanted; statuses that exist.
[[nodiscard]] std::vector<Finding> check_state(const BookingState& state);

[[nodiscard]] Result<std::string> write_state(const BookingState& state);
[[nodiscard]] Result<BookingState> read_state(std::string_view bytes);
// Errc::invalid_value also for a notification without any reference of the booking.
[[nodiscard]] Result<std::string> write_notification(const Notification& notification);
[[nodiscard]] Result<Notification> read_notification(std::string_view bytes);
// Body of PATCH /v2/bookings/…; the reason may be empty and has at most 5,000 characters.
[[nodiscard]] std::string write_cancellation(Cancellation what, std::string_view reason);

}  // namespace silkgate::adapters::sea
