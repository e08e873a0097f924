// Conditions of DCSA Booking 2.0.5 beyond its schema.
#include "adapters/common/transport/dcsa_booking.hpp"
#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::transport {
namespace {

bool has_location(const DcsaBooking& booking, std::string_view one, std::string_view other) {
    return std::ranges::any_of(booking.locations, [&](const DcsaLocation& location) {
        return location.type == one || location.type == other;
    });
}

bool one_contract(const DcsaBooking& booking) {
    return booking.service_contract.empty() != booking.quotation.empty();
}

bool has_both_ends(const DcsaBooking& booking) {
    return has_location(booking, "POL", "PRE") && has_location(booking, "POD", "PDE");
}

bool says_when(const DcsaBooking& booking) {
    const bool voyage = !booking.export_voyage.empty() &&
                        !(booking.vessel_name.empty() && booking.carrier_service_name.empty() &&
                          booking.carrier_service_code.empty());
    const bool arrival = !booking.expected_arrival_start.empty() && !booking.expected_arrival_end.empty();
    return !booking.expected_departure.empty() || arrival || voyage;
}

bool arrival_is_a_span(const DcsaBooking& booking) {
    return booking.expected_arrival_start.empty() == booking.expected_arrival_end.empty() &&
           booking.expected_arrival_start <= booking.expected_arrival_end;
}

bool store_door_has_its_place(const DcsaBooking& booking) {
    return (booking.receipt_type != "SD" || has_location(booking, "PRE", "PRE")) &&
           (booking.delivery_type != "SD" || has_location(booking, "PDE", "PDE"));
}

bool weights_are_known(const DcsaBooking& booking) {
    return std::ranges::all_of(booking.equipments, [](const DcsaEquipment& equipment) {
        const bool each = !equipment.commodities.empty() &&
                          std::ranges::all_of(equipment.commodities, [](const DcsaCommodity& commodity) {
                              return commodity.gross_weight.has_value();
                          });
        return equipment.gross_weight.has_value() || each;
    });
}

bool reefers_are_set(const DcsaBooking& booking) {
    return std::ranges::all_of(booking.equipments, [](const DcsaEquipment& equipment) {
        if (is_reefer_type(equipment.iso_code) != equipment.reefer.has_value()) {
            return false;
        }
        const auto& reefer = equipment.reefer;
        return !reefer || reefer->non_operating ||
               (reefer->setpoint && (reefer->unit == "CEL" || reefer->unit == "FAH"));
    });
}

bool export_declaration_fits(const DcsaBooking& booking) {
    return booking.export_declaration_required.value_or(false) != booking.export_declaration.empty();
}

bool value_has_its_currency(const DcsaBooking& booking) {
    return booking.declared_value.has_value() != booking.declared_currency.empty();
}

struct Condition {
    DcsaFinding finding;
    bool (*holds)(const DcsaBooking& booking);
};

constexpr auto kConditions = std::to_array<Condition>({
    {{"C1", "exactly one of service contract and quotation"}, one_contract},
    {{"C2", "a port of loading or place of receipt, and a port of discharge or place of delivery"},
     has_both_ends},
    {{"C3", "an expected departure, both expected arrivals, or a voyage with vessel or service"}, says_when},
    {{"C4", "both expected arrivals or neither, the first not after the second"}, arrival_is_a_span},
    {{"C6", "a store door has its place of receipt or delivery"}, store_door_has_its_place},
    {{"C7", "a gross weight of each equipment or of every commodity in it"}, weights_are_known},
    {{"C8", "a reefer, and no other, has its settings: non-operating, or a temperature with its unit"},
     reefers_are_set},
    {{"C10", "an export declaration's reference where, and only where, one is required"},
     export_declaration_fits},
    {{"C11", "a declared value with its currency, or neither"}, value_has_its_currency},
});

}  // namespace

std::vector<DcsaFinding> check_dcsa_booking(const DcsaBooking& booking) {
    std::vector<DcsaFinding> findings;
    for (const Condition& condition : kConditions) {
        if (!condition.holds(booking)) {
            findings.push_back(condition.finding);
        }
    }
    return findings;
}

}  // namespace silkgate::adapters::transport
