#include "gateway/kafka/transaction.hpp"

#include "gateway/kafka/handles.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace silkgate::kafka {

class TransactionalProducer::Impl final : public ClientEvents {
public:
    explicit Impl(TransactionOptions options) : options_{std::move(options)} { on_event = options_.on_event; }

    [[nodiscard]] Result<void> rebuild(std::chrono::milliseconds timeout);
    [[nodiscard]] Step begin();
    [[nodiscard]] Step produce(const Record& record);
    [[nodiscard]] Step send_offsets(std::span<const NextOffset> next, Consumer& consumer);
    [[nodiscard]] Step flush();
    [[nodiscard]] Step commit();
    [[nodiscard]] Step abort();

    std::vector<Position> positions_;
    std::uint64_t rebuilds_ = 0;

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool plain() const { return options_.mode == TransactionMode::plain; }
    [[nodiscard]] Result<RdKafka> make();
    [[nodiscard]] rd_kafka_topic_t* topic(const std::string& name);
    void take_report(const rd_kafka_message_t& message);
    template <class Call>
    [[nodiscard]] Step retrying(const char* what, Call call);
    [[nodiscard]] Step commit_plain();
    [[nodiscard]] Step with_failure(Step step) const;
    void reset();

    TransactionOptions options_;
    RdKafka client_;
    std::unordered_map<std::string, RdTopic> topics_;
    std::uint32_t generation_ = 0;  // of the transaction, so that a late report is told from a current one
    std::string failure_;           // of a record of this transaction
    std::vector<std::size_t> refused_;
    std::vector<NextOffset> plain_offsets_;
    Consumer* plain_consumer_ = nullptr;
    bool made_before_ = false;
};

namespace {

// A report names its record by (generation, index) in the opaque pointer's 64 bits.
static_assert(sizeof(void*) == 8);
void* to_opaque(std::uint32_t generation, std::size_t index) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a number in a pointer's place, never dereferenced
    return reinterpret_cast<void*>((std::uintptr_t{generation} << 32U) | index);
}

// Errors that speak of the record and not of the cluster.
bool is_refusal(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE || code == RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE ||
           code == RD_KAFKA_RESP_ERR_INVALID_RECORD;
}

}  // namespace

Result<RdKafka> TransactionalProducer::Impl::make() {
    auto config = make_config(
        options_.client,
        {
            {"acks", "all"},
            {"enable.idempotence", "true"},
            {"compression.type", "lz4"},
            {"partitioner", "murmur2_random"},
            {"linger.ms", "5"},  // commit() does not wait for it
            {"message.timeout.ms", std::to_string(options_.message_timeout.count())},
            {"queue.buffering.max.kbytes", std::to_string(options_.queue_kbytes_max)},
            {"queue.buffering.max.messages", "0"},
        },
        *this
    );
    if (!config) {
        return config.error();
    }
    if (!plain()) {
        rd_kafka_conf_set(config->get(), "transactional.id", options_.transactional_id.c_str(), nullptr, 0);
        const auto timeout = std::to_string(options_.transaction_timeout.count());
        rd_kafka_conf_set(config->get(), "transaction.timeout.ms", timeout.c_str(), nullptr, 0);
    }
    rd_kafka_conf_set_dr_msg_cb(
        config->get(),
        [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
            static_cast<Impl&>(*static_cast<ClientEvents*>(opaque)).take_report(*message);
        }
    );
    rd_kafka_conf_set_error_cb(config->get(), [](rd_kafka_t*, int, const char* reason, void* opaque) {
        static_cast<ClientEvents*>(opaque)->tell(std::string{"Kafka transactions: "} + reason);
    });
    return make_client(RD_KAFKA_PRODUCER, std::move(*config));
}

void TransactionalProducer::Impl::take_report(const rd_kafka_message_t& message) {
    const auto packed = reinterpret_cast<std::uintptr_t>(message._private);
    const std::size_t index = packed & 0xFFFF'FFFFU;
    if (packed >> 32U != generation_ || index >= positions_.size()) {
        return;
    }
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        failure_ = sentence("a record was not written", message.err);
        if (is_refusal(message.err)) {
            refused_.push_back(index);
        }
        return;
    }
    positions_[index].partition = message.partition;
    positions_[index].offset = message.offset;
}

rd_kafka_topic_t* TransactionalProducer::Impl::topic(const std::string& name) {
    RdTopic& handle = topics_[name];
    if (handle == nullptr) {
        handle.reset(rd_kafka_topic_new(client_.get(), name.c_str(), nullptr));
    }
    return handle.get();
}

void TransactionalProducer::Impl::reset() {
    ++generation_;
    positions_.clear();
    failure_.clear();
    refused_.clear();
    plain_offsets_.clear();
    plain_consumer_ = nullptr;
}

Result<void> TransactionalProducer::Impl::rebuild(std::chrono::milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    reset();
    topics_.clear();
    if (client_ != nullptr) {
        rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        client_.reset();
    }
    auto made = make();
    if (!made) {
        return made.error();
    }
    client_ = std::move(*made);
    if (std::exchange(made_before_, true)) {
        ++rebuilds_;
    }
    for (const std::string& name : options_.topics) {
        static_cast<void>(topic(name));
    }
    while (!plain()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        const RdError error{
            rd_kafka_init_transactions(client_.get(), std::max(1, static_cast<int>(left.count())))
        };
        if (error == nullptr) {
            break;
        }
        if (rd_kafka_error_is_retriable(error.get()) == 0 || Clock::now() >= until) {
            return fail(Errc::kafka_unavailable, sentence("init transactions", *error));
        }
    }
    return {};
}

// Calls until it is done, the error is not one to retry, or the time is over. What is then neither done nor
// abortable is indefinite, and so is an error without any of librdkafka's three marks.
template <class Call>
Step TransactionalProducer::Impl::retrying(const char* what, Call call) {
    const auto until = Clock::now() + options_.call_timeout;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        const RdError error{call(std::max(1, static_cast<int>(left.count())))};
        if (error == nullptr) {
            return {};
        }
        std::string detail = sentence(what, *error);
        if (rd_kafka_error_is_fatal(error.get()) != 0) {
            return {.status = StepStatus::rebuild_needed, .detail = std::move(detail)};
        }
        if (rd_kafka_error_txn_requires_abort(error.get()) != 0) {
            return {.status = StepStatus::abort_needed, .detail = std::move(detail)};
        }
        if (rd_kafka_error_is_retriable(error.get()) == 0 || Clock::now() >= until) {
            return {.status = StepStatus::rebuild_needed, .detail = std::move(detail)};
        }
        rd_kafka_poll(client_.get(), 10);
    }
}

Step TransactionalProducer::Impl::begin() {
    if (client_ == nullptr) {
        return {.status = StepStatus::rebuild_needed, .detail = "no instance yet"};
    }
    reset();
    if (plain()) {
        return {};
    }
    return retrying("begin", [&](int) { return rd_kafka_begin_transaction(client_.get()); });
}

Step TransactionalProducer::Impl::produce(const Record& record) {
    if (client_ == nullptr) {
        return {.status = StepStatus::rebuild_needed, .detail = "no instance yet"};
    }
    const auto until = Clock::now() + options_.call_timeout;
    positions_.push_back({.topic = record.topic, .partition = -1, .offset = -1});
    void* opaque = to_opaque(generation_, positions_.size() - 1);
    for (;;) {
        const auto code = kafka::produce(client_.get(), topic(record.topic), record, Payload::copied, opaque);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            rd_kafka_poll(client_.get(), 0);
            return {};
        }
        if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL || Clock::now() >= until) {
            const bool fatal = rd_kafka_fatal_error(client_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR;
            Step step{
                .status = fatal ? StepStatus::rebuild_needed : StepStatus::abort_needed,
                .detail = sentence("produce", code)
            };
            if (is_refusal(code)) {
                step.refused.push_back(positions_.size() - 1);
            }
            return step;
        }
        rd_kafka_poll(client_.get(), 10);
    }
}

Step TransactionalProducer::Impl::send_offsets(std::span<const NextOffset> next, Consumer& consumer) {
    if (next.empty()) {
        return {};
    }
    if (plain()) {
        plain_offsets_.assign(next.begin(), next.end());
        plain_consumer_ = &consumer;
        return {};
    }
    const RdPartitions list = to_list(next);
    const GroupMetadata group = consumer.group_metadata();
    if (group.impl().handle == nullptr) {
        return {.status = StepStatus::abort_needed, .detail = "the consumer is in no group"};
    }
    return retrying("send offsets", [&](int timeout) {
        return rd_kafka_send_offsets_to_transaction(
            client_.get(), list.get(), group.impl().handle.get(), timeout
        );
    });
}

Step TransactionalProducer::Impl::commit_plain() {
    const auto code = rd_kafka_flush(client_.get(), static_cast<int>(options_.call_timeout.count()));
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR || !failure_.empty()) {
        return with_failure({.status = StepStatus::abort_needed, .detail = sentence("flush", code)});
    }
    if (plain_consumer_ != nullptr) {
        if (auto committed = plain_consumer_->commit(plain_offsets_); !committed) {
            tell("Kafka transactions: plain mode, offsets not committed: " + committed.error().detail);
        }
    }
    return {};
}

Step TransactionalProducer::Impl::with_failure(Step step) const {
    if (!step.ok() && !failure_.empty()) {
        step.detail += " (" + failure_ + ")";
        step.refused = refused_;
    }
    return step;
}

Step TransactionalProducer::Impl::flush() {
    if (client_ == nullptr) {
        return {.status = StepStatus::rebuild_needed, .detail = "no instance yet"};
    }
    const auto code = rd_kafka_flush(client_.get(), static_cast<int>(options_.call_timeout.count()));
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR && failure_.empty()) {
        return {};
    }
    const bool fatal = rd_kafka_fatal_error(client_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR;
    return with_failure(
        {.status = fatal ? StepStatus::rebuild_needed : StepStatus::abort_needed,
         .detail = sentence("flush", code)}
    );
}

Step TransactionalProducer::Impl::commit() {
    if (client_ == nullptr) {
        return {.status = StepStatus::rebuild_needed, .detail = "no instance yet"};
    }
    if (plain()) {
        return commit_plain();
    }
    return with_failure(retrying("commit", [&](int timeout) {
        return rd_kafka_commit_transaction(client_.get(), timeout);
    }));
}

Step TransactionalProducer::Impl::abort() {
    if (client_ == nullptr) {
        return {.status = StepStatus::rebuild_needed, .detail = "no instance yet"};
    }
    Step step;
    if (plain()) {
        rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_poll(client_.get(), 0);
    } else {
        step = retrying("abort", [&](int timeout) {
            return rd_kafka_abort_transaction(client_.get(), timeout);
        });
        if (step.status == StepStatus::abort_needed) {
            step.status = StepStatus::rebuild_needed;  // an abort that wants an abort gets nowhere
        }
    }
    reset();
    return step;
}

Result<std::unique_ptr<TransactionalProducer>> TransactionalProducer::open(TransactionOptions options) {
    if (options.mode == TransactionMode::transactional && options.transactional_id.empty()) {
        return fail(Errc::invalid_settings, "a transactional id is needed");
    }
    if (options.message_timeout >= options.transaction_timeout) {
        return fail(Errc::invalid_settings, "message_timeout must be below transaction_timeout");
    }
    return std::unique_ptr<TransactionalProducer>{
        new TransactionalProducer{std::make_unique<Impl>(std::move(options))}
    };
}

TransactionalProducer::TransactionalProducer(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
TransactionalProducer::~TransactionalProducer() = default;

Result<void> TransactionalProducer::rebuild(std::chrono::milliseconds timeout) {
    return impl_->rebuild(timeout);
}
Step TransactionalProducer::begin() {
    return impl_->begin();
}
Step TransactionalProducer::produce(const Record& record) {
    return impl_->produce(record);
}
Step TransactionalProducer::send_offsets(std::span<const NextOffset> next, Consumer& consumer) {
    return impl_->send_offsets(next, consumer);
}
Step TransactionalProducer::flush() {
    return impl_->flush();
}
Step TransactionalProducer::commit() {
    return impl_->commit();
}
Step TransactionalProducer::abort() {
    return impl_->abort();
}
const std::vector<Position>& TransactionalProducer::positions() const {
    return impl_->positions_;
}
std::uint64_t TransactionalProducer::rebuilds() const {
    return impl_->rebuilds_;
}

}  // namespace silkgate::kafka
