// Settings → clients of Kafka: bootstrap and properties, the topics of this installation, and whether they
// are sound.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/topics.hpp"

#include <string>
#include <vector>

namespace silkgate::cli {

// Properties from the table and from files. Errc::invalid_settings when a file can not be read.
[[nodiscard]] Result<kafka::ClientOptions> client_options(const config::Settings& settings);

// The topics of every adapter's country and of every broker that a connection names.
[[nodiscard]] std::vector<kafka::TopicSpec> topic_specs(
    const adapters::Registry& registry,
    const config::Directory& directory,
    const std::vector<std::string>& remote
);

[[nodiscard]] kafka::TopicOptions topic_options(
    const config::Settings& settings,
    kafka::ClientOptions client,
    std::vector<kafka::TopicSpec> topics
);

// What the router reads besides commands: customs.<cc>.receipts.v1 of all, logistics.receipts.v1.
[[nodiscard]] std::vector<std::string> router_inputs(const std::vector<kafka::TopicSpec>& topics);

}  // namespace silkgate::cli
