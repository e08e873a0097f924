// THE topic table, and making and checking topics by it.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::kafka {

// Names that code refers to; every one is in the table.
inline constexpr std::string_view kOrdersAccepted = "orders.accepted.v1";
inline constexpr std::string_view kOrdersState = "orders.state.v1";
inline constexpr std::string_view kOrdersEvents = "orders.events.v1";
inline constexpr std::string_view kOrdersDlq = "orders.dlq.v1";
inline constexpr std::string_view kCatalogItems = "catalog.items.v1";
inline constexpr std::string_view kConsolidations = "logistics.consolidations.v1";
inline constexpr std::string_view kLogisticsBookings = "logistics.bookings.v1";
inline constexpr std::string_view kLogisticsReceipts = "logistics.receipts.v1";
inline constexpr std::string_view kLogisticsDlq = "logistics.dlq.v1";
inline constexpr std::string_view kAudit = "audit.v1";

// "customs.ru.declarations.v1", or with a broker of its own "customs.ru.acme.declarations.v1". The country in
// either case; `broker` may be empty.
[[nodiscard]] std::string declarations_topic(std::string_view country, std::string_view broker = {});
[[nodiscard]] std::string receipts_topic(std::string_view country, std::string_view broker = {});
[[nodiscard]] std::string customs_dlq_topic(std::string_view country, std::string_view broker = {});

// Calls to an adapter that is a program of its own, and its answers: "adapters.tj.calls.v1".
enum class AdapterTopic : std::uint8_t { calls, answers };
[[nodiscard]] std::string adapter_topic(std::string_view country, AdapterTopic what);

enum class Cleanup : std::uint8_t { remove, compact };

// One row of the table: a topic, or (with <cc> in the pattern) one topic a country.
struct TopicRow {
    std::string_view pattern;
    std::string_view key;    // what the record key is
    std::string_view value;  // what the value is
    Cleanup cleanup;
    int retention_days;  // 0: kept for ever (compacted)
    std::string_view writers;
    std::string_view readers;
};

[[nodiscard]] const std::vector<TopicRow>& topic_table();

struct TopicSpec {
    std::string name;
    const TopicRow* row = nullptr;  // into topic_table()
};

// A broker of a country with topics of its own.
struct BrokerTopics {
    std::string country;
    std::string broker;
};

// The topics for these countries (alpha-2, either case), for brokers with topics of their own, and for the
// countries whose adapter is a program of its own.
[[nodiscard]] std::vector<TopicSpec> topics_for(
    const std::vector<std::string>& countries,
    const std::vector<BrokerTopics>& brokers = {},
    const std::vector<std::string>& remote = {}
);
[[nodiscard]] std::vector<std::string> names(const std::vector<TopicSpec>& topics);

struct TopicOptions {
    ClientOptions client;
    std::vector<TopicSpec> topics;
    int partitions = 12;  // fixed at creation: changing it moves keys
    int replication = 3;  // lowered to the number of brokers
    int min_insync = 2;   // lowered to the replication
    std::chrono::milliseconds timeout{15'000};
};

enum class Finding : std::uint8_t {
    ok,
    created,
    changed,    // a setting was brought to the table's value
    missing,    // the topic is not there
    different,  // a setting differs from the table, without harm to a guarantee
    weak,       // a setting under which an acknowledged record can be lost
    refused,    // a difference that must not be mended: the number of partitions
    failed,     // Kafka did not do it
};

struct TopicLine {
    std::string topic;  // empty: about the cluster
    Finding finding = Finding::ok;
    std::string text;  // English
};

struct TopicReport {
    std::vector<TopicLine> lines;
    int brokers = 0;

    [[nodiscard]] bool has(Finding finding) const;
    // Nothing missing, refused, weak or failed.
    [[nodiscard]] bool sound() const;
};

// Compares without changing anything. Weak: replication 1 or below the wished where there are brokers enough,
// min.insync.replicas < 2 on a replicated topic, unclean election on. Blocks. Errc::kafka_unavailable when no
// broker answers.
[[nodiscard]] Result<TopicReport> topics_check(const TopicOptions& options);

// Creates what is missing and brings retention, cleanup, min.insync and unclean election to the table's
// values; never touches the number of partitions or replicas. Doing it again changes nothing. Blocks.
[[nodiscard]] Result<TopicReport> topics_apply(const TopicOptions& options);

}  // namespace silkgate::kafka
