// Express: an order to CDEK (API v2). Weights are whole grams; weight and cost are of one piece.
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/express/cdek.hpp"

#include <algorithm>
#include <charconv>

namespace silkgate::adapters::booking {
namespace {

constexpr std::int64_t kShopOrder = 1;

// A Russian passport's number is written with its series of four digits before it.
void take_passport(const order::PartyId& id, express::CdekContact& contact) {
    constexpr std::size_t kSeries = 4;
    constexpr std::size_t kWhole = 10;
    if (id.number.size() == kWhole) {
        contact.passport_series = id.number.substr(0, kSeries);
        contact.passport_number = id.number.substr(kSeries);
    } else {
        contact.passport_number = id.number;
    }
    contact.passport_issued = id.issued;
    contact.passport_organization = id.issuer;
}

express::CdekContact contact_of(const Party& party) {
    express::CdekContact contact;
    contact.name = party.name;
    contact.company = party.is_person ? std::string{} : party.name;
    contact.email = party.email;
    contact.phones = {{.number = party.phone}};
    for (const order::PartyId& id : party.ids) {
        if (id.kind == "RU_PASSPORT") {
            take_passport(id, contact);
        } else if (id.kind == "RU_INN") {
            contact.tin = id.number;
        }
    }
    return contact;
}

express::CdekLocation location_of(const Party& party) {
    return {
        .code = {},
        .postcode = party.postcode,
        .country = party.country,
        .region = party.region,
        .city = party.city,
        .address = party.street,
    };
}

express::CdekItem item_of(const Commodity& goods) {
    constexpr int kGrams = 3;
    constexpr int kMinor = 2;
    express::CdekItem item;
    item.name = names_of(goods).front();
    item.name_i18n = goods.name_en;
    item.sku = goods.sku.empty() ? std::to_string(goods.number) : goods.sku;
    item.payment.value = Decimal{};  // all is paid
    item.cost = of_one(goods.value, goods.quantity, kMinor);
    item.weight = grams_of(of_one(goods.net_weight, goods.quantity, kGrams));
    item.amount = goods.quantity.rounded(0, Rounding::up).coefficient();
    item.brand = goods.brand;
    item.country = goods.origin_country;
    item.feacn = goods.tnved;
    return item;
}

}  // namespace

Result<std::string> write_express(const Booking& booking) {
    const std::string_view tariff = booking.connection->registration("CDEK.tariff");
    std::int64_t code = 0;
    std::from_chars(tariff.data(), tariff.data() + tariff.size(), code);
    express::CdekOrder out;
    out.type = kShopOrder;
    out.number = booking.number;
    out.tariff = code;
    out.invoice_date = day_of(booking);
    out.shipper_name = booking.shipper.name_latin.empty() ? booking.shipper.name : booking.shipper.name_latin;
    out.shipper_address = booking.shipper.street;
    out.cost_currency = booking.currency;
    out.recipient_currency = booking.currency;
    out.sender = contact_of(booking.shipper);
    out.recipient = contact_of(booking.consignee);
    out.from = location_of(booking.shipper);
    out.to = location_of(booking.consignee);
    express::CdekPackage package;
    package.number = "1";
    package.weight = grams_of(booking.gross_weight);
    for (const Commodity& goods : booking.commodities) {
        package.items.push_back(item_of(goods));
    }
    out.packages = {std::move(package)};
    return express::write_cdek(out);
}

}  // namespace silkgate::adapters::booking
