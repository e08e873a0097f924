// The CMR consignment note as the Russian customs form 1003102E, CMR 5.23.0. Numbers in comments are the
// boxes of the paper form. Masses are kilograms, gross. China and India are no parties of the convention; a
// carriage is under it when one of its two ends is (article 1), so a note is made for each of our roads.
#pragma once

#include "adapters/common/consignment/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::consignment {

struct Registration {  // 21: established on, in
    std::string date;  // YYYY-MM-DD
    std::string number;
    std::string place;

    bool operator==(const Registration&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cmr:Date", self.date);
        visit.text("cmr:RegID", self.number);
        visit.need("cmr:Place", self.place);
    }
};

struct RoadCarrier {  // 16, 17
    std::string name;
    std::optional<PostalAddress> address;

    bool operator==(const RoadCarrier&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:OrganizationName", self.name);
        visit.maybe("cmr:PostalAddress", self.address);
    }
};

struct Packing {
    std::string code;  // UN Rec 21, 2 characters
    std::optional<Decimal> quantity;
    std::string description;

    bool operator==(const Packing&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("catTrans_cu:PackingCode", self.code);
        visit.need_number("catTrans_cu:PakingQuantity", self.quantity);  // spelt so in the schema
        visit.text("catTrans_cu:PackingDescription", self.description);
    }
};

struct RoadGoods {                          // 6–11
    std::string marks;                      // 6
    std::vector<std::string> descriptions;  // 9, each at most 250 characters
    std::optional<Decimal> line;
    std::string commodity_code;  // 10
    std::optional<Decimal> volume;
    std::optional<Decimal> pieces;        // 7
    std::optional<Decimal> gross_weight;  // 11
    std::vector<Packing> packings;        // 8

    bool operator==(const RoadGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("cat_ru:GoodsMarking", self.marks);
        visit.texts("cat_ru:GoodsDescription", self.descriptions);
        visit.number("catTrans_ru:GoodsNumeric", self.line);
        visit.text("catTrans_ru:GoodsNomenclatureCode", self.commodity_code);
        visit.number("catTrans_ru:VolumeQuantity", self.volume);
        visit.number("cmr:GoodsQuantity", self.pieces);
        visit.number("cmr:GrossWeightQuantity", self.gross_weight);
        visit.need_many("cmr:GoodsPackingInfo", self.packings);
    }
};

struct DeliveryTerms {                // 3, 14
    std::vector<std::string> places;  // at least one, each at most 40 characters
    std::string incoterm;

    bool operator==(const DeliveryTerms&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.texts("cmr:DeliveryPlace", self.places);
        visit.need("cmr:DeliveryTermsStringCode", self.incoterm);
    }
};

struct RoadVehicle {  // 25
    std::string special_conditions;
    std::string tractor;  // registration number
    std::string trailer;

    bool operator==(const RoadVehicle&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("cmr:SpecialConditionsText", self.special_conditions);
        visit.need("cmr:PrimeMoverStateSignID", self.tractor);
        visit.text("cmr:TrailerStateSignID", self.trailer);
    }
};

struct CustomsOffice {  // 13
    std::string name;
    std::string code;  // 2, 5 or 8 digits

    bool operator==(const CustomsOffice&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cmr:DestinationOfficeName", self.name);
        visit.need("cmr:DestinationOfficeIdenifier", self.code);  // spelt so in the schema
    }
};

struct RoadCost {  // 19
    std::optional<Decimal> transport;
    std::optional<Decimal> additional;
    std::optional<Decimal> other;
    std::optional<Decimal> total;
    std::string currency;

    bool operator==(const RoadCost&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("cmr:TransportCost", self.transport);
        visit.number("cmr:AdditionalCharges", self.additional);
        visit.number("cmr:OtherCharges", self.other);
        visit.need_number("cmr:TotalCost", self.total);
        visit.text("cmr:CurrencyCode", self.currency);
    }
};

struct Taking {  // 4
    std::string date;
    PostalAddress place;

    bool operator==(const Taking&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cmr:TakingCargoDate", self.date);
        visit.one("cmr:TakingCargoPlace", self.place);
    }
};

struct GrossWeight {
    std::optional<Decimal> kilograms;

    bool operator==(const GrossWeight&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("cmr:GrossWeightQuantity", self.kilograms);
    }
};

struct Supplementary {
    std::optional<Decimal> quantity;
    std::string unit_name;
    std::string unit_code;  // 3 characters

    bool operator==(const Supplementary&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("cat_ru:GoodsQuantity", self.quantity);
        visit.text("cat_ru:MeasureUnitQualifierName", self.unit_name);
        visit.text("cat_ru:MeasureUnitQualifierCode", self.unit_code);
    }
};

struct CmrNote {
    std::string document_id;   // UUID
    std::string replaces;      // UUID of the note that this one changes or sends back, or empty
    std::string language;      // two capital letters
    std::string reservations;  // 18
    std::string stamped;       // 22–24: "true" when it is signed and stamped, "false" before
    Registration registration;
    Organization consignor;  // 1
    Organization consignee;  // 2
    RoadCarrier carrier;
    std::optional<RoadCarrier> next_carrier;  // 17
    std::vector<AttachedPaper> documents;     // 5
    std::vector<RoadGoods> goods;
    std::optional<CustomsOffice> customs;  // 13
    DeliveryTerms terms;
    std::optional<RoadVehicle> vehicle;
    Taking taking;
    // One of the two, not both.
    std::optional<GrossWeight> gross_weight;     // 11
    std::optional<Supplementary> supplementary;  // volume or another quantity
    std::optional<RoadCost> cost;                // 19

    bool operator==(const CmrNote&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:DocumentID", self.document_id);
        visit.text("cat_ru:RefDocumentID", self.replaces);
        visit.need("cmr:LanguageCode", self.language);
        visit.text("cmr:CarrierNotice", self.reservations);
        visit.need("cmr:StampSign", self.stamped);
        visit.one("cmr:RegistrationDocument", self.registration);
        visit.one("cmr:Consignor", self.consignor);
        visit.one("cmr:Consignee", self.consignee);
        visit.one("cmr:Carrier", self.carrier);
        visit.maybe("cmr:NextCarrier", self.next_carrier);
        visit.many("cmr:EnclosedDocument", self.documents);
        visit.need_many("cmr:CMRGoods", self.goods);
        visit.maybe("cmr:ConsigneeCustoms", self.customs);
        visit.one("cmr:DeliveryTerms", self.terms);
        visit.maybe("cmr:CMRTransport", self.vehicle);
        visit.one("cmr:TakingCargo", self.taking);
        visit.maybe("cmr:CMRGoodsWeight", self.gross_weight);
        visit.maybe("cmr:CMR_SupplementaryQuantity", self.supplementary);
        visit.maybe("cmr:CMRTransportCost", self.cost);
    }
};

// Errc::invalid_value says what the form needs and the note does not have.
[[nodiscard]] Result<std::string> write_cmr(const CmrNote& note);
[[nodiscard]] Result<CmrNote> read_cmr(std::string_view bytes);

}  // namespace silkgate::adapters::consignment
