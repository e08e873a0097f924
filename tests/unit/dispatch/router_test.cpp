// The router as it runs, on the embedded broker: a poison record is tried a bounded number of times, becomes
// a dead letter with its order held, and what stands behind it goes on.
#include "gateway/dispatch/router.hpp"

#include "gateway/dispatch/records.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
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
        ReplicaOptions follows{.client = client, .on_candidates = {}, .on_tick = [this] {
                                   ++at_gate;
                                   const std::scoped_lock lock(gate);
                               }};
        replica = std::make_unique<Replica>(*store, std::move(follows), metrics, *log);
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

    // Holds the replica back, as a slow disk does, until the lock is released; the router is at work by then.
    std::unique_lock<std::mutex> hold_replica() {
        const Command command = make_created("AT-WORK");
        post({command_record(command, "/test", {})});
        EXPECT_TRUE(settled(command.order_id, OrderStateWord::routed));
        std::unique_lock lock(gate);
        for (const int before = at_gate; at_gate == before;) {
            std::this_thread::sleep_for(1ms);
        }
        return lock;
    }

    // The state as another process's router publishes it.
    static kafka::Record state_of(const OrderState& state) {
        return {
            .topic = "orders.state.v1",
            .key = state.id.str(),
            .value = to_json(state),
            .headers = {},
            .partition = {}
        };
    }

    // The first `count` commands that were made of receipts.
    std::vector<Command> replied(std::size_t count) {
        for (std::size_t all = count;; ++all) {
            std::vector<Command> commands;
            for (const kafka::Incoming& record : read("orders.accepted.v1", all)) {
                auto command = read_command(*record.value, {});
                if (command && command->kind == CommandKind::replied) {
                    commands.push_back(std::move(*command));
                }
            }
            if (commands.size() >= count || all > count + 1) {
                return commands;
            }
        }
    }

    bool log_says(const std::string& text) const {
        const auto until = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < until) {
            std::ifstream file(folder / "log");
            const std::string all((std::istreambuf_iterator<char>(file)), {});
            if (all.find(text) != std::string::npos) {
                return true;
            }
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }

    static kafka::Record receipt(std::string text) {
        return {
            .topic = "customs.ru.receipts.v1",
            .key = {},
            .value = std::move(text),
            .headers = {},
            .partition = {}
        };
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
    std::mutex gate;
    std::atomic<int> at_gate{0};
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

TEST_F(RouterTest, AReceiptWaitsForAReplicaThatIsBehind) {
    const auto registry = testing::fake_registry();
    const Decider decider(*registry, testing::find_fake_connection(), {});
    const OrderState elsewhere =
        *decider.decide(make_created("E-1"), {.partition = 0, .offset = 1}, nullptr).next;
    auto held = hold_replica();
    post({state_of(elsewhere)});
    post({receipt("RU:PTDEG:E-1 released")});
    EXPECT_TRUE(log_says("replica-behind"));
    held.unlock();
    const auto commands = replied(1);
    ASSERT_EQ(commands.size(), 1U);
    EXPECT_EQ(commands.front().order_id, elsewhere.id);
    EXPECT_EQ(metrics.dlq_records(observe::DlqTopic::customs, observe::DlqReason::unmatched).value(), 0U);
}

TEST_F(RouterTest, AReceiptOfASharedMessageIsOfTheNewestOneOfItsKeyForEveryOrder) {
    const Command first = make_created("S-1");
    const Command second = make_created("S-2");
    const auto registry = testing::fake_registry();
    const Decider decider(*registry, testing::find_fake_connection(), {});
    OrderState owner = *decider.decide(first, {.partition = 0, .offset = 1}, nullptr).next;
    const auto shipment = [](const char* id, adapters::Action action) {
        DocumentState document;
        document.id = DeclarationId(id);
        document.kind = "Manifest";
        document.action = action;
        document.answers = true;
        document.references = {"RU:SHIP:7"};
        return document;
    };
    owner.legs.front().documents.push_back(shipment("dec_1", adapters::Action::submit));
    owner.legs.front().documents.back().shared_with = {second.order_id};
    post({state_of(owner)});
    ASSERT_TRUE(replica->wait_until_current(std::chrono::steady_clock::now() + 20s));
    ASSERT_TRUE(replica->find_reference("RU:SHIP:7"));

    auto held = hold_replica();
    owner.legs.front().documents.push_back(shipment("dec_2", adapters::Action::amend));
    owner.legs.front().documents.back().shared_with = {second.order_id};
    ++owner.sequence;
    post({state_of(owner)});
    post({receipt("RU:SHIP:7 released")});
    EXPECT_TRUE(log_says("replica-behind"));
    held.unlock();
    const auto commands = replied(2);
    ASSERT_EQ(commands.size(), 2U);
    for (const Command& command : commands) {
        EXPECT_EQ(command.replies.front().document.str(), "dec_2") << command.order_id.view();
    }
    EXPECT_NE(commands[0].order_id, commands[1].order_id);
}

}  // namespace
}  // namespace silkgate::dispatch
