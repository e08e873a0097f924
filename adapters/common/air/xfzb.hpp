// The house waybill as Cargo-XML XFZB 4.00: one parcel, or one shipper's parcels, of a consolidated flight.
#pragma once

#include "adapters/common/air/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::air {

struct HouseSignature {
    std::string date;
    std::string signature;
    std::string place;  // may be empty, unlike the master's

    bool operator==(const HouseSignature&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ActualDateTime", self.date);
        visit.need("ram:Signatory", self.signature);
        visit.text("ram:IssueAuthenticationLocation/ram:Name", self.place);
    }
};

struct HouseHeader {
    std::string number;  // up to 12 letters and digits
    std::vector<Note> notes;
    std::string consignor_signature;
    HouseSignature carrier;

    bool operator==(const HouseHeader&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.number);
        visit.many("ram:IncludedHeaderNote", self.notes);
        visit.need("ram:SignatoryConsignorAuthentication/ram:Signatory", self.consignor_signature);
        visit.one("ram:SignatoryCarrierAuthentication", self.carrier);
    }
};

struct HouseRate {
    std::string rate_class;
    std::optional<Decimal> chargeable_weight;
    std::optional<Decimal> rate;
    std::optional<Amount> amount;

    bool operator==(const HouseRate&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:CategoryCode", self.rate_class);
        visit.need_measure("ram:ChargeableWeightMeasure", self.chargeable_weight, "KGM");
        visit.number("ram:AppliedRate", self.rate);
        visit.amount("ram:AppliedAmount", self.amount);
    }
};

struct HouseLine {
    std::optional<Decimal> sequence;
    Qualified hs_code;  // qualifier: listAgencyID
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::optional<Amount> charge;
    std::optional<Decimal> pieces;
    std::string description;
    std::string origin;  // alpha-2
    std::vector<UnitLoadDevice> devices;
    std::vector<Packages> dimensions;
    std::optional<HouseRate> rate;
    std::vector<ReferenceDocument> documents;

    bool operator==(const HouseLine&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.number("ram:SequenceNumeric", self.sequence);
        visit.need_qualified("ram:TypeCode", self.hs_code, "listAgencyID");
        visit.need_measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.amount("ram:TotalChargeAmount", self.charge);
        visit.need_number("ram:PieceQuantity", self.pieces);
        visit.need("ram:NatureIdentificationTransportCargo/ram:Identification", self.description);
        visit.text("ram:OriginCountry/ram:ID", self.origin);
        visit.many("ram:AssociatedUnitLoadTransportEquipment", self.devices);
        visit.many("ram:TransportLogisticsPackage", self.dimensions);
        visit.maybe("ram:ApplicableFreightRateServiceCharge", self.rate);
        visit.many("ram:AssociatedReferenceDocument", self.documents);
    }
};

struct HouseConsignment {
    std::string reference;
    std::optional<bool> no_carriage_value;
    std::optional<Amount> carriage_value;
    std::optional<bool> no_customs_value;
    std::optional<Amount> customs_value;
    std::optional<bool> no_insurance;
    std::optional<Amount> insurance;
    std::optional<bool> charges_prepaid;
    std::optional<Amount> weight_charge;
    std::optional<bool> other_charges_prepaid;
    std::optional<Amount> total_prepaid;
    std::optional<Amount> total_collect;
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::optional<Decimal> line_count;
    std::optional<Decimal> packages;  // shipper's load and count
    std::optional<Decimal> pieces;
    std::string description;
    Party consignor;
    Party consignee;
    std::optional<Party> forwarder;
    std::vector<AssociatedParty> parties;
    Location origin;
    Location destination;
    std::vector<Movement> movements;
    std::vector<Equipment> equipment;
    std::vector<Handling> special_handling;
    std::vector<Handling> service_requests;
    std::vector<Handling> other_information;
    std::vector<CustomsNote> customs;
    std::vector<ReferenceDocument> documents;
    std::string goods_status;
    std::string currency;
    std::vector<HouseLine> lines;

    bool operator==(const HouseConsignment&) const = default;

    template <class Visitor, class Self>
    static void values(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.reference);
        visit.flag("ram:NilCarriageValueIndicator", self.no_carriage_value);
        visit.amount("ram:DeclaredValueForCarriageAmount", self.carriage_value);
        visit.flag("ram:NilCustomsValueIndicator", self.no_customs_value);
        visit.amount("ram:DeclaredValueForCustomsAmount", self.customs_value);
        visit.flag("ram:NilInsuranceValueIndicator", self.no_insurance);
        visit.amount("ram:InsuranceValueAmount", self.insurance);
        visit.need_flag("ram:TotalChargePrepaidIndicator", self.charges_prepaid);
        visit.need_amount("ram:WeightTotalChargeAmount", self.weight_charge);
        visit.need_flag("ram:TotalDisbursementPrepaidIndicator", self.other_charges_prepaid);
        visit.amount("ram:TotalPrepaidChargeAmount", self.total_prepaid);
        visit.amount("ram:TotalCollectChargeAmount", self.total_collect);
        visit.need_measure("ram:IncludedTareGrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.number("ram:ConsignmentItemQuantity", self.line_count);
        visit.number("ram:PackageQuantity", self.packages);
        visit.need_number("ram:TotalPieceQuantity", self.pieces);
        visit.need("ram:SummaryDescription", self.description);
    }

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        values(visit, self);
        visit.one("ram:ConsignorParty", self.consignor);
        visit.one("ram:ConsigneeParty", self.consignee);
        visit.maybe("ram:FreightForwarderParty", self.forwarder);
        visit.many("ram:AssociatedParty", self.parties);
        visit.one("ram:OriginLocation", self.origin);
        visit.one("ram:FinalDestinationLocation", self.destination);
        visit.many("ram:SpecifiedLogisticsTransportMovement", self.movements);
        visit.many("ram:UtilizedLogisticsTransportEquipment", self.equipment);
        visit.many("ram:HandlingSPHInstructions", self.special_handling);
        visit.many("ram:HandlingSSRInstructions", self.service_requests);
        visit.many("ram:HandlingOSIInstructions", self.other_information);
        visit.many("ram:IncludedCustomsNote", self.customs);
        visit.many("ram:AssociatedReferenceDocument", self.documents);
        visit.text("ram:AssociatedConsignmentCustomsProcedure/ram:GoodsStatusCode", self.goods_status);
        visit.need("ram:ApplicableOriginCurrencyExchange/ram:SourceCurrencyCode", self.currency);
        visit.need_many("ram:IncludedHouseConsignmentItem", self.lines);
    }
};

struct HouseMaster {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> pieces;
    std::string waybill;  // the master's number, or empty while it is not known
    Location origin;
    Location destination;
    HouseConsignment house;

    bool operator==(const HouseMaster&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.measure("ram:IncludedTareGrossWeightMeasure", self.gross_weight, "KGM");
        visit.number("ram:TotalPieceQuantity", self.pieces);
        visit.text("ram:TransportContractDocument/ram:ID", self.waybill);
        visit.one("ram:OriginLocation", self.origin);
        visit.one("ram:FinalDestinationLocation", self.destination);
        visit.one("ram:IncludedHouseConsignment", self.house);
    }
};

struct HouseWaybill {
    MessageHeader message;  // type 703
    HouseHeader header;
    HouseMaster master;

    bool operator==(const HouseWaybill&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("rsm:MessageHeaderDocument", self.message);
        visit.one("rsm:BusinessHeaderDocument", self.header);
        visit.one("rsm:MasterConsignment", self.master);
    }
};

// Errc::invalid_value says what is missing or wrong: numbers, the type, lines that do not add up to the
// house.
[[nodiscard]] Result<std::string> write_xfzb(const HouseWaybill& waybill);
[[nodiscard]] Result<HouseWaybill> read_xfzb(std::string_view bytes);

}  // namespace silkgate::adapters::air
