// From a record of a receipts topic to `replied` commands, or the reason why it is a dead letter.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/registry.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/record.hpp"

namespace silkgate::dispatch {

// Where a reply's reference leads; Replica::find_reference in the program.
using FindReference = std::function<std::optional<DocumentPlace>(const std::string& reference)>;

struct ReadReceipt {
    std::vector<Command> commands;  // one for each order concerned
    std::string country;            // upper case, or empty for a carrier's
    std::string refusal;            // why it is a dead letter: sg_dlq_code; empty when it is not
    std::string detail;             // English
    bool unmatched = false;         // some item names no document we know (yet)
};

// Topic → country: "customs.cn.receipts.v1" → "CN"; empty for logistics.
[[nodiscard]] std::string country_of_topic(std::string_view topic);

// Pure but for `find`. A record whose content-type is JSON is the neutral reply, or what the adapter reads; other
// bytes are the authority's own.
[[nodiscard]] ReadReceipt read_receipt(
    const kafka::Incoming& record, const adapters::Registry& registry, const FindReference& find, Instant now
);

// The dead letter of a record: key, value and headers untouched, text headers say why.
[[nodiscard]] kafka::Record dead_letter(
    const kafka::Incoming& record, std::string topic, std::string_view code, std::string_view reason, Instant now
);

}  // namespace silkgate::dispatch
