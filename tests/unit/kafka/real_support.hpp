// What the tests against a real Kafka share.
#pragma once

#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/kafka/transaction.hpp"
#include "tests/unit/kafka/harness.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace silkgate::kafka::testing {

inline std::string bootstrap() {
    const char* value = std::getenv("SILKGATE_KAFKA");
    return value == nullptr ? "" : value;
}

// A name no other test or run has used.
inline std::string unique(const std::string& what) {
    static std::atomic<int> calls = 0;
    return what + "-" + std::to_string(::getpid()) + "-" +
           std::to_string(SteadyClock::now().time_since_epoch().count() % 1'000'000) + "-" +
           std::to_string(calls.fetch_add(1));
}

class RealKafka : public ::testing::Test {
protected:
    void SetUp() override {
        client_.bootstrap = bootstrap();
        // The row decides retention and cleanup; the name is the test's own.
        topic_ = unique("test");
        make_topic(topic_, partitions_);
    }

    void make_topic(const std::string& name, int partitions) {
        TopicOptions options;
        options.client = client_;
        options.topics = {{.name = name, .row = &topic_table().front()}};
        options.partitions = partitions;
        const auto report = topics_apply(options);
        ASSERT_TRUE(report) << report.error().detail;
        ASSERT_TRUE(report->has(Finding::created)) << report->lines.front().text;
        brokers_ = report->brokers;
    }

    std::unique_ptr<TransactionalProducer>
    transactional(const std::string& id, std::chrono::milliseconds call_timeout = 12s) {
        auto producer = TransactionalProducer::open(
            {.client = client_, .transactional_id = id, .topics = {topic_}, .call_timeout = call_timeout}
        );
        EXPECT_TRUE(producer);
        const auto ready = (*producer)->rebuild(30s);
        EXPECT_TRUE(ready) << ready.error().detail;
        return std::move(*producer);
    }

    std::unique_ptr<Consumer>
    consumer(const std::string& group, std::chrono::milliseconds poll_interval_max = 60s) {
        auto made = Consumer::open(
            {.client = client_, .group = group, .topics = {topic_}, .poll_interval_max = poll_interval_max}
        );
        EXPECT_TRUE(made);
        return std::move(*made);
    }

    // Values read until `count` came or the time is over.
    static std::vector<std::string>
    read(Consumer& from, std::size_t count, std::chrono::milliseconds within = 60s) {
        std::vector<std::string> values;
        const auto until = SteadyClock::now() + within;
        while (values.size() < count && SteadyClock::now() < until) {
            auto incoming = from.poll(100ms);
            EXPECT_TRUE(incoming);
            if (incoming && *incoming) {
                values.push_back((*incoming)->value.value_or(""));
            }
        }
        return values;
    }

    static constexpr int partitions_ = 3;
    ClientOptions client_;
    std::string topic_;
    int brokers_ = 0;
    IoThread io_;
};

}  // namespace silkgate::kafka::testing
