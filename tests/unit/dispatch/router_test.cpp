// The router as it runs, on the embedded broker: a poison record is tried a bounded number of times, becomes
// a dead letter with its order held, and what stands behind it goes on.
#include "gateway/dispatch/router.hpp"

#include "gateway/dispatch/records.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using testing::make_created;
using ::testing::Pair;

constexpr int kPartitions = 2;
constexpr int kAttempts = 3;

class RouterTest : public ::testing::Test {
protected:
    RouterTest() {
        const auto names = kafka::names(kafka::topics_for({"CN", "RU"}));
        broker =
            std::move(*kafka::EmbeddedBroker::start({.brokers = 1, .partitions = kPartitions, .topics = names}
            ));
        client.bootstrap = broker->bootstrap();
        store = std::move(*state::Store::open({.folder = folder.string()}));
        log = std::move(
            *observe::Log::open({.level = observe::Level::info, .file = (folder / "log").string()}, &metrics)
        );
        replica = std::make_unique<Replica>(*store, ReplicaOptions{.client = client}, metrics, *log);
        replica->start();
        producer = std::move(*kafka::TransactionalProducer::open(
            {.client = client, .transactional_id = {}, .topics = names, .mode = kafka::TransactionMode::plain}
        ));
        EXPECT_TRUE(producer->rebuild(20s));
        RouterOptions options;
        options.client = client;
        options.group = kafka::EmbeddedBroker::fresh_group("router");
        options.topics = {"orders.accepted.v1", "customs.cn.receipts.v1", "customs.ru.receipts.v1"};
        options.outputs = names;
        options.mode = kafka::TransactionMode::plain;
        options.decider = {.source = "/silkgate/test", .partitions = kPartitions};
        const auto input = [registry = testing::fake_registry()] {
            return RouterInput{
                .registry = registry,
                .find_connection = testing::find_fake_connection(),
                .owner = nullptr,
                .attempts_max = kAttempts,
            };
        };
        router = std::make_unique<Router>(std::move(options), input, *replica, clock, metrics, *log);
        router->start();
    }
    ~RouterTest() override {
        router->stop();
        replica->stop();
        std::filesystem::remove_all(folder);
    }

    void post(const std::vector<kafka::Record>& records) {
        ASSERT_TRUE(producer->begin().ok());
        for (const kafka::Record& record : records) {
            ASSERT_TRUE(producer->produce(record).ok());
        }
        ASSERT_TRUE(producer->commit().ok());
    }

    // The order's state, once it is this word.
    std::optional<OrderState> settled(const OrderId& id, OrderStateWord word) {
        const auto until = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < until) {
            if (auto state = replica->find_state(id); state && state->word == word) {
                return state;
            }
            std::this_thread::sleep_for(10ms);
        }
        return std::nullopt;
    }

    // The first `count` records of a topic.
    std::vector<kafka::Incoming> read(const std::string& topic, std::size_t count) {
        auto tail = std::move(*kafka::Tail::open({.client = client, .topics = {topic}}, {}, 20s));
        std::vector<kafka::Incoming> records;
        const auto until = std::chrono::steady_clock::now() + 60s;
        while (records.size() < count && std::chrono::steady_clock::now() < until) {
            if (auto record = tail->poll(50ms); record && *record) {
                records.push_back(std::move(**record));
            }
        }
        return records;
    }

    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("silkgate_router_test_" + std::to_string(::getpid()));
    observe::Metrics metrics{observe::Vocabulary{}};
    SystemClock clock;
    kafka::ClientOptions client;
    std::unique_ptr<kafka::EmbeddedBroker> broker;
    std::unique_ptr<state::Store> store;
    std::unique_ptr<observe::Log> log;
    std::unique_ptr<Replica> replica;
    std::unique_ptr<kafka::TransactionalProducer> producer;
    std::unique_ptr<Router> router;
};

TEST_F(RouterTest, TheStateNamesThePlaceOfEveryDocument) {
    const Command command = make_created("A-1");
    post({command_record(command, "/test", {})});
    const auto state = settled(command.order_id, OrderStateWord::routed);
    ASSERT_TRUE(state);
    const DocumentState& document = testing::document_of(*state, "PTDEG");
    const auto records = read("customs.ru.declarations.v1", 1);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(records.front().key, document.id.str());
    EXPECT_EQ(records.front().position.topic, document.published.topic);
    EXPECT_EQ(records.front().position.partition, document.published.partition);
    EXPECT_EQ(records.front().position.offset, document.published.offset);
}

TEST_F(RouterTest, AThrowingAdapterBecomesADeadLetterAndTheRestGoesOn) {
    const Command before = make_created("A-1");
    const Command poison = make_created("A-2-THROW");
    const Command behind = make_created("A-3");
    post(
        {command_record(before, "/test", {}),
         command_record(poison, "/test", {}),
         command_record(behind, "/test", {})}
    );
    EXPECT_TRUE(settled(before.order_id, OrderStateWord::routed));
    EXPECT_TRUE(settled(behind.order_id, OrderStateWord::routed));
    const auto held = settled(poison.order_id, OrderStateWord::held);
    ASSERT_TRUE(held);
    EXPECT_EQ(held->blocked_by.front().rule, "SG-0911");
    const auto letters = read("orders.dlq.v1", 1);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.front().key, poison.order_id.str());
    EXPECT_EQ(letters.front().value, to_json(poison));
    EXPECT_THAT(letters.front().headers, Contains(Pair("sg_dlq_code", "adapter-failed")));
    EXPECT_THAT(letters.front().headers, Contains(Pair("sg_dlq_reason", "a bug of the adapter")));
    EXPECT_THAT(letters.front().headers, Contains(Pair("sg_dlq_attempts", std::to_string(kAttempts))));
    EXPECT_EQ(metrics.dlq_records(observe::DlqTopic::orders, observe::DlqReason::adapter_failed).value(), 1U);
}

TEST_F(RouterTest, ADocumentThatKafkaRefusesBecomesADeadLetterAndTheRestGoesOn) {
    const Command poison = make_created("B-1-BIG");
    const Command behind = make_created("B-2");
    post({command_record(poison, "/test", {}), command_record(behind, "/test", {})});
    EXPECT_TRUE(settled(behind.order_id, OrderStateWord::routed));
    ASSERT_TRUE(settled(poison.order_id, OrderStateWord::held));
    const auto letters = read("orders.dlq.v1", 1);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.front().key, poison.order_id.str());
    EXPECT_THAT(letters.front().headers, Contains(Pair("sg_dlq_code", "too-large")));
}

TEST_F(RouterTest, AnUnreadableCommandIsADeadLetterAtOnce) {
    kafka::Record garbage = command_record(make_created("C-1"), "/test", {});
    garbage.value = "not a command";
    post({garbage});
    const auto letters = read("orders.dlq.v1", 1);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.front().value, "not a command");
    EXPECT_THAT(letters.front().headers, Contains(Pair("sg_dlq_attempts", "1")));
}

TEST_F(RouterTest, AReceiptMovesItsOrderAndGaugesFollow) {
    const Command command = make_created("D-1");
    post({command_record(command, "/test", {})});
    ASSERT_TRUE(settled(command.order_id, OrderStateWord::routed));
    post(
        {{.topic = "customs.ru.receipts.v1",
          .key = {},
          .value = "RU:PTDEG:D-1 technical_error",
          .headers = {},
          .partition = {}}}
    );
    ASSERT_TRUE(settled(command.order_id, OrderStateWord::processing));
    EXPECT_EQ(replica->orders_in(OrderStateWord::processing), 1);
    EXPECT_EQ(replica->orders_in(OrderStateWord::routed), 0);
    EXPECT_EQ(replica->parked_legs(observe::Country::ru), 1);
    post(
        {{.topic = "customs.ru.receipts.v1",
          .key = {},
          .value = "RU:PTDEG:D-1 released",
          .headers = {},
          .partition = {}}}
    );
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (replica->parked_legs(observe::Country::ru) != 0 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(replica->parked_legs(observe::Country::ru), 0);
    EXPECT_EQ(
        metrics
            .declarations(
                observe::Country::ru, observe::LegKind::import_declaration, observe::LegState::released
            )
            .value(),
        1U
    );
    EXPECT_EQ(
        replica->routed_to(0) + replica->routed_to(1),
        -1 + replica->find_state(command.order_id)->accepted.offset
    );
}

}  // namespace
}  // namespace silkgate::dispatch
