// The SMGS consignment note (form in force since 2015) as the Russian customs form 1003401E,
// RailwayBill 5.23.0. Numbers in comments are the boxes of the form. Masses are kilograms, gross. Number,
// date of contract and stamps are the carrier's: a note can only be written once it has given them.
#pragma once

#include "adapters/common/consignment/parts.hpp"
#include "gateway/core/result.hpp"

#include <array>
#include <string_view>

namespace silkgate::adapters::consignment {

struct Station {
    std::string code;  // ESR, 5 or 6 digits
    std::string name;  // at most 40 characters
    std::string railway_code;
    std::string railway_name;
    std::string country;

    bool operator==(const Station&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("rwb:StationCode", self.code);
        visit.need("rwb:StationName", self.name);
        visit.text("rwb:RailwayCode", self.railway_code);
        visit.text("rwb:RWName", self.railway_name);
        visit.text("rwb:CountryCode", self.country);
    }
};

struct Destination {  // 5
    std::string railway_code;
    std::string station_code;
    std::string name;  // railway and station

    bool operator==(const Destination&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("rwb:RailwayCode", self.railway_code);
        visit.text("rwb:StationCode", self.station_code);
        visit.need("rwb:RailwayAndStationName", self.name);
    }
};

struct RailGoods {                          // 15–18
    std::vector<std::string> descriptions;  // each at most 250 characters
    std::string commodity_code;             // TN VED, 4 to 10 digits
    std::optional<Decimal> pieces;          // 17
    std::optional<Decimal> gross_weight;    // 18
    std::string pieces_description;         // of the packages
    std::string gng;                        // Harmonised Commodity Code of the railways, 8 digits
    std::string packing;                    // 16
    std::string wagon;
    std::vector<std::string> containers;

    bool operator==(const RailGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.texts("cat_ru:GoodsDescription", self.descriptions);
        visit.text("catTrans_ru:GoodsNomenclatureCode", self.commodity_code);
        visit.number("rwb:PlacesQuantity", self.pieces);
        visit.need_number("rwb:GrossWeightQuantity", self.gross_weight);
        visit.need("rwb:PlacesDescription", self.pieces_description);
        visit.text("rwb:HarmonizedRangeGoods", self.gng);
        visit.need("rwb:Packing", self.packing);
        visit.text("rwb:CarriageNumber", self.wagon);
        visit.texts("rwb:ContainerNumber", self.containers);
    }
};

struct RailContainer {
    std::string number;  // ISO 6346
    std::string kind;    // 2 characters
    std::optional<Decimal> tare;
    std::optional<Decimal> goods_weight;
    std::optional<Decimal> length;  // feet

    bool operator==(const RailContainer&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:ContainerID", self.number);
        visit.text("rwb:ContainerKind", self.kind);
        visit.number("rwb:Tare", self.tare);
        visit.number("rwb:GoodsWeight", self.goods_weight);
        visit.number("rwb:ContainerLength", self.length);
    }
};

struct Wagon {  // 7–13
    std::string number;
    std::string owner_type;         // 8: by whom it was provided, one letter
    std::optional<Decimal> power;   // 9: load capacity, t
    std::optional<Decimal> axles;   // 10
    std::optional<Decimal> tare;    // 11
    std::optional<Decimal> weight;  // 13: of the goods, after transhipment

    bool operator==(const Wagon&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:CarriageID", self.number);
        visit.need("rwb:OwnerType", self.owner_type);
        visit.number("rwb:Power", self.power);
        visit.number("rwb:AxisQuantity", self.axles);
        visit.number("rwb:Tare", self.tare);
        visit.number("rwb:GoodsWeight", self.weight);
    }
};

struct RailSeal {  // 19
    std::string marks;
    std::optional<Decimal> count;
    std::string kind;  // 1 seal, 2 stamp, 3 other

    bool operator==(const RailSeal&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:SealID", self.marks);
        visit.need_number("rwb:SealQuantity", self.count);
        visit.text("rwb:IdentKind", self.kind);
    }
};

struct RailCarrier {  // 22
    std::string name;
    std::string code;
    Station from;
    Station to;

    bool operator==(const RailCarrier&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:CarrierName", self.name);
        visit.text("rwb:CarrierCode", self.code);
        visit.one("rwb:FromStation", self.from);
        visit.one("rwb:ToStation", self.to);
    }
};

struct RailPayer {  // who pays one railway of the way
    std::string name;
    std::string code;  // 2 characters

    bool operator==(const RailPayer&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:PayerName", self.name);
        visit.text("rwb:PayerCode", self.code);
    }
};

struct PaidRailway {  // 23
    std::string code;
    std::string name;
    std::string short_name;
    std::optional<RailPayer> payer;

    bool operator==(const PaidRailway&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("rwb:PaidRailwayCode", self.code);
        visit.text("rwb:PaidRailwayName", self.name);
        visit.text("rwb:PaidRailwayShortName", self.short_name);
        visit.maybe("rwb:InfoPayer", self.payer);
    }
};

struct RailCharge {                // 37–59, of one section of the way
    std::optional<Decimal> order;  // 1 to 6
    std::string carrier;
    Station from;
    Station to;
    std::optional<Decimal> distance;     // 38, km
    std::optional<Decimal> weight;       // 39
    std::string tariff;                  // 41
    std::string cargo_code;              // 42
    std::optional<Decimal> rate;         // 43
    std::string sender_tariff_currency;  // 44, in letters as the next three
    std::string sender_currency;         // 45: of payment
    std::string receiver_tariff_currency;
    std::string receiver_currency;
    std::array<std::optional<Decimal>, 12> amounts;  // 48–59, 2 decimals

    bool operator==(const RailCharge&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("rwb:OrderNo", self.order);
        visit.need("rwb:CarrierCode", self.carrier);
        visit.one("rwb:FromStation", self.from);
        visit.one("rwb:ToStation", self.to);
        visit.need_number("rwb:Distance", self.distance);
        visit.number("rwb:CalcWeight", self.weight);
        visit.text("rwb:TarifCode", self.tariff);
        visit.text("rwb:CalcCargoCode", self.cargo_code);
        visit.number("rwb:CurrencyRate", self.rate);
        visit.text("rwb:SndTarifCurrencyCode", self.sender_tariff_currency);
        visit.text("rwb:SndPaymentCurrency", self.sender_currency);
        visit.text("rwb:RcvTarifCurrencyCode", self.receiver_tariff_currency);
        visit.text("rwb:RcvPaymentCurrency", self.receiver_currency);
        constexpr std::array<std::string_view, 12> kBoxes{
            "rwb:Amount48",
            "rwb:Amount49",
            "rwb:Amount50",
            "rwb:Amount51",
            "rwb:Amount52",
            "rwb:Amount53",
            "rwb:Amount54",
            "rwb:Amount55",
            "rwb:Amount56",
            "rwb:Amount57",
            "rwb:Amount58",
            "rwb:Amount59",
        };
        for (std::size_t box = 0; box < kBoxes.size(); ++box) {
            visit.number(kBoxes[box], self.amounts[box]);
        }
    }
};

struct Stamp {  // 26, 27, 33–36
    std::string carrier;
    std::string date;  // YYYY-MM-DD
    std::string time;  // HH:MM:SS, or empty
    Station station;

    bool operator==(const Stamp&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("rwb:CarrierName", self.carrier);
        visit.need("rwb:Date", self.date);
        visit.text("rwb:Time", self.time);
        visit.one("rwb:Station", self.station);
    }
};

struct SmgsNote {
    std::string document_id;  // UUID
    std::string replaces;     // UUID of the note that this one changes or sends back, or empty
    std::string number;       // 29
    Reference registration;
    std::optional<Decimal> gross_weight;
    std::string consignor_notice;              // 3
    std::string customs_notice;                // 28
    std::string loaded_by;                     // 20
    std::string weighed_by;                    // 21
    Organization consignor;                    // 1
    Organization consignee;                    // 4
    Station departure;                         // 2
    Destination destination;                   // 5
    std::vector<Station> borders;              // 6
    std::optional<Reference> supply_contract;  // 25
    std::vector<RailGoods> goods;
    std::vector<RailContainer> containers;
    std::vector<AttachedPaper> documents;  // 24
    std::vector<Wagon> wagons;
    std::vector<RailSeal> seals;
    std::vector<RailCarrier> carriers;
    std::vector<PaidRailway> payers;               // 23
    Stamp contract;                                // 26
    std::optional<Stamp> arrival;                  // 27
    std::string carrier_notice;                    // 30
    std::string commercial_act;                    // 31
    std::vector<std::string> prolongations;        // 32, at most 2
    std::vector<Stamp> handovers;                  // 33, at most 12
    std::vector<Stamp> passages;                   // 34, at most 12
    std::optional<Stamp> notice;                   // 35
    std::optional<Stamp> issue;                    // 36
    std::vector<RailCharge> charges;               // 37–59, at most 6
    std::array<std::optional<Decimal>, 4> totals;  // 60–63

    bool operator==(const SmgsNote&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:DocumentID", self.document_id);
        visit.text("cat_ru:RefDocumentID", self.replaces);
        visit.need("rwb:Number", self.number);
        visit.one("rwb:RegistrationDocument", self.registration);
        visit.text("rwb:ConsignorNotice", self.consignor_notice);
        visit.need_number("rwb:GrossWeightQuantity", self.gross_weight);
        visit.text("rwb:LoaderModeDescription", self.loaded_by);
        visit.text("rwb:CustomsNotice", self.customs_notice);
        visit.text("rwb:WeightDefinitionModeDescription", self.weighed_by);
        visit.one("rwb:Consignor", self.consignor);
        visit.one("rwb:Consignee", self.consignee);
        visit.one("rwb:DepartureStation", self.departure);
        visit.one("rwb:DestinationStation", self.destination);
        visit.many("rwb:BorderStation", self.borders);
        visit.maybe("rwb:Contract", self.supply_contract);
        visit.need_many("rwb:RWBGoods", self.goods);
        visit.many("rwb:Container", self.containers);
        visit.many("rwb:ConsignorDocument", self.documents);
        visit.many("rwb:Carriage", self.wagons);
        visit.many("rwb:Seal", self.seals);
        visit.need_many("rwb:Carrier", self.carriers);
        visit.many("rwb:PaidRailwayCodeName", self.payers);
        visit.one("rwb:ContractCarrierDate", self.contract);
        visit.maybe("rwb:ArrivalDate", self.arrival);
        visit.text("rwb:CarrierNotice", self.carrier_notice);
        visit.text("rwb:CommerceAkt", self.commercial_act);
        visit.texts("rwb:Prolongation", self.prolongations);
        visit.many("rwb:Stamp33", self.handovers);
        visit.many("rwb:Stamp34", self.passages);
        visit.maybe("rwb:Stamp35", self.notice);
        visit.maybe("rwb:IssueStamp", self.issue);
        visit.many("rwb:CarrierCharge", self.charges);
        visit.number("rwb:Amount60", self.totals[0]);
        visit.number("rwb:Amount61", self.totals[1]);
        visit.number("rwb:Amount62", self.totals[2]);
        visit.number("rwb:Amount63", self.totals[3]);
    }
};

// Errc::invalid_value says what the form needs and the note does not have, or which number fails its check: a
// container, a wagon of 8 digits, a station of 6.
[[nodiscard]] Result<std::string> write_smgs(const SmgsNote& note);
[[nodiscard]] Result<SmgsNote> read_smgs(std::string_view bytes);

}  // namespace silkgate::adapters::consignment
