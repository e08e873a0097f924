// The store and the batch that archive: who is due by a chosen clock, and that a store which followed an
// order to its end is the same as one made of what is left in the log.
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/batch.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/kafka/transaction.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <unistd.h>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;
using testing::kNoon;
using testing::make_created;

constexpr std::int64_t kKeepDays = 100;
constexpr auto kDay = std::chrono::hours(24);

class ChosenClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = kNoon;
};

class ReplicaArchiveTest : public ::testing::Test {
protected:
    ReplicaArchiveTest() : store(open("a")), replica(*store, {}, metrics, *log) {}
    ~ReplicaArchiveTest() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::unique_ptr<state::Store> open(const std::string& name) const {
        return std::move(*state::Store::open({.folder = (folder / name).string()}));
    }

    // An order of the partition that was cleared at noon of the first day.
    OrderState add_cleared(const std::string& number, std::int32_t partition = 0) {
        const Decider decider(*input.registry, input.find_connection, {});
        Command command = make_created(number);
        command.idempotency_hash = "key of " + number;
        OrderState state = *decider.decide(command, {.partition = partition, .offset = 1}, nullptr).next;
        for (LegRecord& leg : state.legs) {
            leg.state = LegState::released;
        }
        derive(state);
        EXPECT_TRUE(replica.apply({state}));
        return state;
    }

    // What is archived along with one record of the partition that is stamped with the time.
    std::vector<OrderState> archived_with(std::int32_t partition, Instant stamped, Instant now) {
        clock.time = now;
        Batch batch;
        kafka::Incoming record;
        record.position = {
            .topic = std::string(kafka::kOrdersAccepted), .partition = partition, .offset = 50
        };
        const kafka::Record made = command_record(make_created("NEW-" + std::to_string(partition)), "/t", {});
        record.key = made.key;
        record.value = made.value;
        record.timestamp_ms = stamped.time_since_epoch().count();
        batch.records.push_back(std::move(record));
        Attempts attempts;
        const DeciderOptions options;
        BatchDecider decider(
            {.options = options, .replica = replica, .clock = clock, .metrics = metrics, .log = *log}, input
        );
        EXPECT_TRUE(decider.decide(batch, attempts));
        std::vector<OrderState> archived;
        for (const Outgoing& outgoing : batch.state_records()) {
            OrderState state = *read_order_state(*outgoing.record.value);
            if (is_archived(state)) {
                EXPECT_EQ(outgoing.cause, kNoCause);
                archived.push_back(std::move(state));
            }
        }
        for (const auto& act : batch.on_commit) {
            act();
        }
        return archived;
    }

    [[nodiscard]] static std::map<std::string, std::string>
    contents(const state::Store& of, const std::vector<state::Map>& maps) {
        std::map<std::string, std::string> all;
        for (const state::Map map : maps) {
            of.snapshot().range(map, {}, {}, [&](std::string_view key, std::string_view value) {
                all.emplace(std::to_string(static_cast<int>(map)) + std::string(key), value);
                return true;
            });
        }
        return all;
    }

    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("silkgate_archive_test_" + std::to_string(::getpid()));
    observe::Metrics metrics{observe::Vocabulary{}};
    std::unique_ptr<observe::Log> log = [this] {
        std::filesystem::create_directories(folder);
        return std::move(
            *observe::Log::open({.level = observe::Level::info, .file = (folder / "log").string()}, &metrics)
        );
    }();
    ChosenClock clock;
    RouterInput input{
        .registry = testing::fake_registry(),
        .find_connection = testing::find_fake_connection(),
        .owner = nullptr,
        .keep_days = kKeepDays,
    };
    std::unique_ptr<state::Store> store;
    Replica replica;
};

TEST_F(ReplicaArchiveTest, AnOrderIsDueAfterSoManyWholeDays) {
    const OrderState order = add_cleared("A-1");
    const Instant early = kNoon + kKeepDays * kDay;
    EXPECT_TRUE(archived_with(0, early, early).empty());
    const Instant late = early + kDay;
    const auto archived = archived_with(0, late, late);
    ASSERT_EQ(archived.size(), 1U);
    EXPECT_EQ(archived.front().id, order.id);
    EXPECT_EQ(metrics.orders_archived().value(), 1U);
}

TEST_F(ReplicaArchiveTest, OneClockThatRunsAheadArchivesNothing) {
    add_cleared("A-1");
    const Instant wrong = kNoon + 10 * kKeepDays * kDay;
    EXPECT_TRUE(archived_with(0, kNoon, wrong).empty());
    EXPECT_TRUE(archived_with(0, wrong, kNoon).empty());
}

TEST_F(ReplicaArchiveTest, NeverWithZeroDays) {
    add_cleared("A-1");
    input.keep_days = 0;
    const Instant late = kNoon + 10'000 * kDay;
    EXPECT_TRUE(archived_with(0, late, late).empty());
}

TEST_F(ReplicaArchiveTest, OnlyOfThePartitionsWhoseOffsetsAreCommittedAlong) {
    add_cleared("A-1", 0);
    const OrderState other = add_cleared("A-2", 1);
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    const auto archived = archived_with(1, late, late);
    ASSERT_EQ(archived.size(), 1U);
    EXPECT_EQ(archived.front().id, other.id);
}

TEST_F(ReplicaArchiveTest, ABoundedNumberABatchUntilNoneIsLeft) {
    constexpr std::size_t kOrders = 40;
    for (std::size_t i = 0; i < kOrders; ++i) {
        add_cleared("A-" + std::to_string(i));
    }
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    std::vector<std::size_t> batches;
    for (int i = 0; i < 3; ++i) {
        const auto archived = archived_with(0, late, late);
        batches.push_back(archived.size());
        EXPECT_TRUE(replica.apply(archived));
    }
    EXPECT_EQ(batches, (std::vector<std::size_t>{32, 8, 0}));
    EXPECT_EQ(replica.orders_in(OrderStateWord::archived), kOrders);
    EXPECT_EQ(replica.orders_in(OrderStateWord::cleared), 0);
}

TEST_F(ReplicaArchiveTest, AChangeBeginsTheDaysAnewAndAnOpenOrderIsNeverDue) {
    OrderState order = add_cleared("A-1");
    order.updated_at += 5 * kDay;
    ++order.sequence;
    ASSERT_TRUE(replica.apply({order}));
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    EXPECT_TRUE(archived_with(0, late, late).empty());
    order.legs.front().returning = Returning::asked;
    ++order.sequence;
    ASSERT_TRUE(replica.apply({order}));
    EXPECT_TRUE(archived_with(0, late + 50 * kDay, late + 50 * kDay).empty());
    order.legs.front().returning = Returning::done;
    ++order.sequence;
    ASSERT_TRUE(replica.apply({order}));
    EXPECT_EQ(archived_with(0, late + 50 * kDay, late + 50 * kDay).size(), 1U);
}

TEST_F(ReplicaArchiveTest, NothingOfTheWholeOrderIsLeftButItIsKnown) {
    const OrderState whole = add_cleared("A-1");
    const std::string reference = "id:" + testing::document_of(whole, "PTDEG").id.str();
    ASSERT_TRUE(replica.find_reference(reference));
    ASSERT_TRUE(replica.find_key("key of A-1"));
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    const auto archived = archived_with(0, late, late);
    ASSERT_TRUE(replica.apply(archived));
    EXPECT_FALSE(replica.find_state(whole.id));
    EXPECT_FALSE(replica.find_reference(reference));
    EXPECT_FALSE(replica.find_key("key of A-1"));
    EXPECT_TRUE(replica.has_order(whole.id));
    EXPECT_EQ(replica.find_archived(whole.id)->ended, OrderStateWord::cleared);
    const auto known = replica.find_order(whole.id);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->fingerprint, whole.fingerprint);
    EXPECT_EQ(known->answer, archived_answer(archived.front()));
    // The whole state again, as the tail may still read it, does not come back.
    ASSERT_TRUE(replica.apply({whole}));
    EXPECT_FALSE(replica.find_state(whole.id));
    EXPECT_EQ(replica.orders_in(OrderStateWord::archived), 1);

    Dedupe dedupe(replica, 1'000);
    Admission again{
        .order = whole.id, .tenant = whole.tenant, .fingerprint = whole.fingerprint, .idempotency_hash = {}
    };
    const auto replay = dedupe.find_replay(again);
    ASSERT_TRUE(replay);
    EXPECT_EQ(replay->answer, archived_answer(archived.front()));
    again.fingerprint = "another";
    EXPECT_FALSE(dedupe.find_replay(again));
}

TEST_F(ReplicaArchiveTest, APointerThatAnotherOrderHasTakenOverStays) {
    OrderState whole = add_cleared("A-1");
    whole.legs.front().documents.front().references = {"shared"};
    ++whole.sequence;
    OrderState taker = add_cleared("A-2");
    taker.legs.front().documents.front().references = {"shared"};
    taker.updated_at += 50 * kDay;
    ++taker.sequence;
    ASSERT_TRUE(replica.apply({whole}));
    ASSERT_TRUE(replica.apply({taker}));
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    ASSERT_TRUE(replica.apply(archived_with(0, late, late)));
    ASSERT_TRUE(replica.find_archived(whole.id));
    ASSERT_TRUE(replica.find_reference("shared"));
    EXPECT_EQ(replica.find_reference("shared")->order, taker.id);
}

TEST_F(ReplicaArchiveTest, AReplyThatComesTooLateIsADeadLetter) {
    const OrderState whole = add_cleared("A-1");
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    ASSERT_TRUE(replica.apply(archived_with(0, late, late)));
    const Command reply = testing::make_reply(whole, "PTDEG", adapters::ReplyStatus::query);
    Batch batch;
    kafka::Incoming record;
    record.position = {.topic = std::string(kafka::kOrdersAccepted), .partition = 0, .offset = 60};
    record.key = whole.id.str();
    record.value = to_json(reply);
    batch.records.push_back(std::move(record));
    Attempts attempts;
    const DeciderOptions options;
    BatchDecider decider(
        {.options = options, .replica = replica, .clock = clock, .metrics = metrics, .log = *log}, input
    );
    ASSERT_TRUE(decider.decide(batch, attempts));
    EXPECT_TRUE(batch.changed.empty());
    ASSERT_EQ(batch.others.size(), 1U);
    EXPECT_EQ(batch.others.front().record.topic, kafka::kOrdersDlq);
    EXPECT_THAT(
        batch.others.front().record.headers, ::testing::Contains(::testing::Pair("sg_dlq_code", "unmatched"))
    );
}

TEST_F(ReplicaArchiveTest, TheCountsAreThoseOfTheOrders) {
    const OrderState first = add_cleared("A-1");
    OrderState parked = add_cleared("A-2");
    parked.legs.back().state = LegState::parked;
    derive(parked);
    ++parked.sequence;
    ASSERT_TRUE(replica.apply({parked}));
    const Instant late = kNoon + (kKeepDays + 1) * kDay;
    ASSERT_TRUE(replica.apply(archived_with(0, late, late)));
    EXPECT_EQ(replica.orders_in(OrderStateWord::archived), 1);
    EXPECT_EQ(replica.orders_in(OrderStateWord::processing), 1);
    EXPECT_EQ(replica.orders_in(OrderStateWord::cleared), 0);
    EXPECT_EQ(store->snapshot().count(state::Map::orders), 2U);
    // A start takes them from the store.
    const Replica again(*store, {}, metrics, *log);
    EXPECT_EQ(again.orders_in(OrderStateWord::archived), 1);
    EXPECT_EQ(again.orders_in(OrderStateWord::processing), 1);
    EXPECT_EQ(again.parked_legs(observe::Country::ru), replica.parked_legs(observe::Country::ru));
    // And counts anew where they are not there.
    state::WriteBatch without;
    without.erase(state::Map::index, "counts");
    ASSERT_TRUE(store->write(without));
    const Replica anew(*store, {}, metrics, *log);
    EXPECT_EQ(anew.orders_in(OrderStateWord::archived), 1);
    EXPECT_EQ(anew.orders_in(OrderStateWord::processing), 1);
    EXPECT_EQ(anew.parked_legs(observe::Country::ru), replica.parked_legs(observe::Country::ru));
}

// Two replicas of one log: one was there from the beginning and archived, the other starts when compaction
// has left the last records only, and events that are older than the archiving.
TEST_F(ReplicaArchiveTest, AStoreMadeOfTheLogIsTheSameAsOneThatFollowedIt) {
    const auto names = kafka::names(kafka::topics_for({"CN", "RU"}));
    const auto broker =
        std::move(*kafka::EmbeddedBroker::start({.brokers = 1, .partitions = 1, .topics = names}));
    kafka::ClientOptions client;
    client.bootstrap = broker->bootstrap();
    auto producer = std::move(*kafka::TransactionalProducer::open(
        {.client = client, .transactional_id = {}, .topics = names, .mode = kafka::TransactionMode::plain}
    ));
    ASSERT_TRUE(producer->rebuild(20s));

    const Decider decider(*input.registry, input.find_connection, {});
    Command command = make_created("A-1");
    command.idempotency_hash = "key";
    Decision made = decider.decide(command, {.partition = 0, .offset = 1}, nullptr);
    OrderState whole = *made.next;
    for (LegRecord& leg : whole.legs) {
        leg.state = LegState::released;
    }
    derive(whole);
    const Decision archived = decider.archive(whole, kNoon + (kKeepDays + 1) * kDay);
    const auto state_record = [](kafka::Record record, const OrderState& state) {
        record.value = to_json(state);
        return record;
    };
    const auto publish = [&](const std::vector<kafka::Record>& records) {
        ASSERT_TRUE(producer->begin().ok());
        for (const kafka::Record& record : records) {
            ASSERT_TRUE(producer->produce(record).ok());
        }
        ASSERT_TRUE(producer->commit().ok());
    };
    // A process that starts on the store, reads to the end of the log and stops.
    const auto follow = [&](state::Store& of) {
        auto reading = std::make_unique<Replica>(of, ReplicaOptions{.client = client}, metrics, *log);
        reading->start();
        EXPECT_TRUE(reading->wait_until_current(std::chrono::steady_clock::now() + 60s));
        reading->stop();
        return reading;
    };
    const std::vector<state::Map> maps = {state::Map::orders, state::Map::events, state::Map::index};

    publish({state_record(*made.state, whole)});
    publish(made.events);
    const auto following = follow(*store);
    EXPECT_EQ(following->events(whole.id, 0, 100).size(), made.events.size());
    EXPECT_TRUE(following->find_key("key"));
    ASSERT_TRUE(following->apply({*archived.next}));
    publish({state_record(*archived.state, *archived.next)});
    publish(archived.events);
    EXPECT_TRUE(follow(*store)->events(whole.id, 0, 100).empty());

    const auto late_store = open("late");
    follow(*late_store);
    EXPECT_EQ(contents(*late_store, maps), contents(*store, maps));

    // As after compaction: the small record only, with the order's old events before and after it.
    const auto compacted =
        std::move(*kafka::EmbeddedBroker::start({.brokers = 1, .partitions = 1, .topics = names}));
    client.bootstrap = compacted->bootstrap();
    producer = std::move(*kafka::TransactionalProducer::open(
        {.client = client, .transactional_id = {}, .topics = names, .mode = kafka::TransactionMode::plain}
    ));
    ASSERT_TRUE(producer->rebuild(20s));
    publish(made.events);
    publish({state_record(*archived.state, *archived.next)});
    publish(made.events);
    const auto compacted_store = open("compacted");
    const auto rebuilt = follow(*compacted_store);
    auto expected = contents(*store, maps);
    auto found = contents(*compacted_store, maps);
    const std::string cluster = std::to_string(static_cast<int>(state::Map::index)) + "cluster";
    expected.erase(cluster);
    found.erase(cluster);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(rebuilt->orders_in(OrderStateWord::archived), 1);
}

}  // namespace
}  // namespace silkgate::dispatch
