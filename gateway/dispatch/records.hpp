// What the router publishes: documents, state and events as Kafka records with CloudEvents headers (binary mode).
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/kafka/record.hpp"

namespace silkgate::dispatch {

// What a record says of the order and process it came from.
struct RecordContext {
    const OrderState* state = nullptr;
    const Command* command = nullptr;
    std::string source;  // ce_source, "/silkgate/<instance group>"
    std::string causation;  // ce_id of the cause
};

[[nodiscard]] kafka::Record command_record(const Command& command, std::string_view source);
[[nodiscard]] kafka::Record document_record(
    const RecordContext& context,
    const LegRecord& leg,
    const DocumentState& document,
    adapters::Document rendered,
    std::string_view adapter_version,
    std::string_view broker
);
[[nodiscard]] kafka::Record state_record(const RecordContext& context);
// `type` is the last part of ce_type: "order.accepted", "leg.released". The event's number is the state's sequence.
[[nodiscard]] kafka::Record event_record(const RecordContext& context, std::string_view type, std::string_view detail_json);

// "order.accepted" → its 20-digit sequence, as ce_sequence wants it.
[[nodiscard]] std::string sequence_text(std::int64_t sequence);

}  // namespace silkgate::dispatch
