#include "adapters/common/booking/booking.hpp"

#include "adapters/common/transport/s10_view.hpp"

#include <utility>

namespace silkgate::adapters::booking {
namespace {

std::string street_of(const order::Address& address) {
    std::string street;
    const auto append = [&](std::string_view part, std::string_view between) {
        if (!part.empty()) {
            street += (street.empty() ? std::string{} : std::string(between)) + std::string(part);
        }
    };
    for (const std::string& line : address.lines) {
        append(line, ", ");
    }
    if (street.empty()) {
        append(address.street, ", ");
        append(address.house, " ");
        append(address.flat, "-");
    }
    return street;
}

Party party_of(const std::optional<order::Party>& from) {
    Party party;
    if (!from) {
        return party;
    }
    party.name = from->name;
    party.name_latin = from->name_latin;
    party.name_parts = from->name_parts;
    party.phone = from->phone.empty() ? from->phone_source : from->phone;
    party.email = from->email;
    party.ids = from->ids;
    party.codes = from->registrations;
    party.is_person = from->kind == order::PartyKind::person;
    if (from->address) {
        party.street = street_of(*from->address);
        party.street_name = from->address->street;
        party.house = from->address->house;
        party.flat = from->address->flat;
        party.city = from->address->city;
        party.region = from->address->region;
        party.postcode = from->address->postcode;
        party.country = from->address->country;
    }
    return party;
}

std::string name_in(const order::Line& line, std::string_view language) {
    const order::CustomsName* name = order::find_customs_name(line, language);
    return name == nullptr ? std::string{} : name->text;
}

Commodity commodity_of(const transport::S10LineView& part, std::int64_t number) {
    const order::Line& line = *part.line;
    const order::CommodityCode* tnved = order::find_code(line, "TNVED10");
    return {
        .number = number,
        .sku = line.sku,
        .name_en = name_in(line, "en"),
        .name_ru = name_in(line, "ru"),
        .name_zh = name_in(line, "zh"),
        .title = line.title,
        .brand = line.brand,
        .hs6 = std::string(transport::s10_hs6(line)),
        .tnved = tnved == nullptr ? std::string{} : tnved->code,
        .origin_country = line.customs.origin_country,
        .quantity = part.quantity,
        .net_weight = part.net_weight,
        .gross_weight = part.quantity == line.quantity ? line.customs.gross_weight : std::nullopt,
        .value = part.value,
    };
}

void take_goods(const transport::S10View& view, Booking& booking) {
    for (const transport::S10LineView& part : view.lines) {
        booking.commodities.push_back(
            commodity_of(part, static_cast<std::int64_t>(booking.commodities.size()) + 1)
        );
        const auto sum = add(booking.value, part.value.value_or(Decimal{}));
        booking.value = sum ? *sum : booking.value;
    }
    // One kind of goods weighs what the consignment weighs.
    if (booking.commodities.size() == 1 && view.gross_weight) {
        booking.commodities.front().gross_weight = view.gross_weight;
    }
    booking.gross_weight = view.gross_weight;
}

void take_consignment(const order::Consignment& consignment, Booking& booking) {
    booking.consignment_ref = consignment.ref;
    booking.packages = consignment.packages;
    booking.incoterm = consignment.incoterm;
    booking.incoterm_place = consignment.incoterm_place;
    booking.return_instruction = consignment.return_instruction;
    if (consignment.logistics) {
        booking.number = consignment.logistics->number;
        booking.carrier_name = consignment.logistics->carrier_name;
        booking.carrier_code = consignment.logistics->carrier_code;
        booking.master_document = consignment.logistics->master_document;
        booking.vehicle = consignment.logistics->transport_means;
    }
}

// Under which documents are submitted the first time.
constexpr std::int64_t kFirstVersion = 1;

std::string booking_id(const Leg& leg, const Context& context, std::int64_t version) {
    Context of_version = context;
    of_version.version = version;
    return of_version.uuid("Booking|" + leg.id);
}

bool is_mode(const RouteLeg& leg, std::string_view mode) {
    return leg.mode == mode || (leg.mode == "multi" && (mode == "rail" || mode == "road"));
}

}  // namespace

std::int64_t Booking::pieces() const noexcept {
    std::int64_t sum = 0;
    for (const order::Package& package : packages) {
        sum += package.count;
    }
    return sum;
}

std::optional<Stretch> main_stretch(const RoutePlan& route, std::string_view mode) {
    for (std::size_t first = 0; first < route.legs.size(); ++first) {
        std::size_t last = first;
        bool real = false;
        while (last < route.legs.size() && is_mode(route.legs[last], mode)) {
            real = real || route.legs[last].mode == mode;
            ++last;
        }
        if (real) {
            return Stretch{.first = first, .last = last};
        }
        first = last;
    }
    return std::nullopt;
}

Booking make_booking(const order::Order& order, const Leg& leg, const Context& context) {
    const transport::S10View view = transport::view_consignment(order, leg);
    Booking booking;
    booking.id = booking_id(leg, context, context.version);
    booking.companion_id = context.uuid("Companion|" + leg.id);
    if (context.action == Action::amend || context.action == Action::return_) {
        booking.replaces = booking_id(leg, context, kFirstVersion);
    }
    booking.standard = find_standard(leg.regime);
    booking.mode = leg.mode;
    booking.action = context.action;
    booking.order_id = context.order_id.str();
    booking.order_number = order.header.number;
    booking.carrier_reference = context.authority_reference;
    booking.prepared_at = context.decided_at;
    booking.origin_country = order.header.flow.origin_country;
    booking.destination_country = order.header.flow.destination_country;
    booking.nature = order.header.nature_of_transaction;
    booking.currency = order.money.currency;
    booking.route = context.route;
    booking.connection = context.connection;
    if (order.consignments.size() == 1) {
        booking.freight = order.money.freight;
    }
    if (view.consignment != nullptr) {
        take_consignment(*view.consignment, booking);
    }
    take_goods(view, booking);
    booking.shipper = party_of(order.parties.seller);
    booking.consignee = party_of(order.parties.consignee);
    if (context.action == Action::return_) {
        std::swap(booking.shipper, booking.consignee);
        std::swap(booking.origin_country, booking.destination_country);
        booking.nature = "return";
    }
    if (booking.carrier_name.empty()) {
        booking.carrier_name = context.connection->registration(leg.regime + ".carrier");
    }
    return booking;
}

}  // namespace silkgate::adapters::booking
