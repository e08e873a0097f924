// Air, for partners that share ONE Record: the house waybill with its shipment and pieces as JSON-LD. A piece
// is one package; which goods are in which is not said, so the first holds all of them.
#include "adapters/common/air/one_record.hpp"
#include "adapters/common/booking/documents.hpp"

namespace silkgate::adapters::booking {
namespace {

namespace record = air::record;

std::string name_of(const Party& party) {
    return party.name_latin.empty() ? party.name : party.name_latin;
}

record::Party party_of(const Party& party, std::string role) {
    record::Party out;
    out.role = std::move(role);
    out.company.name = name_of(party);
    record::Location& seat = out.company.seat.emplace();
    seat.address = record::Address{
        .lines = party.street.empty() ? std::vector<std::string>{} : std::vector{party.street},
        .postcode = party.postcode,
        .city = party.city,
        .country = party.country,
    };
    return out;
}

record::Party carrier_of(const Booking& booking) {
    record::Party out;
    out.role = "FFW";
    out.company.name = booking.carrier_name;
    return out;
}

record::Location airport(const RouteStop& stop) {
    record::Location out;
    out.code = airport_of(stop);
    out.name = stop.name;
    return out;
}

std::string name_of_goods(const Commodity& goods) {
    return goods.name_en.empty() ? goods.title : goods.name_en;
}

record::Item item_of(const Booking& booking, const Commodity& goods) {
    constexpr int kMinor = 2;
    record::Item out;
    out.product = record::Product{
        .id = {}, .description = name_of_goods(goods), .hs_code = goods.hs6, .sku = goods.sku
    };
    out.quantity = goods.quantity;
    out.weight = goods.net_weight;
    if (const auto price = of_one(goods.value, goods.quantity, kMinor)) {
        out.unit_price = record::Amount{.value = *price, .currency = booking.currency};
    }
    out.production_country = goods.origin_country;
    return out;
}

record::Shipment shipment_of(const Booking& booking) {
    record::Shipment out;
    out.description = name_of_goods(booking.commodities.front());
    out.gross_weight = booking.gross_weight;
    out.incoterm = booking.incoterm;
    for (const order::Package& package : booking.packages) {
        for (std::int64_t i = 0; i < package.count; ++i) {
            record::Piece& piece = out.pieces.emplace_back();
            piece.description = package.kind;
            if (package.count == 1) {
                piece.gross_weight = package.gross_weight;
            }
        }
    }
    if (out.pieces.size() == 1) {
        out.pieces.front().gross_weight = booking.gross_weight;
    }
    for (const Commodity& goods : booking.commodities) {
        out.pieces.front().items.push_back(item_of(booking, goods));
    }
    return out;
}

}  // namespace

Result<std::string> write_one_record(const Booking& booking) {
    record::Waybill waybill;
    waybill.type = "HOUSE";
    waybill.number = booking.number;
    waybill.departure = airport(departure_of(booking));
    waybill.arrival = airport(arrival_of(booking));
    waybill.parties = {
        party_of(booking.shipper, "SHP"), party_of(booking.consignee, "CNE"), carrier_of(booking)
    };
    waybill.customs_value = record::Amount{.value = booking.value, .currency = booking.currency};
    waybill.charges = "P";
    waybill.other_charges = "P";
    waybill.consignor_signature = name_of(booking.shipper);
    waybill.carrier_signature = booking.carrier_name;
    waybill.carrier_date = format_rfc3339(booking.prepared_at);
    waybill.shipment = shipment_of(booking);
    return record::write(waybill);
}

}  // namespace silkgate::adapters::booking
