#include "gateway/kafka/consumer.hpp"

#include "gateway/kafka/handles.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace silkgate::kafka {

GroupMetadata::GroupMetadata(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
GroupMetadata::GroupMetadata(GroupMetadata&&) noexcept = default;
GroupMetadata& GroupMetadata::operator=(GroupMetadata&&) noexcept = default;
GroupMetadata::~GroupMetadata() = default;

class Consumer::Impl final : public ClientEvents {
public:
    explicit Impl(ConsumerOptions options) : options_{std::move(options)} { on_event = options_.on_event; }

    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<std::optional<Incoming>> poll(std::chrono::milliseconds timeout);
    [[nodiscard]] RdPartitions assignment() const;
    void rebalance(rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions);

    [[nodiscard]] rd_kafka_t* client() const { return client_.get(); }
    [[nodiscard]] const std::map<TopicPartition, std::int64_t>& reached() const { return reached_; }

private:
    void reach(const rd_kafka_message_t& message, std::int64_t next);

    ConsumerOptions options_;
    RdKafka client_;
    // Next offset of each partition that delivered something, or whose end was reached, since it was
    // assigned.
    std::map<TopicPartition, std::int64_t> reached_;
};

namespace {

const char* to_text(OffsetReset reset) {
    switch (reset) {
        case OffsetReset::earliest:
            return "earliest";
        case OffsetReset::latest:
            return "latest";
        case OffsetReset::error:
            return "error";
    }
    return "error";
}

Result<void> to_result(rd_kafka_resp_err_t code, const char* what) {
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence(what, code));
    }
    return {};
}

}  // namespace

Result<void> Consumer::Impl::start() {
    auto config = make_config(
        options_.client,
        {
            {"group.id", options_.group},
            {"enable.auto.commit", "false"},
            {"enable.auto.offset.store", "false"},
            {"isolation.level", "read_committed"},
            {"partition.assignment.strategy", "range"},
            {"auto.offset.reset", to_text(options_.reset)},
            // For lag(): the end of a partition lies behind the markers of transactions, which are not
            // delivered.
            {"enable.partition.eof", "true"},
            {"max.poll.interval.ms", std::to_string(options_.poll_interval_max.count())},
            {"session.timeout.ms", std::to_string(options_.session_timeout.count())},
            {"heartbeat.interval.ms", std::to_string(options_.session_timeout.count() / 5)},
            {"queued.max.messages.kbytes", std::to_string(options_.prefetch_kbytes)},
            // An answer is kept as a whole until its last record was taken, and comes on top.
            {"fetch.max.bytes", kFetchBytes},
            {"fetch.message.max.bytes", kPartitionFetchBytes},
            // How long the broker may gather before it answers a fetch; records are delivered as they come.
            {"fetch.wait.max.ms", "100"},
            // After an error the partition is fetched again soon, not after half a second.
            {"fetch.error.backoff.ms", "100"},
        },
        *this
    );
    if (!config) {
        return config.error();
    }
    rd_kafka_conf_set_rebalance_cb(
        config->get(),
        [](rd_kafka_t*, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions, void* opaque) {
            static_cast<Impl&>(*static_cast<ClientEvents*>(opaque)).rebalance(code, partitions);
        }
    );
    rd_kafka_conf_set_error_cb(config->get(), [](rd_kafka_t*, int, const char* reason, void* opaque) {
        static_cast<ClientEvents*>(opaque)->tell(std::string{"Kafka consumer: "} + reason);
    });
    auto client = make_client(RD_KAFKA_CONSUMER, std::move(*config));
    if (!client) {
        return client.error();
    }
    client_ = std::move(*client);
    rd_kafka_poll_set_consumer(client_.get());
    std::vector<TopicPartition> subscription;
    for (const std::string& topic : options_.topics) {
        subscription.push_back({.topic = topic, .partition = RD_KAFKA_PARTITION_UA});
    }
    return to_result(rd_kafka_subscribe(client_.get(), to_list(subscription).get()), "subscribe");
}

void Consumer::Impl::rebalance(rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions) {
    reached_.clear();
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        rd_kafka_assign(client_.get(), partitions);
        if (options_.on_assigned) {
            options_.on_assigned(to_partitions(*partitions));
        }
        return;
    }
    if (options_.on_revoked) {
        const bool lost = rd_kafka_assignment_lost(client_.get()) != 0;
        options_.on_revoked(to_partitions(*partitions), lost ? RevokeReason::lost : RevokeReason::revoked);
    }
    rd_kafka_assign(client_.get(), nullptr);
}

void Consumer::Impl::reach(const rd_kafka_message_t& message, std::int64_t next) {
    reached_[{.topic = rd_kafka_topic_name(message.rkt), .partition = message.partition}] = next;
}

Result<std::optional<Incoming>> Consumer::Impl::poll(std::chrono::milliseconds timeout) {
    const RdMessage message{rd_kafka_consumer_poll(client_.get(), static_cast<int>(timeout.count()))};
    if (message == nullptr) {
        return std::optional<Incoming>{};
    }
    switch (message->err) {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            reach(*message, message->offset + 1);
            return std::optional{to_incoming(*message)};
        case RD_KAFKA_RESP_ERR__PARTITION_EOF:
            reach(*message, message->offset);
            return std::optional<Incoming>{};
        case RD_KAFKA_RESP_ERR__FATAL:
        case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
            return fail(
                Errc::kafka_unavailable, std::string{"consumer: "} + rd_kafka_message_errstr(message.get())
            );
        default:  // the library goes on by itself
            tell(std::string{"Kafka consumer: "} + rd_kafka_message_errstr(message.get()));
            return std::optional<Incoming>{};
    }
}

RdPartitions Consumer::Impl::assignment() const {
    rd_kafka_topic_partition_list_t* list = nullptr;
    if (rd_kafka_assignment(client_.get(), &list) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return RdPartitions{rd_kafka_topic_partition_list_new(0)};
    }
    return RdPartitions{list};
}

Result<std::unique_ptr<Consumer>> Consumer::open(ConsumerOptions options) {
    auto impl = std::make_shared<Impl>(std::move(options));
    if (auto started = impl->start(); !started) {
        return started.error();
    }
    return std::unique_ptr<Consumer>{new Consumer{std::move(impl)}};
}

Consumer::Consumer(std::shared_ptr<Impl> impl) : impl_{std::move(impl)} {}

Consumer::~Consumer() {
    close(std::chrono::seconds{5});
}

Result<std::optional<Incoming>> Consumer::poll(std::chrono::milliseconds timeout) {
    return impl_->poll(timeout);
}

std::vector<TopicPartition> Consumer::assignment() const {
    return to_partitions(*impl_->assignment());
}

std::vector<NextOffset> Consumer::positions() const {
    const RdPartitions list = impl_->assignment();
    rd_kafka_position(impl_->client(), list.get());
    return to_offsets(*list);
}

std::int64_t Consumer::lag() const {
    std::int64_t total = 0;
    for (const auto& [partition, next] : impl_->reached()) {
        total += lag_of(impl_->client(), partition, next);
    }
    return total;
}

Result<void> Consumer::seek(std::span<const NextOffset> to, std::chrono::milliseconds timeout) {
    if (to.empty()) {
        return {};
    }
    const RdPartitions list = to_list(to);
    const RdError error{
        rd_kafka_seek_partitions(impl_->client(), list.get(), static_cast<int>(timeout.count()))
    };
    if (error != nullptr) {
        return fail(Errc::kafka_unavailable, sentence("seek", *error));
    }
    for (const auto& entry : std::span{list->elems, static_cast<std::size_t>(list->cnt)}) {
        if (entry.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(Errc::kafka_unavailable, sentence("seek", entry.err));
        }
    }
    return {};
}

Result<void> Consumer::rewind(std::chrono::milliseconds timeout) {
    const RdPartitions list = impl_->assignment();
    if (list->cnt == 0) {
        return {};
    }
    const auto code = rd_kafka_committed(impl_->client(), list.get(), static_cast<int>(timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence("committed offsets", code));
    }
    std::vector<NextOffset> to;
    for (const auto& entry : std::span{list->elems, static_cast<std::size_t>(list->cnt)}) {
        const std::int64_t next = entry.offset >= 0 ? entry.offset : RD_KAFKA_OFFSET_BEGINNING;
        to.push_back({.topic = entry.topic, .partition = entry.partition, .next = next});
    }
    return seek(to, timeout);
}

Result<std::vector<NextOffset>>
Consumer::committed(std::span<const TopicPartition> partitions, std::chrono::milliseconds timeout) {
    const RdPartitions list = to_list(partitions);
    const auto code = rd_kafka_committed(impl_->client(), list.get(), static_cast<int>(timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence("committed offsets", code));
    }
    return to_offsets(*list);
}

Result<void> Consumer::commit(std::span<const NextOffset> next) {
    return to_result(rd_kafka_commit(impl_->client(), to_list(next).get(), 0), "commit offsets");
}

Result<void> Consumer::pause(std::span<const TopicPartition> partitions) {
    return to_result(rd_kafka_pause_partitions(impl_->client(), to_list(partitions).get()), "pause");
}

Result<void> Consumer::resume(std::span<const TopicPartition> partitions) {
    return to_result(rd_kafka_resume_partitions(impl_->client(), to_list(partitions).get()), "resume");
}

GroupMetadata Consumer::group_metadata() const {
    auto impl = std::make_unique<GroupMetadata::Impl>();
    impl->handle.reset(rd_kafka_consumer_group_metadata(impl_->client()));
    return GroupMetadata{std::move(impl)};
}

// The closing itself runs in a helper thread; the caller's thread serves the callbacks it waits for, so that
// on_revoked comes on the thread it was promised on.
void Consumer::close(std::chrono::milliseconds timeout) {
    if (impl_ == nullptr) {
        return;
    }
    const RdQueue queue{rd_kafka_queue_new(impl_->client())};
    const RdError error{rd_kafka_consumer_close_queue(impl_->client(), queue.get())};
    const auto until = std::chrono::steady_clock::now() + timeout;
    while (error == nullptr && rd_kafka_consumer_closed(impl_->client()) == 0 &&
           std::chrono::steady_clock::now() < until) {
        if (rd_kafka_event_t* event = rd_kafka_queue_poll(queue.get(), 20); event != nullptr) {
            if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE) {
                impl_->rebalance(rd_kafka_event_error(event), rd_kafka_event_topic_partition_list(event));
            }
            rd_kafka_event_destroy(event);
        }
    }
    // Destruction may hang in librdkafka 2.0.2 when the coordinator is away: then it is left to this thread.
    struct Ended {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
    };
    auto ended = std::make_shared<Ended>();  // shared with the thread, which may outlive this call
    std::thread{[impl = std::move(impl_), ended]() mutable {
        impl.reset();
        const std::scoped_lock lock{ended->mutex};
        ended->done = true;
        ended->changed.notify_all();
    }}.detach();
    std::unique_lock lock{ended->mutex};
    ended->changed.wait_for(lock, timeout, [&] { return ended->done; });
}

}  // namespace silkgate::kafka
