// What is carried, of DCSA Booking 2.0.5: commodities with their packaging and dangerous goods, and the
// containers wanted for them.
#pragma once

#include "adapters/common/sea/parts.hpp"

namespace silkgate::adapters::sea {

struct EmergencyContact {
    std::string contact;
    std::string provider;
    std::string phone;
    std::string reference;

    bool operator==(const EmergencyContact&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("contact", self.contact);
        visit.text("provider", self.provider);
        visit.need("phone", self.phone);
        visit.text("referenceNumber", self.reference);
    }
};

struct DangerousGoods {
    std::string un_number;  // four digits; this or the North American number
    std::string na_number;
    std::string name;  // properShippingName
    std::string technical_name;
    std::string imo_class;
    std::optional<bool> marine_pollutant;
    std::optional<std::int64_t> packing_group;  // 1 to 3
    std::optional<bool> limited_quantity;
    std::optional<bool> excepted_quantity;
    std::optional<bool> salvage;
    std::optional<bool> empty_uncleaned;
    std::optional<bool> waste;
    std::optional<bool> hot;
    std::optional<bool> approval_required;
    EmergencyContact emergency;
    std::optional<bool> reportable_quantity;
    Measure gross_weight;
    std::optional<Measure> net_weight;

    bool operator==(const DangerousGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("UNNumber", self.un_number);
        visit.text("NANumber", self.na_number);
        visit.need("properShippingName", self.name);
        visit.text("technicalName", self.technical_name);
        visit.need("imoClass", self.imo_class);
        visit.need_flag("isMarinePollutant", self.marine_pollutant);
        visit.integer("packingGroup", self.packing_group);
        visit.need_flag("isLimitedQuantity", self.limited_quantity);
        visit.need_flag("isExceptedQuantity", self.excepted_quantity);
        visit.need_flag("isSalvagePackings", self.salvage);
        visit.need_flag("isEmptyUncleanedResidue", self.empty_uncleaned);
        visit.need_flag("isWaste", self.waste);
        visit.need_flag("isHot", self.hot);
        visit.need_flag("isCompetentAuthorityApprovalRequired", self.approval_required);
        visit.one("emergencyContactDetails", self.emergency);
        visit.need_flag("isReportableQuantity", self.reportable_quantity);
        visit.one("grossWeight", self.gross_weight);
        visit.maybe("netWeight", self.net_weight);
    }
};

struct OuterPackaging {
    std::string code;      // UN Rec 21
    std::string imo_code;  // of the IMDG code
    std::optional<std::int64_t> packages;
    std::string description;
    std::vector<DangerousGoods> dangerous_goods;

    bool operator==(const OuterPackaging&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("packageCode", self.code);
        visit.text("imoPackagingCode", self.imo_code);
        visit.integer("numberOfPackages", self.packages);
        visit.text("description", self.description);
        visit.many("dangerousGoods", self.dangerous_goods);
    }
};

struct Commodity {
    std::string sub_reference;                   // the carrier's, in what it confirms
    std::string type;                            // what the carrier accepts it by; at most 550 characters
    std::vector<std::string> hs_codes;           // 6 to 10 digits; deprecated in 2.0.5
    std::vector<std::string> extended_hs_codes;  // 6 to 12 digits: those of China and the EAEU
    std::vector<NationalCode> national_codes;
    std::optional<Measure> gross_weight;
    std::optional<Measure> gross_volume;
    std::optional<Measure> net_weight;
    std::optional<OuterPackaging> packaging;
    std::vector<Reference> references;

    bool operator==(const Commodity&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("commoditySubReference", self.sub_reference);
        visit.need("commodityType", self.type);
        visit.texts("HSCodes", self.hs_codes);
        visit.texts("extendedHSCodes", self.extended_hs_codes);
        visit.many("nationalCommodityCodes", self.national_codes);
        visit.maybe("cargoGrossWeight", self.gross_weight);
        visit.maybe("cargoGrossVolume", self.gross_volume);
        visit.maybe("cargoNetWeight", self.net_weight);
        visit.maybe("outerPackaging", self.packaging);
        visit.many("references", self.references);
    }
};

struct ReeferSettings {
    std::optional<Decimal> setpoint;
    std::string unit;  // CEL or FAH
    std::optional<Decimal> humidity;
    std::optional<bool> ventilation_open;
    std::optional<bool> pre_cooling;

    bool operator==(const ReeferSettings&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.number("temperatureSetpoint", self.setpoint);
        visit.text("temperatureUnit", self.unit);
        visit.number("humiditySetpoint", self.humidity);
        visit.flag("isVentilationOpen", self.ventilation_open);
        visit.flag("isPreCoolingRequired", self.pre_cooling);
    }
};

// Where and when an empty container is put at the shipper's door.
struct Positioning {
    std::string at;  // RFC 3339
    Location location;

    bool operator==(const Positioning&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("dateTime", self.at);
        visit.one("location", self.location);
    }
};

struct Equipment {
    std::string iso_code;  // "22GP"
    std::optional<std::int64_t> units;
    std::vector<Positioning> positionings;
    std::vector<std::string> numbers;  // of the shipper's own containers
    std::optional<Measure> tare;
    std::optional<Measure> gross_weight;
    std::optional<bool> shipper_owned;
    std::optional<bool> non_operating_reefer;
    std::optional<ReeferSettings> reefer;
    std::vector<Reference> references;
    std::vector<Commodity> commodities;

    bool operator==(const Equipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ISOEquipmentCode", self.iso_code);
        visit.need_integer("units", self.units);
        visit.many("containerPositionings", self.positionings);
        visit.texts("equipmentReferences", self.numbers);
        visit.maybe("tareWeight", self.tare);
        visit.maybe("cargoGrossWeight", self.gross_weight);
        visit.need_flag("isShipperOwned", self.shipper_owned);
        visit.flag("isNonOperatingReefer", self.non_operating_reefer);
        visit.maybe("activeReeferSettings", self.reefer);
        visit.many("references", self.references);
        visit.many("commodities", self.commodities);
    }
};

}  // namespace silkgate::adapters::sea
