#include "adapters/common/transport/dcsa_booking.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <charconv>

namespace silkgate::adapters::transport {
namespace {

void write_weight(json::Writer& out, const std::optional<Decimal>& weight) {
    if (weight) {
        out.key("cargoGrossWeight").begin_object().key("value").raw(weight->to_string());
        out.member("unit", "KGM").end_object();
    }
}

void write_equipment(json::Writer& out, const DcsaEquipment& equipment) {
    out.begin_object().member("ISOEquipmentCode", equipment.iso_code).key("units").number(equipment.units);
    out.key("isShipperOwned").boolean(equipment.shipper_owned);
    if (const auto& reefer = equipment.reefer) {
        out.key("isNonOperatingReefer").boolean(reefer->non_operating);
        if (reefer->setpoint) {
            out.key("activeReeferSettings").begin_object();
            out.key("temperatureSetpoint").raw(reefer->setpoint->to_string());
            out.member("temperatureUnit", reefer->unit).end_object();
        }
    }
    write_weight(out, equipment.gross_weight);
    if (!equipment.commodities.empty()) {
        out.key("commodities").begin_array();
        for (const DcsaCommodity& commodity : equipment.commodities) {
            out.begin_object().member("commodityType", commodity.type);
            if (!commodity.hs_codes.empty()) {
                out.key("HSCodes").begin_array();
                for (const std::string& code : commodity.hs_codes) {
                    out.string(code);
                }
                out.end_array();
            }
            write_weight(out, commodity.gross_weight);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

void write_voyage(json::Writer& out, const DcsaBooking& booking) {
    if (!booking.vessel_name.empty()) {
        out.key("vessel").begin_object().member("name", booking.vessel_name).end_object();
    }
    out.member_if("carrierServiceName", booking.carrier_service_name);
    out.member_if("carrierServiceCode", booking.carrier_service_code);
    out.member_if("carrierExportVoyageNumber", booking.export_voyage);
    out.member_if("expectedDepartureDate", booking.expected_departure);
    out.member_if("expectedArrivalAtPlaceOfDeliveryStartDate", booking.expected_arrival_start);
    out.member_if("expectedArrivalAtPlaceOfDeliveryEndDate", booking.expected_arrival_end);
    out.member_if("requestedOnCarriageModeOfTransport", booking.on_carriage_mode);
}

// Takes members; remembers the first that is missing or of a wrong type.
class Members {
public:
    explicit Members(json::Value object) : object_(object) {}

    void text(std::string_view name, std::string& value, bool required = false) {
        const json::Value member = object_[name];
        value = member.text();
        if (member ? !member.is_string() : required) {
            complain(name);
        }
    }
    void flag(std::string_view name, bool& value) {
        const json::Value member = object_[name];
        value = member.is_true();
        if (member.type() != json::Type::boolean) {
            complain(name);
        }
    }
    void decimal(std::string_view name, std::optional<Decimal>& value) {
        if (const json::Value member = object_[name]) {
            const auto parsed = json::to_decimal(member);
            if (parsed) {
                value = *parsed;
            } else {
                complain(name);
            }
        }
    }
    void integer(std::string_view name, std::int64_t& value) {
        const std::string_view text = object_[name].text();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (!object_[name].is_number() || error != std::errc{} || end != text.data() + text.size()) {
            complain(name);
        }
    }
    void weight(std::optional<Decimal>& value) {
        const json::Value weight = object_["cargoGrossWeight"];
        if (!weight) {
            return;
        }
        // Pounds are not turned into kilograms here: 1 lb is 0.45359237 kg, and no value would be exact.
        if (weight["unit"].text() != "KGM") {
            complain("cargoGrossWeight/unit");
        }
        Members inner(weight);
        inner.decimal("value", value);
        take(inner);
    }
    void take(const Members& inner) {
        if (problem_.empty()) {
            problem_ = inner.problem_;
        }
    }
    void complain(std::string_view name) {
        if (problem_.empty()) {
            problem_ = object_.pointer() + "/" + std::string(name);
        }
    }
    [[nodiscard]] json::Value operator[](std::string_view name) const { return object_[name]; }
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    json::Value object_;
    std::string problem_;
};

void read_equipment(Members& members, DcsaEquipment& equipment) {
    members.text("ISOEquipmentCode", equipment.iso_code, true);
    members.integer("units", equipment.units);
    members.flag("isShipperOwned", equipment.shipper_owned);
    if (members["isNonOperatingReefer"]) {
        DcsaReefer& reefer = equipment.reefer.emplace();
        members.flag("isNonOperatingReefer", reefer.non_operating);
        Members settings(members["activeReeferSettings"]);
        settings.decimal("temperatureSetpoint", reefer.setpoint);
        settings.text("temperatureUnit", reefer.unit);
        members.take(settings);
    }
    members.weight(equipment.gross_weight);
    for (const json::Value value : members["commodities"]) {
        DcsaCommodity& commodity = equipment.commodities.emplace_back();
        Members inner(value);
        inner.text("commodityType", commodity.type, true);
        for (const json::Value code : value["HSCodes"]) {
            commodity.hs_codes.emplace_back(code.text());
        }
        inner.weight(commodity.gross_weight);
        members.take(inner);
    }
}

void read_head(Members& members, DcsaBooking& booking) {
    members.text("receiptTypeAtOrigin", booking.receipt_type, true);
    members.text("deliveryTypeAtDestination", booking.delivery_type, true);
    members.text("cargoMovementTypeAtOrigin", booking.movement_at_origin, true);
    members.text("cargoMovementTypeAtDestination", booking.movement_at_destination, true);
    members.text("serviceContractReference", booking.service_contract);
    members.text("contractQuotationReference", booking.quotation);
    members.text("carrierServiceName", booking.carrier_service_name);
    members.text("carrierServiceCode", booking.carrier_service_code);
    members.text("carrierExportVoyageNumber", booking.export_voyage);
    members.text("expectedDepartureDate", booking.expected_departure);
    members.text("expectedArrivalAtPlaceOfDeliveryStartDate", booking.expected_arrival_start);
    members.text("expectedArrivalAtPlaceOfDeliveryEndDate", booking.expected_arrival_end);
    members.text("requestedOnCarriageModeOfTransport", booking.on_carriage_mode);
    members.flag("isEquipmentSubstitutionAllowed", booking.substitution_allowed);
    members.decimal("declaredValue", booking.declared_value);
    members.text("declaredValueCurrency", booking.declared_currency);
    if (members["isExportDeclarationRequired"]) {
        members.flag("isExportDeclarationRequired", booking.export_declaration_required.emplace());
    }
    members.text("exportDeclarationReference", booking.export_declaration);
    Members vessel(members["vessel"]);
    vessel.text("name", booking.vessel_name);
    members.take(vessel);
    Members agent(members["documentParties"]["bookingAgent"]);
    agent.text("partyName", booking.agent_name, true);
    members.take(agent);
}

}  // namespace

std::string write_dcsa_booking(const DcsaBooking& booking) {
    json::Writer out(2048);
    out.begin_object().member("receiptTypeAtOrigin", booking.receipt_type);
    out.member("deliveryTypeAtDestination", booking.delivery_type);
    out.member("cargoMovementTypeAtOrigin", booking.movement_at_origin);
    out.member("cargoMovementTypeAtDestination", booking.movement_at_destination);
    out.member_if("serviceContractReference", booking.service_contract);
    out.member_if("contractQuotationReference", booking.quotation);
    write_voyage(out, booking);
    out.key("isEquipmentSubstitutionAllowed").boolean(booking.substitution_allowed);
    if (booking.declared_value) {
        out.key("declaredValue").raw(booking.declared_value->to_string());
        out.member_if("declaredValueCurrency", booking.declared_currency);
    }
    if (booking.export_declaration_required) {
        out.key("isExportDeclarationRequired").boolean(*booking.export_declaration_required);
        out.member_if("exportDeclarationReference", booking.export_declaration);
    }
    out.key("documentParties").begin_object().key("bookingAgent").begin_object();
    out.member("partyName", booking.agent_name).end_object().end_object();
    out.key("shipmentLocations").begin_array();
    for (const DcsaLocation& location : booking.locations) {
        out.begin_object().key("location").begin_object().member("UNLocationCode", location.unlocode);
        out.end_object().member("locationTypeCode", location.type).end_object();
    }
    out.end_array().key("requestedEquipments").begin_array();
    for (const DcsaEquipment& equipment : booking.equipments) {
        write_equipment(out, equipment);
    }
    out.end_array().end_object();
    return std::move(out).str();
}

Result<DcsaBooking> read_dcsa_booking(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    DcsaBooking booking;
    Members members(document->root());
    read_head(members, booking);
    for (const json::Value value : members["shipmentLocations"]) {
        DcsaLocation& location = booking.locations.emplace_back();
        Members inner(value);
        inner.text("locationTypeCode", location.type, true);
        location.unlocode = value["location"]["UNLocationCode"].text();
        members.take(inner);
    }
    for (const json::Value value : members["requestedEquipments"]) {
        Members inner(value);
        read_equipment(inner, booking.equipments.emplace_back());
        members.take(inner);
    }
    if (booking.locations.empty() || booking.equipments.empty()) {
        members.complain(booking.locations.empty() ? "shipmentLocations" : "requestedEquipments");
    }
    if (!members.problem().empty()) {
        return fail(Errc::invalid_value, "missing or of a wrong type", members.problem());
    }
    return booking;
}

}  // namespace silkgate::adapters::transport
