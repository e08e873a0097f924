// Producer's helper thread: finds out whether brokers are up, and replaces an instance that failed for good.
#include "gateway/kafka/producer_impl.hpp"

namespace silkgate::kafka {
namespace {

constexpr auto kFirstLook = std::chrono::milliseconds{500};  // before calling Kafka away
constexpr auto kLook = std::chrono::milliseconds{1000};      // while it is away
constexpr auto kPause = std::chrono::milliseconds{100};
constexpr auto kRetireWait = std::chrono::seconds{5};

}  // namespace

void Producer::Impl::wake(bool Impl::* reason) {
    {
        const std::scoped_lock lock{helper_mutex_};
        this->*reason = true;
    }
    helper_wake_.notify_one();
}

void Producer::Impl::fail_fatally_for_test() {
    if (const auto instance = current(); instance != nullptr) {
        rd_kafka_test_fatal_error(
            instance->client.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "test"
        );
    }
}

void Producer::Impl::maintain() {
    std::unique_lock lock{helper_mutex_};
    while (!quit_) {
        helper_wake_.wait(lock, [this] { return suspect_ || broken_ || quit_; });
        const bool replace = std::exchange(broken_, false);
        const bool look = std::exchange(suspect_, false);
        if (quit_) {
            break;
        }
        lock.unlock();
        if (replace) {
            replace_instance();
        }
        if (look) {
            look_for_brokers();
        }
        lock.lock();
    }
}

bool Producer::Impl::answers(Instance& instance, std::chrono::milliseconds timeout) {
    const rd_kafka_metadata_t* metadata = nullptr;
    const auto code =
        rd_kafka_metadata(instance.client.get(), 0, nullptr, &metadata, static_cast<int>(timeout.count()));
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        rd_kafka_metadata_destroy(metadata);
    }
    return code == RD_KAFKA_RESP_ERR_NO_ERROR;
}

// "All brokers down" also comes when all connections were closed for being idle, so it is only a reason to
// look. While they are away nothing is taken, so that a record answered 503 is not written later.
void Producer::Impl::look_for_brokers() {
    const auto instance = current();
    if (answers(*instance, kFirstLook)) {
        return;
    }
    available_ = false;
    tell("Kafka producer: no broker answers");
    for (;;) {
        {
            std::unique_lock lock{helper_mutex_};
            if (helper_wake_.wait_for(lock, kPause, [this] { return quit_ || broken_; })) {
                suspect_ = true;  // look again with the new instance
                return;
            }
        }
        if (answers(*instance, kLook)) {
            available_ = true;
            const std::scoped_lock lock{helper_mutex_};
            suspect_ = false;  // what was said before this answer is out of date
            tell("Kafka producer: a broker answers again");
            return;
        }
    }
}

// A fatal error of the idempotent producer (#4438: after a lost connection the sequence may have a hole) ends
// the instance, not the process. The new one has a new producer id.
void Producer::Impl::replace_instance() {
    const auto old = current();
    if (rd_kafka_fatal_error(old->client.get(), nullptr, 0) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return;  // replaced already
    }
    auto made = make_instance();
    if (!made) {
        tell("Kafka producer: no new instance: " + made.error().detail);
        wake(&Impl::broken_);
        return;
    }
    {
        const std::unique_lock lock{instance_mutex_};
        instance_ = std::move(*made);
    }
    rebuilds_.fetch_add(1, std::memory_order_relaxed);
    retire(old);
    tell("Kafka producer: replaced after a fatal error");
}

// Every record of the instance gets its report (purged ones too), then the instance goes.
void Producer::Impl::retire(std::shared_ptr<Instance> instance) {
    {
        const RdQueue queue{rd_kafka_queue_get_main(instance->client.get())};
        rd_kafka_queue_io_event_enable(queue.get(), -1, nullptr, 0);
    }
    rd_kafka_purge(instance->client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    const auto until = Clock::now() + kRetireWait;
    do {
        poll(*instance, 10);
    } while (rd_kafka_outq_len(instance->client.get()) > 0 && Clock::now() < until);
    {
        const std::scoped_lock guard{instance->poll_mutex};
        instance->topics.clear();
        instance->client.reset();
    }
    // After destruction no report can come. What is left had none.
    std::vector<std::unique_ptr<Pending>> left;
    {
        const std::scoped_lock guard{pending_mutex_};
        for (Pending* pending = first_; pending != nullptr;) {
            Pending* next = pending->next;
            if (pending->instance == instance.get()) {
                unlink(*pending);
                left.emplace_back(pending);
            }
            pending = next;
        }
    }
    for (auto& pending : left) {
        handed_over_.fetch_sub(1, std::memory_order_relaxed);
        failed_.fetch_add(1, std::memory_order_relaxed);
        if (pending->handler) {
            give(
                {std::move(*pending->handler),
                 std::move(pending->executor),
                 fail(Errc::outcome_unknown, "no report from Kafka before the producer was replaced")}
            );
        }
    }
}

void Producer::Impl::stop() {
    stopping_ = true;
    wake(&Impl::quit_);
    if (helper_.joinable()) {
        helper_.join();
    }
    hand_over_gathered();  // refused by now: none of them was written
    std::shared_ptr<Instance> last;
    {
        const std::unique_lock lock{instance_mutex_};
        last = std::move(instance_);
    }
    if (last != nullptr) {
        retire(std::move(last));
    }
}

}  // namespace silkgate::kafka
