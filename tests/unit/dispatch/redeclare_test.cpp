// A rejected leg is told again: what was rejected as new, what stands and changes as a change, nothing twice.
#include "gateway/dispatch/redeclare.hpp"

#include "gateway/dispatch/change.hpp"
#include "tests/unit/dispatch/change_fixture.hpp"

#include <gmock/gmock.h>

namespace silkgate::dispatch {
namespace {

using adapters::Action;
using adapters::ReplyStatus;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::make_created;
using testing::make_reply;

class RedeclareTest : public ChangeTest {
protected:
    // China took the order (CEB303) and refused the list (CEB603).
    void reject_list() {
        decide(make_created("A-1"));
        reply("CEB303", Action::submit, ReplyStatus::received);
        reply("CEB603", Action::submit, ReplyStatus::rejected);
        ASSERT_EQ(state_->word, OrderStateWord::rejected);
    }

    Command again(CommandKind kind, std::vector<std::string> changed = {}) {
        Command command = change(kind, *state_);
        command.redeclares = {{.leg = "9610", .changed = std::move(changed)}};
        return command;
    }
};

TEST_F(RedeclareTest, WhatWasRejectedGoesOutAsNewAndNothingElse) {
    reject_list();
    const DeclarationId first = newest(*state_, "CEB603", Action::submit).id;
    const Decision decision = decide(again(CommandKind::retried));
    EXPECT_EQ(decision.verdict, Verdict::applied);
    EXPECT_THAT(told(decision), ElementsAre("submit CEB603"));
    EXPECT_EQ(header(decision.documents.front(), "sg_version"), "2");
    EXPECT_NE(newest(*state_, "CEB603", Action::submit).id, first) << "a document of its own";
    EXPECT_THAT(types(decision), ElementsAre("silkgate.leg.published.v1", "silkgate.order.routed.v1"));
    EXPECT_EQ(state_->version, 2);
    EXPECT_EQ(state_->revision, 1) << "the content is the same";
    const auto read = read_order_state(to_json(*state_));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(*state_));
    state_ = *read;
    reply("CEB603", Action::submit, ReplyStatus::released);
    EXPECT_EQ(leg("9610").state, LegState::released);
}

TEST_F(RedeclareTest, WhatStandsAndBecomesAnotherIsChanged) {
    reject_list();
    Command command = again(CommandKind::amended, {"CEB303", "CEB603"});
    const Decision decision = decide(command);
    EXPECT_THAT(told(decision), ElementsAre("submit CEB603", "amend CEB303"));
    EXPECT_THAT(types(decision), Contains("silkgate.order.amended.v1"));
    EXPECT_EQ(leg("9610").state, LegState::published);
}

TEST_F(RedeclareTest, ASecondRejectionRejectsTheLegAgain) {
    reject_list();
    decide(again(CommandKind::retried));
    reply("CEB603", Action::submit, ReplyStatus::rejected);
    EXPECT_EQ(state_->word, OrderStateWord::rejected);
    EXPECT_THAT(told(decide(again(CommandKind::retried))), ElementsAre("submit CEB603"));
    EXPECT_EQ(state_->version, 3);
}

TEST_F(RedeclareTest, ALateRejectionOfTheFirstIsNotOfTheSecond) {
    reject_list();
    const Command command = again(CommandKind::retried);
    decide(command);
    Command late = make_reply(*state_, "CEB603", ReplyStatus::rejected);
    late.replies.front().document = newest(*state_, "CEB603", Action::submit).id;
    late.replies.front().by_key = true;
    late.replies.front().item.at = command.accepted_at - std::chrono::milliseconds{90'001};
    EXPECT_EQ(decide(late).verdict, Verdict::no_news);
    EXPECT_EQ(leg("9610").state, LegState::published);
}

TEST_F(RedeclareTest, ATechnicalErrorIsSentAgain) {
    decide(make_created("A-1"));
    reply("PTDEG", Action::submit, ReplyStatus::technical_error);
    ASSERT_EQ(leg("PTDEG").state, LegState::parked);
    Command command = change(CommandKind::retried, *state_);
    command.redeclares = {{.leg = "PTDEG", .changed = {}}};
    EXPECT_THAT(told(decide(command)), ElementsAre("submit PTDEG"));
    EXPECT_EQ(leg("PTDEG").state, LegState::published);
}

TEST_F(RedeclareTest, OnlyWhatWasRejectedIsToldAgain) {
    decide(make_created("A-1"));
    reply("CEB603", Action::submit, ReplyStatus::released);
    EXPECT_TRUE(decide(again(CommandKind::retried)).publishes_nothing());
    Command command = change(CommandKind::retried, *state_);
    command.redeclares = {{.leg = "no such leg", .changed = {}}};
    EXPECT_TRUE(decide(command).publishes_nothing());
    EXPECT_EQ(state_->version, 1);
}

TEST_F(RedeclareTest, WhatTheRulesOfTodayForbidStaysRejectedAndSaysWhy) {
    decide(make_created("A-1"));
    reply("PTDEG", Action::submit, ReplyStatus::rejected);
    Command command = change(CommandKind::amended, *state_, "UNKNOWN");
    command.redeclares = {{.leg = "PTDEG", .changed = {}}};
    const Decision decision = decide(command);
    EXPECT_THAT(told(decision), IsEmpty());
    EXPECT_THAT(types(decision), Contains("silkgate.leg.redeclare_held.v1"));
    EXPECT_EQ(leg("PTDEG").state, LegState::rejected);
    EXPECT_EQ(leg("PTDEG").blocked_by.size(), 1U);
}

TEST_F(RedeclareTest, TheNumberOfWhatWasRejectedIsNotTheNewOnes) {
    reject_list();
    ASSERT_EQ(authority_reference(leg("9610")), "REG-1");
    decide(again(CommandKind::retried));
    EXPECT_EQ(authority_reference(leg("9610")), "");
}

TEST_F(RedeclareTest, LegsAreFoundByWhatDiffersOrAllOfThemByHand) {
    reject_list();
    const adapters::Context context =
        change_context(*state_, testing::fake_connection(), testing::kNoon, Action::submit);
    const auto find = [&](const std::string& number, Redeclare which) {
        return find_redeclarations(
            *registry_, *state_, testing::make_order("A-1"), testing::make_order(number), context, which
        );
    };
    EXPECT_THAT(find("A-1", Redeclare::what_differs), IsEmpty());
    const std::vector<Redeclaration> unchanged{{.leg = "9610", .changed = {}}};
    EXPECT_EQ(find("A-1", Redeclare::everything), unchanged);
    const std::vector<Redeclaration> both{{.leg = "9610", .changed = {"CEB303", "CEB603"}}};
    EXPECT_EQ(find("A-2", Redeclare::what_differs), both);
}

TEST_F(RedeclareTest, ACommandIsReadBackWithIt) {
    reject_list();
    const Command command = again(CommandKind::retried, {"CEB303"});
    const auto read = read_command(to_json(command), PartyVault{});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->redeclares, command.redeclares);
}

}  // namespace
}  // namespace silkgate::dispatch
