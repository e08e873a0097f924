#include "gateway/kafka/producer_impl.hpp"

#include "gateway/core/check.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <sys/eventfd.h>

#include <cerrno>
#include <unistd.h>

namespace silkgate::kafka {
namespace {

namespace asio = boost::asio;

constexpr std::uint64_t kOne = 1;                            // what librdkafka writes to the eventfd
constexpr auto kSweepEvery = std::chrono::milliseconds{50};  // precision of deadlines

// The answer for a record that was reported as failed. Only librdkafka knows whether it may have been
// written.
Error to_error(const rd_kafka_message_t& message) {
    const std::string words = rd_kafka_err2str(message.err);
    if (message.err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) {
        return fail(Errc::body_too_large, words);
    }
    if (rd_kafka_message_status(&message) == RD_KAFKA_MSG_STATUS_NOT_PERSISTED) {
        return fail(Errc::kafka_unavailable, "not written: " + words);
    }
    return fail(Errc::outcome_unknown, "perhaps written: " + words);
}

// Failures that make one ask whether any broker is there.
bool suggests_outage(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT || code == RD_KAFKA_RESP_ERR__TRANSPORT ||
           code == RD_KAFKA_RESP_ERR__TIMED_OUT;
}

}  // namespace

Producer::Impl::Impl(asio::io_context& reports, ProducerOptions options)
    : options_{std::move(options)}, wakeup_{reports}, sweep_{reports}, gather_timer_{reports} {
    on_event = options_.on_event;
}

Producer::Impl::~Impl() = default;

Result<void> Producer::Impl::start() {
    const int fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fd < 0) {
        return fail(Errc::io_failed, "no eventfd");
    }
    wakeup_.assign(fd);
    auto made = make_instance();
    if (!made) {
        return made.error();
    }
    instance_ = std::move(*made);
    wait_for_reports();
    helper_ = std::thread{[this] { maintain(); }};
    return {};
}

Result<std::shared_ptr<Producer::Impl::Instance>> Producer::Impl::make_instance() {
    auto config = make_config(
        options_.client,
        {
            {"acks", "all"},
            {"enable.idempotence", "true"},
            {"compression.type", "lz4"},
            {"partitioner", "murmur2_random"},  // as the Java clients
            {"linger.ms", std::to_string(options_.linger.count())},
            {"message.timeout.ms", std::to_string(options_.message_timeout.count())},
            {"queue.buffering.max.kbytes", std::to_string(options_.queue_kbytes_max)},
            {"queue.buffering.max.messages", "0"},  // bounded in bytes only
        },
        *this
    );
    if (!config) {
        return config.error();
    }
    rd_kafka_conf_set_dr_msg_cb(config->get(), on_report_entry);
    rd_kafka_conf_set_error_cb(config->get(), on_error_entry);
    auto client = make_client(RD_KAFKA_PRODUCER, std::move(*config));
    if (!client) {
        return client.error();
    }
    auto instance = std::make_shared<Instance>();
    instance->owner = this;
    instance->client = std::move(*client);
    for (const std::string& name : options_.topics) {
        instance->topics[name].reset(rd_kafka_topic_new(instance->client.get(), name.c_str(), nullptr));
    }
    const RdQueue queue{rd_kafka_queue_get_main(instance->client.get())};
    rd_kafka_queue_io_event_enable(queue.get(), wakeup_.native_handle(), &kOne, sizeof kOne);
    return instance;
}

std::shared_ptr<Producer::Impl::Instance> Producer::Impl::current() {
    const std::shared_lock lock{instance_mutex_};
    return instance_;
}

// --- from the coroutine to librdkafka
// ---------------------------------------------------------------------------

Error Producer::Impl::refuse(Errc code, std::string detail) {
    refused_.fetch_add(1, std::memory_order_relaxed);
    return fail(code, std::move(detail));
}

void Producer::Impl::deliver(Handler handler, Record record, Clock::time_point deadline) {
    auto executor = asio::get_associated_executor(handler);
    auto pending = std::make_unique<Pending>();
    pending->bytes = record.key.size() + (record.value ? record.value->size() : 0);
    pending->record = std::move(record);
    pending->handler.emplace(std::move(handler));
    pending->executor = asio::prefer(executor, asio::execution::outstanding_work.tracked);
    pending->sent_at = Clock::now();
    pending->deadline = deadline;

    link(*pending);
    gather(std::move(pending));
    wait_for_deadlines();
}

void Producer::Impl::link(Pending& pending) {
    const std::scoped_lock guard{pending_mutex_};
    pending.next = first_;
    if (first_ != nullptr) {
        first_->previous = &pending;
    }
    first_ = &pending;
    in_flight_.fetch_add(1, std::memory_order_relaxed);
    in_flight_bytes_.fetch_add(pending.bytes, std::memory_order_relaxed);
}

void Producer::Impl::unlink(Pending& pending) {
    (pending.previous != nullptr ? pending.previous->next : first_) = pending.next;
    if (pending.next != nullptr) {
        pending.next->previous = pending.previous;
    }
    in_flight_.fetch_sub(1, std::memory_order_relaxed);
    in_flight_bytes_.fetch_sub(pending.bytes, std::memory_order_relaxed);
}

// --- from librdkafka to the coroutine
// ---------------------------------------------------------------------------

void Producer::Impl::on_report_entry(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
    auto& pending = *static_cast<Pending*>(message->_private);
    pending.instance->owner->take_report(*pending.instance, *message);
}

void Producer::Impl::take_report(Instance& instance, const rd_kafka_message_t& message) {
    const std::unique_ptr<Pending> pending{static_cast<Pending*>(message._private)};
    handed_over_.fetch_sub(1, std::memory_order_relaxed);
    const bool acknowledged = message.err == RD_KAFKA_RESP_ERR_NO_ERROR;
    {
        const std::scoped_lock guard{pending_mutex_};
        unlink(*pending);  // from here on nobody else sees it
    }
    (acknowledged ? acknowledged_ : failed_).fetch_add(1, std::memory_order_relaxed);
    if (options_.on_report) {
        options_.on_report(Clock::now() - pending->sent_at, acknowledged);
    }
    if (!acknowledged && suggests_outage(message.err)) {
        wake(&Impl::suspect_);
    }
    if (!pending->handler) {
        return;  // the deadline was faster
    }
    Result<Position> outcome = acknowledged ? Result<Position>{Position{
                                                  .topic = std::move(pending->record.topic),
                                                  .partition = message.partition,
                                                  .offset = message.offset,
                                              }}
                                            : Result<Position>{to_error(message)};
    instance.answers.push_back(
        {std::move(*pending->handler), std::move(pending->executor), std::move(outcome)}
    );
}

void Producer::Impl::on_error_entry(rd_kafka_t* client, int code, const char* reason, void* opaque) {
    auto& impl = static_cast<Impl&>(*static_cast<ClientEvents*>(opaque));
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        char text[256] = {};
        rd_kafka_fatal_error(client, text, sizeof text);
        impl.tell(std::string{"Kafka producer: fatal error, will be replaced: "} + text);
        impl.wake(&Impl::broken_);
    } else if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        impl.wake(&Impl::suspect_);
    } else {
        impl.tell(std::string{"Kafka producer: "} + reason);
    }
}

void Producer::Impl::give(Answer answer) {
    const auto executor = std::move(answer.executor);
    asio::dispatch(
        executor,
        [handler = std::move(answer.handler), outcome = std::move(answer.outcome)]() mutable {
            handler(std::move(outcome));
        }
    );
}

void Producer::Impl::poll(Instance& instance, int timeout_ms) {
    std::vector<Answer> answers;
    {
        const std::scoped_lock guard{instance.poll_mutex};
        if (instance.client != nullptr) {  // null: retired meanwhile
            rd_kafka_poll(instance.client.get(), timeout_ms);
        }
        answers.swap(instance.answers);
    }
    for (Answer& answer : answers) {
        give(std::move(answer));
    }
}

void Producer::Impl::wait_for_reports() {
    wakeup_.async_wait(
        asio::posix::stream_descriptor::wait_read,
        [weak = weak_from_this()](const boost::system::error_code& error) {
            const auto self = weak.lock();
            if (error || self == nullptr || self->stopping_) {
                return;
            }
            std::uint64_t count = 0;
            while (::read(self->wakeup_.native_handle(), &count, sizeof count) < 0 && errno == EINTR) {
            }
            if (const auto instance = self->current(); instance != nullptr) {
                self->poll(*instance, 0);
            }
            if (self->handed_over_ == 0) {
                self->gather_timer_.cancel();  // the next batch need not wait any longer
            }
            self->wait_for_reports();
        }
    );
}

// --- deadlines
// --------------------------------------------------------------------------------------------------

// One timer for all records: it runs while there are any.
void Producer::Impl::wait_for_deadlines() {
    if (sweeping_.exchange(true)) {
        return;
    }
    asio::post(sweep_.get_executor(), [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (self == nullptr || self->stopping_) {
            return;
        }
        self->sweep_.expires_after(kSweepEvery);
        self->sweep_.async_wait([weak](const boost::system::error_code& error) {
            const auto again = weak.lock();
            if (error || again == nullptr || again->stopping_) {
                return;
            }
            again->expire();
        });
    });
}

void Producer::Impl::expire() {
    std::vector<Answer> answers;
    bool waiting = false;
    const auto now = Clock::now();
    sweeping_ = false;
    {
        const std::scoped_lock guard{pending_mutex_};
        for (Pending* pending = first_; pending != nullptr; pending = pending->next) {
            if (!pending->handler) {
                continue;
            }
            if (pending->deadline > now) {
                waiting = true;
                continue;
            }
            // No report yet: librdkafka may still write it, now or within message_timeout.
            answers.push_back(
                {std::move(*pending->handler),
                 std::move(pending->executor),
                 fail(Errc::outcome_unknown, "no report from Kafka before the deadline")}
            );
            pending->handler.reset();
            expired_.fetch_add(1, std::memory_order_relaxed);
        }
    }
    if (waiting) {
        wait_for_deadlines();
    }
    for (Answer& answer : answers) {
        give(std::move(answer));
    }
}

bool Producer::Impl::flush(Clock::time_point deadline) {
    hand_over_gathered();
    while (in_flight_ != 0) {
        if (Clock::now() >= deadline) {
            return false;
        }
        if (const auto instance = current(); instance != nullptr) {
            poll(*instance, 10);
        }
    }
    return true;
}

ProducerCounters Producer::Impl::counters() const {
    return {
        .acknowledged = acknowledged_,
        .failed = failed_,
        .refused = refused_,
        .expired = expired_,
        .rebuilds = rebuilds_,
        .in_flight = in_flight_,
        .in_flight_bytes = in_flight_bytes_,
        .available = available_,
    };
}

}  // namespace silkgate::kafka
