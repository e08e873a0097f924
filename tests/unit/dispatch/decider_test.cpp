// Guarantees, section 1: one order one effect, no silent drop, order of events, and the determinism they rest
// on.
#include "gateway/dispatch/decider.hpp"

#include "gateway/crypto/digest.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::dispatch {
namespace {

using adapters::ReplyStatus;
using ::testing::Contains;
using testing::document_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::make_created;
using testing::make_reply;
using ::testing::SizeIs;

constexpr CommandPosition kPlace{.partition = 2, .offset = 7};
constexpr CommandPosition kLater{.partition = 2, .offset = 9};

std::string header(const kafka::Record& record, std::string_view name) {
    for (const auto& [key, value] : record.headers) {
        if (key == name) {
            return value;
        }
    }
    return "(no " + std::string(name) + ")";
}

std::vector<std::string> types(const Decision& decision) {
    std::vector<std::string> all;
    for (const kafka::Record& event : decision.events) {
        all.push_back(header(event, "ce_type"));
    }
    return all;
}

std::vector<std::string> kinds(const Decision& decision) {
    std::vector<std::string> all;
    for (const kafka::Record& document : decision.documents) {
        all.push_back(header(document, "sg_document"));
    }
    return all;
}

class DeciderTest : public ::testing::Test {
protected:
    [[nodiscard]] Decider decider(const testing::FakeWorld& world = {}) {
        registries_.push_back(testing::fake_registry(world));
        return {
            *registries_.back(),
            testing::find_fake_connection(),
            {.source = "/silkgate/test", .partitions = 12}
        };
    }

private:
    std::vector<std::shared_ptr<const adapters::Registry>> registries_;  // outlive the deciders
};

TEST_F(DeciderTest, ANewOrderIsPublishedWithAllItsDocuments) {
    const Decision decision = decider().decide(make_created("A-1"), kPlace, nullptr);
    EXPECT_EQ(decision.verdict, Verdict::applied);
    EXPECT_THAT(kinds(decision), ElementsAre("CEB303", "CEB603", "S10Item", "PTDEG"));
    ASSERT_TRUE(decision.next);
    EXPECT_EQ(decision.next->word, OrderStateWord::routed) << to_json(*decision.next);
    EXPECT_EQ(decision.next->accepted, kPlace);
    EXPECT_THAT(
        types(decision),
        ElementsAre(
            "silkgate.order.accepted.v1",
            "silkgate.leg.published.v1",
            "silkgate.leg.published.v1",
            "silkgate.leg.published.v1",
            "silkgate.order.routed.v1"
        )
    );
}

TEST_F(DeciderTest, EventsAreNumberedWithoutGapsFromOne) {
    const Decision first = decider().decide(make_created("A-1"), kPlace, nullptr);
    std::int64_t expected = 0;
    for (const kafka::Record& event : first.events) {
        EXPECT_EQ(std::stoll(header(event, "ce_sequence")), ++expected);
        EXPECT_EQ(event.key, first.next->id.str());
    }
    EXPECT_EQ(first.next->sequence, expected);
    const Decision second =
        decider().decide(make_reply(*first.next, "PTDEG", ReplyStatus::received), kLater, &*first.next);
    EXPECT_EQ(std::stoll(header(second.events.front(), "ce_sequence")), expected + 1);
}

TEST_F(DeciderTest, TheSameCommandAtTheSamePlaceGivesTheSameBytes) {
    const Decision one = decider().decide(make_created("A-1"), kPlace, nullptr);
    const Decision two = decider().decide(make_created("A-1"), kPlace, nullptr);
    ASSERT_EQ(one.documents.size(), two.documents.size());
    for (std::size_t i = 0; i < one.documents.size(); ++i) {
        EXPECT_EQ(one.documents[i].value, two.documents[i].value);
        EXPECT_EQ(one.documents[i].headers, two.documents[i].headers);
        EXPECT_EQ(one.documents[i].key, two.documents[i].key);
    }
    EXPECT_EQ(to_json(*one.next), to_json(*two.next));
}

TEST_F(DeciderTest, TheStateNamesTheBytesThatAreOnTheTopic) {
    const Decision decision = decider().decide(make_created("A-1"), kPlace, nullptr);
    for (const kafka::Record& record : decision.documents) {
        const DocumentState& state = document_of(*decision.next, header(record, "sg_document"));
        EXPECT_EQ(state.id.view(), record.key);
        EXPECT_EQ(state.sha256, crypto::to_hex(crypto::sha256(*record.value)));
    }
}

TEST_F(DeciderTest, TheSameOrderAgainHasNoEffect) {
    const Decision first = decider().decide(make_created("A-1"), kPlace, nullptr);
    const Decision again = decider().decide(make_created("A-1"), kLater, &*first.next);
    EXPECT_EQ(again.verdict, Verdict::duplicate);
    EXPECT_TRUE(again.publishes_nothing());
    EXPECT_FALSE(again.next);
}

TEST_F(DeciderTest, OtherContentUnderTheSameNumberIsAnEventAndNoDeclaration) {
    const Decision first = decider().decide(make_created("A-1"), kPlace, nullptr);
    Command other = make_created("A-1");
    other.fingerprint = std::string(64, 'f');
    const Decision conflict = decider().decide(other, kLater, &*first.next);
    EXPECT_EQ(conflict.verdict, Verdict::conflict);
    EXPECT_THAT(conflict.documents, IsEmpty());
    EXPECT_THAT(types(conflict), ElementsAre("silkgate.order.conflict.v1"));
    EXPECT_EQ(conflict.next->fingerprint, first.next->fingerprint);
}

TEST_F(DeciderTest, ALegWithViolationsIsHeldAndTheOthersGo) {
    const Decision decision = decider().decide(make_created("A-1", "UNKNOWN"), kPlace, nullptr);
    EXPECT_THAT(kinds(decision), ElementsAre("CEB303", "CEB603", "S10Item"));
    EXPECT_EQ(decision.next->word, OrderStateWord::held);
    EXPECT_THAT(decision.next->skus, ElementsAre("UNKNOWN"));
    EXPECT_EQ(decision.next->legs.back().state, LegState::held);
    EXPECT_EQ(decision.next->legs.back().blocked_by.front().code, "hs-code-missing");
}

Command retried(const Command& created) {
    Command command = created;
    command.kind = CommandKind::retried;
    command.accepted_at += std::chrono::hours{1};
    return command;
}

TEST_F(DeciderTest, ARetryPublishesWhatWasHeldAndNothingTwice) {
    const Command created = make_created("A-1", "UNKNOWN");
    const Decision held = decider().decide(created, kPlace, nullptr);
    const Decision retry = decider({.known_skus = {"UNKNOWN"}}).decide(retried(created), kLater, &*held.next);
    EXPECT_EQ(retry.verdict, Verdict::applied);
    EXPECT_THAT(kinds(retry), ElementsAre("PTDEG"));
    EXPECT_EQ(retry.next->word, OrderStateWord::routed);
    EXPECT_EQ(retry.next->version, 2);
    EXPECT_THAT(retry.next->skus, IsEmpty());
    // The waybill number that the booking went out with is the one in the new document.
    EXPECT_EQ(retry.next->waybill, held.next->waybill);
    EXPECT_NE(retry.documents.front().value->find(held.next->waybill), std::string::npos);
}

TEST_F(DeciderTest, ARetryOfAnOrderThatIsNotHeldIsNoNews) {
    const Command created = make_created("A-1");
    const Decision first = decider().decide(created, kPlace, nullptr);
    const Decision retry = decider().decide(retried(created), kLater, &*first.next);
    EXPECT_EQ(retry.verdict, Verdict::no_news);
    EXPECT_TRUE(retry.publishes_nothing());
}

TEST_F(DeciderTest, RepliesMoveTheOrderUntilItIsCleared) {
    const Decider decide = decider();
    OrderState state = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const auto reply = [&](const std::string& kind, ReplyStatus status) {
        Decision decision = decide.decide(make_reply(state, kind, status), kLater, &state);
        EXPECT_EQ(decision.verdict, Verdict::applied);
        state = std::move(*decision.next);
    };
    reply("PTDEG", ReplyStatus::received);
    EXPECT_EQ(state.word, OrderStateWord::processing);
    reply("PTDEG", ReplyStatus::released);
    EXPECT_EQ(state.word, OrderStateWord::processing);
    reply("CEB603", ReplyStatus::released);
    EXPECT_EQ(state.word, OrderStateWord::cleared);
}

TEST_F(DeciderTest, ADuplicateOrLateReplyChangesNothing) {
    const Decider decide = decider();
    const OrderState first = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const OrderState released =
        *decide.decide(make_reply(first, "PTDEG", ReplyStatus::released), kLater, &first).next;
    for (const ReplyStatus status : {ReplyStatus::released, ReplyStatus::received, ReplyStatus::rejected}) {
        const Decision again = decide.decide(make_reply(released, "PTDEG", status), kLater, &released);
        EXPECT_EQ(again.verdict, Verdict::no_news);
        EXPECT_TRUE(again.publishes_nothing());
    }
}

adapters::Charge vat(std::string amount) {
    return {.kind = "vat", .amount = *Decimal::parse(amount), .currency = "CNY", .bill = "T-1"};
}

TEST_F(DeciderTest, ATaxBillAfterTheReleaseIsNewsOnceAndGoesWhenItIsVoid) {
    const Decider decide = decider();
    OrderState state = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const auto tell = [&](auto&& of_item) {
        Command command = make_reply(state, "PTDEG", ReplyStatus::registered);
        of_item(command.replies.front().item);
        // As the router reads it back from the topic.
        Decision decision = decide.decide(*read_command(to_json(command), PartyVault{}), kLater, &state);
        if (decision.next) {
            state = *read_order_state(to_json(*decision.next));
        }
        return types(decision);
    };
    tell([](adapters::ReplyItem& item) { item.learned = {"cn:list-number:1"}; });
    EXPECT_THAT(document_of(state, "PTDEG").references, Contains("cn:list-number:1"));
    state = *decide.decide(make_reply(state, "PTDEG", ReplyStatus::released), kLater, &state).next;

    const auto bill = [](adapters::ReplyItem& item) { item.charges = {vat("9.10")}; };
    EXPECT_THAT(tell(bill), ElementsAre("silkgate.document.charged.v1"));
    EXPECT_THAT(document_of(state, "PTDEG").charges, ElementsAre(vat("9.10")));
    EXPECT_EQ(document_of(state, "PTDEG").state, LegState::released);
    EXPECT_THAT(tell(bill), IsEmpty());
    const auto other_void = [](adapters::ReplyItem& item) { item.void_bill = "T-2"; };
    EXPECT_THAT(tell(other_void), IsEmpty());
    const auto is_void = [](adapters::ReplyItem& item) { item.void_bill = "T-1"; };
    EXPECT_THAT(tell(is_void), ElementsAre("silkgate.document.charged.v1"));
    EXPECT_THAT(document_of(state, "PTDEG").charges, IsEmpty());
}

Command answer_to(const OrderState& state, const std::string& session) {
    Command command;
    command.kind = CommandKind::answered;
    command.order_id = state.id;
    command.tenant = state.tenant;
    command.connection = state.connection;
    command.accepted_at = testing::kNoon + std::chrono::hours(2);
    command.given = Answer{
        .leg = state.legs.back().leg.id,
        .id = DeclarationId("dec_" + session),
        .document =
            {.kind = "PaymentData",
             .content_type = "application/json",
             .bytes = R"({"buyer":"Ivan"})",
             .references = {"ask:" + session},
             .data_schema = {},
             .signature = {},
             .filer = {},
             .decides_leg = false}
    };
    return command;
}

// A message about a shipment that others have; `reference` is its business key.
Command shipment_command(const OrderState& state, const char* id, adapters::Action action) {
    Command command = answer_to(state, id);
    command.given->id = DeclarationId(id);
    command.given->document.kind = "Manifest";
    command.given->document.bytes.clear();
    command.given->document.references = {"ship:7"};
    command.given->shared_by = OrderId("ord_other");
    command.given->action = action;
    return command;
}

TEST_F(DeciderTest, AShipmentIsChangedAndDeletedWithoutTouchingTheLeg) {
    const Decider decide = decider();
    OrderState state = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const auto apply = [&](const Command& command) {
        Decision decision = decide.decide(*read_command(to_json(command), PartyVault{}), kLater, &state);
        ASSERT_TRUE(decision.next);
        state = *read_order_state(to_json(*decision.next));
    };
    const auto of_shipment = [&](std::size_t index) {
        std::vector<DocumentState> all;
        for (const DocumentState& document : state.legs.back().documents) {
            if (document.kind == "Manifest") {
                all.push_back(document);
            }
        }
        return all.at(index);
    };
    const LegState before = state.legs.back().state;
    apply(shipment_command(state, "dec_a", adapters::Action::submit));
    apply(shipment_command(state, "dec_b", adapters::Action::amend));
    EXPECT_EQ(of_shipment(1).action, adapters::Action::amend);

    // A receipt that was found by the key of the newest message but was made before it is of the one before,
    // here as in the order that has the messages themselves.
    Command late = make_reply(state, "Manifest", ReplyStatus::released);
    late.replies.front().document = DeclarationId("dec_b");
    late.replies.front().by_key = true;
    for (LegRecord& leg : state.legs) {
        for (DocumentState& document : leg.documents) {
            document.made_at =
                document.id.str() == "dec_b" ? testing::kNoon + std::chrono::hours(2) : testing::kNoon;
        }
    }
    late.replies.front().item.at = testing::kNoon + std::chrono::seconds(61);
    apply(late);
    EXPECT_EQ(of_shipment(0).state, LegState::released);
    EXPECT_EQ(of_shipment(1).state, LegState::published);

    Command refused = late;
    refused.replies.front().item.status = ReplyStatus::rejected;
    refused.replies.front().item.at = testing::kNoon + std::chrono::hours(3) + std::chrono::seconds(1);
    apply(refused);
    EXPECT_EQ(of_shipment(1).state, LegState::rejected);
    apply(shipment_command(state, "dec_c", adapters::Action::cancel));
    Command deleted = refused;
    deleted.replies.front().document = DeclarationId("dec_c");
    deleted.replies.front().item.status = ReplyStatus::released;
    apply(deleted);
    EXPECT_EQ(of_shipment(2).state, LegState::released);
    EXPECT_EQ(state.legs.back().state, before);
}

TEST_F(DeciderTest, WhatAnAuthorityAsksForIsADocumentOncePerRequestAndSaysNothingOfTheLeg) {
    const Decider decide = decider();
    OrderState state = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const auto before = state;
    const auto ask = [&](const std::string& session) {
        // As the router reads it back from the topic, and the state from the store.
        Decision decision =
            decide.decide(*read_command(to_json(answer_to(state, session)), PartyVault{}), kLater, &state);
        if (decision.next) {
            state = *read_order_state(to_json(*decision.next));
        }
        return decision;
    };
    const Decision first = ask("1");
    EXPECT_THAT(types(first), ElementsAre("silkgate.document.published.v1"));
    ASSERT_EQ(first.documents.size(), 1U);
    EXPECT_EQ(first.documents.front().value, R"({"buyer":"Ivan"})");
    EXPECT_EQ(ask("1").verdict, Verdict::duplicate);
    EXPECT_EQ(ask("2").verdict, Verdict::applied);
    EXPECT_EQ(state.version, before.version);

    // The authority refuses the data, not the declaration.
    const Decision refused =
        decide.decide(make_reply(state, "PaymentData", ReplyStatus::rejected), kLater, &state);
    ASSERT_TRUE(refused.next);
    EXPECT_EQ(refused.next->word, before.word);
    EXPECT_THAT(types(refused), ElementsAre("silkgate.document.rejected.v1"));
}

Command movement(const OrderState& state, adapters::CarriageStep step, Instant at) {
    Command command = make_reply(state, "S10Item", ReplyStatus::released);
    command.replies.front().item.movement = {.step = step, .place = "KZHOR"};
    command.replies.front().item.at = at;
    return command;
}

TEST_F(DeciderTest, ACarrierMovesTheGoodsAndOnlyForward) {
    using enum adapters::CarriageStep;
    const Decider decide = decider();
    OrderState state = *decide.decide(make_created("1"), kPlace, nullptr).next;
    const auto tell = [&](adapters::CarriageStep step, int hour) {
        const Instant at = testing::kNoon + std::chrono::hours(hour);
        Decision decision = decide.decide(movement(state, step, at), kLater, &state);
        if (decision.next) {
            state = *decision.next;
        }
        return types(decision);
    };
    EXPECT_THAT(
        tell(in_transit, 1),
        ElementsAre(
            "silkgate.document.released.v1", "silkgate.carriage.in_transit.v1", "silkgate.order.processing.v1"
        )
    );
    EXPECT_THAT(tell(in_transit, 1), IsEmpty());  // twice
    EXPECT_THAT(tell(at_border, 0), IsEmpty());   // late
    EXPECT_THAT(tell(at_border, 2), ElementsAre("silkgate.carriage.at_border.v1"));
    EXPECT_THAT(tell(delivered, 3), ElementsAre("silkgate.carriage.delivered.v1"));
    EXPECT_THAT(tell(in_transit, 4), IsEmpty());
    const auto& carriage = document_of(state, "S10Item").carriage;
    ASSERT_TRUE(carriage);
    EXPECT_EQ(carriage->last.step, delivered);
    EXPECT_EQ(carriage->last.place, "KZHOR");

    const auto read = read_order_state(to_json(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(document_of(*read, "S10Item").carriage, carriage);
}

TEST_F(DeciderTest, AnExceptionShowsItsReasonAndLeavesTheBookingInForce) {
    const Decider decide = decider();
    const OrderState first = *decide.decide(make_created("1"), kPlace, nullptr).next;
    Command command = movement(first, adapters::CarriageStep::exception, testing::kNoon);
    command.replies.front().item.status = ReplyStatus::received;
    command.replies.front().item.reasons = {{.code = "delayed", .text = "snow"}};
    const OrderState state = *decide.decide(command, kLater, &first).next;
    const DocumentState& document = document_of(state, "S10Item");
    EXPECT_EQ(document.state, LegState::received);
    EXPECT_EQ(document.carriage->last.step, adapters::CarriageStep::exception);
    EXPECT_EQ(document.reasons.front().code, "delayed");
}

TEST_F(DeciderTest, ACarriersEventDecidesNothingAboutADeclaration) {
    const Decider decide = decider();
    const OrderState first = *decide.decide(make_created("1"), kPlace, nullptr).next;
    Command command = movement(first, adapters::CarriageStep::delivered, testing::kNoon);
    command.replies.front().document = document_of(first, "PTDEG").id;
    EXPECT_EQ(decide.decide(command, kLater, &first).verdict, Verdict::no_news);
}

TEST_F(DeciderTest, ARejectedDocumentRejectsItsLegEvenWhereAnotherDecides) {
    const Decider decide = decider();
    const OrderState first = *decide.decide(make_created("A-1"), kPlace, nullptr).next;
    const Decision rejected =
        decide.decide(make_reply(first, "CEB303", ReplyStatus::rejected), kLater, &first);
    EXPECT_EQ(rejected.next->legs.front().state, LegState::rejected);
    EXPECT_EQ(rejected.next->word, OrderStateWord::rejected);
}

TEST_F(DeciderTest, CommandsForAnOrderThatIsNotThereAreUnknown) {
    const OrderState state = *decider().decide(make_created("A-1"), kPlace, nullptr).next;
    EXPECT_EQ(
        decider().decide(make_reply(state, "PTDEG", ReplyStatus::received), kLater, nullptr).verdict,
        Verdict::unknown
    );
    EXPECT_EQ(decider().decide(retried(make_created("A-1")), kLater, nullptr).verdict, Verdict::unknown);
}

TEST_F(DeciderTest, AnUnknownConnectionHoldsTheOrder) {
    Command command = make_created("A-1");
    command.connection = ConnectionId("gone");
    const Decision decision = decider().decide(command, kPlace, nullptr);
    EXPECT_EQ(decision.next->word, OrderStateWord::held);
    EXPECT_EQ(decision.next->blocked_by.front().rule, "SG-0910");
    EXPECT_THAT(decision.documents, IsEmpty());
}

TEST_F(DeciderTest, GivingUpOnANewOrderHoldsItVisibly) {
    const Decision decision = decider().give_up(make_created("A-1"), kPlace, nullptr);
    ASSERT_TRUE(decision.next);
    EXPECT_EQ(decision.next->word, OrderStateWord::held);
    EXPECT_EQ(decision.next->blocked_by.front().rule, "SG-0911");
    EXPECT_EQ(decision.next->accepted, kPlace);
    EXPECT_THAT(types(decision), ElementsAre("silkgate.order.accepted.v1", "silkgate.order.held.v1"));
    // A retry finds it and makes it good.
    const Decision retry = decider().decide(retried(make_created("A-1")), kLater, &*decision.next);
    EXPECT_EQ(retry.next->word, OrderStateWord::routed);
    EXPECT_THAT(retry.next->blocked_by, IsEmpty());
    EXPECT_THAT(retry.documents, SizeIs(4));
}

TEST_F(DeciderTest, GivingUpOnALaterCommandLeavesTheOrderAsItIs) {
    const OrderState state = *decider().decide(make_created("A-1"), kPlace, nullptr).next;
    EXPECT_TRUE(decider().give_up(make_created("A-1"), kLater, &state).publishes_nothing());
    EXPECT_TRUE(decider()
                    .give_up(make_reply(state, "PTDEG", ReplyStatus::received), kLater, &state)
                    .publishes_nothing());
}

TEST(WaybillSequence, IsUniqueOverPartitionsAndOffsets) {
    std::set<std::uint64_t> seen;
    for (std::int32_t partition = 0; partition < 12; ++partition) {
        for (std::int64_t offset = 0; offset < 100; ++offset) {
            EXPECT_TRUE(seen.insert(waybill_sequence({.partition = partition, .offset = offset}, 12)).second);
        }
    }
}

}  // namespace
}  // namespace silkgate::dispatch
