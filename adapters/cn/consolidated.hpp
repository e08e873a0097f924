// A message about a consolidation: its list is the parcels, its head what the consolidation says, what the
// caller adds and the connection's registrations.
#pragma once

#include "adapters/cn/shipment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

struct ConsolidatedParcel {
    std::string waybill;
    std::string package;      // number of the bag or pallet that it lies in
    std::string list_number;  // by customs, of the order's list
};

struct Consolidated {
    std::string number;              // stands for copNo where the head has none
    std::string mode;                // rail, road, sea, air
    std::string transport_document;  // number, or empty
    std::string gross_kg;            // of all parcels, or empty where one does not say
    std::vector<ConsolidatedParcel> parcels;
};

// `head`: an object of texts by the authority's names, or absent. Errors as write_shipment(); invalid_value
// for a message without a list of parcels.
[[nodiscard]] Result<std::vector<ShipmentMessage>> write_consolidated(
    std::string_view message,
    json::Value head,
    const Consolidated& consolidated,
    const config::Connection& connection,
    Instant at
);

// As it goes to its topic.
[[nodiscard]] Document shipment_document(const ShipmentMessage& message);

}  // namespace silkgate::adapters::cn
