// RecordReader: one record by its position.
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/handles.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace silkgate::kafka {
namespace {

constexpr auto kMarkerWait = std::chrono::seconds{1};

}  // namespace

class RecordReader::Impl final : public ClientEvents {
public:
    [[nodiscard]] Result<void> start(const ClientOptions& options);
    [[nodiscard]] Result<Incoming> read_at(const Position& position, std::chrono::milliseconds timeout);

private:
    std::mutex mutex_;
    RdKafka client_;
};

Result<void> RecordReader::Impl::start(const ClientOptions& options) {
    auto config = make_config(
        options,
        {
            {"group.id", "silkgate-reader"},  // asked for by the library; no group is joined
            {"enable.auto.commit", "false"},
            {"enable.auto.offset.store", "false"},
            {"isolation.level", "read_committed"},
            {"enable.partition.eof", "true"},
            {"auto.offset.reset", "error"},
            // One record is wanted: little is read ahead.
            {"fetch.message.max.bytes", "65536"},
            {"queued.max.messages.kbytes", "1024"},
            {"fetch.wait.max.ms", "10"},
            {"fetch.error.backoff.ms", "20"},
        },
        *this
    );
    if (!config) {
        return config.error();
    }
    rd_kafka_conf_set_error_cb(config->get(), [](rd_kafka_t*, int, const char*, void*) {});
    auto client = make_client(RD_KAFKA_CONSUMER, std::move(*config));
    if (!client) {
        return client.error();
    }
    client_ = std::move(*client);
    rd_kafka_poll_set_consumer(client_.get());
    return {};
}

Result<Incoming> RecordReader::Impl::read_at(const Position& position, std::chrono::milliseconds timeout) {
    const std::scoped_lock lock{mutex_};
    auto until = std::chrono::steady_clock::now() + timeout;
    bool at_end = false;
    const auto missing = [&] {
        return fail(
            Errc::not_found,
            "no committed record at " + position.topic + "/" + std::to_string(position.partition) + "/" +
                std::to_string(position.offset)
        );
    };
    if (position.offset < 0) {
        return missing();
    }
    const NextOffset at{.topic = position.topic, .partition = position.partition, .next = position.offset};
    if (const auto code = rd_kafka_assign(client_.get(), to_list({&at, 1}).get()); code != 0) {
        return fail(Errc::kafka_unavailable, sentence("assign", code));
    }
    struct Unassign {
        rd_kafka_t* client;
        ~Unassign() { rd_kafka_assign(client, nullptr); }
    } const unassign{client_.get()};

    while (std::chrono::steady_clock::now() < until) {
        const RdMessage message{rd_kafka_consumer_poll(client_.get(), 20)};
        // Reports about an earlier assignment may still be in the queue.
        if (message == nullptr || message->rkt == nullptr ||
            position.topic != rd_kafka_topic_name(message->rkt) || message->partition != position.partition) {
            continue;
        }
        switch (message->err) {
            case RD_KAFKA_RESP_ERR_NO_ERROR:
                if (message->offset == position.offset) {
                    return to_incoming(*message);
                }
                return missing();
            case RD_KAFKA_RESP_ERR__PARTITION_EOF:
                if (message->offset > position.offset) {
                    return missing();  // aborted or deleted, with nothing behind it
                }
                // A commit is answered before its marker is written, so the record may still be about to
                // appear.
                at_end = true;
                until = std::min(until, std::chrono::steady_clock::now() + kMarkerWait);
                break;
            case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
            case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
                return missing();
            default:
                break;  // broker away: the library tries again
        }
    }
    if (at_end) {
        return missing();
    }
    return fail(Errc::kafka_unavailable, "the record could not be read in time");
}

Result<std::unique_ptr<RecordReader>> RecordReader::open(ClientOptions options) {
    auto impl = std::make_unique<Impl>();
    if (auto started = impl->start(options); !started) {
        return started.error();
    }
    return std::unique_ptr<RecordReader>{new RecordReader{std::move(impl)}};
}

RecordReader::RecordReader(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
RecordReader::~RecordReader() = default;

Result<Incoming> RecordReader::read_at(const Position& position, std::chrono::milliseconds timeout) {
    return impl_->read_at(position, timeout);
}

}  // namespace silkgate::kafka
