// POST /v1/consolidations/{number}:declare and GET …/declarations — an authority is told of the shipment: its
// message becomes a document that the orders in it share, and its receipts reach every one of them.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/api/consolidations.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::api {

struct ShipmentParcel {
    std::string waybill;
    std::string package;      // number or ref of the unit that it lies in
    std::string list_number;  // by the authority, of the order's declaration
};

struct ShipmentFacts {
    std::string number;
    std::string mode;
    std::string transport_document;
    std::string gross_kg;  // empty where a parcel does not say its own
    std::vector<ShipmentParcel> parcels;
};

struct ShipmentMessage {
    adapters::Document document;
    std::size_t first = 0;  // of the parcels
    std::size_t parcels = 0;
};

// One authority's messages about shipments. Made by the composition root. Thread-safe.
class ShipmentDesk {
public:
    virtual ~ShipmentDesk() = default;

    [[nodiscard]] virtual std::string_view country() const noexcept = 0;
    // The leg of an order that the message speaks of; nothing where it is no message about parcels.
    [[nodiscard]] virtual std::optional<adapters::LegKind> leg_of(std::string_view message
    ) const noexcept = 0;
    // As many as the authority's limits want. `head`: by the authority's names; errors name what is missing
    // or unknown.
    [[nodiscard]] virtual Result<std::vector<ShipmentMessage>> write(
        std::string_view message,
        json::Value head,
        const ShipmentFacts& facts,
        const config::Connection& connection,
        Instant now
    ) const = 0;
};

class DeclareConsolidation {
public:
    DeclareConsolidation(Services& services, Consolidations& all, std::unique_ptr<const ShipmentDesk> desk)
        : services_(services), all_(all), desk_(std::move(desk)) {}

    // The same again is answered and not sent again. 409 where the message was sent with another number.
    boost::asio::awaitable<Reply> post(Request request);
    // Every message with its state, the authority's number and reasons.
    boost::asio::awaitable<Reply> list(Request request);

    // Declares by itself, at the times of the settings, what is not declared yet; each is an event
    // shipment.due of the log. Processes that do so at once make the same documents, which the router takes
    // once.
    void follow_schedule(boost::asio::io_context& io);

    void stop() noexcept { stopping_ = true; }

private:
    using Consolidation = adapters::consolidation::Consolidation;
    struct Wish;
    struct Member;
    struct Plan;

    [[nodiscard]] Result<Plan> plan(const FoundConsolidation& place, const Wish& wish) const;
    [[nodiscard]] Result<std::vector<Member>> members(const FoundConsolidation& place, adapters::LegKind kind)
        const;
    // False where it was declared before. `changed` becomes what is saved.
    boost::asio::awaitable<Result<bool>> declare(
        const FoundConsolidation& place,
        const Wish& wish,
        const Request& request,
        Consolidation& changed
    );
    boost::asio::awaitable<void> declare_open(std::string message);
    boost::asio::awaitable<void> watch();
    boost::asio::awaitable<Result<void>> publish(const Plan& plan, const Request& request);
    boost::asio::awaitable<Result<void>>
    tell(const Member& member, dispatch::Answer given, const Request& request, Instant now);
    [[nodiscard]] Reply answer(int status, const Consolidation& consolidation) const;

    Services& services_;
    Consolidations& all_;
    std::unique_ptr<const ShipmentDesk> desk_;
    std::atomic<bool> stopping_{false};
};

}  // namespace silkgate::api
