// Commands: the values of orders.accepted.v1. Key is the order id, so one partition, and so one router,
// decides an order.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"
#include "gateway/dispatch/packing.hpp"
#include "gateway/dispatch/party_vault.hpp"
#include "gateway/order/order.hpp"
#include "gateway/order/pointers.hpp"
#include "gateway/screening/screener.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::dispatch {

enum class CommandKind : std::uint8_t {
    created,    // a new order, whole
    retried,    // the order again, enriched anew, for its held legs
    replied,    // an authority or carrier answered; made by the router from a receipt
    amended,    // the order with other content
    cancelled,  // the order as it was, with the reason why it shall not be
    released,   // the order again, and the denied-party hits that an operator has looked at
    returned,   // the order as it was declared; some of its goods come back
    packed,     // its parcel stands in a consolidation; made by the router from the consolidation's record
    answered,   // a document from elsewhere: an authority asked for data, or is told of the order's shipment
};

[[nodiscard]] std::string_view to_string(CommandKind kind) noexcept;

// A reply whose document is known.
struct ResolvedReply {
    DeclarationId document;
    bool by_key = false;  // found by a business key, which other versions of the document share
    adapters::ReplyItem item;
};

// A document that does not follow from the order alone: what an authority asked for, whose signature can not
// be made again byte for byte, or a message about a shipment. Once for each id.
struct Answer {
    std::string leg;
    DeclarationId id;
    adapters::Document document;
    // As in DocumentState. A document that is shared by another order has a kind and its business key, and no
    // bytes.
    std::vector<OrderId> shared_with{};
    OrderId shared_by{};
    // Of a message about a shipment: amend and cancel what was told before under the same business key.
    adapters::Action action = adapters::Action::submit;
};

// A leg that was rejected or could not be processed and is told again (redeclare.hpp).
struct Redeclaration {
    std::string leg;
    std::vector<std::string> changed;  // kinds of its documents that become other ones

    bool operator==(const Redeclaration&) const = default;
};

struct Command {
    CommandKind kind = CommandKind::created;
    OrderId order_id;
    TenantId tenant;
    ConnectionId connection;
    Instant accepted_at;  // the only time that documents may contain
    std::string request_id;
    std::string traceparent;

    // all but replied, packed and answered
    std::string fingerprint;  // of the platform's payload; empty for a change that was made by hand
    std::string idempotency_hash;
    std::string answer;  // body of the 202, JSON
    order::Order order;
    order::Pointers pointers;  // filled only where the order is held
    std::shared_ptr<const adapters::RoutePlan> route{
    };  // by which the order was planned, where a corridor exists

    // What was supplied by hand since the order came (order/supplied.hpp); the platform's next payload does
    // not know of it.
    std::vector<std::string> supplied;

    // amended, cancelled, returned, retried
    std::int64_t base = 0;  // OrderState::revision that it was made on; 0 = not said
    // amended, retried
    std::vector<Redeclaration> redeclares{};
    // amended, cancelled, returned
    std::vector<std::string> amends;  // legs that are out and whose documents become other ones
    std::string change;               // what the change is known by: the same again is no second one
    std::vector<order::ConsignmentLine> returns;  // what comes back

    // replied
    std::vector<ResolvedReply> replies;

    // released
    std::vector<screening::Release> releases{};

    // packed
    Packing packing{};

    // answered
    std::optional<Answer> given{};
};

[[nodiscard]] std::string to_json(const Command& command);
// Errors: those of the JSON reader and of PartyVault::open(), invalid_value for what is no command.
[[nodiscard]] Result<Command> read_command(std::string bytes, const PartyVault& vault);

}  // namespace silkgate::dispatch
