// From send() to librdkafka: records of one linger time are gathered and handed over together.
#include "gateway/kafka/producer_impl.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace silkgate::kafka {

namespace asio = boost::asio;

namespace {

constexpr int kSlowBatch = 100;  // linger times after which a batch no longer holds up the next

}  // namespace

void Producer::Impl::gather(std::unique_ptr<Pending> pending) {
    const std::scoped_lock guard{gather_mutex_};
    gathered_.push_back(std::move(pending));
    if (!std::exchange(pumping_, true)) {
        asio::post(gather_timer_.get_executor(), [weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->pump();
            }
        });
    }
}

// Hands over what is gathered: at once while nothing is under way and while librdkafka still gathers the
// batch, else when the reports of the batch are in, unless these take long (one broker may be slow while
// others are not).
void Producer::Impl::pump() {
    const auto now = Clock::now();
    const auto slow = batch_began_at_ + options_.linger * kSlowBatch;
    if (handed_over_ == 0 || now >= slow) {
        batch_began_at_ = now;
    }
    if (now - batch_began_at_ < std::chrono::microseconds(options_.linger) / 2) {
        hand_over_gathered();
        return;
    }
    if (std::exchange(gather_timer_armed_, true)) {
        return;
    }
    gather_timer_.expires_at(slow);
    gather_timer_.async_wait([weak = weak_from_this()](const boost::system::error_code&) {
        if (const auto self = weak.lock()) {
            self->gather_timer_armed_ = false;
            self->pump();
        }
    });
}

void Producer::Impl::hand_over_gathered() {
    std::vector<std::unique_ptr<Pending>> records;
    {
        const std::scoped_lock guard{gather_mutex_};
        records.swap(gathered_);
        pumping_ = false;
    }
    for (auto& record : records) {
        hand_over(std::move(record));
    }
}

void Producer::Impl::hand_over(std::unique_ptr<Pending> pending) {
    handed_over_.fetch_add(
        1, std::memory_order_relaxed
    );  // first: the report may come before the call returns
    const rd_kafka_resp_err_t code = produce_borrowed(*pending);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        static_cast<void>(pending.release());  // take_report() or retire() frees it
        return;
    }
    handed_over_.fetch_sub(1, std::memory_order_relaxed);
    {
        const std::scoped_lock guard{pending_mutex_};
        unlink(*pending);
    }
    if (!pending->handler) {
        return;  // the deadline was faster
    }
    Error error = [&] {
        switch (code) {
            case RD_KAFKA_RESP_ERR__QUEUE_FULL:
                return refuse(Errc::overloaded, "the queue to Kafka is full");
            case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
                return refuse(Errc::body_too_large, "the record is larger than message.max.bytes");
            case RD_KAFKA_RESP_ERR__FATAL:
                wake(&Impl::broken_);
                return refuse(Errc::kafka_unavailable, "the producer is being replaced");
            default:
                return refuse(Errc::kafka_unavailable, rd_kafka_err2str(code));
        }
    }();
    const auto executor = pending->executor;
    asio::post(executor, [handler = std::move(*pending->handler), error = std::move(error)]() mutable {
        handler(Result<Position>{std::move(error)});
    });
}

rd_kafka_resp_err_t Producer::Impl::produce_borrowed(Pending& pending) {
    std::shared_lock lock{instance_mutex_};
    if (stopping_.load(std::memory_order_relaxed)) {
        return RD_KAFKA_RESP_ERR__STATE;
    }
    auto topic = instance_->topics.find(pending.record.topic);
    if (topic == instance_->topics.end()) {
        lock.unlock();
        {
            const std::unique_lock exclusive{instance_mutex_};
            RdTopic& opened = instance_->topics[pending.record.topic];
            if (opened == nullptr) {
                opened.reset(
                    rd_kafka_topic_new(instance_->client.get(), pending.record.topic.c_str(), nullptr)
                );
            }
        }
        lock.lock();
        topic = instance_->topics.find(pending.record.topic);
        if (topic == instance_->topics.end() || topic->second == nullptr) {
            return RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
        }
    }
    {
        const std::scoped_lock guard{pending_mutex_};
        pending.instance = instance_.get();
    }
    return produce(instance_->client.get(), topic->second.get(), pending.record, Payload::borrowed, &pending);
}

}  // namespace silkgate::kafka
