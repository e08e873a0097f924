// Producer against the embedded broker: back-pressure, and which failure becomes which answer.
#include "gateway/kafka/producer.hpp"

#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/embedded.hpp"
#include "tests/unit/kafka/harness.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

namespace silkgate::kafka::testing {
namespace {

constexpr int kProduceApi = 0;
// Error codes of the Kafka protocol.
constexpr int kNotLeader = 6;
constexpr int kMessageTooLarge = 10;
constexpr int kTopicAuthorizationFailed = 29;

class ProducerTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto broker = EmbeddedBroker::start({.brokers = 3, .partitions = 12, .topics = {"t"}});
        ASSERT_TRUE(broker);
        broker_ = std::move(*broker);
    }

    std::unique_ptr<Producer> open(std::function<void(ProducerOptions&)> change = {}) {
        ProducerOptions options;
        options.client.bootstrap = broker_->bootstrap();
        options.topics = {"t"};
        options.message_timeout = 3s;
        if (change) {
            change(options);
        }
        auto producer = Producer::open(io_.context(), std::move(options));
        EXPECT_TRUE(producer) << producer.error().detail;
        return producer ? std::move(*producer) : nullptr;
    }

    void all_brokers(void (EmbeddedBroker::*what)(int)) {
        for (int broker = 1; broker <= 3; ++broker) {
            (broker_.get()->*what)(broker);
        }
    }

    std::unique_ptr<EmbeddedBroker> broker_;
    IoThread io_;
};

TEST_F(ProducerTest, AcknowledgedRecordIsThereWithKeyValueAndHeaders) {
    auto producer = open();
    const auto outcome = send(io_, *producer, record("t", "order-1", "value"));
    ASSERT_TRUE(outcome) << describe_outcome(outcome);
    auto reader = RecordReader::open({.bootstrap = broker_->bootstrap()});
    ASSERT_TRUE(reader);
    const auto back = (*reader)->read_at(*outcome, 10s);
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->key, "order-1");
    EXPECT_EQ(back->value, "value");
    EXPECT_EQ(back->headers, (Headers{{"ce_id", "id-1"}, {"ce_type", "silkgate.test.v1"}}));
    EXPECT_EQ(producer->counters().acknowledged, 1U);
    EXPECT_EQ(producer->counters().in_flight, 0U);
    EXPECT_EQ(producer->counters().in_flight_bytes, 0U);
}

TEST_F(ProducerTest, TombstoneHasNoValue) {
    auto producer = open();
    Record tombstone = record("t", "k", "");
    tombstone.value.reset();
    const auto outcome = send(io_, *producer, tombstone);
    ASSERT_TRUE(outcome);
    const auto empty = send(io_, *producer, record("t", "k", ""));
    ASSERT_TRUE(empty);
    auto reader = RecordReader::open({.bootstrap = broker_->bootstrap()});
    EXPECT_EQ((*reader)->read_at(*outcome, 10s)->value, std::nullopt);
    EXPECT_EQ((*reader)->read_at(*empty, 10s)->value, "");
}

// Reference values of Java's DefaultPartitioner: toPositive(murmur2(key)) % 12.
TEST_F(ProducerTest, PartitionIsThatOfJavaClients) {
    auto producer = open();
    // murmur2("21") = -973932308, murmur2("foobar") = -790332482, murmur2("a-little-bit-long-string") =
    // -985981536 (Kafka's own UtilsTest.testMurmur2).
    const auto positive = [](std::int32_t hash) { return (hash & 0x7fffffff) % 12; };
    EXPECT_EQ(send(io_, *producer, record("t", "21", "v"))->partition, positive(-973932308));
    EXPECT_EQ(send(io_, *producer, record("t", "foobar", "v"))->partition, positive(-790332482));
    EXPECT_EQ(
        send(io_, *producer, record("t", "a-little-bit-long-string", "v"))->partition, positive(-985981536)
    );
}

TEST_F(ProducerTest, OneKeyKeepsItsOrder) {
    auto producer = open();
    std::vector<std::future<Outcome>> sent;
    for (int i = 0; i < 500; ++i) {
        sent.push_back(send_later(io_, *producer, record("t", "one", std::to_string(i))));
    }
    std::int64_t last = -1;
    for (auto& future : sent) {
        const auto outcome = future.get();
        ASSERT_TRUE(outcome) << describe_outcome(outcome);
        EXPECT_GT(outcome->offset, last);
        last = outcome->offset;
    }
}

TEST_F(ProducerTest, FullQueueIsOverloadedAndTakesAgainAfterwards) {
    auto producer = open([](ProducerOptions& options) {
        options.queue_kbytes_max = 64;
        options.message_timeout = 30s;
    });
    for (int broker = 1; broker <= 3; ++broker) {
        broker_->set_round_trip_ms(broker, 500);
    }
    std::vector<std::future<Outcome>> sent;
    for (int i = 0; i < 100; ++i) {
        sent.push_back(send_later(io_, *producer, record("t", std::to_string(i), std::string(2000, 'x')), 40s)
        );
    }
    int accepted = 0;
    int overloaded = 0;
    for (auto& future : sent) {
        const auto outcome = future.get();
        accepted += outcome ? 1 : 0;
        overloaded += !outcome && outcome.error().code == Errc::overloaded ? 1 : 0;
    }
    EXPECT_EQ(accepted + overloaded, 100);
    EXPECT_GT(overloaded, 50);
    EXPECT_GE(accepted, 30);  // 64 KiB hold 32 of them
    EXPECT_EQ(producer->counters().refused, static_cast<std::uint64_t>(overloaded));
    EXPECT_TRUE(send(io_, *producer, record("t", "again", "v")));
}

TEST_F(ProducerTest, RefusedByKafkaIsUnavailable) {
    auto producer = open();
    broker_->push_errors(kProduceApi, {kTopicAuthorizationFailed});
    const auto outcome = send(io_, *producer, record("t", "k", "v"));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::kafka_unavailable) << describe_outcome(outcome);
    EXPECT_EQ(producer->counters().failed, 1U);
}

TEST_F(ProducerTest, TooLargeIsSaidSo) {
    auto producer = open();
    const auto outcome = send(io_, *producer, record("t", "k", std::string(2'000'000, 'x')));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::body_too_large) << describe_outcome(outcome);
    broker_->push_errors(kProduceApi, {kMessageTooLarge});
    const auto by_broker = send(io_, *producer, record("t", "k", "v"));
    ASSERT_FALSE(by_broker);
    EXPECT_EQ(by_broker.error().code, Errc::body_too_large) << describe_outcome(by_broker);
}

TEST_F(ProducerTest, PassingTroubleIsRetriedInside) {
    auto producer = open();
    broker_->push_errors(kProduceApi, {kNotLeader, kNotLeader});
    const auto outcome = send(io_, *producer, record("t", "k", "v"));
    EXPECT_TRUE(outcome) << describe_outcome(outcome);
}

TEST_F(ProducerTest, DeadlineBeforeTheReportIsUnknown) {
    auto producer = open();
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "warm")));
    for (int broker = 1; broker <= 3; ++broker) {
        broker_->set_round_trip_ms(broker, 1500);
    }
    const auto started = SteadyClock::now();
    const auto outcome = send(io_, *producer, record("t", "k", "v"), 200ms);
    const auto took = SteadyClock::now() - started;
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::outcome_unknown);
    EXPECT_GE(took, 200ms);
    EXPECT_LT(took, 1400ms);  // the report comes after 1.5 s
    EXPECT_EQ(producer->counters().expired, 1U);
    // It was written after all: unknown is the honest word.
    EXPECT_TRUE(eventually([&] { return producer->counters().acknowledged == 2; }));
}

TEST_F(ProducerTest, BrokersAwayAnswersAtOnceAndComesBackByItself) {
    auto producer = open();
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "v")));
    all_brokers(&EmbeddedBroker::set_down);
    ASSERT_TRUE(eventually([&] { return !producer->available(); }));
    const auto started = SteadyClock::now();
    const auto outcome = send(io_, *producer, record("t", "k", "v"));
    EXPECT_LT(SteadyClock::now() - started, 2s);  // its deadline is 10 s
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::kafka_unavailable);
    all_brokers(&EmbeddedBroker::set_up);
    ASSERT_TRUE(eventually([&] { return producer->available(); }));
    const auto again = send(io_, *producer, record("t", "k", "v"));
    EXPECT_TRUE(again) << describe_outcome(again);
}

TEST_F(ProducerTest, RecordsCaughtByAnOutageGetAnAnswerWithinTheMessageTimeout) {
    auto producer = open();
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "v")));
    all_brokers(&EmbeddedBroker::set_down);
    std::vector<std::future<Outcome>> sent;
    const auto started = SteadyClock::now();
    for (int i = 0; i < 50; ++i) {
        sent.push_back(send_later(io_, *producer, record("t", std::to_string(i), "v")));
    }
    for (auto& future : sent) {
        const auto outcome = future.get();
        ASSERT_FALSE(outcome);
        EXPECT_TRUE(
            outcome.error().code == Errc::kafka_unavailable || outcome.error().code == Errc::outcome_unknown
        ) << describe_outcome(outcome);
    }
    EXPECT_LT(SteadyClock::now() - started, 9s);  // 3 s, looked at once a second; the deadline is 10 s
}

TEST_F(ProducerTest, FatalErrorReplacesTheInstance) {
    std::atomic<int> reports = 0;
    auto producer = open([&](ProducerOptions& options) {
        options.on_report = [&](std::chrono::nanoseconds, bool) { ++reports; };
    });
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "v")));
    for (int broker = 1; broker <= 3; ++broker) {
        broker_->set_round_trip_ms(broker, 400);
    }
    std::vector<std::future<Outcome>> sent;
    for (int i = 0; i < 20; ++i) {
        sent.push_back(send_later(io_, *producer, record("t", std::to_string(i), "v")));
    }
    std::this_thread::sleep_for(50ms);  // under way, not answered
    producer->fail_fatally_for_test();
    for (auto& future : sent) {
        const auto outcome = future.get();  // each gets an answer
        if (!outcome) {
            EXPECT_TRUE(
                outcome.error().code == Errc::kafka_unavailable ||
                outcome.error().code == Errc::outcome_unknown
            ) << describe_outcome(outcome);
        }
    }
    ASSERT_TRUE(eventually([&] { return producer->counters().rebuilds == 1; }));
    const auto again = send(io_, *producer, record("t", "k", "v"));
    EXPECT_TRUE(again) << describe_outcome(again);
    EXPECT_EQ(producer->counters().in_flight, 0U);
    EXPECT_GE(reports, 2);
}

// librdkafka frees headers twice here through produceva (before 2.12.0); the way taken here must not.
TEST_F(ProducerTest, PartitionThatDoesNotExistIsAnAnswer) {
    auto producer = open();
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "v")));
    Record wrong = record("t", "k", "v");
    wrong.partition = 99;
    const auto outcome = send(io_, *producer, wrong);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::kafka_unavailable);
}

TEST_F(ProducerTest, FlushWaitsForWhatIsUnderWay) {
    auto producer = open();
    std::vector<std::future<Outcome>> sent;
    for (int i = 0; i < 200; ++i) {
        sent.push_back(send_later(io_, *producer, record("t", std::to_string(i), "v")));
    }
    EXPECT_TRUE(eventually([&] {
        return producer->counters().in_flight + producer->counters().acknowledged > 0;
    }));
    EXPECT_TRUE(producer->flush(SteadyClock::now() + 10s));
    for (auto& future : sent) {
        EXPECT_TRUE(future.get());
    }
}

TEST_F(ProducerTest, EndingWithRecordsUnderWayAnswersThem) {
    auto producer = open();
    ASSERT_TRUE(send(io_, *producer, record("t", "k", "v")));
    for (int broker = 1; broker <= 3; ++broker) {
        broker_->set_round_trip_ms(broker, 2000);
    }
    auto sent = send_later(io_, *producer, record("t", "k", "v"));
    ASSERT_TRUE(eventually([&] { return producer->counters().in_flight == 1; }));
    producer.reset();
    EXPECT_FALSE(sent.get());
}

TEST_F(ProducerTest, PropertiesOfTheGuaranteesCanNotBeChanged) {
    ProducerOptions options;
    options.client.bootstrap = broker_->bootstrap();
    options.client.properties = {{"acks", "1"}};
    const auto refused = Producer::open(io_.context(), options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::invalid_settings);
    options.client.properties = {{"no.such.property", "1"}};
    EXPECT_FALSE(Producer::open(io_.context(), options));
    options.client.properties = {{"socket.keepalive.enable", "true"}};
    EXPECT_TRUE(Producer::open(io_.context(), options));
}

}  // namespace
}  // namespace silkgate::kafka::testing
