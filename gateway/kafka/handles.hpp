// Private to this folder: librdkafka's handles as owned objects, and the conversions every client needs.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/record.hpp"

#include <librdkafka/rdkafka.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace silkgate::kafka {

template <auto destroy>
struct Destroyer {
    template <class T>
    void operator()(T* handle) const {
        destroy(handle);
    }
};

using RdKafka = std::unique_ptr<rd_kafka_t, Destroyer<rd_kafka_destroy>>;
using RdConf = std::unique_ptr<rd_kafka_conf_t, Destroyer<rd_kafka_conf_destroy>>;
using RdTopic = std::unique_ptr<rd_kafka_topic_t, Destroyer<rd_kafka_topic_destroy>>;
using RdQueue = std::unique_ptr<rd_kafka_queue_t, Destroyer<rd_kafka_queue_destroy>>;
using RdMessage = std::unique_ptr<rd_kafka_message_t, Destroyer<rd_kafka_message_destroy>>;
using RdHeaders = std::unique_ptr<rd_kafka_headers_t, Destroyer<rd_kafka_headers_destroy>>;
using RdPartitions =
    std::unique_ptr<rd_kafka_topic_partition_list_t, Destroyer<rd_kafka_topic_partition_list_destroy>>;
using RdError = std::unique_ptr<rd_kafka_error_t, Destroyer<rd_kafka_error_destroy>>;

// What librdkafka's opaque pointer points to in every client here, so that its log callback finds a listener.
struct ClientEvents {
    std::function<void(const std::string&)> on_event;

    void tell(const std::string& sentence) const {
        if (on_event) {
            on_event(sentence);
        }
    }
};

// fetch.max.bytes and fetch.message.max.bytes of consumers: an answer, compressed, and a partition's part of
// it. A larger record is still delivered.
inline constexpr const char* kFetchBytes = "2097152";
inline constexpr const char* kPartitionFetchBytes = "524288";

using Properties = std::initializer_list<std::pair<const char*, std::string>>;

// Settings of the client, then `ours`, then the caller's. `events` must outlive the client.
// Errc::invalid_settings names the property that librdkafka or we refuse.
[[nodiscard]] Result<RdConf> make_config(const ClientOptions& client, Properties ours, ClientEvents& events);

// Takes the configuration over.
[[nodiscard]] Result<RdKafka> make_client(rd_kafka_type_t type, RdConf config);

// librdkafka's own headers; null where there are none. Owned by the caller until a produce call takes them.
[[nodiscard]] RdHeaders make_headers(const Headers& headers);

// Hands a record over by topic handle. The bytes are copied, or must stay until the report when `copy` is not
// set.
enum class Payload { copied, borrowed };
[[nodiscard]] rd_kafka_resp_err_t
produce(rd_kafka_t* client, rd_kafka_topic_t* topic, const Record& record, Payload payload, void* opaque);

[[nodiscard]] Incoming to_incoming(const rd_kafka_message_t& message);

[[nodiscard]] RdPartitions to_list(std::span<const NextOffset> offsets);
[[nodiscard]] RdPartitions to_list(std::span<const TopicPartition> partitions);
[[nodiscard]] std::vector<TopicPartition> to_partitions(const rd_kafka_topic_partition_list_t& list);
// Entries with a real offset (not "none yet").
[[nodiscard]] std::vector<NextOffset> to_offsets(const rd_kafka_topic_partition_list_t& list);

// Records between `next` and the end of the partition as the last fetch told it; 0 before the first fetch.
[[nodiscard]] std::int64_t lag_of(rd_kafka_t* client, const TopicPartition& partition, std::int64_t next);

// "what: librdkafka's words".
[[nodiscard]] std::string sentence(const char* what, rd_kafka_resp_err_t code);
[[nodiscard]] std::string sentence(const char* what, const rd_kafka_error_t& error);

class GroupMetadata::Impl {
public:
    std::unique_ptr<rd_kafka_consumer_group_metadata_t, Destroyer<rd_kafka_consumer_group_metadata_destroy>>
        handle;
};

}  // namespace silkgate::kafka
