#include "gateway/dispatch/batch.hpp"

#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

using ::testing::UnorderedElementsAre;

kafka::Incoming at(std::string topic, std::int32_t partition, std::int64_t offset) {
    kafka::Incoming record;
    record.position = {.topic = std::move(topic), .partition = partition, .offset = offset};
    return record;
}

TEST(Batch, CommitsOnePastTheLastRecordOfEachPartition) {
    Batch batch;
    batch.records = {at("a", 0, 5), at("a", 1, 9), at("a", 0, 6), at("b", 0, 1)};
    EXPECT_THAT(
        batch.next_offsets(),
        UnorderedElementsAre(
            kafka::NextOffset{.topic = "a", .partition = 0, .next = 7},
            kafka::NextOffset{.topic = "a", .partition = 1, .next = 10},
            kafka::NextOffset{.topic = "b", .partition = 0, .next = 2}
        )
    );
}

TEST(Batch, TellsEachStateWhereItsDocumentsAre) {
    const auto registry = testing::fake_registry();
    const Decider decider(*registry, testing::find_fake_connection(), {});
    Batch batch;
    for (const char* number : {"A-1", "A-2"}) {
        const Command command = testing::make_created(number);
        Decision decision = decider.decide(command, {.partition = 0, .offset = 1}, nullptr);
        for (kafka::Record& record : decision.documents) {
            batch.documents.push_back({.record = std::move(record), .cause = 0});
        }
        batch.order.push_back(command.order_id);
        batch.changed.emplace(
            command.order_id,
            ChangedOrder{.state = std::move(*decision.next), .record = std::move(*decision.state)}
        );
    }
    std::vector<kafka::Position> positions;
    for (std::size_t i = 0; i < batch.documents.size(); ++i) {
        positions.push_back(
            {.topic = batch.documents[i].record.topic,
             .partition = 3,
             .offset = static_cast<std::int64_t>(100 + i)}
        );
    }
    batch.place_documents(positions);
    const auto states = batch.state_records();
    ASSERT_EQ(states.size(), 2U);
    for (std::size_t i = 0; i < batch.documents.size(); ++i) {
        const auto state = read_order_state(*states[i < positions.size() / 2 ? 0 : 1].record.value);
        ASSERT_TRUE(state);
        bool found = false;
        for (const LegRecord& leg : state->legs) {
            for (const DocumentState& document : leg.documents) {
                if (document.id.view() == batch.documents[i].record.key) {
                    found = true;
                    EXPECT_EQ(document.published.offset, static_cast<std::int64_t>(100 + i));
                    EXPECT_EQ(document.published.topic, batch.documents[i].record.topic);
                }
            }
        }
        EXPECT_TRUE(found);
    }
}

}  // namespace
}  // namespace silkgate::dispatch
