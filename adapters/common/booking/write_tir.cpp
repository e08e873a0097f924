// Road under a TIR carnet: the carnet's data as the holder tells them beforehand, beside the road note. The
// order names carnet and vehicle (logistics.masterDocument, .transportMeans), the connection the rest
// (TIR.…).
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "adapters/common/transport/identifiers.hpp"
#include "gateway/core/country.hpp"

namespace silkgate::adapters::booking {
namespace {

constexpr std::size_t kSeries = 2;

std::string registered(const Booking& booking, std::string_view name) {
    return std::string(booking.connection->registration("TIR." + std::string(name)));
}

// Number of ISO 3166, three digits.
std::string numeric(std::string_view alpha2) {
    const CountryInfo* country = find_country(alpha2);
    const std::string digits = country == nullptr ? std::string{} : std::to_string(country->numeric);
    constexpr std::size_t kDigits = 3;
    return digits.empty() ? digits : std::string(kDigits - digits.size(), '0') + digits;
}

std::string name_of_country(std::string_view alpha2) {
    const CountryInfo* country = find_country(alpha2);
    return std::string(country == nullptr ? alpha2 : country->name);
}

consignment::TirParty party_of(const Party& party) {
    const FormAddress form = form_address(party);
    return {
        .name = party.name,
        .address =
            {.postcode = form.postcode,
             .country = party.country,
             .country_name = {},
             .region = party.region,
             .city = party.city,
             .street = form.street},
    };
}

consignment::TirGoods goods_of(const Booking& booking, const Commodity& goods) {
    consignment::TirGoods out;
    out.descriptions = names_of(goods);
    out.line = Decimal(goods.number);
    out.tnved = goods.tnved.empty() ? goods.hs6 : goods.tnved;
    out.gross_weight = goods.gross_weight;
    out.value = goods.value;
    out.origin = numeric(goods.origin_country);
    for (const order::Package& package : booking.packages) {
        out.places.push_back(
            {.code = package.kind, .quantity = Decimal(package.count), .description = package.marks}
        );
    }
    return out;
}

}  // namespace

bool is_under_tir(const Booking& booking) {
    return booking.mode == "road" && booking.action != Action::return_ &&
           transport::is_tir_carnet(booking.master_document);
}

Result<std::string> write_tir_data(const Booking& booking) {
    consignment::TirCarnet carnet;
    carnet.document_id = booking.companion_id;
    carnet.holder = registered(booking, "holder");
    carnet.goods_count = Decimal(static_cast<std::int64_t>(booking.commodities.size()));
    carnet.from = booking.origin_country;
    carnet.to = booking.destination_country;
    carnet.invoice_total = booking.value;
    carnet.to_name = name_of_country(booking.destination_country);
    carnet.from_name = name_of_country(booking.origin_country);
    carnet.carnet = {
        .number = booking.master_document.substr(kSeries),
        .series = booking.master_document.substr(0, kSeries)
    };
    carnet.carrier.name = booking.carrier_name;
    carnet.carrier.address.country = registered(booking, "carrierCountry");
    carnet.carrier.address.city = registered(booking, "carrierCity");
    carnet.carrier.address.street = registered(booking, "carrierStreet");
    carnet.vehicles = {
        {.plate = booking.vehicle,
         .mode = {},
         .nationality = numeric(registered(booking, "vehicleCountry")),
         .trailer = {},
         .second_trailer = {}}
    };
    consignment::TirShipment& shipment = carnet.shipments.emplace_back();
    shipment.places = Decimal(booking.pieces());
    shipment.departure_customs = registered(booking, "departureCustoms");
    shipment.unloaded = false;
    shipment.consignor = party_of(booking.shipper);
    shipment.consignee = party_of(booking.consignee);
    shipment.destination = consignment::TirDestination{.customs = {}, .place = booking.consignee.city};
    for (const Commodity& goods : booking.commodities) {
        shipment.goods.push_back(goods_of(booking, goods));
    }
    return consignment::write_tir(carnet);
}

}  // namespace silkgate::adapters::booking
