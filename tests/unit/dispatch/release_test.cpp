// An order whose party resembles a listed one: held, released by an operator, never by itself. SG-0940.
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::make_created;
using ::testing::Not;

std::shared_ptr<const screening::Screener> lists(const std::string& name = "Arkady Zubrov") {
    screening::Screener::Source source;
    source.info = {.name = "OWN", .date = "2026-11-20", .digest = name, .entries = 1};
    source.list.entries = {{.id = "1", .kind = screening::EntryKind::person, .names = {name}}};
    return std::make_shared<const screening::Screener>(std::vector{source}, screening::Thresholds{});
}

std::vector<std::string> values(const Decision& decision, const std::string& type) {
    std::vector<std::string> all;
    for (const kafka::Record& event : decision.events) {
        for (const auto& [key, value] : event.headers) {
            if (key == "ce_type" && value == "silkgate." + type + ".v1") {
                all.push_back(*event.value);
            }
        }
    }
    return all;
}

Command created(const std::string& consignee) {
    Command command = make_created("A-1");
    command.order.parties.consignee.emplace().name = consignee;
    return command;
}

class ReleaseTest : public ::testing::Test {
protected:
    Decision
    decide(const Command& command, const std::shared_ptr<const screening::Screener>& screener = lists()) {
        const Decider decider(
            *registry_,
            testing::find_fake_connection(),
            {.source = "/silkgate/test", .partitions = 12, .vault = {}, .screener = screener}
        );
        Decision decision =
            decider.decide(command, {.partition = 2, .offset = offset_++}, state_ ? &*state_ : nullptr);
        if (decision.next) {
            state_ = *read_order_state(to_json(*decision.next));
        }
        return decision;
    }

    Command release(const std::string& consignee = "Arkady Zubrov") {
        Command command = created(consignee);
        command.kind = CommandKind::released;
        command.base = state_->revision;
        const auto hits = lists()->screen(command.order, command.order_id.view());
        command.releases = {{
            .key = hits.at(0).key,
            .entry = hits.at(0).entry,
            .by = "acme/boss",
            .reason = "born in another year",
            .at = command.accepted_at,
        }};
        // As it comes back from the log.
        return std::move(*read_command(to_json(command), PartyVault{}));
    }

    std::shared_ptr<const adapters::Registry> registry_ = testing::fake_registry();
    std::optional<OrderState> state_;
    std::int64_t offset_ = 1;
};

TEST_F(ReleaseTest, AHitHoldsTheWholeOrderAndNamesTheEntry) {
    const Decision decision = decide(created("Arkadiy Zubrov"));
    EXPECT_THAT(decision.documents, IsEmpty());
    EXPECT_EQ(state_->word, OrderStateWord::held);
    ASSERT_EQ(state_->blocked_by.size(), 1U);
    EXPECT_EQ(state_->blocked_by[0].rule, "SG-0940");
    EXPECT_EQ(state_->blocked_by[0].entry, "OWN/1");
    EXPECT_EQ(state_->blocked_by[0].canonical_pointer, "/parties/consignee/name");
    EXPECT_EQ(state_->screened_with, lists()->version());
    EXPECT_THAT(values(decision, "screening.hit"), ElementsAre(HasSubstr("OWN/1")));
    EXPECT_THAT(to_json(*state_), Not(HasSubstr("Zubrov")));
}

TEST_F(ReleaseTest, WithoutAHitOrWithoutListsNothingIsHeld) {
    EXPECT_FALSE(decide(created("Olga Petrova")).documents.empty());
    EXPECT_EQ(state_->screened_with, lists()->version()) << "that it was screened is on record";
    state_.reset();
    EXPECT_FALSE(decide(created("Arkady Zubrov"), nullptr).documents.empty());
    EXPECT_EQ(state_->screened_with, "");
}

TEST_F(ReleaseTest, AnOperatorReleasesAndItIsOnRecord) {
    decide(created("Arkady Zubrov"));
    const Decision decision = decide(release());
    EXPECT_EQ(decision.verdict, Verdict::applied);
    EXPECT_FALSE(decision.documents.empty());
    EXPECT_EQ(state_->word, OrderStateWord::routed);
    EXPECT_EQ(state_->version, 2);
    EXPECT_THAT(
        values(decision, "screening.released"),
        ElementsAre(AllOf(HasSubstr("acme/boss"), HasSubstr("born in another year"), HasSubstr("OWN/1")))
    );
    ASSERT_EQ(state_->releases.size(), 1U);
    EXPECT_EQ(state_->releases[0].by, "acme/boss");
    EXPECT_EQ(state_->releases[0].reason, "born in another year");
}

TEST_F(ReleaseTest, TheSameReleaseAgainIsADuplicate) {
    decide(created("Arkady Zubrov"));
    const Command command = release();
    decide(command);
    const Decision again = decide(command);
    EXPECT_EQ(again.verdict, Verdict::duplicate);
    EXPECT_TRUE(again.publishes_nothing());
}

TEST_F(ReleaseTest, AReleaseForAnOlderContentIsAConflict) {
    decide(created("Arkady Zubrov"));
    Command command = release();
    command.base = 7;
    EXPECT_EQ(decide(command).verdict, Verdict::stale);
    EXPECT_EQ(state_->word, OrderStateWord::held);
}

TEST_F(ReleaseTest, AnotherNameIsHeldAgain) {
    decide(created("Arkady Zubrov"));
    Command wrong = release();
    wrong.order.parties.consignee->name = "Arkadij Zubrov";
    decide(wrong);
    EXPECT_EQ(state_->word, OrderStateWord::held) << "the release was for another name";
}

TEST_F(ReleaseTest, ANewNameOfAnOrderThatIsOutIsNotTold) {
    decide(created("Olga Petrova"));
    ASSERT_EQ(state_->word, OrderStateWord::routed);
    Command amended = created("Arkady Zubrov");
    amended.kind = CommandKind::amended;
    amended.base = state_->revision;
    amended.change = "change-1";
    for (const LegRecord& leg : state_->legs) {
        amended.amends.push_back(leg.leg.id);
    }
    const Decision decision = decide(amended);
    EXPECT_THAT(decision.documents, IsEmpty());
    EXPECT_THAT(state_->legs, Contains(::testing::Field(&LegRecord::blocked_by, Not(IsEmpty()))));
}

TEST(ScreenParties, TheFindingTellsEntryAndScoreOnly) {
    order::Order order;
    order.parties.consignee.emplace().name = "Arkady Zubrov";
    const auto screener = lists();
    Violations found;
    screen_parties(order, {adapters::Context{.order_id = OrderId("ord_1")}, screener.get()}, found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].found, "OWN/1 100 %");
    EXPECT_EQ(entry_of(found[0]), "OWN/1");
    EXPECT_TRUE(is_for_operator(*found[0].rule));
    EXPECT_FALSE(is_for_operator(connection_unknown_rule()));
}

}  // namespace
}  // namespace silkgate::dispatch
