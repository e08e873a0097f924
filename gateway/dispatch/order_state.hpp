// The state of an order as it stands in orders.state.v1 and in the replica. No personal data.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"
#include "gateway/dispatch/lifecycle.hpp"
#include "gateway/dispatch/packing.hpp"
#include "gateway/dispatch/platform_clock.hpp"
#include "gateway/kafka/record.hpp"
#include "gateway/screening/screener.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::dispatch {

// Where a command stands in orders.accepted.v1.
struct CommandPosition {
    std::int32_t partition = -1;
    std::int64_t offset = -1;

    bool operator==(const CommandPosition&) const = default;
};

// Why a leg of a cancelled order is not cancelled yet.
enum class Cancellation : std::uint8_t {
    none,      // nobody asked
    waiting,   // something is missing before the authority can be asked: blocked_by
    asked,     // the cancelling documents are out
    unserved,  // the authority, or its adapter, knows no cancellation: to be withdrawn by hand, blocked_by
    refused,   // the authority refused: the leg goes on
};

// How far the return of a leg's goods is.
enum class Returning : std::uint8_t {
    none,      // nothing comes back
    waiting,   // something is missing before it can be told: blocked_by
    asked,     // the documents of the return are out
    unserved,  // can not be told electronically: by paper, blocked_by
    done,      // agreed
    refused,
};

// Under which documents are submitted the first time; changes and what is told again have higher ones.
inline constexpr std::int64_t kFirstVersion = 1;

struct DocumentState {
    DeclarationId id;
    std::string kind;
    adapters::Action action = adapters::Action::submit;
    std::int64_t version = kFirstVersion;  // of the order that it was made for
    LegState state = LegState::published;
    bool decides_leg = false;
    // A request of the authority, or tells it of a shipment: says nothing of the leg.
    bool answers = false;
    std::vector<OrderId> shared_with;  // of a message about several orders: who else is told of every reply
    OrderId shared_by;                 // the order that has the message itself
    std::vector<std::string> references;
    std::string sha256;  // of the bytes, hex
    std::string content_type;
    // Where its record is, so that anyone can read the bytes that the authority got.
    kafka::Position published{.topic = {}, .partition = -1, .offset = -1};
    std::string authority_reference;
    std::string native_status;  // of the last reply that was news
    std::vector<adapters::Reason> reasons;
    std::vector<adapters::Charge> charges;
    std::optional<adapters::Carriage> carriage{};  // of a booking: where the goods are
    std::optional<Instant> made_at{};              // of all but a leg's first submission
};

// Why a leg is held: enough to show and to know what would help, without the value that was found.
struct Blocker {
    std::string code;
    std::string rule;
    std::string pointer;
    std::string canonical_pointer;
    std::string remedy_href;
    std::string entry{};  // of a denied-party hit: list and entry, "OFAC-SDN/7157"

    bool operator==(const Blocker&) const = default;
};

struct LegRecord {
    adapters::Leg leg;
    LegState state = LegState::held;
    Cancellation cancellation = Cancellation::none;
    Returning returning = Returning::none;
    std::vector<Blocker> blocked_by;  // of a leg that is out: why its change did not go out
    std::vector<DocumentState> documents;
};

struct OrderState {
    OrderId id;
    TenantId tenant;
    ConnectionId connection;
    std::string number;
    std::string platform;
    std::string origin_country;
    std::string destination_country;
    OrderStateWord word = OrderStateWord::accepted;
    OrderStateWord ended = OrderStateWord::accepted;  // of an archived order: its last state
    std::string archived_on{};                        // of an archived order: YYYY-MM-DD of UTC
    std::int64_t version = 1;                         // of the content: the ETag
    std::int64_t sequence = 0;                        // of the events: grows by one with each
    std::int64_t revision = 1;     // grows with each change and cancellation; a retry leaves it
    std::string fingerprint;       // of the first payload
    std::string last_change;       // what the last change was known by, so that it is not done twice
    std::string idempotency_hash;  // of the creating request, or empty
    PlatformClock clock;           // of the platform's latest payload
    std::string payload;           // fingerprint of that payload
    std::vector<order::ConsignmentLine> returned;  // of the declared goods, what came or comes back
    Instant accepted_at;
    Instant updated_at;
    CommandPosition accepted;  // latest command that carries the whole order
    std::string rule_set;
    std::string screened_with{};  // version of the denied-party lists, or empty where none were set
    std::vector<screening::Release> releases{};  // of their hits, by an operator
    std::vector<Packing> packed{};               // where its parcel was packed, so that each is told once
    std::string waybill;                         // assigned by the gateway, or empty
    std::vector<Blocker> blocked_by;             // of the order as a whole, e.g. lane-not-served
    std::vector<LegRecord> legs;
    std::string route;              // the way it shall go, as write_route_plan() writes it, or empty
    std::vector<std::string> skus;  // whose catalogue data would help; only while held
    std::string answer;             // the first answer's body, replayed byte for byte
};

// Of an archived order only what archive.hpp names.
[[nodiscard]] std::string to_json(const OrderState& state);
// Errc::invalid_value for what this version can not have written.
[[nodiscard]] Result<OrderState> read_order_state(std::string bytes);

[[nodiscard]] std::string_view to_string(Cancellation cancellation) noexcept;
[[nodiscard]] std::string_view to_string(Returning returning) noexcept;

// Says what is declared; a cancellation and a return say what shall become of it, an answer what was asked.
[[nodiscard]] bool is_declaring(const DocumentState& document) noexcept;

// The number that the authority gave the leg, which a change or a cancellation names; empty before.
[[nodiscard]] std::string authority_reference(const LegRecord& record);

// Sets the leg's state from its documents: the deciding one of the newest version that was not refused, and
// the cancelling ones. Documents of a return move `returning` only. A leg without documents keeps its state.
void follow_documents(LegRecord& record);

// The document that a reply means whose business key `found` has: authorities and carriers name what they
// answer by that key, which a change or return shares with what came before it. A reply that was made before
// `found` was, by more than a minute, is of the version before; a carrier's event is of the booking in force.
// `at` is the authority's own time; one on the full minute may be a date only and decides nothing.
[[nodiscard]] DocumentState&
document_meant(LegRecord& leg, DocumentState& found, std::optional<Instant> at, bool is_movement);

// Sets `word` from the legs.
void derive(OrderState& state);

// Whether the legs are equally far and everything held is held for the same reasons.
[[nodiscard]] bool is_held_alike(const OrderState& a, const OrderState& b);

// The order's document of this id, or nullptr.
[[nodiscard]] const DocumentState* find_document(const OrderState& state, std::string_view id) noexcept;

}  // namespace silkgate::dispatch
