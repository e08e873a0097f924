// Messages about a shipment of many parcels, or about a parcel after its order: arrival and departure
// (CEB507, 509), the manifest of lists under one bill (607), the summary application (701), the tally of
// returned goods (215); of imports the signed-for waybill (513) and the inbound tally (711). No order knows
// them: they are made of what the carrier, the site or the declarant says.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// Lists longer than this are split: CEB507, 509, 607 and 701 carry the number of parts and the part's own.
inline constexpr std::size_t kPartLinesMax = 5'000;

struct ShipmentMessage {
    std::string kind;  // "CEB607"
    std::string bytes;
    std::vector<std::string> references;  // as in Document::references
    std::size_t first = 0;                // line of the list
    std::size_t lines = 0;
};

// What the consolidation says itself, by the authority's names; for members that the head leaves out.
using ShipmentDefaults = std::map<std::string, std::string, std::less<>>;

// `shipment`: {"message":"CEB607","copNo":"…", …, "list":[{"logisticsNo":"…"}, …]}, members by the
// authority's names. A head's member that is absent is that of `defaults`, else the connection's registration
// CN.<name>, narrowed by the message or not. Errc::invalid_value names everything that is missing, too long
// or not known. "appType" is 1 (the default), 2 to change and 3 to delete what was told before; each telling
// of the same shipment after the first has a "telling" of its own, by which its guids differ. Same arguments,
// same bytes.
[[nodiscard]] Result<std::vector<ShipmentMessage>> write_shipment(
    json::Value shipment,
    const config::Connection& connection,
    Instant at,
    const ShipmentDefaults& defaults = {}
);

}  // namespace silkgate::adapters::cn
