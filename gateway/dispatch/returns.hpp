// Goods that come back: which of what was declared, and who is told.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/order/order.hpp"

#include <cstdint>
#include <vector>

namespace silkgate::dispatch {

// Whether the leg's authority or carrier is to be told that these goods come back. A carrier has one parcel,
// so it is told only where all of its goods come back.
[[nodiscard]] bool is_concerned_by_return(
    const LegRecord& record,
    const order::Order& declared,
    const std::vector<order::ConsignmentLine>& returns
);
void add_returned(
    std::vector<order::ConsignmentLine>& returned,
    const std::vector<order::ConsignmentLine>& more
);
// Goods that come back travel under a number of their own: that of the last refund, else the one at place
// `sequence` of the connection's range, else none, which the carrier's rules then report.
void number_return(order::Order& order, const config::Connection& connection, std::uint64_t sequence);
// All declared goods that have not been returned yet.
[[nodiscard]] std::vector<order::ConsignmentLine>
all_remaining(const order::Order& declared, const std::vector<order::ConsignmentLine>& returned);
// What of a declared line has not been returned yet.
[[nodiscard]] std::optional<Decimal>
remaining_of(const order::Line& declared, const std::vector<order::ConsignmentLine>& returned);

}  // namespace silkgate::dispatch
