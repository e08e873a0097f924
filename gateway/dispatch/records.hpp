// What the router publishes: documents, state and events as Kafka records with CloudEvents headers (binary
// mode).
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/kafka/record.hpp"

#include <string>
#include <string_view>

namespace silkgate::dispatch {

// What a record says of the order and process it came from.
struct RecordContext {
    const OrderState* state = nullptr;
    const Command* command = nullptr;
    std::string source;     // ce_source, "/silkgate/<instance group>"
    std::string causation;  // ce_id of the cause
};

[[nodiscard]] kafka::Record
command_record(const Command& command, std::string_view source, const PartyVault& vault);
[[nodiscard]] kafka::Record document_record(
    const RecordContext& context,
    const LegRecord& leg,
    const DocumentState& document,
    adapters::Document rendered,
    std::string_view adapter_version,
    std::string_view broker
);
// Without its value, to_json(state): the state still has to learn where its documents are.
[[nodiscard]] kafka::Record state_record(const RecordContext& context);
// `type` is the last part of ce_type: "order.accepted", "leg.released". The event's number is the state's
// sequence.
[[nodiscard]] kafka::Record
event_record(const RecordContext& context, std::string_view type, std::string_view detail_json);

// What an event says of a leg, and of a reply to a document: JSON for event_record.
[[nodiscard]] std::string leg_detail(const LegRecord& record);
[[nodiscard]] std::string reply_detail(const LegRecord& record, const DocumentState& document);

// Of an order.returned: which goods come back.
[[nodiscard]] std::string return_detail(const Command& command);
// Of an order.conflict: which command lost.
[[nodiscard]] std::string packing_detail(const Packing& packing);
[[nodiscard]] std::string conflict_detail(const Command& command);

// "order.accepted" → its 20-digit sequence, as ce_sequence wants it.
[[nodiscard]] std::string sequence_text(std::int64_t sequence);

}  // namespace silkgate::dispatch
