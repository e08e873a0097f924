// A record on its way to Kafka, and what the broker said of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace silkgate::kafka {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Record {
    std::string topic;
    std::string key;
    // Absent = tombstone.
    std::optional<std::string> value;
    Headers headers;
    // Chosen by murmur2 of the key where absent.
    std::optional<std::int32_t> partition;
};

// Where a record is, once all in-sync replicas have it.
struct Position {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
};

// A record read back. Only committed records are ever delivered.
struct Incoming {
    Position position;
    std::string key;
    std::optional<std::string> value;
    Headers headers;
    std::int64_t timestamp_ms = 0;
};

}  // namespace silkgate::kafka
