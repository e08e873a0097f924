// Orders that are over: when, what is kept of them, and what comes for them afterwards (decision 0020).
#include "gateway/dispatch/archive.hpp"

#include "gateway/dispatch/decider.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

#include <array>

namespace silkgate::dispatch {
namespace {

using adapters::LegKind;
using testing::kNoon;
using testing::make_created;
using namespace std::chrono_literals;

constexpr CommandPosition kPlace{.partition = 1, .offset = 7};
constexpr auto kLegStates = std::to_array<LegState>(
    {LegState::held,
     LegState::published,
     LegState::received,
     LegState::registered,
     LegState::query,
     LegState::released,
     LegState::rejected,
     LegState::cancelled,
     LegState::parked,
     LegState::cancel_requested}
);

LegRecord leg(LegState state, LegKind kind = LegKind::import_declaration) {
    LegRecord record;
    record.leg.kind = kind;
    record.leg.country = "RU";
    record.state = state;
    return record;
}

OrderState with(std::vector<LegRecord> legs) {
    OrderState state;
    state.legs = std::move(legs);
    derive(state);
    return state;
}

class ArchiveTest : public ::testing::Test {
protected:
    OrderState cleared() const {
        OrderState state = *decider.decide(created, kPlace, nullptr).next;
        for (LegRecord& record : state.legs) {
            record.state = record.leg.kind == LegKind::booking ? LegState::registered : LegState::released;
        }
        derive(state);
        EXPECT_EQ(state.word, OrderStateWord::cleared);
        return state;
    }

    Command created = make_created("A-1");
    std::shared_ptr<const adapters::Registry> registry = testing::fake_registry();
    Decider decider{*registry, testing::find_fake_connection(), {}};
    Decision archived = decider.archive(cleared(), kNoon + 24h * 401);
};

TEST(OrderIsOver, WhenEachDeclarationIsFinalAndNoLegWaits) {
    for (const LegState state : kLegStates) {
        const bool is_final =
            state == LegState::released || state == LegState::rejected || state == LegState::cancelled;
        EXPECT_EQ(is_over(with({leg(LegState::released), leg(state)})), is_final) << to_string(state);
        const bool is_out =
            state == LegState::published || state == LegState::received || state == LegState::registered;
        EXPECT_EQ(is_over(with({leg(LegState::released), leg(state, LegKind::booking)})), is_final || is_out)
            << to_string(state);
    }
}

TEST(OrderIsOver, NotWhileGoodsComeBack) {
    for (const Returning returning : {Returning::waiting, Returning::asked}) {
        LegRecord coming = leg(LegState::released);
        coming.returning = returning;
        EXPECT_FALSE(is_over(with({coming}))) << to_string(returning);
    }
    for (const Returning returning : {Returning::unserved, Returning::done, Returning::refused}) {
        LegRecord back = leg(LegState::released);
        back.returning = returning;
        EXPECT_TRUE(is_over(with({back}))) << to_string(returning);
    }
}

TEST(OrderIsOver, WithoutALegOnlyWhenCancelled) {
    OrderState state = with({});
    EXPECT_FALSE(is_over(state));
    state.word = OrderStateWord::cancelled;
    EXPECT_TRUE(is_over(state));
    state.id = OrderId("ord_x");
    const auto read = read_order_state(to_json(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->word, OrderStateWord::cancelled);
}

TEST_F(ArchiveTest, OnlyTheEndIsKept) {
    const OrderState before = cleared();
    ASSERT_TRUE(archived.next);
    EXPECT_EQ(
        to_json(*archived.next),
        R"({"archive":"1","id":")" + before.id.str() +
            R"(","tenant":"acme","state":"archived","ended":"cleared","archivedOn":"2027-12-30","sequence":)" +
            std::to_string(before.sequence + 1) + R"(,"fingerprint":")" + created.fingerprint +
            R"(","acceptedAt":")" + format_rfc3339(kNoon) + R"("})"
    );
    const auto read = read_order_state(to_json(*archived.next));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(to_json(*read), to_json(*archived.next));
    EXPECT_TRUE(is_archived(*read));
    EXPECT_FALSE(is_over(*read));  // it is not archived again
}

TEST_F(ArchiveTest, AnotherVersionIsNotGuessed) {
    std::string json = to_json(*archived.next);
    json.replace(json.find(R"("archive":"1")"), 13, R"("archive":"2")");
    EXPECT_FALSE(read_order_state(json));
}

TEST_F(ArchiveTest, AnEventSaysSoWithTheNextNumber) {
    ASSERT_EQ(archived.events.size(), 1U);
    const std::string& event = *archived.events.front().value;
    EXPECT_NE(event.find(R"("type":"order.archived","sequence":)"), std::string::npos) << event;
    EXPECT_NE(event.find(R"("number":"A-1","state":"archived")"), std::string::npos) << event;
    EXPECT_TRUE(archived.documents.empty());
    EXPECT_EQ(archived.state->key, created.order_id.str());
}

TEST_F(ArchiveTest, TheSameOrderAgainMakesNothing) {
    const Decision again = decider.decide(created, {.partition = 1, .offset = 9}, &*archived.next);
    EXPECT_EQ(again.verdict, Verdict::duplicate);
    EXPECT_TRUE(again.publishes_nothing());
}

TEST_F(ArchiveTest, ThePlatformsLastContentIsTheSameOrderToo) {
    OrderState amended = cleared();
    amended.payload = "fingerprint of the last";
    const OrderState kept = *read_order_state(to_json(*decider.archive(amended, kNoon).next));
    Command last = make_created("A-1");
    last.fingerprint = amended.payload;
    EXPECT_EQ(decider.decide(last, kPlace, &kept).verdict, Verdict::duplicate);
    EXPECT_EQ(decider.decide(created, kPlace, &kept).verdict, Verdict::duplicate);
}

TEST_F(ArchiveTest, OtherContentIsAConflictAndNeverADeclaration) {
    Command other = make_created("A-1");
    other.fingerprint = "another";
    for (const CommandKind kind :
         {CommandKind::created,
          CommandKind::amended,
          CommandKind::cancelled,
          CommandKind::released,
          CommandKind::returned,
          CommandKind::retried}) {
        other.kind = kind;
        const Decision decision = decider.decide(other, kPlace, &*archived.next);
        EXPECT_TRUE(decision.documents.empty()) << to_string(kind);
        ASSERT_EQ(decision.events.size(), 1U) << to_string(kind);
        EXPECT_NE(decision.events.front().value->find("order.conflict"), std::string::npos);
        ASSERT_TRUE(decision.next);
        EXPECT_TRUE(is_archived(*decision.next)) << to_string(kind);
        EXPECT_EQ(decision.next->sequence, archived.next->sequence + 1);
        EXPECT_EQ(decision.next->archived_on, archived.next->archived_on);
    }
}

TEST_F(ArchiveTest, APackingChangesNothingAndAReplyIsTooLate) {
    Command command = make_created("A-1");
    command.tenant = archived.next->tenant;
    for (const auto& [kind, verdict] :
         {std::pair{CommandKind::packed, Verdict::no_news},
          std::pair{CommandKind::replied, Verdict::too_late},
          std::pair{CommandKind::answered, Verdict::too_late}}) {
        command.kind = kind;
        const Decision decision = decider.decide(command, kPlace, &*archived.next);
        EXPECT_EQ(decision.verdict, verdict) << to_string(kind);
        EXPECT_TRUE(decision.publishes_nothing()) << to_string(kind);
    }
    EXPECT_TRUE(decider.give_up(created, kPlace, &*archived.next).publishes_nothing());
}

}  // namespace
}  // namespace silkgate::dispatch
