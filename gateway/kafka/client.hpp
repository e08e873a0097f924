// What every client of Kafka here has in common: where the cluster is, and places in its log.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace silkgate::kafka {

struct ClientOptions {
    std::string bootstrap;  // "host:port,host:port"
    std::string client_id = "silkgate";
    // Further librdkafka properties (TLS, SASL, …), set last and so able to change what this folder sets,
    // except what the guarantees rest on (acks, idempotence, isolation, auto-commit), which is refused.
    std::vector<std::pair<std::string, std::string>> properties;
};

struct TopicPartition {
    std::string topic;
    std::int32_t partition = 0;

    auto operator<=>(const TopicPartition&) const = default;
};

// The offset that is to be read next: one more than the last record's. A type of its own, because confusing
// the two loses or repeats a record.
struct NextOffset {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t next = 0;

    bool operator==(const NextOffset&) const = default;
};

}  // namespace silkgate::kafka
