// Messages about a shipment of many parcels, or about a parcel after its order: arrival and departure
// (CEB507, 509), the manifest of lists under one bill (607), the summary application (701), the tally of
// returned goods (215); of imports the signed-for waybill (513) and the inbound tally (711). No order knows
// them: they are made of what the carrier, the site or the declarant says.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"

#include <string>
#include <vector>

namespace silkgate::adapters::cn {

// Lists longer than this are split: CEB507, 509, 607 and 701 carry the number of parts and the part's own.
inline constexpr std::size_t kPartLinesMax = 5'000;

struct ShipmentMessage {
    std::string kind;  // "CEB607"
    std::string bytes;
};

// `shipment`: {"message":"CEB607","copNo":"…", …, "list":[{"logisticsNo":"…"}, …]}, members by the
// authority's names. A head's member that is absent is the connection's registration CN.<name>, narrowed by
// the message or not. Errc::invalid_value names everything that is missing, too long or not known. Same
// arguments, same bytes.
[[nodiscard]] Result<std::vector<ShipmentMessage>>
write_shipment(json::Value shipment, const config::Connection& connection, Instant at);

}  // namespace silkgate::adapters::cn
