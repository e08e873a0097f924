// Producer against a real Kafka: first record, cost of a record, brokers that go and come back.
#include "tests/unit/kafka/real_support.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace silkgate::kafka::testing {
namespace {

using RealProducer = RealKafka;

std::int64_t cpu_us() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1'000'000 + usage.ru_utime.tv_usec +
           usage.ru_stime.tv_usec;
}

// Starts or stops nodes through deploy/kafka/kafka; SILKGATE_KAFKA_CONTROL is the cluster's folder.
bool control(const std::string& command) {
    const std::string line = std::string{SILKGATE_SOURCE_DIR} + "/deploy/kafka/kafka " + command + " --dir " +
                             std::getenv("SILKGATE_KAFKA_CONTROL") + " >/dev/null 2>&1";
    return std::system(line.c_str()) == 0;
}

bool can_control() {
    if (std::getenv("SILKGATE_KAFKA_CONTROL") == nullptr) {
        std::printf("SILKGATE_KAFKA_CONTROL is not set: brokers are not stopped, this test checks nothing\n");
        return false;
    }
    return true;
}

// librdkafka 2.0.2 delays the first record of a topic given by name by a second (#5032); by handle it must
// not.
TEST_F(RealProducer, FirstRecordOfATopicDoesNotStall) {
    // A busy machine may delay one; the library would stall each of them.
    SteadyClock::duration shortest = 60s;
    for (int i = 0; i < 3; ++i) {
        auto producer = Producer::open(io_.context(), {.client = client_, .topics = {topic_}});
        ASSERT_TRUE(producer);
        std::this_thread::sleep_for(1500ms);  // connected and idle, as at the first order
        const auto started = SteadyClock::now();
        ASSERT_TRUE(send(io_, **producer, record(topic_, "k", "v")));
        shortest = std::min(shortest, SteadyClock::now() - started);
    }
    EXPECT_LT(shortest, 900ms);
}

boost::asio::awaitable<void> send_many(
    Producer& producer,
    std::string topic,
    int count,
    std::string value,
    Headers headers,
    std::atomic<int>& good
) {
    for (int i = 0; i < count; ++i) {
        Record next{
            .topic = topic,
            .key = "ord_" + std::to_string(i),
            .value = value,
            .headers = headers,
            .partition = std::nullopt,
        };
        const auto outcome = co_await producer.send(std::move(next), SteadyClock::now() + 10s);
        good += outcome ? 1 : 0;
    }
}

// Whole-process CPU for 2 KB records with 20 headers and many in flight. The figure is printed; the bound is
// loose, because debug builds and sanitizers run it too.
TEST_F(RealProducer, CostOfARecord) {
    auto producer = Producer::open(io_.context(), {.client = client_, .topics = {topic_}});
    ASSERT_TRUE(producer);
    const auto warm = send(io_, **producer, record(topic_, "warm", "up"));
    ASSERT_TRUE(warm) << describe_outcome(warm);
    constexpr int kSenders = 256;
    constexpr int kEach = 150;
    Headers headers;
    for (int i = 0; i < 20; ++i) {
        headers.emplace_back("ce_header_" + std::to_string(i), "value of header " + std::to_string(i));
    }
    std::atomic<int> good = 0;
    std::atomic<int> ended = 0;
    const auto cpu = cpu_us();
    const auto started = SteadyClock::now();
    for (int i = 0; i < kSenders; ++i) {
        boost::asio::co_spawn(
            io_.context(),
            send_many(**producer, topic_, kEach, std::string(2048, 'x'), headers, good),
            [&](std::exception_ptr thrown) {
                EXPECT_EQ(thrown, nullptr);
                ++ended;
            }
        );
    }
    ASSERT_TRUE(eventually([&] { return ended == kSenders; }, 120s));
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - started).count();
    const double each = static_cast<double>(cpu_us() - cpu) / (kSenders * kEach);
    std::printf("%.2f us CPU a record, %.0f records/s\n", each, kSenders * kEach / seconds);
    EXPECT_EQ(good, kSenders * kEach);
    EXPECT_LT(each, 100.0);
}

TEST_F(RealProducer, OneNodeOfThreeKilledLosesNothing) {
    if (!can_control() || brokers_ < 3) {
        return;
    }
    auto producer =
        Producer::open(io_.context(), {.client = client_, .topics = {topic_}, .message_timeout = 60s});
    ASSERT_TRUE(producer);
    ASSERT_TRUE(send(io_, **producer, record(topic_, "k", "v")));
    ASSERT_TRUE(control("kill 2"));
    std::vector<std::future<Outcome>> sent;
    for (int i = 0; i < 300; ++i) {
        sent.push_back(send_later(io_, **producer, record(topic_, std::to_string(i), "v"), 70s));
        std::this_thread::sleep_for(5ms);
    }
    int good = 0;
    for (auto& future : sent) {
        const auto outcome = future.get();
        EXPECT_TRUE(outcome) << describe_outcome(outcome);
        good += outcome ? 1 : 0;
    }
    EXPECT_EQ(good, 300);
    EXPECT_TRUE(control("restart 2"));
}

TEST_F(RealProducer, AllNodesAwayFailsFastAndRecoversWithoutARestart) {
    if (!can_control()) {
        return;
    }
    auto producer =
        Producer::open(io_.context(), {.client = client_, .topics = {topic_}, .message_timeout = 4s});
    ASSERT_TRUE(producer);
    ASSERT_TRUE(send(io_, **producer, record(topic_, "k", "v")));
    for (int node = 1; node <= brokers_; ++node) {
        ASSERT_TRUE(control("kill " + std::to_string(node)));
    }
    std::vector<std::future<Outcome>> caught;
    for (int i = 0; i < 20; ++i) {
        caught.push_back(send_later(io_, **producer, record(topic_, std::to_string(i), "v"), 8s));
    }
    for (auto& future : caught) {
        const auto outcome = future.get();
        EXPECT_FALSE(outcome);
    }
    ASSERT_TRUE(eventually([&] { return !(*producer)->available(); }));
    const auto started = SteadyClock::now();
    const auto outcome = send(io_, **producer, record(topic_, "k", "v"));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::kafka_unavailable);
    EXPECT_LT(SteadyClock::now() - started, 1s);  // at once, not at its deadline

    ASSERT_TRUE(control("start --nodes " + std::to_string(brokers_)));
    ASSERT_TRUE(eventually([&] { return (*producer)->available(); }));
    // Leaders may still be on their way; within the next seconds it must go through.
    EXPECT_TRUE(eventually([&] { return send(io_, **producer, record(topic_, "k", "v")).has_value(); }));
}

TEST_F(RealProducer, PausedClusterIsUnknownAtTheDeadline) {
    if (!can_control()) {
        return;
    }
    auto producer =
        Producer::open(io_.context(), {.client = client_, .topics = {topic_}, .message_timeout = 60s});
    ASSERT_TRUE(producer);
    ASSERT_TRUE(send(io_, **producer, record(topic_, "k", "v")));
    for (int node = 1; node <= brokers_; ++node) {
        ASSERT_TRUE(control("pause " + std::to_string(node)));
    }
    const auto outcome = send(io_, **producer, record(topic_, "k", "late"), 1s);
    for (int node = 1; node <= brokers_; ++node) {
        EXPECT_TRUE(control("resume " + std::to_string(node)));
    }
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::outcome_unknown) << describe_outcome(outcome);
    EXPECT_TRUE(eventually([&] { return (*producer)->counters().acknowledged == 2; }));
}

TEST_F(RealProducer, TransactionOverABrokerThatDiesIsDoneOrSaidSo) {
    if (!can_control() || brokers_ < 3) {
        return;
    }
    auto producer = transactional(unique("txn"));
    constexpr int kRounds = 12;
    int committed = 0;
    const auto until = SteadyClock::now() + 180s;
    for (int round = 0; committed < kRounds && SteadyClock::now() < until; ++round) {
        if (round == 3) {
            ASSERT_TRUE(control("kill 1"));
        }
        Step step = producer->begin();
        for (int i = 0; step.ok() && i < 5; ++i) {
            step = producer->produce(record(topic_, std::to_string(i), std::to_string(round)));
        }
        if (step.ok()) {
            step = producer->commit();
        }
        committed += step.ok() ? 1 : 0;
        if (step.status == StepStatus::abort_needed) {
            step = producer->abort();
        }
        if (step.status == StepStatus::rebuild_needed) {
            ASSERT_TRUE(eventually([&] { return producer->rebuild(10s).has_value(); }, 60s));
        }
    }
    EXPECT_TRUE(control("restart 1"));
    EXPECT_EQ(committed, kRounds);
    auto group = consumer(unique("g"));
    const auto values = read(*group, static_cast<std::size_t>(committed) * 5);
    // Every committed round is there; one whose end was not known may be there too.
    EXPECT_GE(values.size(), static_cast<std::size_t>(committed) * 5);
}

}  // namespace
}  // namespace silkgate::kafka::testing
