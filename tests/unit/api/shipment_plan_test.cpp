// What an authority is to be told of a consolidation, by what it was told before.
#include "gateway/api/shipment_plan.hpp"

#include "gateway/api/shipment_told.hpp"
#include "tests/unit/api/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gmock/gmock.h>

namespace silkgate::api::test {
namespace {

using adapters::Action;
using dispatch::LegState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// LIST is about all parcels, ONE about a delivered parcel, BACK about one whose APPLICATION is out.
class FakeDesk final : public ShipmentDesk {
public:
    [[nodiscard]] std::string_view country() const noexcept override { return "CN"; }

    [[nodiscard]] std::optional<ShipmentKind> kind_of(std::string_view message) const noexcept override {
        if (message == "LIST") {
            return ShipmentKind{};
        }
        if (message == "ONE") {
            return ShipmentKind{.is_of_one_parcel = true, .follows = {}};
        }
        return message == "BACK"
                   ? std::optional(ShipmentKind{.is_of_one_parcel = true, .follows = "APPLICATION"})
                   : std::nullopt;
    }

    // The key is the head's number, else the parcel's waybill or the consolidation's.
    [[nodiscard]] Result<std::vector<ShipmentMessage>> write(
        std::string_view message,
        const ShipmentHead& head,
        const ShipmentFacts& facts,
        const config::Connection&,
        Instant,
        const ShipmentTelling& telling
    ) const override {
        if (head.contains("colour")) {
            return fail(Errc::invalid_value, "not known: colour");
        }
        const auto number = head.find("number");
        const std::string own = message == "LIST" ? facts.number : facts.parcels.front().waybill;
        ShipmentMessage made;
        made.document.kind = message;
        made.document.references = {
            std::string(message) + ":" + (number == head.end() ? own : number->second), "guid:" + telling.id
        };
        made.document.bytes = telling.id;
        for (const auto& [name, value] : head) {
            made.document.bytes += " " + name + "=" + value;
        }
        made.parcels = facts.parcels.size();
        return std::vector<ShipmentMessage>{std::move(made)};
    }
};

class ShipmentPlanTest : public ApiTest {
protected:
    ShipmentPlanTest() {
        place_.snapshot = snapshots_.get();
        place_.tenant = TenantId("acme");
        place_.number = "BOX-1";
        auto& whole = place_.value.emplace();
        whole.number = "BOX-1";
        whole.units.push_back({.ref = "BAG", .orders = {"ord_1", "ord_2"}});
        for (const char* order : {"ord_1", "ord_2"}) {
            dispatch::OrderState state;
            state.id = OrderId(order);
            state.tenant = TenantId("acme");
            state.connection = ConnectionId("direct");
            dispatch::LegRecord leg;
            leg.leg.id = "export-cn";
            leg.leg.country = "CN";
            leg.leg.kind = adapters::LegKind::export_declaration;
            leg.documents.push_back({.id = DeclarationId(std::string("dec_list_") + order), .kind = "CEB603"}
            );
            state.legs.push_back(leg);
            save(state);
            whole.parcels.push_back(
                {.order = order, .number = order, .waybill = std::string("W-") + order, .unit = 0}
            );
        }
    }

    void save(dispatch::OrderState& state) {
        ++state.sequence;
        ASSERT_TRUE(replica_->apply({state}));
    }

    Result<ShipmentPlan> plan(const std::string& body) {
        const json::Document document = parse(body);
        const auto wish = read_shipment_wish(document.root(), desk_);
        if (!wish) {
            return wish.error();
        }
        auto planned = planner_.plan(place_, *wish);
        return boost::asio::co_spawn(io_, std::move(planned), boost::asio::use_future).get();
    }

    std::string refusal(const std::string& body) {
        const auto planned = plan(body);
        return planned ? "none" : planned.error().detail;
    }

    // What the router and the record make of a plan.
    void take(const ShipmentPlan& plan) {
        for (const PlannedMessage& message : plan.messages) {
            dispatch::OrderState state = state_of(plan.members[message.first].order);
            dispatch::DocumentState document;
            document.id = message.id;
            document.kind = message.document.kind;
            document.action = plan.action;
            document.answers = true;
            document.references = message.document.references;
            state.legs.front().documents.push_back(std::move(document));
            save(state);
        }
        auto& declared = place_.value->declared;
        declared.insert(declared.end(), plan.declared.begin(), plan.declared.end());
    }

    void send(const std::string& body) {
        const auto planned = plan(body);
        ASSERT_TRUE(planned) << planned.error().detail;
        ASSERT_THAT(planned->messages, SizeIs(1));
        take(*planned);
    }

    // The authority's word on the newest message of the first order.
    void answer(LegState word, const char* order = "ord_1") {
        dispatch::OrderState state = state_of(OrderId(order));
        state.legs.front().documents.back().state = word;
        save(state);
    }

    FakeDesk desk_;
    ShipmentPlanner planner_{*services_, *reader_, desk_};
    FoundConsolidation place_;
};

constexpr const char* kList = R"({"message":"LIST","head":{"train":"X1"}})";

TEST_F(ShipmentPlanTest, TheSameAgainIsNotSentAgain) {
    const auto first = plan(kList);
    ASSERT_TRUE(first) << first.error().detail;
    ASSERT_THAT(first->messages, SizeIs(1));
    EXPECT_EQ(first->messages.front().parcels, 2U);
    ASSERT_THAT(first->declared, SizeIs(1));
    EXPECT_EQ(first->declared.front().head.at("train"), "X1");
    EXPECT_EQ(plan(kList)->messages.front().id, first->messages.front().id) << "by another process, at once";

    // On the record, but on its way to the order's state.
    place_.value->declared = first->declared;
    EXPECT_THAT(plan(kList)->messages, IsEmpty());
    EXPECT_TRUE(is_bound(*replica_, *place_.value));
    const auto too_soon = plan(R"({"message":"LIST","action":"amend","head":{"train":"X2"}})");
    ASSERT_FALSE(too_soon);
    EXPECT_EQ(too_soon.error().code, Errc::request_in_flight);
    place_.value->declared.clear();
    take(*first);
    const auto again = plan(kList);
    EXPECT_THAT(again->messages, IsEmpty());
    EXPECT_THAT(again->declared, IsEmpty());
    // Sent, but the record could not be written.
    place_.value->declared.clear();
    EXPECT_THAT(plan(kList)->messages, IsEmpty());
    EXPECT_THAT(plan(kList)->declared, SizeIs(1));
}

TEST_F(ShipmentPlanTest, WhatStandsIsChangedByNameOnly) {
    send(kList);
    EXPECT_THAT(refusal(R"({"message":"LIST","head":{"train":"X2"}})"), HasSubstr("another head"));
    EXPECT_THAT(refusal(R"({"message":"LIST","head":{"number":"B"}})"), HasSubstr("another number"));
    EXPECT_THAT(
        refusal(R"({"message":"LIST","action":"amend","head":{"number":"B"}})"),
        HasSubstr("nothing was declared under LIST:B")
    );
}

TEST_F(ShipmentPlanTest, AChangeSaysOnlyWhatIsNewAndIsSentOnce) {
    send(R"({"message":"LIST","head":{"train":"X1","wagon":"7"}})");
    const char* amend = R"({"message":"LIST","action":"amend","head":{"train":"X2"}})";
    const auto changed = plan(amend);
    ASSERT_TRUE(changed) << changed.error().detail;
    EXPECT_THAT(changed->messages.front().document.bytes, HasSubstr(" train=X2 wagon=7"));
    EXPECT_EQ(changed->declared.front().action, "amend");
    EXPECT_EQ(changed->messages.front().document.references.front(), "LIST:BOX-1");
    take(*changed);
    EXPECT_THAT(plan(amend)->messages, IsEmpty()) << "the same request, repeated";
    send(R"({"message":"LIST","action":"amend","head":{"train":"X1"}})");
    send(amend);  // back again is another change
    EXPECT_THAT(place_.value->declared, SizeIs(4));
    // An empty text takes a member back.
    const auto without = plan(R"({"message":"LIST","action":"amend","head":{"wagon":""}})");
    EXPECT_THAT(without->messages.front().document.bytes, ::testing::EndsWith(" train=X2"));
}

TEST_F(ShipmentPlanTest, ADeletionFreesTheConsolidationAndUsesTheNumberUp) {
    const char* cancel = R"({"message":"LIST","action":"cancel"})";
    EXPECT_THAT(refusal(cancel), HasSubstr("nothing was declared"));
    send(kList);
    answer(LegState::released);
    send(cancel);
    EXPECT_TRUE(is_bound(*replica_, *place_.value)) << "not agreed to yet";
    EXPECT_THAT(plan(cancel)->messages, IsEmpty());
    EXPECT_THAT(
        refusal(R"({"message":"LIST","action":"amend","head":{"train":"X2"}})"), HasSubstr("not answered yet")
    );
    answer(LegState::rejected);
    EXPECT_TRUE(is_bound(*replica_, *place_.value));
    send(cancel);
    answer(LegState::released);
    EXPECT_FALSE(is_bound(*replica_, *place_.value));
    EXPECT_THAT(refusal(kList), HasSubstr("another number"));
    send(R"({"message":"LIST","head":{"number":"B"}})");
    EXPECT_TRUE(is_bound(*replica_, *place_.value));
}

TEST_F(ShipmentPlanTest, WhatWasRefusedIsDeclaredAnew) {
    send(kList);
    answer(LegState::rejected);
    EXPECT_FALSE(is_bound(*replica_, *place_.value));
    EXPECT_THAT(
        refusal(R"({"message":"LIST","action":"amend","head":{"train":"X2"}})"), HasSubstr("was refused")
    );
    const auto anew = plan(R"({"message":"LIST","head":{"train":"X2"}})");
    ASSERT_TRUE(anew) << anew.error().detail;
    ASSERT_THAT(anew->messages, SizeIs(1));
    EXPECT_NE(anew->messages.front().id.str(), place_.value->declared.front().document);
    EXPECT_NE(anew->messages.front().document.references.back(), "guid:");
}

TEST_F(ShipmentPlanTest, AMessageOfOneParcelIsOfThoseItCanBeSaidOf) {
    EXPECT_THAT(refusal(R"({"message":"ONE"})"), HasSubstr("none of the parcels yet"));
    dispatch::OrderState state = state_of(OrderId("ord_2"));
    dispatch::LegRecord booking;
    booking.leg.kind = adapters::LegKind::booking;
    booking.documents.emplace_back().carriage = adapters::Carriage{
        .last = {.step = adapters::CarriageStep::delivered, .place = {}}, .at = clock_.now()
    };
    state.legs.push_back(booking);
    save(state);
    const auto open = plan(R"({"message":"ONE"})");
    ASSERT_TRUE(open) << open.error().detail;
    ASSERT_THAT(open->messages, SizeIs(1));
    EXPECT_EQ(open->members.front().order.str(), "ord_2");
    EXPECT_EQ(open->members.front().parcel.delivered_at, clock_.now());
    EXPECT_THAT(open->declared, IsEmpty()) << "the consolidation may change";

    const auto named = plan(
        R"({"message":"ONE","parcels":[{"order":"ord_1","head":{"time":"1"}},{"order":"ord_2"}],"head":{"time":"2"}})"
    );
    ASSERT_TRUE(named) << named.error().detail;
    ASSERT_THAT(named->messages, SizeIs(2));
    EXPECT_EQ(named->messages[0].document.bytes, " time=1");
    EXPECT_EQ(named->messages[1].document.bytes, " time=2");
    EXPECT_EQ(named->messages[1].first, 1U);
    take(*named);
    EXPECT_THAT(plan(R"({"message":"ONE"})")->messages, IsEmpty());
    const auto deleted = plan(R"({"message":"ONE","action":"cancel","parcels":[{"order":"ord_2"}]})");
    ASSERT_TRUE(deleted) << deleted.error().detail;
    EXPECT_EQ(deleted->messages.front().document.references.front(), "ONE:W-ord_2");
}

TEST_F(ShipmentPlanTest, WhatFollowsAnotherMessageWaitsForIt) {
    EXPECT_THAT(refusal(R"({"message":"BACK"})"), HasSubstr("none of the parcels yet"));
    EXPECT_THAT(
        refusal(R"({"message":"BACK","parcels":[{"order":"ord_1"}]})"), HasSubstr("has no APPLICATION")
    );
}

TEST_F(ShipmentPlanTest, WhatIsWrongIsNamed) {
    EXPECT_THAT(refusal(R"({"message":"CEB603"})"), HasSubstr("names a message"));
    EXPECT_THAT(refusal(R"({"message":"LIST","action":"return"})"), HasSubstr("submit, amend or cancel"));
    EXPECT_THAT(refusal(R"({"message":"LIST","action":"x"})"), HasSubstr("submit, amend or cancel"));
    EXPECT_THAT(refusal(R"({"message":"LIST","head":[]})"), HasSubstr("object of texts"));
    EXPECT_THAT(refusal(R"({"message":"LIST","head":{"a":{}}})"), HasSubstr("object of texts"));
    EXPECT_THAT(refusal(R"({"message":"LIST","head":{"colour":"red"}})"), HasSubstr("colour"));
    EXPECT_THAT(refusal(R"({"message":"LIST","connection":"none"})"), HasSubstr("no connection none"));
    EXPECT_THAT(refusal(R"({"message":"LIST","parcels":[]})"), HasSubstr("about all parcels"));
    EXPECT_THAT(refusal(R"({"message":"ONE","action":"cancel"})"), HasSubstr("names its parcels"));
    EXPECT_THAT(
        refusal(R"({"message":"ONE","parcels":[{"order":"ord_1"},{"order":"ord_1"}]})"), HasSubstr("twice")
    );
    EXPECT_THAT(
        refusal(R"({"message":"ONE","parcels":[{"order":"ord_9"}]})"), HasSubstr("not in the consolidation")
    );
    place_.value->parcels.front().order = "ord_9";
    EXPECT_THAT(refusal(kList), HasSubstr("order ord_9 has no declaration"));
}

}  // namespace
}  // namespace silkgate::api::test
