// A platform posts a known order again: newer, older, the same, or nothing that says which.
#include "gateway/api/update_wish.hpp"
#include "gateway/dispatch/archive.hpp"
#include "tests/unit/api/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gmock/gmock.h>

namespace silkgate::api::test {
namespace {

using adapters::ReplyStatus;
using dispatch::Age;
using dispatch::OrderStateWord;

std::string replace(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

// The order as Shopify has it at that time of 20 November, 2026.
std::string at_time(const std::string& order, const std::string& time) {
    return replace(
        order, R"("currency":"CNY")", R"("updated_at":"2026-11-20T)" + time + R"(+08:00","currency":"CNY")"
    );
}

std::string cancelled(const std::string& order, const std::string& reason = "customer") {
    return replace(
        order,
        R"("test":false)",
        R"("cancelled_at":"2026-11-20T18:00:00+08:00","cancel_reason":")" + reason + R"(","test":false)"
    );
}

// One of the two music players of line 2 is no longer bought.
std::string with_one_less(const std::string& order) {
    std::string fewer = replace(order, R"("quantity":2)", R"("quantity":2,"current_quantity":1)");
    return replace(fewer, R"("financial_status":"paid")", R"("financial_status":"partially_refunded")");
}

class PlatformUpdateTest : public ApiTest {
protected:
    PlatformUpdateTest() { fill_catalog(); }

    OrderId accept(const std::string& body, const std::string& connection = "shopify") {
        const Reply reply = intake(request("", body), connection);
        EXPECT_EQ(reply.status, 202) << reply.body;
        route();
        return OrderId(std::string(parse(reply.body).root()["id"].text()));
    }

    Reply update(const std::string& body, const std::string& connection = "shopify") {
        return intake(request("", body), connection);
    }

    void clear(const OrderId& id) {
        reply(id, "CEB603", ReplyStatus::released, "42272026E000000017");
        reply(id, "ExpressCargoDeclaration", ReplyStatus::released);
    }

    // The order as the last command carries it.
    order::Order content(const OrderId& id) {
        const auto place = state_of(id).accepted;
        auto command =
            boost::asio::co_spawn(io_, reader_->read_command(place), boost::asio::use_future).get();
        EXPECT_TRUE(command);
        return command->order;
    }

    const std::string order_ = shopify_order();
};

TEST_F(PlatformUpdateTest, NewerContentIsAnAmendmentOfTheSameOrder) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    const Reply reply = update(with_one_less(at_time(order_, "17:00:00")));
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(parse(reply.body).root()["id"].text(), id.view());
    EXPECT_EQ(parse(reply.body).root()["change"].text(), "amended");
    EXPECT_EQ(header(reply, "ETag"), "\"2\"");
    route();
    const dispatch::OrderState state = state_of(id);
    EXPECT_EQ(format_rfc3339(*state.clock.updated_at), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(content(id).lines.at(1).quantity.to_string(), "1");
    const auto& documents = state.legs.front().documents;
    EXPECT_EQ(documents.back().action, adapters::Action::amend) << "China was told";
}

TEST_F(PlatformUpdateTest, OlderContentIsRecognisedAndChangesNothing) {
    const OrderId id = accept(at_time(order_, "17:00:00"));
    const auto published = producer_->counters().acknowledged;
    const Reply reply = update(with_one_less(at_time(order_, "16:59:59")));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(parse(reply.body).root()["update"].text(), "outdated");
    EXPECT_EQ(parse(reply.body).root()["platformUpdatedAt"].text(), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(producer_->counters().acknowledged, published);
    EXPECT_EQ(state_of(id).version, 1);
    // Not even a cancellation that was taken back since.
    EXPECT_EQ(update(cancelled(at_time(order_, "16:00:00"))).status, 200);
}

TEST_F(PlatformUpdateTest, TheSamePayloadAgainIsADuplicateWhicheverItIs) {
    const std::string first = at_time(order_, "16:30:00");
    const std::string second = with_one_less(at_time(order_, "17:00:00"));
    const OrderId id = accept(first);
    ASSERT_EQ(update(second).status, 202);
    route();
    const auto published = producer_->counters().acknowledged;
    for (const std::string& body : {first, second}) {
        const Reply reply = update(body);
        EXPECT_EQ(reply.status, 202);
        EXPECT_EQ(header(reply, "Idempotent-Replayed"), "true");
    }
    EXPECT_EQ(producer_->counters().acknowledged, published);
    EXPECT_EQ(state_of(id).version, 2);
}

TEST_F(PlatformUpdateTest, AnArchivedOrderIsStillTheSameOrderAndTakesNothingElse) {
    const std::string first = at_time(order_, "16:30:00");
    const std::string second = with_one_less(at_time(order_, "17:00:00"));
    const OrderId id = accept(first);
    ASSERT_EQ(update(second).status, 202);
    route();
    dispatch::OrderState archived =
        dispatch::archive(state_of(id), std::chrono::floor<std::chrono::days>(clock_.now()));
    ++archived.sequence;
    ASSERT_TRUE(replica_->apply({archived}));
    const auto published = producer_->counters().acknowledged;
    for (const std::string& body : {first, second}) {
        const Reply reply = update(body);
        EXPECT_EQ(reply.status, 202);
        EXPECT_EQ(header(reply, "Idempotent-Replayed"), "true");
        EXPECT_EQ(parse(reply.body).root()["state"].text(), "archived");
        EXPECT_EQ(parse(reply.body).root()["archivedOn"].text(), "2026-11-25");
    }
    for (const Reply& refused :
         {update(at_time(order_, "18:00:00")),
          update(cancelled(at_time(order_, "18:00:00"))),
          patch(id, "{}", "\"2\""),
          cancel(id, "", "\"2\"")}) {
        EXPECT_EQ(refused.status, 410);
        EXPECT_EQ(problem_code(refused), "gone");
        EXPECT_NE(
            parse(refused.body).root()["detail"].text().find("archived on 2026-11-25"), std::string::npos
        );
    }
    EXPECT_EQ(producer_->counters().acknowledged, published);
}

TEST_F(PlatformUpdateTest, WhereNothingSaysWhichIsNewerTheMembersThatDifferAreNamed) {
    accept(order_);
    const Reply unknown = update(with_one_less(order_));
    EXPECT_EQ(unknown.status, 409);
    EXPECT_EQ(problem_code(unknown), "order-exists");
    const json::Document differing = parse(unknown.body);
    std::vector<std::string> places;
    for (const json::Value error : differing.root()["errors"]) {
        places.emplace_back(error["pointer"].text());
    }
    EXPECT_THAT(places, ::testing::Contains("/line_items/1/quantity"));
    const std::string other = shopify_order();
    accept(at_time(other, "16:30:00"));
    EXPECT_EQ(problem_code(update(with_one_less(at_time(other, "16:30:00")))), "order-exists");
}

TEST_F(PlatformUpdateTest, APlatformsCancellationCancels) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    reply(id, "CEB603", ReplyStatus::registered, "42272026E000000017");
    const Reply reply = update(cancelled(at_time(order_, "18:00:00")));
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(parse(reply.body).root()["change"].text(), "cancelled");
    route();
    EXPECT_EQ(state_of(id).word, OrderStateWord::cancel_requested);
    EXPECT_EQ(state_of(id).legs.front().documents.back().kind, "CEB605");
    EXPECT_EQ(content(id).header.cancel_reason, "customer");
    EXPECT_EQ(content(id).lines.at(1).quantity.to_string(), "2") << "what was declared is what is withdrawn";
    // orders/updated of the same cancellation, a second later.
    const Reply again = update(cancelled(at_time(order_, "18:00:01")));
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
    // And an order that is sold again after all is seen, not lost.
    EXPECT_EQ(problem_code(update(at_time(order_, "19:00:00"))), "illegal-transition");
}

TEST_F(PlatformUpdateTest, ACancellationWithoutATimeStillCancels) {
    const OrderId id = accept(order_);
    EXPECT_EQ(update(cancelled(order_)).status, 202);
    route();
    EXPECT_EQ(state_of(id).word, OrderStateWord::cancel_requested);
}

TEST_F(PlatformUpdateTest, WhatWasSuppliedByHandSurvivesThePlatformsNextPayload) {
    const std::string without = replace(order_, R"("name":"inn")", R"("name":"colour")");
    const OrderId id = accept(at_time(without, "16:30:00"));
    ASSERT_EQ(state_of(id).word, OrderStateWord::held);
    const Reply supplied =
        patch(id, R"({"parties":{"consignee":{"ids":{"RU_INN":{"number":"500100732259","country":"RU"}}}}})");
    ASSERT_EQ(supplied.status, 202) << supplied.body;
    route();
    ASSERT_NE(state_of(id).word, OrderStateWord::held);
    ASSERT_EQ(update(with_one_less(at_time(without, "17:00:00"))).status, 202);
    route();
    const order::Order order = content(id);
    const order::PartyId* inn = order::find_id(*order.parties.consignee, "RU_INN");
    ASSERT_NE(inn, nullptr);
    EXPECT_EQ(inn->number, "500100732259");
    EXPECT_EQ(state_of(id).version, 3);
}

TEST_F(PlatformUpdateTest, ACorrectionByHandIsKeptAndThePlatformIsToldThatItSaysSomethingElse) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    ASSERT_EQ(patch(id, R"({"lines":{"1":{"title":"Music player, blue"}}})").status, 202);
    route();
    const Reply reply = update(with_one_less(at_time(order_, "17:00:00")));
    ASSERT_EQ(reply.status, 202) << reply.body;
    const json::Document answer = parse(reply.body);
    std::vector<std::string> kept;
    for (const json::Value warning : answer.root()["warnings"]) {
        if (warning["rule"]["id"].text() == "SG-0933") {
            kept.emplace_back(warning["canonicalPointer"].text());
        }
    }
    EXPECT_THAT(kept, ::testing::ElementsAre("/lines/0/title"));
    route();
    EXPECT_EQ(content(id).lines.front().title, "Music player, blue");
}

TEST_F(PlatformUpdateTest, WhatComesBackAfterClearanceIsAReturn) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    clear(id);
    const Reply reply = update(with_one_less(at_time(order_, "17:00:00")));
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(parse(reply.body).root()["change"].text(), "returned");
    route();
    const dispatch::OrderState state = state_of(id);
    ASSERT_EQ(state.returned.size(), 1U);
    EXPECT_EQ(state.returned.front().line_id, "2");
    EXPECT_EQ(state.returned.front().quantity.to_string(), "1");
    EXPECT_EQ(content(id).lines.at(1).quantity.to_string(), "2") << "what was declared stays";
    // Told once: the next payload has the same quantity and only moves the clock.
    ASSERT_EQ(update(with_one_less(at_time(order_, "17:30:00"))).status, 202);
    route();
    EXPECT_EQ(state_of(id).returned.front().quantity.to_string(), "1");
    EXPECT_EQ(format_rfc3339(*state_of(id).clock.updated_at), "2026-11-20T09:30:00.000Z");
}

TEST_F(PlatformUpdateTest, WhatNoAuthorityCanBeToldAnyMoreIsSeenAtItsLeg) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    clear(id);
    std::string cheaper = replace(at_time(order_, "17:00:00"), R"("price":"29.90")", R"("price":"29.80")");
    cheaper = replace(cheaper, R"("subtotal_price":"89.70")", R"("subtotal_price":"89.60")");
    cheaper = replace(cheaper, R"("total_price":"89.70")", R"("total_price":"89.60")");
    const Reply reply = update(cheaper);
    ASSERT_EQ(reply.status, 202) << reply.body;
    route();
    bool seen = false;
    for (const dispatch::LegRecord& leg : state_of(id).legs) {
        for (const dispatch::Blocker& blocker : leg.blocked_by) {
            seen = seen || blocker.code == "leg-cleared";
        }
    }
    EXPECT_TRUE(seen) << to_json(state_of(id));
}

TEST_F(PlatformUpdateTest, AnotherDestinationIsAnotherOrder) {
    const OrderId id = accept(at_time(order_, "16:30:00"));
    const Reply reply =
        update(replace(at_time(order_, "17:00:00"), R"("country_code":"RU")", R"("country_code":"KZ")"));
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(parse(reply.body).root()["errors"].at(0)["code"].text(), "member-fixed");
    EXPECT_EQ(state_of(id).version, 1);
}

TEST(UpdateWish, EveryPairOfTheTableHasItsDeed) {
    using enum Says;
    using enum Where;
    EXPECT_EQ(deed_of(content, departed), Deed::amend);
    EXPECT_EQ(deed_of(fewer, open), Deed::amend);
    EXPECT_EQ(deed_of(fewer, departed), Deed::take_back);
    EXPECT_EQ(deed_of(nothing, open), Deed::cancel);
    EXPECT_EQ(deed_of(nothing, cleared), Deed::take_back);
    EXPECT_EQ(deed_of(cancelled, cleared), Deed::cancel);
    EXPECT_EQ(deed_of(cancelled, departed), Deed::take_back);
    EXPECT_EQ(deed_of(returned, departed), Deed::take_back);
}

TEST(PlatformClock, VersionGoesBeforeTimeAndSilenceIsNoAge) {
    const auto at = [](std::int64_t version, const char* time) {
        dispatch::PlatformClock clock{.version = version, .updated_at = std::nullopt};
        if (time != nullptr) {
            clock.updated_at = *parse_rfc3339(time);
        }
        return clock;
    };
    constexpr const char* kNoon = "2026-11-20T12:00:00Z";
    constexpr const char* kLater = "2026-11-20T12:00:01Z";
    EXPECT_EQ(age_of(at(2, kNoon), at(1, kLater)), Age::newer);
    EXPECT_EQ(age_of(at(1, kLater), at(2, kNoon)), Age::older);
    EXPECT_EQ(age_of(at(1, kLater), at(1, kNoon)), Age::newer);
    EXPECT_EQ(age_of(at(1, kNoon), at(1, kLater)), Age::older);
    EXPECT_EQ(age_of(at(1, kNoon), at(1, kNoon)), Age::same);
    EXPECT_EQ(age_of(at(3, nullptr), at(3, kNoon)), Age::same);
    EXPECT_EQ(age_of(at(1, nullptr), at(1, kNoon)), Age::unknown);
    EXPECT_EQ(age_of(at(1, nullptr), at(1, nullptr)), Age::unknown);
}

}  // namespace
}  // namespace silkgate::api::test
