// Private to this folder: the inside of Producer.
#pragma once

#include "gateway/kafka/handles.hpp"
#include "gateway/kafka/producer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace silkgate::kafka {

// A record is Pending from send() to its delivery report. While five records of a partition are under way,
// librdkafka 2.0.2 sends no more of it, and its thread spins until they are answered when others wait: a
// third of an order's CPU. So what comes while a batch is under way waits here, and is the next batch when
// the reports are in.
//
// A record's bytes are lent to librdkafka, so it outlives the answer when the deadline comes first.
//
// Locks, in the order they may be taken: Instance::poll_mutex, instance_mutex_, pending_mutex_; gather_mutex_
// alone. No handler is called under any of them.
class Producer::Impl final : public ClientEvents, public std::enable_shared_from_this<Producer::Impl> {
public:
    using Clock = std::chrono::steady_clock;
    using Handler =
        boost::asio::async_result<boost::asio::use_awaitable_t<>, void(Result<Position>)>::handler_type;

    Impl(boost::asio::io_context& reports, ProducerOptions options);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    [[nodiscard]] Result<void> start();
    void stop();

    void deliver(Handler handler, Record record, Clock::time_point deadline);
    [[nodiscard]] Error refuse(Errc code, std::string detail);
    [[nodiscard]] bool flush(Clock::time_point deadline);
    [[nodiscard]] ProducerCounters counters() const;
    [[nodiscard]] bool available() const { return available_.load(std::memory_order_relaxed); }
    void fail_fatally_for_test();

private:
    struct Instance;

    struct Pending {
        Record record;
        std::optional<Handler> handler;         // until the coroutine has its answer
        boost::asio::any_io_executor executor;  // the coroutine's, kept from running dry
        Clock::time_point sent_at;
        Clock::time_point deadline;
        std::size_t bytes = 0;
        Instance* instance = nullptr;
        Pending* previous = nullptr;
        Pending* next = nullptr;
    };

    struct Answer {
        Handler handler;
        boost::asio::any_io_executor executor;
        Result<Position> outcome;
    };

    // One librdkafka client with its topic handles.
    struct Instance {
        Impl* owner = nullptr;
        RdKafka client;
        std::unordered_map<std::string, RdTopic> topics;  // before the client in destruction
        std::mutex poll_mutex;                            // one thread takes reports at a time
        std::vector<Answer> answers;                      // filled by on_report while poll_mutex is held
    };

    // Calls from librdkafka, all inside rd_kafka_poll().
    static void on_report_entry(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
    static void on_error_entry(rd_kafka_t* client, int code, const char* reason, void* opaque);
    void take_report(Instance& instance, const rd_kafka_message_t& message);

    [[nodiscard]] Result<std::shared_ptr<Instance>> make_instance();
    [[nodiscard]] std::shared_ptr<Instance> current();
    void gather(std::unique_ptr<Pending> pending);
    void pump();  // on the thread of the reports
    void hand_over_gathered();
    void hand_over(std::unique_ptr<Pending> pending);
    [[nodiscard]] rd_kafka_resp_err_t produce_borrowed(Pending& pending);

    void link(Pending& pending);
    void unlink(Pending& pending);  // pending_mutex_ held

    static void give(Answer answer);
    void poll(Instance& instance, int timeout_ms);
    void wait_for_reports();
    void wait_for_deadlines();
    void expire();

    // The helper thread.
    void maintain();
    [[nodiscard]] bool answers(Instance& instance, std::chrono::milliseconds timeout);
    void look_for_brokers();
    void replace_instance();
    void retire(std::shared_ptr<Instance> instance);
    void wake(bool Impl::* reason);

    ProducerOptions options_;
    boost::asio::posix::stream_descriptor wakeup_;  // eventfd
    boost::asio::steady_timer sweep_;
    std::atomic<bool> sweeping_ = false;
    boost::asio::steady_timer gather_timer_;
    bool gather_timer_armed_ = false;     // this and the next: on the thread of the reports
    Clock::time_point batch_began_at_{};  // when the first of its records was handed over

    std::mutex gather_mutex_;
    std::vector<std::unique_ptr<Pending>> gathered_;
    bool pumping_ = false;                        // pump() is on its way
    std::atomic<std::uint64_t> handed_over_ = 0;  // records that librdkafka has

    std::shared_mutex instance_mutex_;
    std::shared_ptr<Instance> instance_;  // shared while a thread polls an instance that is being replaced

    std::mutex pending_mutex_;
    Pending* first_ = nullptr;

    std::atomic<bool> available_ = true;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> acknowledged_ = 0, failed_ = 0, refused_ = 0, expired_ = 0, rebuilds_ = 0,
                               in_flight_ = 0, in_flight_bytes_ = 0;

    std::mutex helper_mutex_;
    std::condition_variable helper_wake_;
    bool suspect_ = false;  // brokers may be away
    bool broken_ = false;   // the instance is fatal
    bool quit_ = false;
    std::thread helper_;
};

}  // namespace silkgate::kafka
