// POST /v1/quotes: the landed cost of one order, by the same planner, rules and duty as its declarations.
// Nothing is stored, nothing is published.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace silkgate::api {

enum class Quoted : std::uint8_t {
    quoted,   // the lines are all that is owed; none: nothing is
    held,     // the leg is held: its errors say why
    unknown,  // the adapter can not know: its warning `duty-not-computed` says why
};

// Duties, taxes and fees of one declaration leg.
struct LegCharges {
    const dispatch::PlannedLeg* leg = nullptr;
    Quoted state = Quoted::unknown;
    std::vector<adapters::QuoteLine> lines;
};

// One for each declaration leg, in the order of the plan.
[[nodiscard]] std::vector<LegCharges> quote_legs(
    const PreparedOrder& prepared,
    const adapters::Registry& registry,
    const config::Connection& connection
);

class Quotes {
public:
    explicit Quotes(Services& services) : services_(services) {}

    boost::asio::awaitable<Reply> post(Request request);

private:
    Services& services_;
};

}  // namespace silkgate::api
