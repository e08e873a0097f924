// PATCH, :cancel and :return of accepted orders: what is answered, and what the router makes of it.
#include "gateway/api/change_order.hpp"

#include "tests/unit/api/fixture.hpp"

#include <gmock/gmock.h>

namespace silkgate::api::test {
namespace {

using adapters::ReplyStatus;
using dispatch::LegState;
using dispatch::OrderStateWord;
using dispatch::Returning;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kListNumber = "42272026E000000017";

std::vector<std::string> codes(const Reply& reply) {
    std::vector<std::string> all;
    const json::Document body = parse(reply.body);
    for (const json::Value error : body.root()["errors"]) {
        all.emplace_back(error["code"].text());
    }
    return all;
}

class ChangeOrderTest : public ApiTest {
protected:
    // An order that is declared on both sides.
    OrderId declared() {
        if (!replica_->find_item(TenantId("acme"), "PLAYER-1")) {
            fill_catalog();
        }
        const Reply reply = post_order(request("/v1/orders", shopify_order()));
        EXPECT_EQ(reply.status, 202) << reply.body;
        route();
        return OrderId(std::string(parse(reply.body).root()["id"].text()));
    }

    void clear(const OrderId& id) {
        reply(id, "CEB603", ReplyStatus::released, kListNumber);
        reply(id, "ExpressCargoDeclaration", ReplyStatus::released);
        EXPECT_EQ(state_of(id).word, OrderStateWord::cleared);
    }

    const dispatch::LegRecord leg(const OrderId& id, std::string_view name) {
        for (dispatch::LegRecord& record : state_of(id).legs) {
            if (record.leg.id == name) {
                return record;
            }
        }
        ADD_FAILURE() << "no leg " << name;
        return {};
    }
};

constexpr const char* kHeavier = R"({"lines":{"1":{"customs":{"grossWeight":"0.180"}}}})";

TEST_F(ChangeOrderTest, APatchIsToldToTheAuthoritiesThatItConcerns) {
    const OrderId id = declared();
    reply(id, "CEB603", ReplyStatus::registered, kListNumber);
    const Reply reply = patch(id, R"({"lines":{"1":{"customsNames":{"zh":{"text":"便携播放器"}}}}})");
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(header(reply, "ETag"), "\"2\"");
    const dispatch::Decision decision = route();
    EXPECT_EQ(decision.verdict, dispatch::Verdict::applied);
    EXPECT_EQ(state_of(id).version, 2);
    EXPECT_EQ(leg(id, "export-cn").documents.back().action, adapters::Action::amend);
    EXPECT_EQ(leg(id, "import-ru").documents.size(), 1U) << "Russia's document has no Chinese name";
}

TEST_F(ChangeOrderTest, TheVersionMustBeNamedPresentAndOfOneThatExists) {
    const OrderId id = declared();
    Request without = change_request(id, kHeavier, "x");
    without.headers.pop_back();
    EXPECT_EQ(start(change_->patch(without)).get().status, 428);
    EXPECT_EQ(start(change_->take_back(without)).get().status, 428);
    EXPECT_EQ(patch(id, kHeavier, "\"7\"").status, 412);
    EXPECT_EQ(cancel(id, "", "\"7\"").status, 412);
    EXPECT_EQ(problem_code(patch(OrderId("ord_unknown"), kHeavier, "*")), "not-found");
    EXPECT_EQ(producer_->counters().acknowledged, 3U) << "two goods, one order and nothing else";
}

TEST_F(ChangeOrderTest, WhatMakesTheOrderThisOneStays) {
    const OrderId id = declared();
    const Reply reply = patch(id, R"({"order":{"number":"other","flow":{"destinationCountry":"KZ"}}})");
    EXPECT_EQ(reply.status, 422);
    const json::Document answer = parse(reply.body);
    std::vector<std::string> places;
    for (const json::Value error : answer.root()["errors"]) {
        EXPECT_EQ(error["rule"]["id"].text(), "SG-0930");
        places.emplace_back(error["pointer"].text());
    }
    EXPECT_THAT(places, ElementsAre("/order/number", "/order/flow/destinationCountry"));
}

TEST_F(ChangeOrderTest, WhatCustomsHasReleasedIsNotAmended) {
    const OrderId id = declared();
    clear(id);
    const Reply reply = patch(id, R"({"lines":{"1":{"customsNames":{"zh":{"text":"便携播放器"}}}}})");
    EXPECT_EQ(reply.status, 422);
    EXPECT_THAT(codes(reply), ElementsAre("leg-cleared"));
    EXPECT_EQ(parse(reply.body).root()["errors"].at(0)["rule"]["id"].text(), "SG-0931");
    EXPECT_EQ(patch(id, R"({"notes":{"buyer":"ring twice"}})").status, 202) << "no document says it";
}

TEST_F(ChangeOrderTest, ACancellationWantsTheReasonThatChinaWants) {
    const OrderId id = declared();
    clear(id);
    const Reply refused = cancel(id, "");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(codes(refused), Contains("cancel-reason-missing"));
    EXPECT_EQ(cancel(id, R"({"why":"?"})").status, 400);
    EXPECT_EQ(cancel(id, R"({"reason":"out of stock"})").status, 202);
    route();
    EXPECT_EQ(state_of(id).word, OrderStateWord::cancel_requested);
    EXPECT_EQ(leg(id, "export-cn").documents.back().kind, "CEB605");
    EXPECT_EQ(header(cancel(id, "", "\"9\""), "Idempotent-Replayed"), "true");
    EXPECT_EQ(problem_code(patch(id, kHeavier)), "illegal-transition");
}

TEST_F(ChangeOrderTest, OfTwoChangesOfOneVersionOneWinsAndTheOtherIsToldSo) {
    const OrderId id = declared();
    // Two gateways: what is in flight in one is not known to the other.
    Changes here(*services_, std::chrono::seconds{20});
    Changes there(*services_, std::chrono::seconds{20});
    ChangeOrder one(*services_, *reader_, here);
    ChangeOrder other(*services_, *reader_, there);
    auto first = start(one.patch(change_request(id, R"({"notes":{"buyer":"ring twice"}})", "\"1\"")));
    auto second = start(other.patch(change_request(id, R"({"notes":{"buyer":"do not ring"}})", "\"1\"")));
    const dispatch::Decision last = route(2);
    EXPECT_EQ(last.verdict, dispatch::Verdict::stale);
    EXPECT_EQ(last.events.size(), 1U) << "order.conflict";
    const std::vector<Reply> replies{first.get(), second.get()};
    const bool first_won = replies[0].status == 202;
    EXPECT_EQ(replies[first_won ? 0 : 1].status, 202);
    EXPECT_EQ(replies[first_won ? 1 : 0].status, 412) << replies[first_won ? 1 : 0].body;
    EXPECT_EQ(state_of(id).revision, 2);
}

TEST_F(ChangeOrderTest, GoodsComeBackAndEachLegSaysWhoWasTold) {
    const OrderId id = declared();
    clear(id);
    const Reply reply = take_back(id, R"({"reason":"too loud","lines":[{"lineId":"2","quantity":"1"}]})");
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(parse(reply.body).root()["change"].text(), "returned");
    const dispatch::Decision decision = route();
    EXPECT_EQ(decision.verdict, dispatch::Verdict::applied);
    const dispatch::OrderState state = state_of(id);
    EXPECT_EQ(state.word, OrderStateWord::cleared);
    ASSERT_EQ(state.returned.size(), 1U);
    EXPECT_EQ(state.returned.front().line_id, "2");
    EXPECT_EQ(leg(id, "export-cn").returning, Returning::waiting) << "for the transport";
    EXPECT_EQ(leg(id, "import-ru").returning, Returning::unserved);
    EXPECT_EQ(leg(id, "import-ru").blocked_by.front().code, "action-not-served");
    EXPECT_EQ(leg(id, "import-ru").state, LegState::released);
    EXPECT_EQ(leg(id, "booking-1").returning, Returning::none) << "the parcel does not come back";
    // The state is read back as it was.
    EXPECT_EQ(to_json(*dispatch::read_order_state(to_json(state))), to_json(state));
    // No more than there is.
    EXPECT_EQ(take_back(id, R"({"lines":[{"lineId":"2","quantity":"2"}]})").status, 400);
    EXPECT_EQ(take_back(id, R"({"lines":[{"lineId":"9","quantity":"1"}]})").status, 400);
}

TEST_F(ChangeOrderTest, TheTransportThatBringsThemBackIsToldToChina) {
    const OrderId id = declared();
    clear(id);
    const Reply reply = take_back(
        id,
        R"({"reason":"too loud","logistics":{"number":"RET-1","mode":"road","transportMeans":"RU1234","journeyNumber":"7",
            "carrierCode":"3702980GHI","carrierName":"示范物流"}})"
    );
    ASSERT_EQ(reply.status, 202) << reply.body;
    route();
    EXPECT_EQ(leg(id, "export-cn").returning, Returning::asked) << reply.body;
    EXPECT_EQ(leg(id, "export-cn").documents.back().kind, "CEB213");
    EXPECT_EQ(leg(id, "export-cn").state, LegState::released);
    EXPECT_EQ(problem_code(take_back(id, "")), "illegal-transition") << "all of it comes back already";
    EXPECT_EQ(problem_code(take_back(id, R"({"colour":"red"})")), "rule-violations");
}

TEST_F(ChangeOrderTest, NothingIsReturnedThatWasNotDeclared) {
    const Reply held = intake(request("", shopify_order()));
    route();
    const OrderId id(std::string(parse(held.body).root()["id"].text()));
    ASSERT_EQ(state_of(id).word, OrderStateWord::held);
    EXPECT_EQ(problem_code(take_back(id, "")), "illegal-transition");
}

}  // namespace
}  // namespace silkgate::api::test
