// Shipping instructions as DCSA Bill of Lading 3.0.4 (POST /v3/shipping-instructions): what the carrier makes
// the bill of lading or sea waybill of. Pure; thread-safe.
#pragma once

#include "adapters/common/sea/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::sea {

struct CargoPackaging {
    std::string code;  // UN Rec 21
    std::optional<std::int64_t> packages;
    std::string description;
    std::string wood;

    bool operator==(const CargoPackaging&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("packageCode", self.code);
        visit.need_integer("numberOfPackages", self.packages);
        visit.need("description", self.description);
        visit.text("woodDeclaration", self.wood);
    }
};

struct CargoItem {
    std::string container;
    Measure gross_weight;
    std::optional<Measure> gross_volume;
    std::optional<Measure> net_weight;
    std::optional<CargoPackaging> packaging;

    bool operator==(const CargoItem&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("equipmentReference", self.container);
        visit.one("cargoGrossWeight", self.gross_weight);
        visit.maybe("cargoGrossVolume", self.gross_volume);
        visit.maybe("cargoNetWeight", self.net_weight);
        visit.maybe("outerPackaging", self.packaging);
    }
};

struct ConsignmentItem {
    std::string booking;                    // carrierBookingReference
    std::string sub_reference;              // the booking's of the commodity
    std::vector<std::string> descriptions;  // lines
    std::vector<std::string> hs_codes;      // 6 to 10 digits; mandatory also beside the extended ones
    std::vector<std::string> extended_hs_codes;
    std::vector<NationalCode> national_codes;
    std::vector<std::string> marks;
    std::vector<CargoItem> cargo;
    std::vector<CustomsReference> customs_references;

    bool operator==(const ConsignmentItem&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("carrierBookingReference", self.booking);
        visit.text("commoditySubReference", self.sub_reference);
        visit.need_texts("descriptionOfGoods", self.descriptions);
        visit.need_texts("HSCodes", self.hs_codes);
        visit.texts("extendedHSCodes", self.extended_hs_codes);
        visit.many("nationalCommodityCodes", self.national_codes);
        visit.texts("shippingMarks", self.marks);
        visit.need_many("cargoItems", self.cargo);
        visit.many("customsReferences", self.customs_references);
    }
};

struct Seal {
    std::string number;
    std::string source;  // CAR, SHI, VET, CUS

    bool operator==(const Seal&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("number", self.number);
        visit.text("source", self.source);
    }
};

struct OwnContainer {  // of the shipper
    std::string number;
    std::string iso_code;
    Measure tare;

    bool operator==(const OwnContainer&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("equipmentReference", self.number);
        visit.need("ISOEquipmentCode", self.iso_code);
        visit.one("tareWeight", self.tare);
    }
};

struct UsedEquipment {
    std::optional<bool> shipper_owned;
    std::string number;               // of the carrier's container
    std::optional<OwnContainer> own;  // or of the shipper's
    std::vector<std::string> marks;
    std::vector<Seal> seals;

    bool operator==(const UsedEquipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_flag("isShipperOwned", self.shipper_owned);
        visit.text("equipmentReference", self.number);
        visit.maybe("equipment", self.own);
        visit.texts("shippingMarks", self.marks);
        visit.need_many("seals", self.seals);
    }
};

struct ManifestFiling {
    std::string type;  // ENS, ACI, …
    std::string country;
    std::string performed_by;  // SELF, CARRIER
    std::string filer;
    std::string number;

    bool operator==(const ManifestFiling&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("manifestTypeCode", self.type);
        visit.text("countryCode", self.country);
        visit.need("advanceManifestFilingsHouseBLPerformedBy", self.performed_by);
        visit.text("selfFilerCode", self.filer);
        visit.text("identificationNumber", self.number);
    }
};

struct InstructionParties {
    Party shipper;
    std::optional<Party> consignee;
    std::optional<Party> endorsee;
    std::optional<Party> issue_to;
    std::vector<Party> notify;
    std::vector<OtherParty> others;

    bool operator==(const InstructionParties&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("shipper", self.shipper);
        visit.maybe("consignee", self.consignee);
        visit.maybe("endorsee", self.endorsee);
        visit.maybe("issueTo", self.issue_to);
        visit.many("notifyParties", self.notify);
        visit.many("other", self.others);
    }
};

struct Instructions {
    std::string document_type;  // SWB, BOL
    std::optional<bool> shipped_on_board;
    std::string freight_term;  // PRE, COL
    std::optional<bool> electronic;
    std::optional<bool> to_order;
    std::optional<std::int64_t> copies_with_charges;
    std::optional<std::int64_t> copies_without_charges;
    std::optional<std::int64_t> originals_with_charges;
    std::optional<std::int64_t> originals_without_charges;
    std::string carrier_code;
    std::string carrier_list;  // SMDG, NMFTA
    std::string payable_at;    // UN/LOCODE
    std::vector<Contact> contacts;
    InstructionParties parties;
    std::optional<bool> ics2;  // goods are delivered in the zone of the EU's ICS2
    std::vector<ConsignmentItem> items;
    std::vector<UsedEquipment> equipments;
    std::vector<Reference> references;
    std::vector<ManifestFiling> filings;
    std::optional<bool> houses_issued;
    std::vector<std::string> clauses;

    bool operator==(const Instructions&) const = default;

    template <class Visitor, class Self>
    static void head(Visitor& visit, Self& self) {
        visit.need("transportDocumentTypeCode", self.document_type);
        visit.need_flag("isShippedOnBoardType", self.shipped_on_board);
        visit.need("freightPaymentTermCode", self.freight_term);
        visit.need_flag("isElectronic", self.electronic);
        visit.need_flag("isToOrder", self.to_order);
        visit.integer("numberOfCopiesWithCharges", self.copies_with_charges);
        visit.integer("numberOfCopiesWithoutCharges", self.copies_without_charges);
        visit.integer("numberOfOriginalsWithCharges", self.originals_with_charges);
        visit.integer("numberOfOriginalsWithoutCharges", self.originals_without_charges);
        visit.text("carrierCode", self.carrier_code);
        visit.text("carrierCodeListProvider", self.carrier_list);
        visit.text("invoicePayableAt/UNLocationCode", self.payable_at);
    }

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        head(visit, self);
        visit.need_many("partyContactDetails", self.contacts);
        visit.one("documentParties", self.parties);
        visit.need_flag("isCargoDeliveredInICS2Zone", self.ics2);
        visit.need_many("consignmentItems", self.items);
        visit.need_many("utilizedTransportEquipments", self.equipments);
        visit.many("references", self.references);
        visit.many("advanceManifestFilings", self.filings);
        visit.flag("isHouseBillOfLadingsIssued", self.houses_issued);
        visit.texts("requestedCarrierClauses", self.clauses);
    }
};

// What is wrong beyond the schema: a waybill to order, goods in a container that is not used, two ways of
// naming a container. Empty: the instructions may be sent.
[[nodiscard]] std::vector<Finding> check_instructions(const Instructions& instructions);

// Errc::invalid_value names a member that is missing.
[[nodiscard]] Result<std::string> write_instructions(const Instructions& instructions);
[[nodiscard]] Result<Instructions> read_instructions(std::string_view bytes);

// The status of a transport document as the specification spells it, for both spellings it uses; empty for no
// status.
[[nodiscard]] std::string_view document_status(std::string_view written) noexcept;

}  // namespace silkgate::adapters::sea
