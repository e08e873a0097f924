// Rail: the SMGS note as the consignor draws it up. Number and date are those of the booking; the railway's
// own note, which comes back with its stamps, has the contract's.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/consignment/smgs.hpp"

namespace silkgate::adapters::booking {
namespace {

using consignment::Station;

constexpr std::size_t kStationName = 40;

consignment::Organization organization_of(const Party& party) {
    return {
        .name = party.name,
        .address =
            consignment::PostalAddress{
                .postcode = form_address(party).postcode,
                .country = party.country,
                .country_name = {},
                .region = party.region,
                .city = party.city,
                .street = form_address(party).street,
            },
    };
}

Station station_of(const RouteStop& stop) {
    return {
        .code = {},
        .name = stop.name.substr(0, kStationName),
        .railway_code = {},
        .railway_name = {},
        .country = stop.country,
    };
}

// Box 6, stations of exit: the corridor table names a crossing as "exit/entry". Where it is not sure which
// one it is, the note leaves it to the railway.
std::vector<Station> borders_of(const RoutePlan& route, const Stretch& stretch) {
    std::vector<Station> borders;
    for (std::size_t i = stretch.first; i < stretch.last; ++i) {
        const std::string& border = route.legs[i].border;
        const auto slash = border.find('/');
        const std::string exit = border.substr(0, slash);
        const bool sure = slash != std::string::npos && exit.find_first_of(";(") == std::string::npos;
        if (sure && exit.size() <= kStationName) {
            borders.push_back({
                .code = {},
                .name = exit,
                .railway_code = {},
                .railway_name = {},
                .country = route.stops[i].country,
            });
        }
    }
    return borders;
}

consignment::RailGoods goods_of(const Booking& booking, const Commodity& goods) {
    const bool alone = booking.commodities.size() == 1;
    return {
        .descriptions = names_of(goods),
        .commodity_code = goods.tnved.empty() ? goods.hs6 : goods.tnved,
        .pieces = alone ? std::optional(Decimal(booking.pieces())) : std::nullopt,
        .gross_weight = goods.gross_weight,
        .pieces_description = packages_in_words(booking),
        .gng = {},
        .packing = booking.packages.front().kind,
        .wagon = {},
        .containers = {},
    };
}

}  // namespace

Result<std::string> write_rail(const Booking& booking) {
    const Station from = station_of(departure_of(booking));
    const Station to = station_of(arrival_of(booking));
    consignment::SmgsNote note;
    note.document_id = booking.id;
    note.replaces = booking.replaces;
    note.number = booking.number;
    note.registration = {.name = "SMGS", .number = booking.number, .date = day_of(booking)};
    note.gross_weight = booking.gross_weight;
    note.consignor = organization_of(booking.shipper);
    note.consignee = organization_of(booking.consignee);
    note.departure = from;
    note.destination = {.railway_code = {}, .station_code = {}, .name = to.name};
    note.borders = borders_of(*booking.route, *main_stretch(*booking.route, booking.mode));
    for (const Commodity& goods : booking.commodities) {
        note.goods.push_back(goods_of(booking, goods));
    }
    note.carriers = {{.name = booking.carrier_name, .code = booking.carrier_code, .from = from, .to = to}};
    note.contract = {.carrier = booking.carrier_name, .date = day_of(booking), .time = {}, .station = from};
    return consignment::write_smgs(note);
}

}  // namespace silkgate::adapters::booking
