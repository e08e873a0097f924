#include "gateway/kafka/handles.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace silkgate::kafka {
namespace {

// A guarantee rests on each of these, so a settings file can not change them.
constexpr auto kFixed = std::to_array<std::string_view>({
    "acks",
    "request.required.acks",
    "enable.idempotence",
    "enable.gapless.guarantee",
    "enable.auto.commit",
    "enable.auto.offset.store",
    "enable.partition.eof",
    "isolation.level",
    "partition.assignment.strategy",
    "partitioner",
    "transactional.id",
});

constexpr std::size_t kErrorTextSize = 512;

Result<void> set(rd_kafka_conf_t* config, const std::string& name, const std::string& value) {
    std::array<char, kErrorTextSize> text{};
    if (rd_kafka_conf_set(config, name.c_str(), value.c_str(), text.data(), text.size()) !=
        RD_KAFKA_CONF_OK) {
        return fail(Errc::invalid_settings, text.data(), name);
    }
    return {};
}

void on_log(const rd_kafka_t* client, int /*level*/, const char* facility, const char* text) {
    if (const auto* events = static_cast<const ClientEvents*>(rd_kafka_opaque(client)); events != nullptr) {
        events->tell(std::string{"librdkafka "} + facility + ": " + text);
    }
}

}  // namespace

Result<RdConf> make_config(const ClientOptions& client, Properties ours, ClientEvents& events) {
    RdConf config{rd_kafka_conf_new()};
    rd_kafka_conf_set_opaque(config.get(), &events);
    rd_kafka_conf_set_log_cb(config.get(), on_log);
    const Properties common = {
        {"bootstrap.servers", client.bootstrap},
        {"client.id", client.client_id},
        {"log_level", "4"},
        {"log.connection.close", "false"},
        // On by default in librdkafka 2.0.2, off from 2.10.0: it delays small requests.
        {"socket.nagle.disable", "true"},
        {"reconnect.backoff.ms", "50"},
        {"reconnect.backoff.max.ms", "1000"},
        // The default of 1 s would be the time to notice new leaders; a cluster that is being restarted needs
        // less.
        {"topic.metadata.refresh.fast.interval.ms", "100"},
    };
    for (const auto& properties : {common, ours}) {
        for (const auto& [name, value] : properties) {
            if (auto done = set(config.get(), name, value); !done) {
                return done.error();
            }
        }
    }
    for (const auto& [name, value] : client.properties) {
        if (std::ranges::find(kFixed, name) != kFixed.end()) {
            return fail(Errc::invalid_settings, "the property " + name + " is fixed by Silkgate", name);
        }
        if (auto done = set(config.get(), name, value); !done) {
            return done.error();
        }
    }
    return config;
}

Result<RdKafka> make_client(rd_kafka_type_t type, RdConf config) {
    std::array<char, kErrorTextSize> text{};
    RdKafka client{rd_kafka_new(type, config.get(), text.data(), text.size())};
    if (client == nullptr) {
        return fail(Errc::invalid_settings, text.data());
    }
    static_cast<void>(config.release());  // the client's now
    return client;
}

RdHeaders make_headers(const Headers& headers) {
    if (headers.empty()) {
        return nullptr;
    }
    RdHeaders made{rd_kafka_headers_new(headers.size())};
    for (const auto& [name, value] : headers) {
        rd_kafka_header_add(
            made.get(),
            name.data(),
            static_cast<ssize_t>(name.size()),
            value.data(),
            static_cast<ssize_t>(value.size())
        );
    }
    return made;
}

// rd_kafka_producev, because rd_kafka_produce takes no headers. With a handle it does not meet the delay of
// about one second that librdkafka 2.0.2 has at the first record of a topic given by name (#5032, fixed
// in 2.10.1): only rd_kafka_topic_new() asks for the topic's leaders at once, and the handle has gone through
// it. Measured against a 3-node Kafka 3.9.1 with real_kafka_test.cpp
// (Producer.FirstRecordOfATopicDoesNotStall). rd_kafka_produceva is avoided: it frees headers twice where the
// partition does not exist (fixed in 2.12.0).
rd_kafka_resp_err_t
produce(rd_kafka_t* client, rd_kafka_topic_t* topic, const Record& record, Payload payload, void* opaque) {
    RdHeaders headers = make_headers(record.headers);
    const char* value = record.value ? record.value->data() : nullptr;
    const std::size_t value_size = record.value ? record.value->size() : 0;
    const char* key = record.key.empty() ? nullptr : record.key.data();
    const auto code = rd_kafka_producev(
        client,
        RD_KAFKA_VTYPE_RKT,
        topic,
        RD_KAFKA_VTYPE_PARTITION,
        record.partition.value_or(RD_KAFKA_PARTITION_UA),
        RD_KAFKA_VTYPE_MSGFLAGS,
        payload == Payload::copied ? RD_KAFKA_MSG_F_COPY : 0,
        RD_KAFKA_VTYPE_VALUE,
        value,
        value_size,
        RD_KAFKA_VTYPE_KEY,
        key,
        record.key.size(),
        RD_KAFKA_VTYPE_OPAQUE,
        opaque,
        RD_KAFKA_VTYPE_HEADERS,
        headers.get(),
        RD_KAFKA_VTYPE_END
    );
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        static_cast<void>(headers.release());  // the message's now
    }
    return code;
}

Incoming to_incoming(const rd_kafka_message_t& message) {
    Incoming incoming;
    incoming.position = {
        .topic = rd_kafka_topic_name(message.rkt), .partition = message.partition, .offset = message.offset
    };
    if (message.key != nullptr) {
        incoming.key.assign(static_cast<const char*>(message.key), message.key_len);
    }
    if (message.payload != nullptr) {
        incoming.value.emplace(static_cast<const char*>(message.payload), message.len);
    }
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    incoming.timestamp_ms = rd_kafka_message_timestamp(&message, &type);
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        const std::size_t count = rd_kafka_header_cnt(headers);
        incoming.headers.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            const char* name = nullptr;
            const void* value = nullptr;
            std::size_t size = 0;
            if (rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR) {
                incoming.headers.emplace_back(
                    name,
                    value == nullptr ? std::string{} : std::string{static_cast<const char*>(value), size}
                );
            }
        }
    }
    return incoming;
}

RdPartitions to_list(std::span<const NextOffset> offsets) {
    RdPartitions list{rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size()))};
    for (const NextOffset& offset : offsets) {
        rd_kafka_topic_partition_list_add(list.get(), offset.topic.c_str(), offset.partition)->offset =
            offset.next;
    }
    return list;
}

RdPartitions to_list(std::span<const TopicPartition> partitions) {
    RdPartitions list{rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size()))};
    for (const TopicPartition& partition : partitions) {
        rd_kafka_topic_partition_list_add(list.get(), partition.topic.c_str(), partition.partition);
    }
    return list;
}

std::vector<TopicPartition> to_partitions(const rd_kafka_topic_partition_list_t& list) {
    std::vector<TopicPartition> partitions;
    for (const auto& entry : std::span{list.elems, static_cast<std::size_t>(list.cnt)}) {
        partitions.push_back({.topic = entry.topic, .partition = entry.partition});
    }
    return partitions;
}

std::vector<NextOffset> to_offsets(const rd_kafka_topic_partition_list_t& list) {
    std::vector<NextOffset> offsets;
    for (const auto& entry : std::span{list.elems, static_cast<std::size_t>(list.cnt)}) {
        if (entry.offset >= 0 && entry.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            offsets.push_back({.topic = entry.topic, .partition = entry.partition, .next = entry.offset});
        }
    }
    return offsets;
}

std::string sentence(const char* what, rd_kafka_resp_err_t code) {
    return std::string{what} + ": " + rd_kafka_err2str(code);
}

std::string sentence(const char* what, const rd_kafka_error_t& error) {
    return std::string{what} + ": " + rd_kafka_error_string(&error);
}

std::int64_t lag_of(rd_kafka_t* client, const TopicPartition& partition, std::int64_t next) {
    std::int64_t low = 0;
    std::int64_t high = 0;
    rd_kafka_get_watermark_offsets(client, partition.topic.c_str(), partition.partition, &low, &high);
    return high < 0 ? 0 : std::max<std::int64_t>(0, high - std::max(next, low));
}

}  // namespace silkgate::kafka
