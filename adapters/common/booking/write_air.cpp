// Air: the house waybill of one consignment (Cargo-XML XFZB 4.00). The master's number is not known when it
// is booked: the forwarder gives it to the whole flight.
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/booking/documents.hpp"

namespace silkgate::adapters::booking {
namespace {

std::string name_of(const Party& party) {
    return party.name_latin.empty() ? party.name : party.name_latin;
}

air::Party party_of(const Party& party) {
    air::Party out;
    out.name = name_of(party);
    air::Address& address = out.address.emplace();
    address.postcode = party.postcode;
    address.street = party.street;
    address.city = party.city;
    address.country = party.country;
    address.region = party.region;
    if (!party.phone.empty() || !party.email.empty()) {
        air::Contact& contact = out.contact.emplace();
        contact.phone = party.phone;
        contact.email = party.email;
    }
    return out;
}

std::string_view purpose_of(Action action) {
    switch (action) {
        case Action::amend:
            return "Update";
        case Action::cancel:
            return "Deletion";
        case Action::submit:
        case Action::return_:
            return "Creation";
    }
    return {};
}

// Without offset, as Cargo-XML has it: UTC.
std::string time_of(const Booking& booking) {
    constexpr std::size_t kToSeconds = 19;
    return format_rfc3339(booking.prepared_at).substr(0, kToSeconds);
}

air::Partner partner(const Booking& booking, std::string_view which) {
    return {
        .id =
            {.value = std::string(booking.connection->registration("XFZB." + std::string(which))),
             .qualifier = "C"}
    };
}

air::HouseLine line_of(const Commodity& goods, Decimal pieces) {
    air::HouseLine line;
    line.sequence = Decimal(goods.number);
    line.hs_code = {.value = goods.hs6, .qualifier = {}};
    line.gross_weight = goods.gross_weight;
    line.pieces = pieces;
    line.description = goods.name_en.empty() ? goods.title : goods.name_en;
    line.origin = goods.origin_country;
    return line;
}

air::MessageHeader header_of(const Booking& booking) {
    return {
        .id = booking.id,
        .name = "House Waybill",
        .type_code = "703",
        .issued = time_of(booking),
        .purpose = std::string(purpose_of(booking.action)),
        .version = "4.00",
        .conversation = booking.order_id,
        .senders = {partner(booking, "sender")},
        .recipients = {partner(booking, "recipient")},
    };
}

air::HouseConsignment house_of(const Booking& booking, const air::Location& from, const air::Location& to) {
    air::HouseConsignment house;
    house.reference = booking.order_number;
    house.no_carriage_value = true;
    house.customs_value = air::Amount{.value = booking.value, .currency = booking.currency};
    house.no_customs_value = false;
    house.no_insurance = true;
    house.charges_prepaid = true;
    house.weight_charge =
        air::Amount{.value = booking.freight.value_or(Decimal{}), .currency = booking.currency};
    house.other_charges_prepaid = true;
    house.gross_weight = booking.gross_weight;
    house.pieces = Decimal(booking.pieces());
    house.description = booking.commodities.front().name_en.empty() ? booking.commodities.front().title
                                                                    : booking.commodities.front().name_en;
    house.consignor = party_of(booking.shipper);
    house.consignee = party_of(booking.consignee);
    house.origin = from;
    house.destination = to;
    house.currency = booking.currency;
    for (const Commodity& goods : booking.commodities) {
        // Which goods are in which package is not said: the first line counts all of them.
        const bool first = goods.number == 1;
        house.lines.push_back(line_of(goods, first ? Decimal(booking.pieces()) : Decimal{}));
    }
    return house;
}

}  // namespace

Result<std::string> write_air(const Booking& booking) {
    const air::Location from{.code = airport_of(departure_of(booking)), .name = departure_of(booking).name};
    const air::Location to{.code = airport_of(arrival_of(booking)), .name = arrival_of(booking).name};
    air::HouseWaybill waybill;
    waybill.message = header_of(booking);
    waybill.header = {
        .number = booking.number,
        .notes = {},
        .consignor_signature = name_of(booking.shipper),
        .carrier = {.date = time_of(booking), .signature = booking.carrier_name, .place = {}},
    };
    waybill.master = {
        .gross_weight = booking.gross_weight,
        .pieces = Decimal(booking.pieces()),
        .waybill = {},
        .origin = from,
        .destination = to,
        .house = house_of(booking, from, to),
    };
    return air::write_xfzb(waybill);
}

}  // namespace silkgate::adapters::booking
