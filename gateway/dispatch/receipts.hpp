// From a record of a receipts topic to `replied` commands, or the reason why it is a dead letter.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/dispatch/attempts.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/record.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::dispatch {

// Where a reply's reference leads; Replica::find_reference in the program.
using FindReference = std::function<std::optional<DocumentPlace>(const std::string& reference)>;

struct ReadReceipt {
    std::vector<Command> commands;       // one for each order concerned
    bool is_shared = false;              // some item is about a document that several orders share
    std::string country;                 // upper case, or empty for a carrier's
    std::optional<FailureCode> refusal;  // why it is a dead letter: unreadable, or unmatched (some item names
                                         // no document we know yet)
    std::string detail;                  // of the refusal, English
};

// Topic → country: "customs.cn.receipts.v1" → "CN"; empty for logistics.
[[nodiscard]] std::string country_of_topic(std::string_view topic);

// Pure but for `find`. A record whose content-type is JSON is the neutral reply, or what the adapter reads;
// other bytes are the authority's own.
[[nodiscard]] ReadReceipt read_receipt(
    const kafka::Incoming& record,
    const adapters::Registry& registry,
    const FindReference& find,
    Instant now
);

// Where a record that can not be used goes: the dead-letter topic of its country, of the carriers, or of the
// orders.
[[nodiscard]] std::string dead_letter_topic(std::string_view topic);

// The dead letter of a record: key, value and headers untouched, text headers say why.
[[nodiscard]] kafka::Record dead_letter(const kafka::Incoming& record, const Failure& failure);
// The same without the value, where Kafka does not take that: sg_dlq_omitted says how many bytes are missing.
// The original stands where sg_dlq_topic, partition and offset say.
[[nodiscard]] kafka::Record dead_letter_without_value(const kafka::Incoming& record, const Failure& failure);

}  // namespace silkgate::dispatch
