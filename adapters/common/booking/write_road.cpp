// Road: the CMR note as the sender draws it up, before it is signed and stamped.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/consignment/cmr.hpp"

#include <algorithm>

namespace silkgate::adapters::booking {
namespace {

consignment::PostalAddress address_of(const Party& party) {
    return {
        .postcode = form_address(party).postcode,
        .country = party.country,
        .country_name = {},
        .region = party.region,
        .city = party.city,
        .street = form_address(party).street,
    };
}

consignment::RoadGoods goods_of(const Booking& booking, const Commodity& goods) {
    consignment::RoadGoods out;
    out.descriptions = names_of(goods);
    out.line = Decimal(goods.number);
    out.commodity_code = goods.tnved.empty() ? goods.hs6 : goods.tnved;
    out.gross_weight = goods.gross_weight;
    if (booking.commodities.size() == 1) {
        out.pieces = Decimal(booking.pieces());
    }
    for (const order::Package& package : booking.packages) {
        out.packings.push_back(
            {.code = package.kind, .quantity = Decimal(package.count), .description = package.marks}
        );
    }
    return out;
}

}  // namespace

Result<std::string> write_road(const Booking& booking) {
    const bool russian = std::ranges::none_of(booking.commodities, [](const Commodity& goods) {
        return goods.name_ru.empty();
    });
    consignment::CmrNote note;
    note.document_id = booking.id;
    note.replaces = booking.replaces;
    note.language = russian ? "RU" : "EN";
    note.stamped = "false";
    note.registration = {.date = day_of(booking), .number = booking.number, .place = booking.shipper.city};
    note.consignor = {.name = booking.shipper.name, .address = address_of(booking.shipper)};
    note.consignee = {.name = booking.consignee.name, .address = address_of(booking.consignee)};
    note.carrier = {.name = booking.carrier_name, .address = {}};
    for (const Commodity& goods : booking.commodities) {
        note.goods.push_back(goods_of(booking, goods));
    }
    note.terms = {.places = {booking.consignee.city}, .incoterm = booking.incoterm};
    note.taking = {.date = day_of(booking), .place = address_of(booking.shipper)};
    note.gross_weight = consignment::GrossWeight{.kilograms = booking.gross_weight};
    return consignment::write_cmr(note);
}

}  // namespace silkgate::adapters::booking
