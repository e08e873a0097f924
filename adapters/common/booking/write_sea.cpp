// Sea: a DCSA booking request. The contract and the kind of movement are registered (DCSA.…); ports and
// expected arrival come from the route.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/booking/sea.hpp"

namespace silkgate::adapters::booking {
namespace {

// Rail, road or either before or behind the port: requestedPreCarriageModeOfTransport and its twin.
std::string inland_mode(const RoutePlan& route, std::size_t first, std::size_t last) {
    bool rail = false;
    bool road = false;
    for (std::size_t i = first; i < last; ++i) {
        rail = rail || route.legs[i].mode != "road";
        road = road || route.legs[i].mode != "rail";
    }
    return rail && road ? "RAIL_TRUCK" : rail ? "RAIL" : road ? "TRUCK" : "";
}

// The day so many days after the booking's, rounded up to a whole one.
std::string day_after(const Booking& booking, Decimal days) {
    const Decimal whole = days.rounded(0, Rounding::up);
    const auto begin = std::chrono::floor<std::chrono::days>(booking.prepared_at);
    return format_date(BusinessDate(begin + std::chrono::days(whole.coefficient())));
}

sea::Measure kilograms(const std::optional<Decimal>& weight) {
    return {.value = weight, .unit = "KGM"};
}

sea::Party party_of(const Party& party) {
    sea::Party out;
    out.name = party.name_latin.empty() ? party.name : party.name_latin;
    sea::Address& address = out.address.emplace();
    address.street = party.street;
    address.postcode = party.postcode;
    address.city = party.city;
    address.region = party.region;
    address.country = party.country;
    return out;
}

sea::ShipmentLocation location_of(std::string_view type, const RouteStop& stop) {
    sea::ShipmentLocation out;
    out.location.unlocode = stop.unlocode;
    out.type = type;
    return out;
}

sea::Equipment equipment_of(const Booking& booking, std::string iso_code) {
    sea::Equipment equipment;
    equipment.iso_code = std::move(iso_code);
    equipment.units = 1;
    equipment.shipper_owned = false;
    equipment.gross_weight = kilograms(booking.gross_weight);
    for (const Commodity& goods : booking.commodities) {
        sea::Commodity& commodity = equipment.commodities.emplace_back();
        commodity.type = goods.name_en.empty() ? goods.title : goods.name_en;
        if (!goods.hs6.empty()) {
            commodity.hs_codes.push_back(goods.hs6);
        }
    }
    return equipment;
}

}  // namespace

sea::Booking to_dcsa(const Booking& booking) {
    const RoutePlan& route = *booking.route;
    const Stretch stretch = *main_stretch(route, booking.mode);
    const auto registered = [&](std::string_view name) {
        return std::string(booking.connection->registration("DCSA." + std::string(name)));
    };
    sea::Booking out;
    out.receipt_type = registered("receiptType");
    out.delivery_type = registered("deliveryType");
    out.movement_at_origin = registered("movementType");
    out.movement_at_destination = out.movement_at_origin;
    out.service_contract = registered("serviceContract");
    out.extended_quotation = registered("quotation");
    out.declared_value = booking.value;
    out.declared_currency = booking.currency;
    out.expected_arrival_start = day_after(booking, route.days.least);
    out.expected_arrival_end = day_after(booking, route.days.most);
    out.incoterm = booking.incoterm;
    out.substitution_allowed = false;
    out.parties.agent.name =
        registered("agent").empty() ? party_of(booking.shipper).name : registered("agent");
    out.parties.shipper = party_of(booking.shipper);
    out.parties.consignee = party_of(booking.consignee);
    out.locations = {
        location_of("POL", route.stops[stretch.first]), location_of("POD", route.stops[stretch.last])
    };
    if (stretch.first > 0 && !route.stops.front().unlocode.empty()) {
        out.locations.push_back(location_of("PRE", route.stops.front()));
        out.pre_carriage_mode = inland_mode(route, 0, stretch.first);
    }
    if (stretch.last + 1 < route.stops.size() && !route.stops.back().unlocode.empty()) {
        out.locations.push_back(location_of("PDE", route.stops.back()));
        out.on_carriage_mode = inland_mode(route, stretch.last, route.legs.size());
    }
    out.equipments = {equipment_of(booking, registered("equipment"))};
    return out;
}

Result<std::string> write_sea(const Booking& booking) {
    const sea::Booking out = to_dcsa(booking);
    if (const auto findings = sea::check_booking(out); !findings.empty()) {
        return fail(
            Errc::invalid_value,
            std::string(findings.front().rule) + ": " + std::string(findings.front().text)
        );
    }
    return booking.action == Action::amend
               ? sea::write_update({.booking_reference = booking.carrier_reference, .booking = out})
               : sea::write_booking(out);
}

}  // namespace silkgate::adapters::booking
