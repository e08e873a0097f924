// The air waybill, master (741) or direct (740), as Cargo-XML XFWB 5.00. Numbers in comments are the boxes of
// the paper form.
#pragma once

#include "adapters/common/air/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::air {

struct CarrierSignature {
    std::string date;
    std::string signature;
    std::string place;

    bool operator==(const CarrierSignature&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ActualDateTime", self.date);
        visit.need("ram:Signatory", self.signature);
        visit.need("ram:IssueAuthenticationLocation/ram:Name", self.place);
    }
};

struct WaybillHeader {
    std::string number;  // "020-12345675"
    std::string file_reference;
    std::vector<Note> notes;
    std::string consignor_signature;
    CarrierSignature carrier;

    bool operator==(const WaybillHeader&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.number);
        visit.text("ram:SenderAssignedID", self.file_reference);
        visit.many("ram:IncludedHeaderNote", self.notes);
        visit.need("ram:SignatoryConsignorAuthentication/ram:Signatory", self.consignor_signature);
        visit.one("ram:SignatoryCarrierAuthentication", self.carrier);
    }
};

struct Forwarder {  // 6–8
    Qualified id;
    std::string standard_id;
    std::string name;
    std::string account;
    std::string agent_code;  // IATA, 7 digits
    std::optional<Address> address;
    std::string cass_address;  // 4 digits
    std::optional<Contact> contact;

    bool operator==(const Forwarder&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.qualified("ram:PrimaryID", self.id, "schemeAgencyID");
        visit.text("ram:AdditionalID", self.standard_id);
        visit.need("ram:Name", self.name);
        visit.text("ram:AccountID", self.account);
        visit.need("ram:CargoAgentID", self.agent_code);
        visit.maybe("ram:FreightForwarderAddress", self.address);
        visit.text("ram:SpecifiedCargoAgentLocation/ram:ID", self.cass_address);
        visit.maybe("ram:DefinedTradeContact", self.contact);
    }
};

struct ServiceCharge {
    std::string payment_code;  // 13: PP, CC, …
    std::string service_code;  // 22Z

    bool operator==(const ServiceCharge&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:TransportPaymentMethodCode", self.payment_code);
        visit.text("ram:ServiceTypeCode", self.service_code);
    }
};

struct OtherCharge {   // 23
    std::string code;  // "MY" fuel, …
    std::optional<bool> prepaid;
    std::string reason;
    std::string due;  // A the agent, C the carrier
    std::optional<Amount> amount;

    bool operator==(const OtherCharge&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.code);
        visit.need_flag("ram:PrepaidIndicator", self.prepaid);
        visit.text("ram:Reason", self.reason);
        visit.need("ram:PartyTypeCode", self.due);
        visit.need_amount("ram:ActualAmount", self.amount);
    }
};

struct FreightRate {               // 22D–22H
    std::string rate_class;        // Q, M, …
    std::string commodity_number;  // of the airline's tariff
    std::optional<Decimal> chargeable_weight;
    std::optional<Decimal> rate;  // for a kilogram
    std::optional<Amount> amount;

    bool operator==(const FreightRate&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:CategoryCode", self.rate_class);
        visit.text("ram:CommodityItemID", self.commodity_number);
        visit.need_measure("ram:ChargeableWeightMeasure", self.chargeable_weight, "KGM");
        visit.need_number("ram:AppliedRate", self.rate);
        visit.need_amount("ram:AppliedAmount", self.amount);
    }
};

struct WaybillLine {  // 22
    std::optional<Decimal> sequence;
    Qualified hs_code;  // qualifier: listAgencyID
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::optional<Decimal> packages;  // shipper's load and count
    std::optional<Decimal> pieces;
    std::string description;
    std::string origin;  // alpha-2
    std::vector<UnitLoadDevice> devices;
    std::vector<Packages> dimensions;
    FreightRate rate;

    bool operator==(const WaybillLine&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("ram:SequenceNumeric", self.sequence);
        visit.need_qualified("ram:TypeCode", self.hs_code, "listAgencyID");
        visit.measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.number("ram:PackageQuantity", self.packages);
        visit.number("ram:PieceQuantity", self.pieces);
        visit.text("ram:NatureIdentificationTransportCargo/ram:Identification", self.description);
        visit.text("ram:OriginCountry/ram:ID", self.origin);
        visit.many("ram:AssociatedUnitLoadTransportEquipment", self.devices);
        visit.many("ram:TransportLogisticsPackage", self.dimensions);
        visit.one("ram:ApplicableFreightRateServiceCharge", self.rate);
    }
};

struct Rating {
    std::string type;  // F face, A actual, C collect
    std::optional<Amount> total;
    std::optional<Decimal> line_count;
    std::vector<WaybillLine> lines;

    bool operator==(const Rating&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:TypeCode", self.type);
        visit.amount("ram:TotalChargeAmount", self.total);
        visit.number("ram:ConsignmentItemQuantity", self.line_count);
        visit.need_many("ram:IncludedMasterConsignmentItem", self.lines);
    }
};

struct Summation {  // 24–30
    std::optional<bool> prepaid;
    std::optional<Amount> weight_charge;
    std::optional<Amount> valuation_charge;
    std::optional<Amount> tax;
    std::optional<Amount> due_agent;
    std::optional<Amount> due_carrier;
    std::optional<Amount> total;

    bool operator==(const Summation&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_flag("ram:PrepaidIndicator", self.prepaid);
        visit.amount("ram:WeightChargeTotalAmount", self.weight_charge);
        visit.amount("ram:ValuationChargeTotalAmount", self.valuation_charge);
        visit.amount("ram:TaxTotalAmount", self.tax);
        visit.amount("ram:AgentTotalDuePayableAmount", self.due_agent);
        visit.amount("ram:CarrierTotalDuePayableAmount", self.due_carrier);
        visit.need_amount("ram:GrandTotalAmount", self.total);
    }
};

struct TotalRating {
    std::string type;
    std::vector<Summation> summations;  // one or two: prepaid, collect

    bool operator==(const TotalRating&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:TypeCode", self.type);
        visit.need_many("ram:ApplicablePrepaidCollectMonetarySummation", self.summations);
    }
};

struct MasterConsignment {
    std::string reference;                  // 34A
    std::optional<bool> no_carriage_value;  // 16: either this or a value
    std::optional<Amount> carriage_value;
    std::optional<bool> no_customs_value;  // 17
    std::optional<Amount> customs_value;
    std::optional<bool> no_insurance;  // 20
    std::optional<Amount> insurance;
    std::optional<bool> charges_prepaid;        // 14
    std::optional<bool> other_charges_prepaid;  // 15
    std::optional<Decimal> gross_weight;        // 22K
    std::optional<Decimal> volume;
    std::optional<Decimal> packages;  // shipper's load and count
    std::optional<Decimal> pieces;    // 22J
    Party consignor;                  // 2, 3
    Party consignee;                  // 4, 5
    std::optional<Forwarder> forwarder;
    std::vector<AssociatedParty> parties;  // 21
    Location origin;                       // 1, 9
    Location destination;                  // 18
    std::vector<Movement> movements;       // 11, 19
    std::vector<Equipment> equipment;
    std::vector<Handling> special_handling;  // 21; code required
    std::vector<Handling> service_requests;  // text required
    std::vector<Handling> other_information;
    std::vector<Note> accounting;  // 10
    std::vector<CustomsNote> customs;
    std::vector<ReferenceDocument> documents;
    std::string goods_status;  // 21A
    std::string currency;      // 12
    std::optional<ServiceCharge> service;
    std::vector<OtherCharge> other_charges;
    std::vector<Rating> ratings;             // one to three
    std::vector<TotalRating> total_ratings;  // one to three

    bool operator==(const MasterConsignment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.reference);
        visit.flag("ram:NilCarriageValueIndicator", self.no_carriage_value);
        visit.amount("ram:DeclaredValueForCarriageAmount", self.carriage_value);
        visit.flag("ram:NilCustomsValueIndicator", self.no_customs_value);
        visit.amount("ram:DeclaredValueForCustomsAmount", self.customs_value);
        visit.flag("ram:NilInsuranceValueIndicator", self.no_insurance);
        visit.amount("ram:InsuranceValueAmount", self.insurance);
        visit.need_flag("ram:TotalChargePrepaidIndicator", self.charges_prepaid);
        visit.need_flag("ram:TotalDisbursementPrepaidIndicator", self.other_charges_prepaid);
        visit.need_measure("ram:IncludedTareGrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.number("ram:PackageQuantity", self.packages);
        visit.need_number("ram:TotalPieceQuantity", self.pieces);
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
        visit.many("ram:IncludedAccountingNote", self.accounting);
        visit.many("ram:IncludedCustomsNote", self.customs);
        visit.many("ram:AssociatedReferenceDocument", self.documents);
        visit.text("ram:AssociatedConsignmentCustomsProcedure/ram:GoodsStatusCode", self.goods_status);
        visit.need("ram:ApplicableOriginCurrencyExchange/ram:SourceCurrencyCode", self.currency);
        visit.maybe("ram:ApplicableLogisticsServiceCharge", self.service);
        visit.many("ram:ApplicableLogisticsAllowanceCharge", self.other_charges);
        visit.need_many("ram:ApplicableRating", self.ratings);
        visit.need_many("ram:ApplicableTotalRating", self.total_ratings);
    }
};

struct AirWaybill {
    MessageHeader message;
    WaybillHeader header;
    MasterConsignment consignment;

    bool operator==(const AirWaybill&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("rsm:MessageHeaderDocument", self.message);
        visit.one("rsm:BusinessHeaderDocument", self.header);
        visit.one("rsm:MasterConsignment", self.consignment);
    }
};

// Errc::invalid_value says what the message needs and the value does not have, or what is wrong in it: the
// waybill's number, its type, the number of ratings, pieces and weights of lines that do not add up to the
// consignment's.
[[nodiscard]] Result<std::string> write_xfwb(const AirWaybill& waybill);
[[nodiscard]] Result<AirWaybill> read_xfwb(std::string_view bytes);

}  // namespace silkgate::adapters::air
