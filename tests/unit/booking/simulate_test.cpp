// The simulated carrier's words are read by the same readers as a carrier's: each booking ends where its
// journey says.
#include "adapters/common/booking/simulate.hpp"

#include "adapters/common/carriers/events.hpp"
#include "adapters/common/neutral/reply.hpp"
#include "gateway/json/reader.hpp"
#include "tests/unit/booking/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::booking {
namespace {

using carriers::Journey;
using ::testing::Contains;
using ::testing::Not;

Document document_of(const std::string& regime, const std::string& mode, Action action = Action::submit) {
    return *write_booking(
        test::order_for(regime, mode),
        test::leg_of(regime, mode),
        test::context_of(test::route_by(mode), action)
    );
}

std::vector<SimulatedReply>
replies_to(const Document& document, Journey journey, std::string_view action = "submit") {
    return *simulate_carrier(
        {.kind = document.kind,
         .bytes = document.bytes,
         .booking_id = "bkg_abcdefghijklmnop",
         .action = action},
        Outcome::accepted,
        journey,
        Instant{std::chrono::milliseconds{1'795'521'600'000}}
    );
}

// Decisions and steps, in order, in the neutral words.
std::vector<std::string> story_of(const std::vector<SimulatedReply>& replies, int& native) {
    std::vector<std::string> story;
    for (const SimulatedReply& reply : replies) {
        const auto events = carriers::read_events(reply.bytes);
        if (events) {
            ++native;
            const ReplyItem& item = events->back();
            story.emplace_back(
                item.movement                           ? to_string(item.movement->step)
                : item.status == ReplyStatus::cancelled ? "cancelled"
                                                        : "answer"
            );
            continue;
        }
        const auto json = json::Document::parse(reply.bytes);
        EXPECT_TRUE(json) << reply.bytes;
        story.emplace_back(json->root()["status"].text());
    }
    return story;
}

struct Way {
    std::string regime;
    std::string mode;
    int native;  // replies of a smooth journey in the standard's own words
};

class Carriers : public ::testing::TestWithParam<Way> {};

TEST_P(Carriers, DeliverWhatTheyConfirm) {
    int native = 0;
    const auto story =
        story_of(replies_to(document_of(GetParam().regime, GetParam().mode), Journey::smooth), native);
    EXPECT_EQ(story.back(), "delivered");
    EXPECT_THAT(story, Contains("at_border"));
    EXPECT_EQ(native, GetParam().native);
}

TEST_P(Carriers, DelayAndRefuse) {
    int native = 0;
    const Document document = document_of(GetParam().regime, GetParam().mode);
    EXPECT_THAT(story_of(replies_to(document, Journey::delayed), native), Contains("exception"));
    EXPECT_EQ(story_of(replies_to(document, Journey::returned), native).back(), "returned");
    EXPECT_THAT(story_of(replies_to(document, Journey::stranded), native), Not(Contains("delivered")));
    EXPECT_EQ(replies_to(document, Journey::refused).size(), 1U);
}

TEST_P(Carriers, BringBackWhatReturns) {
    int native = 0;
    const Document document = document_of(GetParam().regime, GetParam().mode, Action::return_);
    EXPECT_EQ(story_of(replies_to(document, Journey::smooth, "return"), native).back(), "delivered");
}

TEST_P(Carriers, ConfirmACancellation) {
    int native = 0;
    const Document document = document_of(GetParam().regime, GetParam().mode, Action::cancel);
    const auto story = story_of(replies_to(document, Journey::smooth, "cancel"), native);
    EXPECT_EQ(story, std::vector<std::string>{"cancelled"});
}

INSTANTIATE_TEST_SUITE_P(
    All,
    Carriers,
    ::testing::Values(
        Way{"SMGS", "rail", 5},
        Way{"CMR", "road", 0},
        Way{"DCSA", "sea", 8},
        Way{"XFZB", "air", 7},
        Way{"CDEK", "road", 9},
        Way{"ECMR", "road", 0},
        Way{"ONERECORD", "air", 7},
        Way{"YUNEXPRESS", "road", 0},
        Way{"RUSSIANPOST", "post", 0}
    ),
    [](const auto& way) { return way.param.regime; }
);

// The last word that the simulated carrier says of a change, as the reader understands it.
ReplyItem last_of(const Document& document, std::string_view action, Outcome outcome) {
    const auto replies = *simulate_carrier(
        {.kind = document.kind,
         .bytes = document.bytes,
         .booking_id = "bkg_abcdefghijklmnop",
         .action = action},
        outcome,
        Journey::smooth,
        Instant{}
    );
    const auto items = carriers::read_events(replies.back().bytes);
    EXPECT_TRUE(items) << replies.back().bytes;
    return items ? items->front() : ReplyItem{};
}

TEST(SeaCarriers, AnswerChangesBesideTheBookingsOwnStatus) {
    const Document amended = document_of("DCSA", "sea", Action::amend);
    const ReplyItem taken = last_of(amended, "amend", Outcome::accepted);
    EXPECT_EQ(taken.native_status, "AMENDMENT_CONFIRMED");
    EXPECT_EQ(taken.status, ReplyStatus::registered);
    EXPECT_EQ(last_of(amended, "amend", Outcome::rejected).status, ReplyStatus::rejected);
    const Document unconfirmed = document_of("DCSA", "sea", Action::cancel);
    EXPECT_EQ(last_of(unconfirmed, "cancel", Outcome::accepted).native_status, "CANCELLED");
    Context known = test::context_of(test::route_by("sea"), Action::cancel);
    known.authority_reference = "ABC123";
    const Document confirmed =
        *write_booking(test::order_to("KZ", "sea"), test::leg_of("DCSA", "sea"), known);
    EXPECT_EQ(last_of(confirmed, "cancel", Outcome::accepted).native_status, "CANCELLATION_CONFIRMED");
    const ReplyItem declined = last_of(confirmed, "cancel", Outcome::rejected);
    EXPECT_EQ(declined.native_status, "CANCELLATION_DECLINED");
    EXPECT_EQ(declined.status, ReplyStatus::rejected);
}

TEST(Carriers, TakeTheCarnetsDataAndSayNoMore) {
    const auto replies = simulate_carrier(
        {.kind = "TIRCarnet", .bytes = "<x/>", .booking_id = "bkg_x", .action = "submit"},
        Outcome::accepted,
        Journey::smooth,
        Instant{}
    );
    ASSERT_TRUE(replies);
    EXPECT_EQ(replies->size(), 1U);
}

TEST(Carriers, KnowOnlyTheirKinds) {
    EXPECT_FALSE(simulate_carrier(
        {.kind = "S10Item", .bytes = "{}", .booking_id = "bkg_x", .action = "submit"},
        Outcome::accepted,
        Journey::smooth,
        Instant{}
    ));
}

}  // namespace
}  // namespace silkgate::adapters::booking
