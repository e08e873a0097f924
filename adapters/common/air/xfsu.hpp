// The status message as Cargo-XML XFSU 6.00: what has happened to a waybill's goods. What its codes mean for
// an order is adapters/common/carriers/status.def.
#pragma once

#include "adapters/common/air/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::air {

struct StatusTime {
    std::string at;
    std::string type;  // A actual, E estimated, S scheduled

    bool operator==(const StatusTime&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:OccurrenceDateTime", self.at);
        visit.need("ram:DateTimeTypeCode", self.type);
    }
};

struct StatusLocation {
    std::string code;
    std::string name;
    std::string type;           // "Airport"
    std::string flight_status;  // "Arrival", "Departure"

    bool operator==(const StatusLocation&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.code);
        visit.text("ram:Name", self.name);
        visit.need("ram:TypeCode", self.type);
        visit.need("ram:FlightStatusTypeCode", self.flight_status);
    }
};

struct StatusMovement {
    std::string flight;
    std::string scheduled_arrival;
    Qualified carrier;  // qualifier: schemeAgencyID, "3" IATA
    StatusLocation location;
    StatusTime event;

    bool operator==(const StatusMovement&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.flight);
        visit.text("ram:ScheduledArrivalEvent/ram:ScheduledOccurrenceDateTime", self.scheduled_arrival);
        visit.qualified("ram:CarrierParty/ram:PrimaryID", self.carrier, "schemeAgencyID");
        visit.one("ram:SpecifiedLocation", self.location);
        visit.one("ram:SpecifiedEvent", self.event);
    }
};

struct StatusDocument {
    std::string number;
    std::string name;
    std::string type_code;  // 740, 741 or 703

    bool operator==(const StatusDocument&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.number);
        visit.text("ram:Name", self.name);
        visit.need("ram:TypeCode", self.type_code);
    }
};

struct StatusHouse {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> pieces;
    std::optional<Decimal> total_pieces;
    std::string split;
    StatusDocument waybill;

    bool operator==(const StatusHouse&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.need_number("ram:PieceQuantity", self.pieces);
        visit.need_number("ram:TotalPieceQuantity", self.total_pieces);
        visit.need("ram:TransportSplitDescription", self.split);
        visit.one("ram:TransportContractDocument", self.waybill);
    }
};

struct StatusConsignment {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::optional<Decimal> pieces;
    std::string split;  // T total, P part, S split, D divided
    std::string discrepancy;
    StatusMovement movement;
    std::string notified;
    std::string delivered_to;
    std::vector<Handling> other_information;
    std::vector<CustomsNote> customs;
    std::vector<StatusHouse> houses;

    bool operator==(const StatusConsignment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.need_number("ram:PieceQuantity", self.pieces);
        visit.need("ram:TransportSplitDescription", self.split);
        visit.text("ram:DiscrepancyDescriptionCode", self.discrepancy);
        visit.one("ram:SpecifiedLogisticsTransportMovement", self.movement);
        visit.text("ram:NotifiedParty/ram:Name", self.notified);
        visit.text("ram:DeliveryParty/ram:Name", self.delivered_to);
        visit.many("ram:HandlingOSIInstructions", self.other_information);
        visit.many("ram:IncludedCustomsNote", self.customs);
        visit.many("ram:IncludedHouseConsignment", self.houses);
    }
};

struct ReportedStatus {
    std::string code;  // RCS, DEP, ARR, DLV, …
    StatusConsignment consignment;

    bool operator==(const ReportedStatus&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ReasonCode", self.code);
        visit.one("ram:AssociatedStatusConsignment", self.consignment);
    }
};

struct StatusMaster {
    std::optional<Decimal> gross_weight;
    std::string load_type;  // BLK, ULD
    std::optional<Decimal> pieces;
    std::optional<Decimal> total_pieces;
    std::string split;
    StatusDocument waybill;
    Location origin;
    Location destination;
    std::vector<ReportedStatus> statuses;

    bool operator==(const StatusMaster&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.measure("ram:TotalGrossWeightMeasure", self.gross_weight, "KGM");
        visit.need("ram:LoadTypeCode", self.load_type);
        visit.need_number("ram:PieceQuantity", self.pieces);
        visit.need_number("ram:TotalPieceQuantity", self.total_pieces);
        visit.need("ram:TransportSplitDescription", self.split);
        visit.one("ram:TransportContractDocument", self.waybill);
        visit.one("ram:OriginLocation", self.origin);
        visit.one("ram:FinalDestinationLocation", self.destination);
        visit.need_many("ram:ReportedStatus", self.statuses);
    }
};

struct StatusMessage {
    MessageHeader message;
    std::string id;
    StatusMaster master;

    bool operator==(const StatusMessage&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("rsm:MessageHeaderDocument", self.message);
        visit.need("rsm:BusinessHeaderDocument/ram:ID", self.id);
        visit.one("rsm:MasterConsignment", self.master);
    }
};

// Errc::invalid_value says what is missing or wrong. The message's own type code is the sender's choice: the
// sources give none.
[[nodiscard]] Result<std::string> write_xfsu(const StatusMessage& message);
[[nodiscard]] Result<StatusMessage> read_xfsu(std::string_view bytes);

}  // namespace silkgate::adapters::air
