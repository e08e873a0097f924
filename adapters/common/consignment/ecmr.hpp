// The electronic CMR note as UN/CEFACT eCMR 1.0 (D16B). It has legal force only between parties of the e-CMR
// protocol; on a leg that touches another country the paper note is made too, and this is data. Masses are
// kilograms, volumes cubic metres. Only the consignment is mandatory in the schema; what is needed here
// beyond it is what the convention wants in a note (its article 6).
#pragma once

#include "adapters/common/xml/field_writer.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::consignment {

struct TradeAddress {
    std::string postcode;
    std::string street;
    std::string city;
    std::string country;  // alpha-2
    std::string region;

    bool operator==(const TradeAddress&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:PostcodeCode", self.postcode);
        visit.text("ram:StreetName", self.street);
        visit.text("ram:CityName", self.city);
        visit.need("ram:CountryID", self.country);
        visit.text("ram:CountrySubDivisionName", self.region);
    }
};

struct TradeContact {
    std::string person;
    std::string phone;
    std::string email;

    bool operator==(const TradeContact&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:PersonName", self.person);
        visit.text("ram:TelephoneUniversalCommunication/ram:CompleteNumber", self.phone);
        visit.text("ram:EmailURIUniversalCommunication/ram:URIID", self.email);
    }
};

struct TradeParty {
    std::string id;
    std::string name;
    std::string role;  // CZ consignor, CN consignee, CA carrier, FW forwarder, OB who ordered
    std::optional<TradeContact> contact;
    std::optional<TradeAddress> address;
    std::string tax_number;

    bool operator==(const TradeParty&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.id);
        visit.need("ram:Name", self.name);
        visit.text("ram:RoleCode", self.role);
        visit.maybe("ram:DefinedTradeContact", self.contact);
        visit.maybe("ram:PostalTradeAddress", self.address);
        visit.text("ram:SpecifiedTaxRegistration/ram:ID", self.tax_number);
    }
};

struct TradePlace {
    std::string id;  // UN/LOCODE
    std::string name;
    std::optional<TradeAddress> address;

    bool operator==(const TradePlace&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.id);
        visit.text("ram:Name", self.name);
        visit.maybe("ram:PostalTradeAddress", self.address);
    }
};

struct AttachedDocument {
    std::string type;  // UN list 1001: 380 invoice, 730 road note, …
    std::string id;

    bool operator==(const AttachedDocument&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:TypeCode", self.type);
        visit.need("ram:ID", self.id);
    }
};

struct NoteText {
    std::string subject;
    std::string text;

    bool operator==(const NoteText&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:Subject", self.subject);
        visit.text("ram:Content", self.text);
    }
};

struct TransportEvent {  // taking over, delivery; times as RFC 3339
    std::string estimated;
    std::string actual;
    std::string scheduled;
    std::optional<TradePlace> place;

    bool operator==(const TransportEvent&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:EstimatedOccurrenceDateTime/udt:DateTime", self.estimated);
        visit.text("ram:ActualOccurrenceDateTime/udt:DateTime", self.actual);
        visit.text("ram:ScheduledOccurrenceDateTime/udt:DateTime", self.scheduled);
        visit.maybe("ram:OccurrenceLogisticsLocation", self.place);
    }
};

struct RoadPackages {
    std::optional<Decimal> count;
    std::string type;  // UN Rec 21, 2006
    std::string description;
    std::string marks;

    bool operator==(const RoadPackages&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.number("ram:ItemQuantity", self.count);
        visit.text("ram:TypeCode", self.type);
        visit.text("ram:Type", self.description);
        visit.text("ram:PhysicalLogisticsShippingMarks/ram:Marking", self.marks);
    }
};

struct RoadDangerousGoods {
    std::string un_number;
    std::string technical_name;
    std::string packing_level;  // 1 to 3
    std::string name;

    bool operator==(const RoadDangerousGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:UNDGIdentificationCode", self.un_number);
        visit.text("ram:TechnicalName", self.technical_name);
        visit.text("ram:PackagingDangerLevelCode", self.packing_level);
        visit.text("ram:ProperShippingName", self.name);
    }
};

struct RoadItem {
    std::optional<Decimal> sequence;
    std::optional<xml::Amount> value;
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::string commodity_code;  // as a global identifier, since the schema has no place for HS
    std::string description;
    std::vector<RoadDangerousGoods> dangerous_goods;
    std::string origin;  // alpha-2
    std::vector<RoadPackages> packages;

    bool operator==(const RoadItem&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("ram:SequenceNumeric", self.sequence);
        visit.amount("ram:InvoiceAmount", self.value);
        visit.measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.text("ram:GlobalID", self.commodity_code);
        visit.need("ram:NatureIdentificationTransportCargo/ram:Identification", self.description);
        visit.many("ram:ApplicableTransportDangerousGoods", self.dangerous_goods);
        visit.text("ram:OriginTradeCountry/ram:ID", self.origin);
        visit.many("ram:TransportLogisticsPackage", self.packages);
    }
};

struct RoadSeal {
    std::string number;

    bool operator==(const RoadSeal&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.number);
    }
};

struct RoadEquipment {
    std::string id;        // a trailer's plate, a container's number
    std::string category;  // UN list 8053: CN container, TE trailer, …
    std::vector<RoadSeal> seals;

    bool operator==(const RoadEquipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.id);
        visit.text("ram:CategoryCode", self.category);
        visit.many("ram:AffixedLogisticsSeal", self.seals);
    }
};

struct RoadMeans {
    std::string plate;
    std::string country;  // of registration

    bool operator==(const RoadMeans&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.plate);
        visit.text("ram:RegistrationTradeCountry/ram:ID", self.country);
    }
};

struct RoadMovement {
    std::string stage;  // UN list 8051: 20 main carriage
    std::string mode;   // UN Rec 19: 3 road
    RoadMeans vehicle;

    bool operator==(const RoadMovement&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:StageCode", self.stage);
        visit.text("ram:ModeCode", self.mode);
        visit.one("ram:UsedLogisticsTransportMeans", self.vehicle);
    }
};

struct RoadConsignment {
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> volume;
    std::optional<xml::Amount> invoice;
    std::optional<xml::Amount> cash_on_delivery;
    std::optional<Decimal> item_count;
    std::string insurance;
    std::optional<bool> transshipment;  // allowed
    TradeParty consignor;
    TradeParty consignee;
    TradeParty carrier;
    std::vector<TradeParty> notified;
    std::vector<TradeParty> successive;  // carriers
    TradePlace taken_at;
    TradePlace delivered_at;
    std::vector<AttachedDocument> documents;
    std::optional<TransportEvent> delivery;
    std::optional<TransportEvent> pick_up;
    std::vector<RoadItem> items;
    std::vector<RoadEquipment> equipment;
    std::vector<RoadMovement> movements;
    std::string incoterm;
    std::vector<NoteText> notes;

    bool operator==(const RoadConsignment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.measure("ram:GrossVolumeMeasure", self.volume, "MTQ");
        visit.amount("ram:AssociatedInvoiceAmount", self.invoice);
        visit.amount("ram:CODAmount", self.cash_on_delivery);
        visit.number("ram:ConsignmentItemQuantity", self.item_count);
        visit.text("ram:CargoInsuranceInstructionsInformation", self.insurance);
        visit.flag("ram:TransshipmentPermissionIndicator/udt:Indicator", self.transshipment);
        visit.one("ram:ConsignorTradeParty", self.consignor);
        visit.one("ram:ConsigneeTradeParty", self.consignee);
        visit.one("ram:CarrierTradeParty", self.carrier);
        visit.many("ram:NotifiedTradeParty", self.notified);
        visit.many("ram:ConnectingCarrierTradeParty", self.successive);
        visit.one("ram:CarrierAcceptanceLogisticsLocation", self.taken_at);
        visit.one("ram:ConsigneeReceiptLogisticsLocation", self.delivered_at);
        visit.many("ram:AssociatedReferencedDocument", self.documents);
        visit.maybe("ram:DeliveryTransportEvent", self.delivery);
        visit.maybe("ram:PickUpTransportEvent", self.pick_up);
        visit.need_many("ram:IncludedSupplyChainConsignmentItem", self.items);
        visit.many("ram:UtilizedLogisticsTransportEquipment", self.equipment);
        visit.many("ram:MainCarriageLogisticsTransportMovement", self.movements);
        visit.text("ram:SpecifiedTradeDeliveryTerms/ram:DeliveryTypeCode", self.incoterm);
        visit.many("ram:StatementNote", self.notes);
    }
};

struct ECmrHeader {
    std::string number;
    std::string type;    // 730, a road consignment note
    std::string issued;  // RFC 3339
    std::string remarks;

    bool operator==(const ECmrHeader&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.number);
        visit.need("ram:TypeCode", self.type);
        visit.need("ram:IssueDateTime/udt:DateTime", self.issued);
        visit.text("ram:Remarks", self.remarks);
    }
};

struct ECmrNote {
    ECmrHeader document;
    RoadConsignment consignment;

    bool operator==(const ECmrNote&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("rsm:ExchangedDocument", self.document);
        visit.one("rsm:SpecifiedSupplyChainConsignment", self.consignment);
    }
};

// Whether an electronic note may bind there (ecmr_parties.def). `day` is an ISO date.
[[nodiscard]] bool is_ecmr_party(std::string_view country, std::string_view day) noexcept;

// Errc::invalid_value says what is missing or wrong.
[[nodiscard]] Result<std::string> write_ecmr(const ECmrNote& note);
[[nodiscard]] Result<ECmrNote> read_ecmr(std::string_view bytes);

}  // namespace silkgate::adapters::consignment
