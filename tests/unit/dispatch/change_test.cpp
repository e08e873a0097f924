// What becomes of an accepted order that is changed or cancelled: nothing is told twice, nothing that was
// answered is lost, and what can not be told to an authority is seen.
#include "gateway/dispatch/change.hpp"

#include "tests/unit/dispatch/change_fixture.hpp"

#include <gmock/gmock.h>

namespace silkgate::dispatch {
namespace {

using adapters::ReplyStatus;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::make_created;
using testing::make_reply;

TEST_F(ChangeTest, WhatWasMissingIsSuppliedAndOnlyTheHeldLegGoes) {
    decide(make_created("A-1", "UNKNOWN"));
    ASSERT_EQ(state_->word, OrderStateWord::held);
    const Decision decision = decide(change(CommandKind::amended, *state_));
    EXPECT_EQ(decision.verdict, Verdict::applied);
    EXPECT_THAT(told(decision), ElementsAre("submit PTDEG"));
    EXPECT_EQ(state_->word, OrderStateWord::routed);
    EXPECT_EQ(state_->version, 2);
    EXPECT_THAT(
        types(decision),
        ElementsAre("silkgate.order.amended.v1", "silkgate.leg.published.v1", "silkgate.order.routed.v1")
    );
}

TEST_F(ChangeTest, AnAmendmentIsToldToTheLegsItConcerns) {
    decide(make_created("A-1"));
    Command command = change(CommandKind::amended, *state_);
    command.amends = {"9610"};
    const Decision decision = decide(command);
    EXPECT_THAT(told(decision), ElementsAre("amend CEB303", "amend CEB603"));
    EXPECT_EQ(header(decision.documents.front(), "sg_version"), "2");
    // Its documents have ids of their own, and replies to the same business key find the newest.
    EXPECT_NE(
        newest(*state_, "CEB603", adapters::Action::amend).id,
        newest(*state_, "CEB603", adapters::Action::submit).id
    );
}

TEST_F(ChangeTest, ARefusedAmendmentLeavesWhatWasDeclared) {
    decide(make_created("A-1"));
    reply("CEB603", adapters::Action::submit, ReplyStatus::registered);
    reply("PTDEG", adapters::Action::submit, ReplyStatus::released);
    Command command = change(CommandKind::amended, *state_);
    command.amends = {"9610"};
    decide(command);
    EXPECT_EQ(state_->word, OrderStateWord::processing);
    const Decision refused = reply("CEB603", adapters::Action::amend, ReplyStatus::rejected);
    EXPECT_THAT(types(refused), Contains("silkgate.leg.amend_refused.v1"));
    EXPECT_EQ(leg("9610").state, LegState::registered);
}

TEST_F(ChangeTest, WhatCustomsHasReleasedIsNotAmendedAndTheLegSaysSo) {
    decide(make_created("A-1"));
    release_all();
    Command command = change(CommandKind::amended, *state_);
    command.amends = {"9610"};
    const Decision decision = decide(command);
    EXPECT_THAT(told(decision), IsEmpty());
    EXPECT_THAT(types(decision), Contains("silkgate.leg.amend_held.v1"));
    ASSERT_EQ(leg("9610").blocked_by.size(), 1U);
    EXPECT_EQ(leg("9610").blocked_by.front().rule, "SG-0931");
    EXPECT_EQ(state_->word, OrderStateWord::cleared);
}

// Authorities name a document by its business key, which an amendment shares with what it amends.
TEST_F(ChangeTest, AReceiptFromBeforeTheAmendmentIsOfTheVersionBefore) {
    decide(make_created("A-1"));
    reply("CEB603", adapters::Action::submit, ReplyStatus::registered);
    Command command = change(CommandKind::amended, *state_);
    command.amends = {"9610"};
    decide(command);
    const auto receipt = [&](std::chrono::milliseconds after_amendment, bool by_key) {
        Command said = make_reply(*state_, "CEB603", ReplyStatus::released);
        said.replies.front().document = newest(*state_, "CEB603", adapters::Action::amend).id;
        said.replies.front().by_key = by_key;
        said.replies.front().item.at = command.accepted_at + after_amendment;
        const auto state = state_;
        decide(said);
        const LegState seen = newest(*state_, "CEB603", adapters::Action::amend).state;
        state_ = state;
        return seen;
    };
    using std::chrono::milliseconds;
    EXPECT_EQ(receipt(milliseconds{-90'001}, true), LegState::published) << "of the original, late";
    EXPECT_EQ(receipt(milliseconds{-90'001}, false), LegState::released) << "the broker named the document";
    EXPECT_EQ(receipt(milliseconds{-30'001}, true), LegState::released) << "clocks may differ so much";
    EXPECT_EQ(receipt(milliseconds{-120'000}, true), LegState::released)
        << "on the minute: perhaps a date only";
    EXPECT_EQ(receipt(milliseconds{5'001}, true), LegState::released);
}

TEST_F(ChangeTest, AReturnMovesNothingThatWasDeclared) {
    decide(make_created("A-1"));
    release_all();
    Command command = change(CommandKind::returned, *state_);
    command.returns = {{.line_id = "1", .quantity = *Decimal::parse("2")}};
    const Decision decision = decide(command);
    EXPECT_THAT(
        told(decision), ElementsAre("return CEB303", "return CEB603", "return S10Item", "return PTDEG")
    );
    EXPECT_EQ(state_->word, OrderStateWord::cleared);
    EXPECT_EQ(leg("9610").returning, Returning::asked);
    const Decision agreed = reply("CEB603", adapters::Action::return_, ReplyStatus::released);
    EXPECT_THAT(types(agreed), Contains("silkgate.leg.returned.v1"));
    EXPECT_EQ(leg("9610").returning, Returning::done);
    const Decision refused = reply("PTDEG", adapters::Action::return_, ReplyStatus::rejected);
    EXPECT_THAT(types(refused), Contains("silkgate.leg.return_refused.v1"));
    EXPECT_EQ(leg("PTDEG").returning, Returning::refused);
    EXPECT_EQ(leg("PTDEG").state, LegState::released);
    EXPECT_EQ(state_->word, OrderStateWord::cleared);
    const auto read = read_order_state(to_json(*state_));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(*state_));
    const auto again = read_command(to_json(command), PartyVault{});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->returns.size(), 1U);
}

// DCSA says it of the booking, under the booking's key.
TEST_F(ChangeTest, ACarriersWordOfAChangeIsNotOfTheBooking) {
    decide(make_created("A-1"));
    const auto say = [&](const std::string& word, ReplyStatus status) {
        Command command = make_reply(*state_, "S10Item", status);
        command.replies.front().document = newest(*state_, "S10Item", adapters::Action::submit).id;
        command.replies.front().item.native_status = word;
        return decide(command);
    };
    say("CONFIRMED", ReplyStatus::registered);
    EXPECT_EQ(say("AMENDMENT_DECLINED", ReplyStatus::rejected).verdict, Verdict::no_news)
        << "nothing was amended";
    EXPECT_EQ(say("CANCELLATION_DECLINED", ReplyStatus::rejected).verdict, Verdict::no_news);
    Command amendment = change(CommandKind::amended, *state_);
    amendment.amends = {"S10"};
    decide(amendment);
    EXPECT_THAT(
        types(say("AMENDMENT_DECLINED", ReplyStatus::rejected)), Contains("silkgate.leg.amend_refused.v1")
    );
    EXPECT_EQ(leg("S10").state, LegState::registered);
    decide(change(CommandKind::cancelled, *state_));
    EXPECT_THAT(
        types(say("CANCELLATION_DECLINED", ReplyStatus::rejected)), Contains("silkgate.leg.cancel_refused.v1")
    );
    EXPECT_EQ(leg("S10").state, LegState::registered);
}

TEST_F(ChangeTest, ACarrierThatCancelsByItselfEndsTheBooking) {
    decide(make_created("A-1"));
    Command command = make_reply(*state_, "S10Item", ReplyStatus::cancelled);
    command.replies.front().item.native_status = "CANCELLATION_CONFIRMED";
    decide(command);
    EXPECT_EQ(leg("S10").state, LegState::cancelled);
}

TEST_F(ChangeTest, APackingIsToldOnce) {
    decide(make_created("A-1"));
    Command command;
    command.kind = CommandKind::packed;
    command.order_id = state_->id;
    command.tenant = state_->tenant;
    command.accepted_at = state_->accepted_at + std::chrono::hours{1};
    command.packing = {.consolidation = "BOX-1", .made_at = "2026-11-25T10:00:00.000Z", .unit = "BAG-1"};
    const auto read = read_command(to_json(command), PartyVault{});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->packing, command.packing);
    const CommandPosition accepted = state_->accepted;
    EXPECT_THAT(types(decide(command)), ElementsAre("silkgate.order.packed.v1"));
    EXPECT_EQ(decide(command).verdict, Verdict::no_news);
    command.packing.unit = "BAG-2";
    EXPECT_THAT(types(decide(command)), ElementsAre("silkgate.order.packed.v1"));
    EXPECT_EQ(state_->packed, std::vector{command.packing});
    EXPECT_EQ(state_->version, 1);
    EXPECT_EQ(state_->accepted, accepted) << "the order's content is still read from its own command";
    const auto kept = read_order_state(to_json(*state_));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->packed, state_->packed);
    command.tenant = TenantId("somebody-else");
    command.packing.unit = "BAG-3";
    EXPECT_THAT(types(decide(command)), IsEmpty());
}

TEST_F(ChangeTest, AChangeOfAnotherRevisionIsRefusedVisibly) {
    decide(make_created("A-1"));
    const Command first = change(CommandKind::amended, *state_);
    Command second = first;
    second.change = "another";
    decide(first);
    const Decision late = decide(second);
    EXPECT_EQ(late.verdict, Verdict::stale);
    EXPECT_THAT(late.documents, IsEmpty());
    EXPECT_THAT(types(late), ElementsAre("silkgate.order.conflict.v1"));
    EXPECT_EQ(state_->revision, 2);
}

TEST_F(ChangeTest, TheSameChangeTwiceIsOneChange) {
    decide(make_created("A-1"));
    const Command command = change(CommandKind::cancelled, *state_);
    EXPECT_EQ(decide(command).verdict, Verdict::applied);
    const Decision again = decide(command);
    EXPECT_EQ(again.verdict, Verdict::duplicate);
    EXPECT_TRUE(again.publishes_nothing());
}

TEST_F(ChangeTest, ACancelledOrderAsksEachAuthorityAndEndsWhenAllAgree) {
    decide(make_created("A-1"));
    release_all();
    const Decision decision = decide(change(CommandKind::cancelled, *state_));
    EXPECT_EQ(state_->word, OrderStateWord::cancel_requested);
    EXPECT_THAT(told(decision), Contains("cancel CEB603"));
    reply("CEB603", adapters::Action::cancel, ReplyStatus::cancelled);
    reply("S10Item", adapters::Action::cancel, ReplyStatus::cancelled);
    EXPECT_EQ(state_->word, OrderStateWord::cancel_requested);
    const Decision last = reply("PTDEG", adapters::Action::cancel, ReplyStatus::cancelled);
    EXPECT_EQ(state_->word, OrderStateWord::cancelled);
    EXPECT_THAT(types(last), Contains("silkgate.order.cancelled.v1"));
}

TEST_F(ChangeTest, ARefusedCancellationDoesNotRejectTheLeg) {
    decide(make_created("A-1"));
    release_all();
    decide(change(CommandKind::cancelled, *state_));
    const Decision refused = reply("CEB603", adapters::Action::cancel, ReplyStatus::rejected);
    EXPECT_THAT(types(refused), Contains("silkgate.leg.cancel_refused.v1"));
    EXPECT_EQ(leg("9610").state, LegState::released);
    EXPECT_EQ(leg("9610").cancellation, Cancellation::refused);
}

TEST_F(ChangeTest, ALegThatNobodyWasToldOfIsCancelledAtOnce) {
    decide(make_created("A-1", "UNKNOWN"));
    decide(change(CommandKind::cancelled, *state_, "UNKNOWN"));
    EXPECT_EQ(leg("PTDEG").state, LegState::cancelled);
    EXPECT_EQ(state_->word, OrderStateWord::cancel_requested);
    EXPECT_THAT(state_->skus, IsEmpty());
}

TEST_F(ChangeTest, ACancelledOrderIsNotAmendedAnyMore) {
    decide(make_created("A-1"));
    decide(change(CommandKind::cancelled, *state_));
    EXPECT_EQ(decide(change(CommandKind::amended, *state_)).verdict, Verdict::stale);
}

TEST_F(ChangeTest, ARetryOfAFormerContentIsNoNews) {
    decide(make_created("A-1", "UNKNOWN"));
    Command retried = change(CommandKind::retried, *state_);
    decide(change(CommandKind::amended, *state_, "UNKNOWN"));
    EXPECT_EQ(decide(retried).verdict, Verdict::no_news);
}

TEST_F(ChangeTest, TheStateIsReadBackWithItsChanges) {
    decide(make_created("A-1"));
    decide(change(CommandKind::cancelled, *state_));
    const auto read = read_order_state(to_json(*state_));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(*state_));
    EXPECT_EQ(read->word, OrderStateWord::cancel_requested);
    EXPECT_EQ(read->revision, 2);
}

TEST_F(ChangeTest, ACommandIsReadBackWithItsChange) {
    decide(make_created("A-1"));
    Command command = change(CommandKind::amended, *state_);
    command.amends = {"9610", "S10"};
    const auto read = read_command(to_json(command), PartyVault{});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, CommandKind::amended);
    EXPECT_EQ(read->base, 1);
    EXPECT_EQ(read->amends, command.amends);
    EXPECT_EQ(read->change, command.change);
}

TEST_F(ChangeTest, OnlyLegsWhoseDocumentsDifferCountAsChanged) {
    decide(make_created("A-1"));
    order::Order before = testing::make_order("A-1");
    order::Order after = before;
    after.buyer_note = "ring twice";
    const auto context =
        change_context(*state_, testing::fake_connection(), testing::kNoon, adapters::Action::submit);
    EXPECT_THAT(changed_legs(*registry_, *state_, before, after, context), IsEmpty());
    after.header.number = "A-2";
    EXPECT_THAT(
        changed_legs(*registry_, *state_, before, after, context), ElementsAre("9610", "S10", "PTDEG")
    );
}

}  // namespace
}  // namespace silkgate::dispatch
