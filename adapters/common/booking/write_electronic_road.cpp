// Road: the electronic CMR note. It binds only between parties of the e-CMR protocol; elsewhere it is data
// beside the paper note.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/consignment/ecmr.hpp"

#include <algorithm>

namespace silkgate::adapters::booking {
namespace {

constexpr std::string_view kRoadNote = "730";  // UN list 1001

consignment::TradeParty party_of(const Party& party, std::string role) {
    consignment::TradeParty out;
    out.name = party.name;
    out.role = std::move(role);
    if (!party.phone.empty() || !party.email.empty()) {
        out.contact = consignment::TradeContact{.person = {}, .phone = party.phone, .email = party.email};
    }
    out.address = consignment::TradeAddress{
        .postcode = party.postcode,
        .street = party.street,
        .city = party.city,
        .country = party.country,
        .region = party.region,
    };
    return out;
}

consignment::TradePlace place_of(const Party& party) {
    return {.id = {}, .name = party.city, .address = party_of(party, {}).address};
}

consignment::RoadItem item_of(const Booking& booking, const Commodity& goods) {
    consignment::RoadItem out;
    out.sequence = Decimal(goods.number);
    if (goods.value) {
        out.value = xml::Amount{.value = *goods.value, .currency = booking.currency};
    }
    out.gross_weight = goods.gross_weight;
    out.commodity_code = goods.tnved.empty() ? goods.hs6 : goods.tnved;
    out.description = names_of(goods).front();
    out.origin = goods.origin_country;
    return out;
}

}  // namespace

bool needs_paper_note(const Booking& booking) {
    const std::string day = day_of(booking);
    const auto binds = [&](const std::string& country) { return consignment::is_ecmr_party(country, day); };
    const bool on_the_way =
        booking.route != nullptr && !std::ranges::all_of(booking.route->stops, binds, &RouteStop::country);
    return on_the_way || !binds(booking.origin_country) || !binds(booking.destination_country);
}

Result<std::string> write_electronic_road(const Booking& booking) {
    consignment::ECmrNote note;
    note.document = {
        .number = booking.number,
        .type = std::string(kRoadNote),
        .issued = format_rfc3339(booking.prepared_at),
        .remarks = {},
    };
    consignment::RoadConsignment& out = note.consignment;
    out.gross_weight = booking.gross_weight;
    out.invoice = xml::Amount{.value = booking.value, .currency = booking.currency};
    out.item_count = Decimal(static_cast<std::int64_t>(booking.commodities.size()));
    out.consignor = party_of(booking.shipper, "CZ");
    out.consignee = party_of(booking.consignee, "CN");
    out.carrier.name = booking.carrier_name;
    out.carrier.role = "CA";
    out.taken_at = place_of(booking.shipper);
    out.delivered_at = place_of(booking.consignee);
    for (const Commodity& goods : booking.commodities) {
        out.items.push_back(item_of(booking, goods));
    }
    // Which goods are in which package is not said: the first item lists them all.
    for (const order::Package& package : booking.packages) {
        out.items.front().packages.push_back(
            {.count = Decimal(package.count), .type = package.kind, .description = {}, .marks = package.marks}
        );
    }
    out.incoterm = booking.incoterm;
    return consignment::write_ecmr(note);
}

}  // namespace silkgate::adapters::booking
