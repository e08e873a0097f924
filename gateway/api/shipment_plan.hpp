// What an authority is to be told of a consolidation: whose parcels, in which messages, and which of them it
// was told already.
#pragma once

#include "gateway/api/consolidations.hpp"
#include "gateway/api/shipment_desk.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::api {

// Messages about one parcel each that one request may lead to.
inline constexpr std::size_t kOneParcelMessagesMax = 500;

struct ParcelWish {
    std::string order;
    ShipmentHead head;  // of this parcel's message, over that of all
};

struct ShipmentWish {
    std::string message;
    ShipmentKind kind;
    adapters::Action action = adapters::Action::submit;  // or amend, cancel
    std::string
        connection;  // whose registrations fill the head; empty: as before, else that of the first order
    ShipmentHead head;
    std::vector<ParcelWish> parcels;  // of a message about one parcel; empty: all that it can be said of
    bool by_schedule = false;
};

// Errc::invalid_parameter says what is wrong, and where.
[[nodiscard]] Result<ShipmentWish> read_shipment_wish(json::Value body, const ShipmentDesk& desk);

// A parcel's order, and its leg that the message speaks of.
struct ShipmentMember {
    OrderId order;
    TenantId tenant;
    ConnectionId connection;
    std::string leg;
    ShipmentParcel parcel;
    ShipmentHead head;  // of this parcel alone
};

struct PlannedMessage {
    DeclarationId id;
    adapters::Document document;
    std::size_t first = 0;  // of the members: the order that has it
    std::size_t parcels = 0;
};

struct ShipmentPlan {
    std::vector<ShipmentMember> members;
    std::vector<PlannedMessage> messages;  // to be sent; empty: all was told before
    // What the consolidation's record is to say besides what it says.
    std::vector<adapters::consolidation::Declared> declared;
    std::vector<std::string> keys;  // business keys of all messages, sent or told before
    std::vector<std::string> ids;   // theirs
    adapters::Action action = adapters::Action::submit;
    Instant now;
};

class ShipmentPlanner {
public:
    ShipmentPlanner(const Services& services, LogReader& log, const ShipmentDesk& desk)
        : services_(services), log_(log), desk_(desk) {}

    // Ids follow from what is said and what was told before, so that the same wish twice is one message.
    // Errors: invalid_parameter for the head and the connection; illegal_transition where an order has no
    // declaration that the message could speak of, or what was told before does not allow it.
    boost::asio::awaitable<Result<ShipmentPlan>>
    plan(const FoundConsolidation& place, const ShipmentWish& wish);

private:
    boost::asio::awaitable<Result<std::vector<ShipmentMember>>>
    members(const FoundConsolidation& place, const ShipmentWish& wish);
    boost::asio::awaitable<Result<void>>
    add_what_it_follows(ShipmentMember& member, const ShipmentKind& kind);
    [[nodiscard]] Result<std::vector<ShipmentMember>>
    known_members(const FoundConsolidation& place, const ShipmentWish& wish) const;
    // Nothing for a parcel of which a message about one parcel can not be said yet.
    [[nodiscard]] Result<std::optional<ShipmentMember>> member(
        const FoundConsolidation& place,
        const adapters::consolidation::Parcel& parcel,
        const ShipmentWish& wish
    ) const;
    // The messages of the members from `first` on, `count` of them.
    [[nodiscard]] Result<void> add_messages(
        const FoundConsolidation& place,
        const ShipmentWish& wish,
        std::size_t first,
        std::size_t count,
        ShipmentPlan& plan
    ) const;

    struct Telling {
        DeclarationId id;
        bool is_first = false;  // under its key
        bool is_again = false;  // told already: nothing is sent
    };

    // What one message is, by what was told under its key.
    [[nodiscard]] Result<Telling> tell(
        const ShipmentMember& owner,
        adapters::Action action,
        const std::string& content,
        const std::string& key,
        const FoundConsolidation& place
    ) const;
    static void note(
        const Telling& telling,
        const ShipmentWish& wish,
        const ShipmentHead& head,
        const ShipmentMember& owner,
        const FoundConsolidation& place,
        ShipmentPlan& plan
    );

    const Services& services_;
    LogReader& log_;
    const ShipmentDesk& desk_;
};

}  // namespace silkgate::api
