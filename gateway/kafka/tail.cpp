// Tail: every partition of some topics, in no group.
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/handles.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace silkgate::kafka {

class Tail::Impl final : public ClientEvents {
public:
    explicit Impl(TailOptions options) : options_{std::move(options)} { on_event = options_.on_event; }

    [[nodiscard]] Result<void> start(std::span<const NextOffset> from, std::chrono::milliseconds timeout);
    [[nodiscard]] Result<std::optional<Incoming>> poll(std::chrono::milliseconds timeout);

    [[nodiscard]] rd_kafka_t* client() const { return client_.get(); }
    [[nodiscard]] const std::map<TopicPartition, std::int64_t>& reached() const { return reached_; }

private:
    [[nodiscard]] Result<void> find_partitions(std::chrono::milliseconds timeout);

    TailOptions options_;
    RdKafka client_;
    std::map<TopicPartition, std::int64_t> reached_;  // next offset
};

namespace {

using Clock = std::chrono::steady_clock;

struct DestroyMetadata {
    void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};

int left_until(Clock::time_point until) {
    return static_cast<int>(std::max<std::int64_t>(
        1, std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count()
    ));
}

// The number of partitions, asked for until the topic is known or the time is over.
Result<int> count_partitions(rd_kafka_t* client, const std::string& topic, Clock::time_point until) {
    const RdTopic handle{rd_kafka_topic_new(client, topic.c_str(), nullptr)};
    std::string trouble = "no answer";
    do {
        const rd_kafka_metadata_t* raw = nullptr;
        const auto code = rd_kafka_metadata(client, 0, handle.get(), &raw, left_until(until));
        const std::unique_ptr<const rd_kafka_metadata_t, DestroyMetadata> metadata{raw};
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            trouble = rd_kafka_err2str(code);
        } else if (metadata->topic_cnt == 1 && metadata->topics[0].err == RD_KAFKA_RESP_ERR_NO_ERROR &&
                   metadata->topics[0].partition_cnt > 0) {
            return metadata->topics[0].partition_cnt;
        } else {
            trouble = metadata->topic_cnt == 1 ? rd_kafka_err2str(metadata->topics[0].err) : "unknown topic";
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    } while (Clock::now() < until);
    return fail(Errc::kafka_unavailable, "partitions of " + topic + ": " + trouble);
}

}  // namespace

Result<void> Tail::Impl::find_partitions(std::chrono::milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    for (const std::string& topic : options_.topics) {
        auto count = count_partitions(client_.get(), topic, until);
        if (!count) {
            return count.error();
        }
        for (std::int32_t partition = 0; partition < *count; ++partition) {
            reached_[{.topic = topic, .partition = partition}] = 0;
        }
    }
    return {};
}

Result<void> Tail::Impl::start(std::span<const NextOffset> from, std::chrono::milliseconds timeout) {
    auto config = make_config(
        options_.client,
        {
            {"group.id", "silkgate-tail"
            },  // asked for by the library; no group is joined, nothing is committed
            {"enable.auto.commit", "false"},
            {"enable.auto.offset.store", "false"},
            {"isolation.level", "read_committed"},
            {"enable.partition.eof", "true"},
            {"auto.offset.reset", "error"},
            {"queued.max.messages.kbytes", std::to_string(options_.prefetch_kbytes)},
            // An answer is kept as a whole until its last record was taken, and comes on top.
            {"fetch.max.bytes", kFetchBytes},
            {"fetch.message.max.bytes", kPartitionFetchBytes},
            {"fetch.wait.max.ms", std::to_string(options_.fetch_wait.count())},
            {"fetch.error.backoff.ms", "100"},
        },
        *this
    );
    if (!config) {
        return config.error();
    }
    rd_kafka_conf_set_error_cb(config->get(), [](rd_kafka_t*, int, const char* reason, void* opaque) {
        static_cast<ClientEvents*>(opaque)->tell(std::string{"Kafka tail: "} + reason);
    });
    auto client = make_client(RD_KAFKA_CONSUMER, std::move(*config));
    if (!client) {
        return client.error();
    }
    client_ = std::move(*client);
    rd_kafka_poll_set_consumer(client_.get());
    if (auto found = find_partitions(timeout); !found) {
        return found.error();
    }
    std::vector<NextOffset> assignment;
    for (auto& [partition, next] : reached_) {
        const auto known = std::ranges::find_if(from, [&](const NextOffset& offset) {
            return offset.topic == partition.topic && offset.partition == partition.partition;
        });
        next = known == from.end() ? 0 : known->next;
        assignment.push_back(
            {.topic = partition.topic,
             .partition = partition.partition,
             .next = known == from.end() ? RD_KAFKA_OFFSET_BEGINNING : known->next}
        );
    }
    if (const auto code = rd_kafka_assign(client_.get(), to_list(assignment).get()); code != 0) {
        return fail(Errc::kafka_unavailable, sentence("assign", code));
    }
    return {};
}

Result<std::optional<Incoming>> Tail::Impl::poll(std::chrono::milliseconds timeout) {
    const RdMessage message{rd_kafka_consumer_poll(client_.get(), static_cast<int>(timeout.count()))};
    if (message == nullptr) {
        return std::optional<Incoming>{};
    }
    const auto reach = [&](std::int64_t next) {
        auto& reached =
            reached_[{.topic = rd_kafka_topic_name(message->rkt), .partition = message->partition}];
        reached = std::max(reached, next);
    };
    switch (message->err) {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            reach(message->offset + 1);
            return std::optional{to_incoming(*message)};
        case RD_KAFKA_RESP_ERR__PARTITION_EOF:  // its offset is past the transaction markers too
            reach(message->offset);
            return std::optional<Incoming>{};
        case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
            return fail(Errc::not_found, std::string{"tail: "} + rd_kafka_message_errstr(message.get()));
        case RD_KAFKA_RESP_ERR__FATAL:
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
            return fail(
                Errc::kafka_unavailable, std::string{"tail: "} + rd_kafka_message_errstr(message.get())
            );
        default:  // the library goes on by itself
            tell(std::string{"Kafka tail: "} + rd_kafka_message_errstr(message.get()));
            return std::optional<Incoming>{};
    }
}

Result<std::unique_ptr<Tail>>
Tail::open(TailOptions options, std::span<const NextOffset> from, std::chrono::milliseconds timeout) {
    auto impl = std::make_unique<Impl>(std::move(options));
    if (auto started = impl->start(from, timeout); !started) {
        return started.error();
    }
    return std::unique_ptr<Tail>{new Tail{std::move(impl)}};
}

Tail::Tail(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Tail::~Tail() = default;

Result<std::optional<Incoming>> Tail::poll(std::chrono::milliseconds timeout) {
    return impl_->poll(timeout);
}

std::string Tail::cluster_id(std::chrono::milliseconds timeout) const {
    char* id = rd_kafka_clusterid(impl_->client(), static_cast<int>(timeout.count()));
    std::string text = id == nullptr ? std::string{} : std::string{id};
    rd_kafka_mem_free(impl_->client(), id);
    return text;
}

std::vector<TopicPartition> Tail::partitions() const {
    std::vector<TopicPartition> all;
    for (const auto& [partition, next] : impl_->reached()) {
        all.push_back(partition);
    }
    return all;
}

std::vector<NextOffset> Tail::positions() const {
    std::vector<NextOffset> all;
    for (const auto& [partition, next] : impl_->reached()) {
        all.push_back({.topic = partition.topic, .partition = partition.partition, .next = next});
    }
    return all;
}

std::int64_t Tail::lag() const {
    std::int64_t total = 0;
    for (const auto& [partition, next] : impl_->reached()) {
        total += lag_of(impl_->client(), partition, next);
    }
    return total;
}

// Under read_committed the "high watermark" of ListOffsets is the last stable offset (seen on Kafka 3.9.1:
// real_kafka_test.cpp, Tail.StableEndStopsAtAnOpenTransaction).
Result<std::int64_t> Tail::stable_end(const TopicPartition& partition, std::chrono::milliseconds timeout) {
    std::int64_t low = 0;
    std::int64_t high = 0;
    const auto code = rd_kafka_query_watermark_offsets(
        impl_->client(),
        partition.topic.c_str(),
        partition.partition,
        &low,
        &high,
        static_cast<int>(timeout.count())
    );
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence("end of partition", code));
    }
    return high;
}

Result<std::vector<NextOffset>> Tail::stable_ends(std::chrono::milliseconds timeout) {
    std::vector<NextOffset> query;
    for (const auto& [partition, next] : impl_->reached()) {
        query.push_back(
            {.topic = partition.topic, .partition = partition.partition, .next = RD_KAFKA_OFFSET_END}
        );
    }
    const RdPartitions list = to_list(query);
    const auto code =
        rd_kafka_offsets_for_times(impl_->client(), list.get(), static_cast<int>(timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence("ends of partitions", code));
    }
    auto ends = to_offsets(*list);
    if (ends.size() != query.size()) {
        return fail(Errc::kafka_unavailable, "ends of partitions: some are not known");
    }
    return ends;
}

}  // namespace silkgate::kafka
