// A message about a consolidation: its list is the parcels, its head what the consolidation says, what the
// caller adds and the connection's registrations. CEB215 and 513 are about one parcel each.
#pragma once

#include "adapters/cn/shipment.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

struct ConsolidatedParcel {
    std::string waybill;
    std::string package;      // number of the bag or pallet that it lies in
    std::string list_number;  // by customs, of the order's list
    std::string application;  // of goods that come back: the CEB213 message, whole
    std::optional<Instant> delivered_at;
};

struct Consolidated {
    std::string number;              // stands for copNo where the head has none
    std::string mode;                // rail, road, sea, air
    std::string transport_document;  // number, or empty
    std::string gross_kg;            // of all parcels, or empty where one does not say
    std::vector<ConsolidatedParcel> parcels;
};

// Which telling of the shipment a message is.
struct ConsolidatedTelling {
    Action action = Action::submit;  // amend: appType 2; cancel: appType 3
    std::string id;                  // of all but the first under the same business key
};

struct ConsolidatedKind {
    LegKind leg = LegKind::export_declaration;  // of an order, that the message speaks of
    bool is_of_one_parcel = false;
    std::string_view follows;  // kind of the message that must have been sent before: "CEB213"; or empty
};

// Nothing for what is no message about parcels.
[[nodiscard]] std::optional<ConsolidatedKind> consolidated_kind(std::string_view message) noexcept;

// `head`: texts by the authority's names. Errors as write_shipment(); invalid_value for a message that is
// none of parcels, or is of one parcel and `consolidated` has not exactly one.
[[nodiscard]] Result<std::vector<ShipmentMessage>> write_consolidated(
    std::string_view message,
    const ShipmentDefaults& head,
    const Consolidated& consolidated,
    const config::Connection& connection,
    Instant at,
    const ConsolidatedTelling& telling = {}
);

// As it goes to its topic.
[[nodiscard]] Document shipment_document(const ShipmentMessage& message);

}  // namespace silkgate::adapters::cn
