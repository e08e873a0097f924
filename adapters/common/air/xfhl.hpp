// The house manifest as Cargo-XML XFHL 3.00: the list of houses under one master waybill.
#pragma once

#include "adapters/common/air/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::air {

struct ManifestHouse {
    std::optional<Decimal> sequence;
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> packages;  // shipper's load and count
    std::optional<Decimal> pieces;
    std::string description;
    std::string waybill;
    Location origin;
    Location destination;
    std::vector<Handling> special_handling;
    std::vector<Handling> service_requests;
    std::vector<Handling> other_information;
    std::vector<CustomsNote> customs;
    std::vector<ReferenceDocument> documents;

    bool operator==(const ManifestHouse&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("ram:SequenceNumeric", self.sequence);
        visit.need_measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.number("ram:PackageQuantity", self.packages);
        visit.need_number("ram:TotalPieceQuantity", self.pieces);
        visit.need("ram:SummaryDescription", self.description);
        visit.need("ram:TransportContractDocument/ram:ID", self.waybill);
        visit.one("ram:OriginLocation", self.origin);
        visit.one("ram:FinalDestinationLocation", self.destination);
        visit.many("ram:HandlingSPHInstructions", self.special_handling);
        visit.many("ram:HandlingSSRInstructions", self.service_requests);
        visit.many("ram:HandlingOSIInstructions", self.other_information);
        visit.many("ram:IncludedCustomsNote", self.customs);
        visit.many("ram:AssociatedReferenceDocument", self.documents);
    }
};

struct ManifestMaster {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> line_count;
    std::optional<Decimal> packages;
    std::optional<Decimal> pieces;
    std::string waybill;  // "020-12345675"
    Location origin;
    Location destination;
    std::vector<CustomsNote> customs;
    std::vector<ManifestHouse> houses;

    bool operator==(const ManifestMaster&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_measure("ram:IncludedTareGrossWeightMeasure", self.gross_weight, "KGM");
        visit.number("ram:ConsignmentItemQuantity", self.line_count);
        visit.number("ram:PackageQuantity", self.packages);
        visit.need_number("ram:TotalPieceQuantity", self.pieces);
        visit.need("ram:TransportContractDocument/ram:ID", self.waybill);
        visit.one("ram:OriginLocation", self.origin);
        visit.one("ram:FinalDestinationLocation", self.destination);
        visit.many("ram:IncludedCustomsNote", self.customs);
        visit.need_many("ram:IncludedHouseConsignment", self.houses);
    }
};

struct HouseManifest {
    MessageHeader message;  // type 785
    std::string id;
    ManifestMaster master;

    bool operator==(const HouseManifest&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("rsm:MessageHeaderDocument", self.message);
        visit.need("rsm:BusinessHeaderDocument/ram:ID", self.id);
        visit.one("rsm:MasterConsignment", self.master);
    }
};

// Errc::invalid_value says what is missing or wrong: numbers, the type, a house listed twice, houses that do
// not add up to the master.
[[nodiscard]] Result<std::string> write_xfhl(const HouseManifest& manifest);
[[nodiscard]] Result<HouseManifest> read_xfhl(std::string_view bytes);

}  // namespace silkgate::adapters::air
