// Against a real Kafka: what the mock cluster does not have. Transactions, fencing, offsets, stable ends,
// topics.
#include "tests/unit/kafka/real_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace silkgate::kafka::testing {
namespace {

using Transactions = RealKafka;
using Tails = RealKafka;
using RealTopics = RealKafka;

TEST_F(Transactions, CommittedIsVisibleAbortedIsNot) {
    auto producer = transactional(unique("txn"));
    ASSERT_TRUE(producer->begin().ok());
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(producer->produce(record(topic_, std::to_string(i), "aborted")).ok());
    }
    ASSERT_TRUE(producer->abort().ok());
    ASSERT_TRUE(producer->begin().ok());
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(producer->produce(record(topic_, std::to_string(i), "committed")).ok());
    }
    const Step commit = producer->commit();
    ASSERT_TRUE(commit.ok()) << commit.detail;

    auto reader = RecordReader::open(client_);
    ASSERT_TRUE(reader);
    ASSERT_EQ(producer->positions().size(), 20U);
    for (int i = 0; i < 20; ++i) {
        const auto back = (*reader)->read_at(producer->positions()[static_cast<std::size_t>(i)], 10s);
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(back->key, std::to_string(i));
        EXPECT_EQ(back->value, "committed");
        EXPECT_EQ(back->headers.front().second, "id-1");
    }
    auto group = consumer(unique("g"));
    // Each aborted record is in front of the committed one of its key: it would have been among the first 20.
    EXPECT_EQ(read(*group, 20), std::vector<std::string>(20, "committed"));
}

// Seen only when aborted records were really written: the abort comes after their reports.
TEST_F(Transactions, AbortedRecordThatWasWrittenIsNotReadAt) {
    auto producer = transactional(unique("txn"));
    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->produce(record(topic_, "k", "aborted")).ok());
    std::int32_t partition = -1;
    ASSERT_TRUE(eventually([&] {
        Record more = record(topic_, "k", "aborted");
        EXPECT_TRUE(producer->produce(more).ok());  // takes reports
        partition = producer->positions().front().partition;
        return partition >= 0;
    }));
    ASSERT_TRUE(producer->abort().ok());
    auto reader = RecordReader::open(client_);
    const auto back = (*reader)->read_at({.topic = topic_, .partition = partition, .offset = 0}, 10s);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, Errc::not_found);
}

TEST_F(Transactions, OffsetsAreCommittedWithTheTransactionOnly) {
    const std::string group_name = unique("g");
    auto producer = transactional(unique("txn"));
    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->produce(record(topic_, "k", "1")).ok());
    ASSERT_TRUE(producer->produce(record(topic_, "k", "2")).ok());
    ASSERT_TRUE(producer->commit().ok());

    auto group = consumer(group_name);
    ASSERT_EQ(read(*group, 2).size(), 2U);
    const auto positions = group->positions();
    ASSERT_EQ(positions.size(), 1U);
    const auto partitions = group->assignment();

    ASSERT_TRUE(producer->begin().ok());
    const Step sent = producer->send_offsets(positions, *group);
    ASSERT_TRUE(sent.ok()) << sent.detail;
    ASSERT_TRUE(producer->abort().ok());
    auto committed = group->committed(partitions, 10s);
    ASSERT_TRUE(committed) << committed.error().detail;
    EXPECT_TRUE(committed->empty());
    ASSERT_TRUE(group->rewind(10s));
    EXPECT_EQ(read(*group, 2), (std::vector<std::string>{"1", "2"}));

    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->send_offsets(positions, *group).ok());
    ASSERT_TRUE(producer->commit().ok());
    committed = group->committed(partitions, 10s);
    ASSERT_TRUE(committed);
    EXPECT_EQ(*committed, positions);
    group.reset();

    // A member that comes later goes on after them.
    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->produce(record(topic_, "k", "3")).ok());
    ASSERT_TRUE(producer->commit().ok());
    auto next = consumer(group_name);
    EXPECT_EQ(read(*next, 1), (std::vector<std::string>{"3"}));
}

TEST_F(Transactions, SecondHolderOfTheIdFencesTheFirst) {
    const std::string id = unique("txn");
    auto first = transactional(id);
    ASSERT_TRUE(first->begin().ok());
    ASSERT_TRUE(first->produce(record(topic_, "k", "zombie")).ok());
    auto second = transactional(id);
    Step step = first->commit();
    EXPECT_EQ(step.status, StepStatus::rebuild_needed) << step.detail;
    ASSERT_TRUE(second->begin().ok());
    ASSERT_TRUE(second->produce(record(topic_, "k", "owner")).ok());
    ASSERT_TRUE(second->commit().ok());
    auto group = consumer(unique("g"));
    EXPECT_EQ(read(*group, 1), (std::vector<std::string>{"owner"}));  // the zombie's is in front of it
    // The fenced one works again once rebuilt, and fences in turn.
    ASSERT_TRUE(first->rebuild(30s));
    EXPECT_EQ(first->rebuilds(), 1U);
    ASSERT_TRUE(first->begin().ok());
    ASSERT_TRUE(first->produce(record(topic_, "k", "first again")).ok());
    ASSERT_TRUE(first->commit().ok());
}

TEST_F(Transactions, OffsetsOfAMemberThatLeftAreRefused) {
    const std::string group_name = unique("g");
    auto producer = transactional(unique("txn"));
    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->produce(record(topic_, "k", "1")).ok());
    ASSERT_TRUE(producer->commit().ok());
    auto stale = consumer(group_name, 10s);
    ASSERT_EQ(read(*stale, 1).size(), 1U);
    const auto positions = stale->positions();
    // Another member comes; the first does not poll on, so it is expelled and keeps the older generation.
    auto fresh = consumer(group_name);
    ASSERT_TRUE(eventually(
        [&] {
            EXPECT_TRUE(fresh->poll(50ms));
            return !fresh->assignment().empty();
        },
        120s
    ));
    ASSERT_TRUE(producer->begin().ok());
    Step step = producer->send_offsets(positions, *stale);
    if (step.ok()) {
        step = producer->commit();
    }
    EXPECT_EQ(step.status, StepStatus::abort_needed) << step.detail;
    EXPECT_TRUE(producer->abort().ok());
    ASSERT_TRUE(producer->begin().ok());
    EXPECT_TRUE(producer->commit().ok());
}

TEST_F(Transactions, RebalanceTellsBothMembers) {
    const std::string group_name = unique("g");
    std::vector<TopicPartition> assigned;
    int revocations = 0;
    auto first = Consumer::open(
        {.client = client_,
         .group = group_name,
         .topics = {topic_},
         .on_assigned = [&](const auto& partitions) { assigned = partitions; },
         .on_revoked =
             [&](const auto&, RevokeReason reason) {
                 ++revocations;
                 EXPECT_EQ(reason, RevokeReason::revoked);
             }}
    );
    ASSERT_TRUE(first);
    ASSERT_TRUE(eventually([&] { return (*first)->poll(50ms) && assigned.size() == 3; }));
    auto second = consumer(group_name);
    ASSERT_TRUE(eventually(
        [&] {
            return (*first)->poll(20ms) && second->poll(20ms) && !second->assignment().empty() &&
                   assigned.size() + second->assignment().size() == 3;
        },
        120s
    ));
    EXPECT_EQ(revocations, 1);
}

TEST_F(Tails, StableEndStopsAtAnOpenTransaction) {
    make_topic(topic_ + ".one", 1);
    const TopicPartition one{.topic = topic_ + ".one", .partition = 0};
    auto open = transactional(unique("txn"));
    auto other = transactional(unique("txn"));
    ASSERT_TRUE(other->begin().ok());
    ASSERT_TRUE(other->produce(record(one.topic, "k", "before")).ok());
    ASSERT_TRUE(other->commit().ok());  // record 0, marker 1

    auto tail = Tail::open({.client = client_, .topics = {one.topic}}, {}, 10s);
    ASSERT_TRUE(tail) << tail.error().detail;
    EXPECT_EQ(*(*tail)->stable_end(one, 5s), 2);

    ASSERT_TRUE(open->begin().ok());
    ASSERT_TRUE(open->produce(record(one.topic, "k", "open")).ok());
    ASSERT_TRUE(eventually([&] {
        EXPECT_TRUE(open->produce(record(one.topic, "k", "open")).ok());
        return open->positions().front().offset >= 0;
    }));
    ASSERT_TRUE(other->begin().ok());
    ASSERT_TRUE(other->produce(record(one.topic, "k", "behind")).ok());
    ASSERT_TRUE(other->commit().ok());
    // The log goes on, the stable end does not.
    EXPECT_EQ(*(*tail)->stable_end(one, 5s), 2);
    EXPECT_EQ((*tail)->stable_ends(5s)->front().next, 2);

    ASSERT_TRUE(open->abort().ok());
    ASSERT_TRUE(eventually([&] { return *(*tail)->stable_end(one, 5s) > 4; }));
    const auto end = *(*tail)->stable_end(one, 5s);
    std::vector<std::string> values;
    EXPECT_TRUE(eventually([&] {
        auto incoming = (*tail)->poll(50ms);
        if (incoming && *incoming) {
            values.push_back(*(*incoming)->value);
        }
        return (*tail)->positions().front().next == end;  // markers included
    }));
    EXPECT_EQ(values, (std::vector<std::string>{"before", "behind"}));
}

TEST_F(Tails, ManyPartitionsFromStoredOffsets) {
    auto producer = transactional(unique("txn"));
    ASSERT_TRUE(producer->begin().ok());
    for (int i = 0; i < 60; ++i) {
        ASSERT_TRUE(producer->produce(record(topic_, std::to_string(i), std::to_string(i))).ok());
    }
    ASSERT_TRUE(producer->commit().ok());
    // Markers of a transaction may come a moment after its commit, so what counts is the values.
    const auto drain = [&](std::span<const NextOffset> from, std::size_t expected) {
        auto tail = Tail::open({.client = client_, .topics = {topic_}}, from, 10s);
        EXPECT_TRUE(tail);
        std::set<std::string> values;
        EXPECT_TRUE(eventually([&] {
            auto incoming = (*tail)->poll(50ms);
            if (incoming && *incoming) {
                values.insert(*(*incoming)->value);
            }
            return values.size() >= expected;
        }));
        return std::pair{values, (*tail)->positions()};
    };
    const auto [all, reached] = drain({}, 60);
    EXPECT_EQ(all.size(), 60U);
    ASSERT_TRUE(producer->begin().ok());
    ASSERT_TRUE(producer->produce(record(topic_, "new", "new")).ok());
    ASSERT_TRUE(producer->commit().ok());
    EXPECT_EQ(drain(reached, 1).first, (std::set<std::string>{"new"}));
}

TEST_F(RealTopics, ApplyMakesThemAndIsIdempotent) {
    TopicOptions options;
    options.client = client_;
    const std::string broker = unique("b");
    for (const auto& spec : topics_for({}, {{.country = "RU", .broker = broker}})) {
        if (spec.name.starts_with("customs.ru." + broker)) {
            options.topics.push_back(spec);
        }
    }
    options.topics.push_back({.name = unique("state"), .row = &topic_table()[1]});
    ASSERT_EQ(options.topics.size(), 4U);
    auto report = topics_check(options);
    ASSERT_TRUE(report) << report.error().detail;
    EXPECT_TRUE(report->has(Finding::missing));
    EXPECT_FALSE(report->sound());

    report = topics_apply(options);
    ASSERT_TRUE(report) << report.error().detail;
    const auto created = std::ranges::count(report->lines, Finding::created, &TopicLine::finding);
    EXPECT_EQ(created, 4);
    for (const auto step : {&topics_check, &topics_apply}) {
        // New topics reach the other brokers a moment later.
        EXPECT_TRUE(eventually([&] {
            report = step(options);
            return report && std::ranges::count(report->lines, Finding::ok, &TopicLine::finding) == 4;
        }));
        EXPECT_TRUE(report && report->sound());
    }
    EXPECT_EQ(report->has(Finding::different), brokers_ == 1);  // the note on a single broker
}

TEST_F(RealTopics, PartitionsAreNeverChangedAndWeakIsFoundAndMended) {
    TopicOptions options;
    options.client = client_;
    options.topics = {{.name = topic_, .row = &topic_table().front()}};
    options.partitions = 12;  // it has 3
    auto report = topics_apply(options);
    ASSERT_TRUE(report) << report.error().detail;
    EXPECT_TRUE(report->has(Finding::refused));
    EXPECT_FALSE(report->sound());

    // Made weaker than wished, then checked and mended.
    if (brokers_ >= 3) {
        TopicOptions weak = options;
        weak.partitions = 3;
        weak.min_insync = 1;
        report = topics_apply(weak);
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->has(Finding::changed));
        options.partitions = 3;
        // A change of settings reaches the other brokers a moment later.
        EXPECT_TRUE(eventually([&] {
            const auto checked = topics_check(options);
            return checked && checked->has(Finding::weak);
        }));
        EXPECT_TRUE(eventually([&] {
            const auto applied = topics_apply(options);
            return applied && applied->has(Finding::changed);
        }));
        EXPECT_TRUE(eventually([&] {
            const auto checked = topics_check(options);
            return checked && checked->sound();
        }));
    }
}

TEST_F(RealTopics, UnknownTopicIsNotMadeByUse) {
    auto producer = Producer::open(io_.context(), {.client = client_, .message_timeout = 3s});
    ASSERT_TRUE(producer);
    const auto outcome = send(io_, **producer, record(unique("typo"), "k", "v"), 8s);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::kafka_unavailable) << describe_outcome(outcome);
}

}  // namespace
}  // namespace silkgate::kafka::testing
