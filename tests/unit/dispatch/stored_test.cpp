// What is written must be read back: commands, states, and the replica's values.
#include "gateway/dispatch/stored_state.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

OrderState sample_state() {
    const auto registry = testing::fake_registry();
    const Decider decider(*registry, testing::find_fake_connection(), {});
    OrderState state =
        *decider.decide(testing::make_created("A-1", "UNKNOWN"), {.partition = 1, .offset = 2}, nullptr).next;
    DocumentState& document = state.legs.front().documents.front();
    document.published = {.topic = "customs.cn.declarations.v1", .partition = 3, .offset = 12'345'678'901};
    document.authority_reference = "4227\"2026";
    document.reasons = {{.code = "E1", .text = "текст"}};
    document.charges = {{.kind = "vat", .amount = *Decimal::parse("12.30"), .currency = "RUB"}};
    state.idempotency_hash = "key-hash";
    state.answer = R"({"id":"ord_x","warnings":["a,\"answer\":b"]})";
    return state;
}

TEST(OrderStateJson, IsReadBackAsItWas) {
    const OrderState state = sample_state();
    const auto read = read_order_state(to_json(state));
    ASSERT_TRUE(read) << read.error().detail << " " << read.error().pointer;
    EXPECT_EQ(to_json(*read), to_json(state));
    EXPECT_EQ(read->answer, state.answer);
    EXPECT_EQ(read->word, OrderStateWord::held);
    EXPECT_EQ(read->legs.front().documents.front().published.offset, 12'345'678'901);
}

TEST(OrderStateJson, CarriesNoPersonalData) {
    const std::string json = to_json(sample_state());
    for (const char* personal : {"Ivanova", "Tverskaya", "125009"}) {
        EXPECT_EQ(json.find(personal), std::string::npos) << personal;
    }
}

TEST(OrderStateJson, RefusesWhatItCanNotHaveWritten) {
    for (const char* bytes :
         {"", "{", "[]", "{}", R"({"id":"ord_x"})", R"({"id":"ord_x","acceptedAt":"yesterday"})"}) {
        EXPECT_FALSE(read_order_state(bytes)) << bytes;
    }
}

TEST(CommandJson, IsReadBackAsItWas) {
    Command command = testing::make_created("A-1");
    command.traceparent = "00-11111111111111111111111111111111-2222222222222222-01";
    const auto read = read_command(to_json(command), {});
    ASSERT_TRUE(read) << read.error().detail << " " << read.error().pointer;
    EXPECT_EQ(to_json(*read), to_json(command));
    const Command reply = testing::make_reply(sample_state(), "CEB303", adapters::ReplyStatus::query);
    const auto again = read_command(to_json(reply), {});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(to_json(*again), to_json(reply));
}

TEST(CommandJson, RefusesWhatItCanNotHaveWritten) {
    for (const char* bytes :
         {"", "null", "{}", R"({"command":"created","orderId":"ord_x"})", R"({"command":"destroyed"})"}) {
        EXPECT_FALSE(read_command(bytes, {})) << bytes;
    }
}

TEST(StoredState, TheHeadIsReadWithoutTheJson) {
    OrderState state = sample_state();
    state.sequence = 77;
    state.legs.back().state = LegState::parked;
    const std::string value = stored_state(state, "{json}");
    const StoredHead head = head_of(value);
    EXPECT_EQ(head.sequence, 77U);
    EXPECT_EQ(head.word, OrderStateWord::held);
    ASSERT_EQ(head.parked.size(), 1U);
    EXPECT_EQ(head.parked.front(), observe::Country::ru);
    EXPECT_EQ(json_of(value), "{json}");
}

TEST(StoredState, ADamagedValueIsNoCrash) {
    for (const std::string& value :
         {std::string(), std::string("12345678"), std::string("12345678\x01\xff", 10)}) {
        (void)head_of(value);
        (void)json_of(value);
        (void)written_at_of(value);
        (void)item_json_of(value);
    }
}

TEST(StoredState, ItemsCarryTheirTime) {
    const std::string value = stored_item(1'795'521'600'000, "{}");
    EXPECT_EQ(written_at_of(value), 1'795'521'600'000U);
    EXPECT_EQ(item_json_of(value), "{}");
}

}  // namespace
}  // namespace silkgate::dispatch
