#include "gateway/cli/kafka_setup.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace silkgate::cli {

Result<kafka::ClientOptions> client_options(const config::Settings& settings) {
    kafka::ClientOptions client;
    client.bootstrap = settings.kafka.brokers;
    client.client_id =
        "silkgate-" + (settings.instance.id.empty() ? settings.instance.group : settings.instance.id);
    for (const auto& [name, value] : settings.kafka.properties) {
        client.properties.emplace_back(name, value);
    }
    for (const auto& [name, path] : settings.kafka.property_files) {
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            return fail(Errc::invalid_settings, "kafka.property_files." + name + ": can not read " + path);
        }
        std::string value{std::istreambuf_iterator<char>(file), {}};
        while (value.ends_with('\n') || value.ends_with('\r')) {
            value.pop_back();
        }
        client.properties.emplace_back(name, std::move(value));
    }
    return client;
}

std::vector<kafka::TopicSpec> topic_specs(
    const adapters::Registry& registry,
    const config::Directory& directory,
    const std::vector<std::string>& remote
) {
    std::vector<std::string> countries = remote;
    for (const auto& adapter : registry.all()) {
        countries.emplace_back(adapter->info().country);
    }
    std::vector<kafka::BrokerTopics> brokers;
    for (const config::Connection& connection : directory.connections()) {
        for (const auto& [country, broker] : connection.brokers) {
            const bool known = std::ranges::any_of(brokers, [&](const kafka::BrokerTopics& row) {
                return row.country == country && row.broker == broker;
            });
            if (!known) {
                brokers.push_back({.country = country, .broker = broker});
            }
        }
    }
    return kafka::topics_for(countries, brokers, remote);
}

kafka::TopicOptions topic_options(
    const config::Settings& settings,
    kafka::ClientOptions client,
    std::vector<kafka::TopicSpec> topics
) {
    return {
        .client = std::move(client),
        .topics = std::move(topics),
        .partitions = static_cast<int>(settings.kafka.partitions),
        .replication = static_cast<int>(settings.kafka.replication),
        .min_insync = static_cast<int>(settings.kafka.min_insync),
    };
}

std::vector<std::string> router_inputs(const std::vector<kafka::TopicSpec>& topics) {
    std::vector<std::string> inputs{std::string(kafka::kOrdersAccepted)};
    for (const kafka::TopicSpec& topic : topics) {
        if (topic.name.ends_with(".receipts.v1") || topic.name == kafka::kConsolidations) {
            inputs.push_back(topic.name);
        }
    }
    return inputs;
}

}  // namespace silkgate::cli
