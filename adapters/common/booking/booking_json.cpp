// The canonical booking as JSON.
#include "adapters/common/booking/booking.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::adapters::booking {
namespace {

std::string_view word_of(Action action) {
    switch (action) {
        case Action::submit:
            return "submit";
        case Action::amend:
            return "amend";
        case Action::cancel:
            return "cancel";
        case Action::return_:
            return "return";
    }
    return {};
}

// Identity numbers are left out: no carrier without a standard asks for them.
void write_party(json::Writer& out, json::Name name, const Party& party) {
    out.key(name).begin_object().member("name", party.name).member_if("nameLatin", party.name_latin);
    out.member_if("phone", party.phone).member_if("email", party.email).member_if("street", party.street);
    out.member_if("city", party.city).member_if("region", party.region).member_if("postcode", party.postcode);
    out.member_if("country", party.country).end_object();
}

void write_decimal(json::Writer& out, json::Name name, const std::optional<Decimal>& value) {
    if (value) {
        out.member(name, *value);
    }
}

void write_commodity(json::Writer& out, const Commodity& goods) {
    out.begin_object().key("number").number(goods.number);
    out.member_if("sku", goods.sku).member("title", goods.title).member_if("nameEn", goods.name_en);
    out.member_if("nameRu", goods.name_ru).member_if("nameZh", goods.name_zh).member_if("hs6", goods.hs6);
    out.member_if("originCountry", goods.origin_country).member("quantity", goods.quantity);
    write_decimal(out, "netWeight", goods.net_weight);
    write_decimal(out, "grossWeight", goods.gross_weight);
    write_decimal(out, "value", goods.value);
    out.end_object();
}

void write_route(json::Writer& out, const RoutePlan& route) {
    out.key("legs").begin_array();
    for (std::size_t i = 0; i < route.legs.size(); ++i) {
        const RouteLeg& leg = route.legs[i];
        out.begin_object().member("mode", leg.mode);
        out.member("from", route.stops[i].name).member_if("fromUnlocode", route.stops[i].unlocode);
        out.member("to", route.stops[i + 1].name).member_if("toUnlocode", route.stops[i + 1].unlocode);
        out.key("km").number(leg.km).member_if("border", leg.border).end_object();
    }
    out.end_array();
}

}  // namespace

std::string to_json(const Booking& booking) {
    json::Writer out(2048);
    out.begin_object().member("schemaVersion", "1.0").member("bookingId", booking.id);
    out.member("action", word_of(booking.action)).member("standard", booking.standard->regime);
    out.member_if("mode", booking.mode)
        .member("orderId", booking.order_id)
        .member("orderNumber", booking.order_number);
    out.member_if("consignmentRef", booking.consignment_ref).member_if("number", booking.number);
    out.member_if("carrierReference", booking.carrier_reference)
        .member_if("carrierName", booking.carrier_name);
    out.member_if("carrierCode", booking.carrier_code)
        .member("preparedAt", format_rfc3339(booking.prepared_at));
    out.member("originCountry", booking.origin_country)
        .member("destinationCountry", booking.destination_country);
    out.member_if("natureOfTransaction", booking.nature).member_if("incoterm", booking.incoterm);
    out.member_if("incotermPlace", booking.incoterm_place).member("currency", booking.currency);
    out.member("value", booking.value);
    write_decimal(out, "freight", booking.freight);
    write_decimal(out, "grossWeight", booking.gross_weight);
    out.member_if("returnInstruction", booking.return_instruction);
    write_party(out, "shipper", booking.shipper);
    write_party(out, "consignee", booking.consignee);
    out.key("commodities").begin_array();
    for (const Commodity& goods : booking.commodities) {
        write_commodity(out, goods);
    }
    out.end_array().key("packages").begin_array();
    for (const order::Package& package : booking.packages) {
        out.begin_object().key("count").number(package.count).member_if("kind", package.kind);
        write_decimal(out, "grossWeight", package.gross_weight);
        out.member_if("marks", package.marks).end_object();
    }
    out.end_array();
    if (booking.route != nullptr) {
        write_route(out, *booking.route);
    }
    out.end_object();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::booking
