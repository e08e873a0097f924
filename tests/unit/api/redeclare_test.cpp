// PATCH and :retry of an order that an authority rejected.
#include "gateway/api/change_steps.hpp"
#include "gateway/api/retry_order.hpp"
#include "tests/unit/api/fixture.hpp"

#include <gmock/gmock.h>

namespace silkgate::api::test {
namespace {

using adapters::ReplyStatus;
using dispatch::OrderStateWord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RedeclareOrderTest : public ApiTest {
protected:
    // China's list was rejected after its order and waybill were taken.
    OrderId rejected() {
        fill_catalog();
        const Reply accepted = post_order(request("/v1/orders", shopify_order()));
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        route();
        const OrderId id(std::string(parse(accepted.body).root()["id"].text()));
        reply(id, "CEB303", ReplyStatus::received);
        reply(id, "CEB505", ReplyStatus::received);
        reply(id, "CEB603", ReplyStatus::rejected);
        EXPECT_EQ(state_of(id).word, OrderStateWord::rejected);
        return id;
    }

    Reply retry(const OrderId& id) {
        return start(retry_.post(change_request(id, "", "\"" + std::to_string(state_of(id).version) + "\"")))
            .get();
    }

    // "submit CEB603 v2" of the China leg's documents after the first three.
    std::vector<std::string> told_since(const OrderId& id) {
        std::vector<std::string> all;
        const dispatch::OrderState state = state_of(id);
        const auto& documents = state.legs.front().documents;
        for (std::size_t i = 3; i < documents.size(); ++i) {
            all.push_back(
                std::string(dispatch::to_string(documents[i].action)) + " " + documents[i].kind + " v" +
                std::to_string(documents[i].version)
            );
        }
        return all;
    }

    RetryOrder retry_{*services_, *reader_};
};

TEST_F(RedeclareOrderTest, AskedForByHandWhatWasRejectedIsToldAgain) {
    const OrderId id = rejected();
    const Reply reply = retry(id);
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_TRUE(parse(reply.body).root()["retried"].is_true());
    route();
    EXPECT_THAT(told_since(id), ElementsAre("submit CEB603 v2"));
    EXPECT_EQ(state_of(id).word, OrderStateWord::routed);
    EXPECT_EQ(problem_code(retry(id)), "illegal-transition") << "it is out";
}

TEST_F(RedeclareOrderTest, APatchOfARejectedOrderTellsWhatBecameAnother) {
    const OrderId id = rejected();
    const Reply changed = patch(id, R"({"lines":{"1":{"customsNames":{"zh":{"text":"便携播放器"}}}}})");
    ASSERT_EQ(changed.status, 202) << changed.body;
    const json::Document answer = parse(changed.body);
    EXPECT_EQ(answer.root()["legs"].at(0)["action"].text(), "submit");
    EXPECT_EQ(answer.root()["legs"].at(0)["state"].text(), "accepted");
    route();
    EXPECT_THAT(told_since(id), ElementsAre("submit CEB603 v2", "amend CEB303 v2", "amend CEB505 v2"))
        << "order and waybill, which China took, say the name too";
}

// A command is made of the order's last one: what that told again is not told again by every change after it.
TEST(RedeclareCommand, AnotherChangeDoesNotInheritIt) {
    dispatch::Command last;
    last.amends = {"import-ru"};
    last.redeclares = {{.leg = "export-cn", .changed = {"CEB603"}}};
    const Snapshot snapshot;
    const config::Connection connection;
    const dispatch::OrderState state;
    const ChangeCall call{.snapshot = snapshot, .connection = connection, .state = state};
    const auto next = begin_command(std::move(last), dispatch::CommandKind::amended, call, Instant{});
    EXPECT_THAT(next.amends, IsEmpty());
    EXPECT_THAT(next.redeclares, IsEmpty());
}

TEST_F(RedeclareOrderTest, APatchThatNoDocumentSaysTellsNobody) {
    const OrderId id = rejected();
    ASSERT_EQ(patch(id, R"({"notes":{"buyer":"ring twice"}})").status, 202);
    route();
    EXPECT_THAT(told_since(id), IsEmpty());
    EXPECT_EQ(state_of(id).word, OrderStateWord::rejected);
}

TEST_F(RedeclareOrderTest, WhatCanNotBeDeclaredAnyMoreIsRefusedWithItsFindings) {
    const OrderId id = rejected();
    const std::string name(600, 'x');
    const Reply refused = patch(id, R"({"lines":{"1":{"customsNames":{"zh":{"text":")" + name + R"("}}}}})");
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(state_of(id).version, 1);
}

}  // namespace
}  // namespace silkgate::api::test
