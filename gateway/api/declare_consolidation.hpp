// POST /v1/consolidations/{number}:declare and GET …/declarations — an authority is told of the shipment: its
// message becomes a document that the orders in it share, and its receipts reach every one of them. A message
// about one parcel is a document of its order alone.
#pragma once

#include "gateway/api/shipment_plan.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <vector>

namespace silkgate::api {

class DeclareConsolidation {
public:
    DeclareConsolidation(
        Services& services,
        Consolidations& all,
        LogReader& log,
        std::unique_ptr<const ShipmentDesk> desk
    )
        : services_(services), all_(all), desk_(std::move(desk)), planner_(services, log, *desk_) {}

    // Submits, amends or cancels. The same again is answered and not sent again.
    boost::asio::awaitable<Reply> post(Request request);
    // Every message with its state, the authority's number and reasons.
    boost::asio::awaitable<Reply> list(Request request);
    // Submits what was not declared yet. False: it was, by another process.
    boost::asio::awaitable<Result<bool>>
    declare_by_schedule(const FoundConsolidation& place, std::string message);

private:
    using Consolidation = adapters::consolidation::Consolidation;
    using Declared = adapters::consolidation::Declared;

    struct Done {
        bool is_new = false;  // something was sent
        Consolidation consolidation;
        std::vector<Declared> of_one_parcel;  // sent just now, and on no record
    };

    boost::asio::awaitable<Result<Done>>
    declare(const FoundConsolidation& place, const ShipmentWish& wish, const Request& request);
    boost::asio::awaitable<Result<void>> publish(const ShipmentPlan& plan, const Request& request);
    boost::asio::awaitable<Result<void>>
    tell(const ShipmentMember& member, dispatch::Answer given, const Request& request, Instant now);
    [[nodiscard]] std::vector<Declared> of_single_parcels(const Consolidation& consolidation) const;
    [[nodiscard]] Reply answer(int status, const Consolidation& consolidation, std::vector<Declared> sent)
        const;

    Services& services_;
    Consolidations& all_;
    std::unique_ptr<const ShipmentDesk> desk_;
    ShipmentPlanner planner_;
};

}  // namespace silkgate::api
