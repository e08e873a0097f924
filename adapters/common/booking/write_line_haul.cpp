// Line haul from China: an order to YunExpress. Weights are kilograms; weight and price are of one piece.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/express/yunexpress.hpp"

namespace silkgate::adapters::booking {
namespace {

express::YunReceiver receiver_of(const Party& party) {
    express::YunReceiver out;
    out.country = party.country;
    out.first_name = party.name_latin.empty() ? party.name : party.name_latin;
    out.company = party.is_person ? std::string{} : party.name;
    out.street = party.street;
    out.city = party.city;
    out.state = party.region;
    out.zip = party.postcode;
    out.phone = party.phone;
    out.email = party.email;
    return out;
}

express::YunSender sender_of(const Party& party) {
    return {
        .country = party.country,
        .first_name = party.name_latin.empty() ? party.name : party.name_latin,
        .company = party.is_person ? std::string{} : party.name,
        .street = party.street,
        .city = party.city,
        .state = party.region,
        .zip = party.postcode,
        .phone = party.phone,
    };
}

express::YunParcel parcel_of(const Commodity& goods, const std::string& currency) {
    constexpr int kGrams = 3;
    constexpr int kMinor = 2;
    return {
        .name_en = goods.name_en,
        .name_zh = goods.name_zh,
        .hs_code = goods.tnved.empty() ? goods.hs6 : goods.tnved,
        .quantity = goods.quantity.rounded(0, Rounding::up).coefficient(),
        .sku = goods.sku,
        .url = {},
        .unit_price = of_one(goods.value, goods.quantity, kMinor),
        .unit_weight = of_one(goods.net_weight, goods.quantity, kGrams),
        .currency = currency,
    };
}

}  // namespace

Result<std::string> write_line_haul(const Booking& booking) {
    express::YunOrder out;
    out.number = booking.number;
    out.product = booking.connection->registration("YUNEXPRESS.product");
    out.packages = booking.pieces();
    out.weight = booking.gross_weight;
    if (booking.return_instruction == "return" || booking.return_instruction == "abandon") {
        out.return_option = booking.return_instruction == "return" ? 1 : 0;
    }
    out.receiver = receiver_of(booking.consignee);
    out.sender = sender_of(booking.shipper);
    for (const Commodity& goods : booking.commodities) {
        out.parcels.push_back(parcel_of(goods, booking.currency));
    }
    return express::write_yunexpress(out);
}

}  // namespace silkgate::adapters::booking
