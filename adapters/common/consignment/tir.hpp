// Data of a TIR carnet as the Russian customs form 1003104E, TIR_Carnet 5.23.0: what a holder tells of a
// carriage beforehand. Masses are kilograms, gross. The messages of eTIR themselves (E9 and its answers) have
// no public schema: their technical guides are to be had at etir.org.
#pragma once

#include "adapters/common/consignment/parts.hpp"
#include "gateway/core/result.hpp"

#include <string_view>

namespace silkgate::adapters::consignment {

struct TirNumber {
    std::string number;  // 8 digits
    std::string series;  // two capital letters or blanks

    bool operator==(const TirNumber&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("tirc:TIRID", self.number);
        visit.need("tirc:TIRSeries", self.series);
    }
};

struct TirParty {
    std::string name;
    PostalAddress address;

    bool operator==(const TirParty&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:OrganizationName", self.name);
        visit.one("tirc:Address", self.address);
    }
};

struct TirVehicle {
    std::string plate;
    std::string mode;         // of the customs list
    std::string nationality;  // numeric, 3 digits
    std::string trailer;
    std::string second_trailer;

    bool operator==(const TirVehicle&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("catTrans_ru:TMNumber", self.plate);
        visit.text("catTrans_ru:ModeCode", self.mode);
        visit.text("catTrans_ru:NationalityCode", self.nationality);
        visit.text("tirc:TrailerNumber", self.trailer);
        visit.text("tirc:TrailerNumber2", self.second_trailer);
    }
};

struct TirPlaces {
    std::string code;  // UN Rec 21
    std::optional<Decimal> quantity;
    std::string description;

    bool operator==(const TirPlaces&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("catTrans_cu:PackingCode", self.code);
        visit.need_number("catTrans_cu:PakingQuantity", self.quantity);  // spelt so in the schema
        visit.text("catTrans_cu:PackingDescription", self.description);
    }
};

struct TirGoods {
    std::string marks;
    std::vector<std::string> descriptions;  // at least one, each at most 250 characters
    std::optional<Decimal> line;
    std::string tnved;  // 4 to 10 digits
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> value;  // in the invoice's currency
    std::string origin;            // numeric, 3 digits
    std::vector<TirPlaces> places;

    bool operator==(const TirGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("cat_ru:GoodsMarking", self.marks);
        visit.need_texts("cat_ru:GoodsDescription", self.descriptions);
        visit.need_number("catTrans_ru:GoodsNumeric", self.line);
        visit.need("catTrans_ru:GoodsTNVEDCode", self.tnved);
        visit.need_number("catTrans_ru:GrossWeightQuantity", self.gross_weight);
        visit.number("catTrans_ru:InvoicedCost", self.value);
        visit.text("catTrans_ru:OriginCountryCode", self.origin);
        visit.need_many("catTrans_ru:PlacesInfo", self.places);
    }
};

struct TirSeal {
    std::optional<Decimal> count;
    std::string description;

    bool operator==(const TirSeal&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("catTrans_cu:IdentityNumber", self.count);
        visit.need("catTrans_cu:MarkDescription", self.description);
    }
};

struct TirDestination {
    std::string customs;  // code of the office
    std::string place;

    bool operator==(const TirDestination&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("catTrans_cu:DestinationCustomsCode", self.customs);
        visit.text("catTrans_cu:DestinationPlaceName", self.place);
    }
};

struct TirShipment {
    std::vector<std::string> containers;
    std::optional<Decimal> places;
    std::string departure_customs;  // name of the office
    std::optional<bool> unloaded;
    std::optional<TirParty> consignor;
    std::optional<TirParty> consignee;
    std::optional<TirDestination> destination;
    std::vector<TirGoods> goods;
    std::vector<TirSeal> seals;

    bool operator==(const TirShipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.texts("tirc:ContainerID", self.containers);
        visit.number("tirc:TotalPlacesQuantity", self.places);
        visit.need("tirc:DepartureCustomsOffice", self.departure_customs);
        visit.need_flag("tirc:UnloadMark", self.unloaded);
        visit.maybe("tirc:Consignor", self.consignor);
        visit.maybe("tirc:Consignee", self.consignee);
        visit.maybe("tirc:Destination", self.destination);
        visit.need_many("tirc:Goods", self.goods);
        visit.many("tirc:IdentityMark", self.seals);
    }
};

struct TirCarnet {
    std::string document_id;  // UUID
    std::string holder;       // at most 18 characters
    std::optional<Decimal> goods_count;
    std::string from;  // alpha-2
    std::string to;
    std::optional<Decimal> invoice_total;
    std::string to_name;  // in the document's language
    std::string from_name;
    TirNumber carnet;
    TirParty carrier;
    std::vector<TirVehicle> vehicles;
    std::vector<TirShipment> shipments;

    bool operator==(const TirCarnet&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:DocumentID", self.document_id);
        visit.text("tirc:TIRHolderID", self.holder);
        visit.need_number("tirc:GoodsQuantity", self.goods_count);
        visit.text("tirc:DispatchCountryCode", self.from);
        visit.text("tirc:DestinationCountryCode", self.to);
        visit.number("tirc:TotalInvoicedCost", self.invoice_total);
        visit.need("tirc:DestinationCountryName", self.to_name);
        visit.need("tirc:DispatchCountryName", self.from_name);
        visit.one("tirc:TIRIdentifier", self.carnet);
        visit.one("tirc:Carrier", self.carrier);
        visit.need_many("tirc:TransportMeans", self.vehicles);
        visit.need_many("tirc:TIR_Shipment", self.shipments);
    }
};

// Errc::invalid_value says what is missing or wrong: the carnet's number, a container's, the count of goods.
[[nodiscard]] Result<std::string> write_tir(const TirCarnet& carnet);
[[nodiscard]] Result<TirCarnet> read_tir(std::string_view bytes);

}  // namespace silkgate::adapters::consignment
