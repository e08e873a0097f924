// An order that every standard takes, a way for it, and a connection that books every mode. All names are
// invented.
#pragma once

#include "adapters/common/booking/desk.hpp"

#include <functional>
#include <memory>

namespace silkgate::adapters::booking::test {

// A standard and a mode that it carries.
struct Way {
    std::string regime;
    std::string mode;
};

inline std::vector<std::string> rules_of(const Violations& violations) {
    std::vector<std::string> ids;
    for (const Violation& violation : violations) {
        ids.emplace_back(violation.rule->id);
    }
    return ids;
}

inline Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

inline order::Party party(std::string name, std::string country, std::string city) {
    order::Party made;
    made.name = std::move(name);
    made.name_parts =
        order::NameParts{.family = "Иванов", .given = "Иван", .patronymic = {}, .script = "Cyrl"};
    made.phone = "+79990000000";
    order::Address address;
    address.country = std::move(country);
    address.lines = {"12 <Harbour> & \"Road\""};
    address.city = std::move(city);
    address.region = "Region";
    address.street = "Harbour Road";
    address.house = "12";
    address.postcode = "050000";
    made.address = address;
    return made;
}

inline order::Order order_to(const std::string& country, const std::string& mode) {
    order::Order made;
    made.header.number = "1001";
    made.header.flow = {.origin_country = "CN", .destination_country = country, .origin_provenance = {}};
    made.header.nature_of_transaction = "sale";
    made.money.currency = "CNY";
    made.money.freight = decimal("15.00");
    made.parties.seller = party("Qingdao Tea Co.", "CN", "Qingdao");
    made.parties.consignee = party("Иванов Иван", country, "Almaty");
    order::Line line;
    line.id = "L1";
    line.sku = "TEA-1";
    line.title = "绿茶";
    line.customs_names = {
        {.language = "en", .text = "Green tea", .provenance = {}},
        {.language = "ru", .text = "Чай зелёный", .provenance = {}},
        {.language = "zh", .text = "绿茶", .provenance = {}}
    };
    line.quantity = decimal("2");
    line.unit_price = decimal("30.00");
    line.amount = decimal("60.00");
    line.customs.codes = {{.system = "TNVED10", .code = "0902101000", .country = country, .provenance = {}}};
    line.customs.origin_country = "CN";
    line.customs.net_weight = decimal("0.500");
    made.lines = {line};
    order::Consignment consignment;
    consignment.ref = "C1";
    consignment.gross_weight = decimal("1.300");
    consignment.packages = {{.count = 1, .kind = "BX", .gross_weight = {}, .marks = {}}};
    consignment.incoterm = "DAP";
    consignment.logistics = order::Logistics{.number = "SG0000000001", .mode = mode};
    made.consignments = {consignment};
    return made;
}

// The order as this standard takes it.
inline order::Order order_for(const std::string& regime, const std::string& mode) {
    order::Order made = order_to("KZ", mode);
    if (regime == "RUSSIANPOST") {
        made.money.currency = "RUB";  // its money is in kopecks
    }
    return made;
}

// By road under a TIR carnet. Number and plate are invented.
inline order::Order order_under_tir() {
    order::Order made = order_to("KZ", "road");
    made.consignments.front().logistics->master_document = "XX12345678";
    made.consignments.front().logistics->transport_means = "01KG123ABC";
    return made;
}

inline const config::Connection& connection() {
    static const config::Connection made = [] {
        config::Connection it;
        it.id = ConnectionId("direct");
        it.registrations = {
            {"Booking.rail", "SMGS"},
            {"Booking.road", "CMR"},
            {"Booking.sea", "DCSA"},
            {"Booking.air", "XFZB"},
            {"Booking.carrier.CDEK", "CDEK"},
            {"SMGS.carrier", "Example Rail Operator"},
            {"CMR.carrier", "Example Trucks"},
            {"ECMR.carrier", "Example Trucks"},
            {"YUNEXPRESS.product", "EGWTR"},
            {"ONERECORD.carrier", "Example Forwarder"},
            {"RUSSIANPOST.mailType", "SMALL_PACKET"},
            {"RUSSIANPOST.mailCategory", "ORDERED"},
            {"RUSSIANPOST.transportType", "SURFACE"},
            {"TIR.holder", "KAZ/012/1234"},
            {"TIR.departureCustoms", "Khorgos"},
            {"XFZB.carrier", "Example Forwarder"},
            {"XFZB.sender", "EXSENDER"},
            {"XFZB.recipient", "EXRECIPIENT"},
            {"DCSA.serviceContract", "SC-1"},
            {"DCSA.receiptType", "CFS"},
            {"DCSA.deliveryType", "CFS"},
            {"DCSA.movementType", "LCL"},
            {"DCSA.equipment", "45G1"},
            {"CDEK.tariff", "136"},
        };
        return it;
    }();
    return made;
}

inline RouteStop stop(std::string node, std::string country, std::string unlocode) {
    return {
        .node = node, .name = std::move(node), .country = std::move(country), .unlocode = std::move(unlocode)
    };
}

inline RouteLeg leg(std::string mode, std::string border = {}) {
    return {
        .leg = "X",
        .mode = std::move(mode),
        .km = 100,
        .days = {.least = decimal("3"), .typical = decimal("4.5"), .most = decimal("6.5")},
        .border = std::move(border),
        .handling = {},
        .co2e = {},
        .factor = {},
    };
}

// A stretch by the mode from Qingdao, and rail behind a port.
inline std::shared_ptr<const RoutePlan> route_by(const std::string& mode) {
    RoutePlan plan;
    plan.days = {.least = decimal("3"), .typical = decimal("5"), .most = decimal("6.5")};
    plan.stops = {stop("Qingdao", "CN", mode == "air" ? "CNTAO" : "CNQDG"), stop("Border", "CN", "CNAKL")};
    plan.legs = {leg(mode), leg(mode, "Alashankou/Dostyk")};
    plan.stops.push_back(stop("Almaty", "KZ", "KZALA"));
    if (mode == "sea") {
        plan.legs.push_back(leg("rail"));
        plan.stops.push_back(stop("Inland", "KZ", "KZAST"));
    }
    return std::make_shared<const RoutePlan>(std::move(plan));
}

inline Context context_of(std::shared_ptr<const RoutePlan> route, Action action = Action::submit) {
    return {
        .decided_at = Instant{std::chrono::milliseconds{1'795'521'600'000}},  // 2026-11-24T12:00:00Z
        .order_id = OrderId("ord_x"),
        .connection = &connection(),
        .action = action,
        .version = 1,
        .authority_reference = {},
        .route = std::move(route),
    };
}

inline Leg leg_of(const std::string& regime, const std::string& mode) {
    return {.id = "booking-1", .kind = LegKind::booking, .country = "CN", .regime = regime, .mode = mode};
}

}  // namespace silkgate::adapters::booking::test
