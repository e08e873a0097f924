// Conditions of DCSA Booking 2.0.5 on a request, beyond its schema.
#include "adapters/common/sea/booking.hpp"
#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::sea {
namespace {

using namespace std::string_view_literals;

bool has_location(const Booking& booking, std::string_view type) {
    return std::ranges::any_of(booking.locations, [&](const ShipmentLocation& location) {
        return location.type == type;
    });
}

bool is_routed(const Booking& booking) {
    return !booking.routing.empty();
}

template <class Holds>
bool every_commodity(const Booking& booking, const Holds& holds) {
    return std::ranges::all_of(booking.equipments, [&](const Equipment& equipment) {
        return std::ranges::all_of(equipment.commodities, holds);
    });
}

bool one_contract(const Booking& booking) {
    return booking.service_contract.empty() !=
           (booking.quotation.empty() && booking.extended_quotation.empty());
}

bool has_both_ends(const Booking& booking) {
    return is_routed(booking) || ((has_location(booking, "POL") || has_location(booking, "PRE")) &&
                                  (has_location(booking, "POD") || has_location(booking, "PDE")));
}

bool says_when(const Booking& booking) {
    const bool voyage =
        !booking.export_voyage.empty() &&
        (booking.vessel || !booking.carrier_service_name.empty() || !booking.carrier_service_code.empty());
    const bool arrival = !booking.expected_arrival_start.empty() && !booking.expected_arrival_end.empty();
    return is_routed(booking) || voyage || arrival || !booking.expected_departure.empty() ||
           !booking.expected_receipt_departure.empty();
}

bool arrival_is_a_span(const Booking& booking) {
    return booking.expected_arrival_start.empty() == booking.expected_arrival_end.empty() &&
           booking.expected_arrival_start <= booking.expected_arrival_end;
}

bool a_route_says_all(const Booking& booking) {
    const bool nothing_else = !booking.vessel && booking.carrier_service_name.empty() &&
                              booking.carrier_service_code.empty() && booking.universal_service.empty() &&
                              booking.export_voyage.empty() && booking.universal_voyage.empty() &&
                              booking.expected_departure.empty() &&
                              booking.expected_receipt_departure.empty() &&
                              booking.expected_arrival_start.empty() && booking.expected_arrival_end.empty();
    constexpr auto kEnds = std::to_array({"PRE"sv, "POL"sv, "POD"sv, "PDE"sv});
    const bool no_ends =
        std::ranges::none_of(kEnds, [&](std::string_view type) { return has_location(booking, type); });
    return !is_routed(booking) || (nothing_else && no_ends);
}

bool store_door_has_its_place(const Booking& booking) {
    const bool from_door = booking.receipt_type == "SD";
    const bool to_door = booking.delivery_type == "SD";
    const bool positioned = std::ranges::all_of(booking.equipments, [](const Equipment& equipment) {
        return !equipment.positionings.empty() &&
               std::ranges::none_of(equipment.positionings, [](const Positioning& it) {
                   return it.at.empty();
               });
    });
    return (!from_door || (positioned && (is_routed(booking) || has_location(booking, "PRE")))) &&
           (!to_door || is_routed(booking) || has_location(booking, "PDE"));
}

bool weights_are_known(const Booking& booking) {
    return std::ranges::all_of(booking.equipments, [](const Equipment& equipment) {
        const bool each = !equipment.commodities.empty() &&
                          std::ranges::all_of(equipment.commodities, [](const Commodity& commodity) {
                              return commodity.gross_weight.has_value();
                          });
        return equipment.gross_weight.has_value() || each;
    });
}

bool reefers_are_set(const Booking& booking) {
    return std::ranges::all_of(booking.equipments, [](const Equipment& equipment) {
        if (!transport::is_reefer_type(equipment.iso_code)) {
            return !equipment.non_operating_reefer && !equipment.reefer;
        }
        const auto& reefer = equipment.reefer;
        const bool set = reefer && reefer->setpoint && (reefer->unit == "CEL" || reefer->unit == "FAH");
        return equipment.non_operating_reefer.has_value() && (*equipment.non_operating_reefer || set);
    });
}

bool dangerous_goods_are_packed(const Booking& booking) {
    return every_commodity(booking, [](const Commodity& commodity) {
        const auto& packaging = commodity.packaging;
        return !packaging || packaging->dangerous_goods.empty() ||
               (packaging->packages && (!packaging->code.empty() || !packaging->imo_code.empty()));
    });
}

bool dangerous_goods_have_one_number(const Booking& booking) {
    return every_commodity(booking, [](const Commodity& commodity) {
        return !commodity.packaging ||
               std::ranges::all_of(commodity.packaging->dangerous_goods, [](const DangerousGoods& goods) {
                   return goods.un_number.empty() != goods.na_number.empty();
               });
    });
}

bool export_declaration_fits(const Booking& booking) {
    return booking.export_declaration_required.value_or(false) != booking.export_declaration.empty();
}

bool value_has_its_currency(const Booking& booking) {
    return booking.declared_value.has_value() != booking.declared_currency.empty();
}

bool voyage_has_its_service(const Booking& booking) {
    return booking.universal_voyage.empty() || !booking.universal_service.empty();
}

bool functions_stand_once(const Booking& booking) {
    return std::ranges::none_of(booking.parties.others, [&](const OtherParty& party) {
        return party.function != "NI" &&
               std::ranges::count(booking.parties.others, party.function, &OtherParty::function) > 1;
    });
}

// The specification names the first three; the checker of January 2026 lists the others too.
bool references_are_known(const Booking& booking) {
    constexpr auto kTypes = std::to_array(
        {"CR"sv,
         "AKG"sv,
         "AEF"sv,
         "FF"sv,
         "SI"sv,
         "SPO"sv,
         "CPO"sv,
         "AAO"sv,
         "ECR"sv,
         "CSI"sv,
         "BPR"sv,
         "BID"sv,
         "SAC"sv}
    );
    return std::ranges::all_of(booking.references, [&](const Reference& reference) {
        return std::ranges::find(kTypes, reference.type) != kTypes.end();
    });
}

bool national_codes_are_known(const Booking& booking) {
    constexpr auto kTypes = std::to_array({"NCM"sv, "HTS"sv, "Schedule B"sv, "TARIC"sv, "CN"sv, "CUS"sv});
    return every_commodity(booking, [&](const Commodity& commodity) {
        return std::ranges::all_of(commodity.national_codes, [&](const NationalCode& code) {
            return std::ranges::find(kTypes, code.type) != kTypes.end();
        });
    });
}

bool contacts_can_be_reached(const Booking& booking) {
    return std::ranges::none_of(booking.contacts, [](const Contact& contact) {
        return contact.phone.empty() && contact.email.empty();
    });
}

struct Condition {
    Finding finding;
    bool (*holds)(const Booking& booking);
};

// C14 and C15, that the units of one equipment are alike, are the shape of the value: one equipment has one
// list of goods and one setting.
constexpr auto kConditions = std::to_array<Condition>({
    {{"C1", "exactly one of service contract and quotation"}, one_contract},
    {{"C2", "a port of loading or place of receipt, and a port of discharge or place of delivery"},
     has_both_ends},
    {{"C3", "an expected departure, both expected arrivals, or a voyage with vessel or service"}, says_when},
    {{"C4", "both expected arrivals or neither, the first not after the second"}, arrival_is_a_span},
    {{"C5", "a routing reference alone: no vessel, service, voyage, dates, nor PRE, POL, POD, PDE"},
     a_route_says_all},
    {{"C6", "a store door has its place, and at origin the time each container is put there"},
     store_door_has_its_place},
    {{"C7", "a gross weight of each equipment or of every commodity in it"}, weights_are_known},
    {{"C8", "a reefer, and no other, says whether it operates, and if so its temperature with unit"},
     reefers_are_set},
    {{"C9", "dangerous goods have a kind and number of packages"}, dangerous_goods_are_packed},
    {{"C9", "dangerous goods have either a UN or an NA number"}, dangerous_goods_have_one_number},
    {{"C10", "an export declaration's reference where, and only where, one is required"},
     export_declaration_fits},
    {{"C11", "a declared value with its currency, or neither"}, value_has_its_currency},
    {{"C12", "a universal voyage has its universal service"}, voyage_has_its_service},
    {{"C13", "each function of another party once, but NI"}, functions_stand_once},
    {{"C16", "references of a known type"}, references_are_known},
    {{"C17", "national commodity codes of a known type"}, national_codes_are_known},
    {{"contact", "a contact has a phone or an email"}, contacts_can_be_reached},
});

}  // namespace

std::vector<Finding> check_booking(const Booking& booking) {
    std::vector<Finding> findings;
    for (const Condition& condition : kConditions) {
        if (!condition.holds(booking)) {
            findings.push_back(condition.finding);
        }
    }
    return findings;
}

}  // namespace silkgate::adapters::sea
