// Consumers and the plain mode of TransactionalProducer against the embedded broker.
#include "gateway/kafka/consumer.hpp"

#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/kafka/transaction.hpp"
#include "tests/unit/kafka/harness.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::kafka::testing {
namespace {

class EmbeddedTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto broker = EmbeddedBroker::start({.brokers = 1, .partitions = 4, .topics = {"in", "out"}});
        ASSERT_TRUE(broker);
        broker_ = std::move(*broker);
        client_.bootstrap = broker_->bootstrap();
        auto producer = TransactionalProducer::open(
            {.client = client_,
             .transactional_id = "x",
             .topics = {"in", "out"},
             .mode = TransactionMode::plain}
        );
        ASSERT_TRUE(producer);
        producer_ = std::move(*producer);
        ASSERT_TRUE(producer_->rebuild(10s));
    }

    std::vector<Position> put(const std::string& topic, int count) {
        EXPECT_TRUE(producer_->begin().ok());
        for (int i = 0; i < count; ++i) {
            EXPECT_TRUE(producer_->produce(record(topic, "key" + std::to_string(i), std::to_string(i))).ok());
        }
        EXPECT_TRUE(producer_->commit().ok());
        return producer_->positions();
    }

    std::unique_ptr<EmbeddedBroker> broker_;
    ClientOptions client_;
    std::unique_ptr<TransactionalProducer> producer_;
};

TEST_F(EmbeddedTest, PositionsAreInTheOrderOfProduce) {
    const auto positions = put("in", 20);
    ASSERT_EQ(positions.size(), 20U);
    auto reader = RecordReader::open(client_);
    ASSERT_TRUE(reader);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto back = (*reader)->read_at(positions[i], 5s);
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(back->value, std::to_string(i));
    }
    const auto beyond =
        (*reader)->read_at({.topic = "in", .partition = positions[0].partition, .offset = 999}, 5s);
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().code, Errc::not_found);
}

TEST_F(EmbeddedTest, GroupReadsFromTheStartSeeksAndCommitsThroughPlainMode) {
    put("in", 10);
    std::vector<TopicPartition> assigned;
    std::vector<TopicPartition> revoked;
    auto consumer = Consumer::open(
        {.client = client_,
         .group = EmbeddedBroker::fresh_group("g"),
         .topics = {"in"},
         .on_assigned = [&](const auto& partitions) { assigned = partitions; },
         .on_revoked = [&](const auto& partitions, RevokeReason) { revoked = partitions; }}
    );
    ASSERT_TRUE(consumer) << consumer.error().detail;
    const auto read = [&](int count) {
        std::multiset<std::string> values;
        const auto until = SteadyClock::now() + 20s;
        while (static_cast<int>(values.size()) < count && SteadyClock::now() < until) {
            auto incoming = (*consumer)->poll(100ms);
            EXPECT_TRUE(incoming);
            if (incoming && *incoming) {
                values.insert(*(*incoming)->value);
            }
        }
        return values;
    };
    const auto first = read(10);
    EXPECT_EQ(first.size(), 10U);
    EXPECT_EQ(assigned.size(), 4U);
    EXPECT_EQ((*consumer)->assignment().size(), 4U);
    const auto positions = (*consumer)->positions();
    ASSERT_FALSE(positions.empty());

    // Nothing is committed yet: rewinding delivers the same again.
    ASSERT_TRUE((*consumer)->rewind(5s));
    EXPECT_EQ(read(10), first);

    ASSERT_TRUE(producer_->begin().ok());
    ASSERT_TRUE(producer_->send_offsets(positions, **consumer).ok());
    ASSERT_TRUE(producer_->commit().ok());
    const auto committed = (*consumer)->committed(assigned, 5s);
    ASSERT_TRUE(committed);
    EXPECT_EQ(committed->size(), positions.size());

    (*consumer)->close(5s);
    EXPECT_EQ(revoked.size(), 4U);
}

TEST_F(EmbeddedTest, TailStartsWhereItIsToldAndReachesTheEnd) {
    const auto positions = put("in", 40);
    std::vector<NextOffset> from = {{.topic = "in", .partition = positions[0].partition, .next = 2}};
    auto tail = Tail::open({.client = client_, .topics = {"in"}}, from, 10s);
    ASSERT_TRUE(tail) << tail.error().detail;
    const auto ends = (*tail)->stable_ends(5s);
    ASSERT_TRUE(ends) << ends.error().detail;
    EXPECT_EQ(ends->size(), 4U);
    std::size_t read = 0;
    EXPECT_TRUE(eventually([&] {
        auto incoming = (*tail)->poll(50ms);
        read += incoming && *incoming ? 1U : 0U;
        return (*tail)->positions() == *ends;
    }));
    EXPECT_EQ(read, 38U);
    EXPECT_EQ(*(*tail)->stable_end({.topic = "in", .partition = 0}, 5s), ends->front().next);
}

TEST_F(EmbeddedTest, TailOfAnOffsetThatIsGoneFails) {
    put("in", 5);
    std::vector<NextOffset> from = {{.topic = "in", .partition = 0, .next = 1000}};
    auto tail = Tail::open({.client = client_, .topics = {"in"}}, from, 10s);
    ASSERT_TRUE(tail);
    std::optional<Errc> code;
    EXPECT_TRUE(eventually([&] {
        auto incoming = (*tail)->poll(50ms);
        if (!incoming) {
            code = incoming.error().code;
        }
        return code.has_value();
    }));
    EXPECT_EQ(code, Errc::not_found);
}

TEST_F(EmbeddedTest, FreshGroupsDiffer) {
    EXPECT_NE(EmbeddedBroker::fresh_group("g"), EmbeddedBroker::fresh_group("g"));
    EXPECT_NE(EmbeddedBroker::banner().find("no transactions"), std::string_view::npos);
}

TEST(Topics, TableGivesTheContractsNames) {
    const auto topics = topics_for({"CN", "ru"}, {{.country = "RU", .broker = "acme"}});
    const auto all = names(topics);
    const std::set<std::string> set{all.begin(), all.end()};
    EXPECT_EQ(set.size(), all.size());
    EXPECT_EQ(all.size(), 10U + 2U * 3U + 3U);
    for (const auto& name :
         {declarations_topic("CN"),
          receipts_topic("RU", "acme"),
          customs_dlq_topic("ru"),
          std::string{kOrdersState},
          std::string{kAudit}}) {
        EXPECT_TRUE(set.contains(name)) << name;
    }
    EXPECT_EQ(declarations_topic("RU", "acme"), "customs.ru.acme.declarations.v1");
    for (const auto& topic : topics) {
        const bool compacted =
            topic.name == kOrdersState || topic.name == kCatalogItems || topic.name == kConsolidations;
        EXPECT_EQ(topic.row->cleanup == Cleanup::compact, compacted) << topic.name;
        EXPECT_EQ(topic.row->retention_days == 0, compacted) << topic.name;
    }
}

TEST(Topics, NoBrokerIsUnavailable) {
    TopicOptions options;
    options.client.bootstrap = "127.0.0.1:1";
    options.topics = topics_for({"CN"});
    options.timeout = 1s;
    const auto report = topics_check(options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, Errc::kafka_unavailable);
}

TEST(Topics, SoundIsWithoutMissingWeakRefusedOrFailed) {
    TopicReport report;
    report.lines.push_back({.topic = "a", .finding = Finding::different, .text = ""});
    EXPECT_TRUE(report.sound());
    for (const Finding bad : {Finding::missing, Finding::weak, Finding::refused, Finding::failed}) {
        report.lines.back().finding = bad;
        EXPECT_FALSE(report.sound());
    }
}

}  // namespace
}  // namespace silkgate::kafka::testing
