#include "gateway/dispatch/receipts.hpp"

#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

#include <map>

namespace silkgate::dispatch {
namespace {

class ReceiptsTest : public ::testing::Test {
protected:
    ReadReceipt read(
        const std::string& value,
        const std::string& topic = "customs.ru.receipts.v1",
        const std::string& key = {}
    ) {
        record.position = {.topic = topic, .partition = 1, .offset = 42};
        record.key = key;
        record.value = value;
        return read_receipt(
            record,
            *registry,
            [this](const std::string& reference) -> std::optional<DocumentPlace> {
                const auto found = places.find(reference);
                return found == places.end() ? std::nullopt : std::optional{found->second};
            },
            testing::kNoon
        );
    }

    std::shared_ptr<const adapters::Registry> registry = testing::fake_registry();
    std::map<std::string, DocumentPlace> places{
        {"RU:PTDEG:A-1", {.order = OrderId("ord_1"), .document = DeclarationId("dec_1")}},
        {"id:dec_1", {.order = OrderId("ord_1"), .document = DeclarationId("dec_1")}},
        {"CN:S10Item:A-1", {.order = OrderId("ord_1"), .document = DeclarationId("bkg_1")}},
    };
    kafka::Incoming record;
};

TEST_F(ReceiptsTest, ANativeReplyBecomesACommandForItsOrder) {
    const ReadReceipt receipt = read("RU:PTDEG:A-1 released");
    EXPECT_FALSE(receipt.refusal);
    ASSERT_EQ(receipt.commands.size(), 1U);
    EXPECT_EQ(receipt.commands.front().order_id.str(), "ord_1");
    EXPECT_EQ(receipt.commands.front().accepted_at, testing::kNoon);
    EXPECT_EQ(receipt.commands.front().replies.front().item.status, adapters::ReplyStatus::released);
}

TEST_F(ReceiptsTest, TheNeutralReplyNeedsNoAdapter) {
    record.headers = {{"content-type", "application/json"}};
    const ReadReceipt receipt =
        read(R"({"declarationId":"dec_1","status":"registered","authorityReference":"10005020/1"})");
    ASSERT_EQ(receipt.commands.size(), 1U);
    EXPECT_EQ(receipt.commands.front().replies.front().item.authority_reference, "10005020/1");
}

TEST_F(ReceiptsTest, ACarriersReplyIsReadByWhateverAdapterCan) {
    EXPECT_EQ(read("CN:S10Item:A-1 received", "logistics.receipts.v1").commands.size(), 1U);
}

TEST_F(ReceiptsTest, ACarriersOwnEventBelongsToTheBookingOfItsKey) {
    const std::string event =
        R"({"eventType":"TRANSPORT","eventClassifierCode":"ACT","transportEventTypeCode":"DEPA",
        "eventDateTime":"2026-11-24T10:00:00Z","transportCall":{"UNLocationCode":"CNQDG"}})";
    places["id:bkg_1"] = {.order = OrderId("ord_1"), .document = DeclarationId("bkg_1")};
    const ReadReceipt receipt = read(event, "logistics.receipts.v1", "bkg_1");
    ASSERT_EQ(receipt.commands.size(), 1U);
    const auto& reply = receipt.commands.front().replies.front();
    EXPECT_EQ(reply.document.str(), "bkg_1");
    EXPECT_EQ(
        reply.item.movement,
        (adapters::Movement{.step = adapters::CarriageStep::in_transit, .place = "CNQDG"})
    );
    EXPECT_EQ(read(event, "logistics.receipts.v1", "bkg_2").refusal, FailureCode::unmatched);
    EXPECT_EQ(read(event, "customs.ru.receipts.v1", "bkg_1").refusal, FailureCode::unreadable);
}

TEST_F(ReceiptsTest, WhatNoDocumentAnswersToIsUnmatched) {
    const ReadReceipt receipt = read("RU:PTDEG:A-2 released");
    EXPECT_EQ(receipt.refusal, FailureCode::unmatched);
    EXPECT_TRUE(receipt.commands.empty());
}

TEST_F(ReceiptsTest, AnotherCountrysReplyIsUnreadableHere) {
    EXPECT_EQ(read("RU:PTDEG:A-1 released", "customs.kz.receipts.v1").refusal, FailureCode::unreadable);
}

TEST_F(ReceiptsTest, GarbageIsUnreadable) {
    for (const char* value :
         {"", "garbage", "RU:PTDEG:A-1 lost", "[]", "{", R"({"declarationId":"dec_1"})"}) {
        EXPECT_EQ(read(value).refusal, FailureCode::unreadable) << value;
    }
    record.value.reset();
    record.position.topic = "customs.ru.receipts.v1";
    EXPECT_EQ(read_receipt(record, *registry, {}, testing::kNoon).refusal, FailureCode::unreadable);
}

TEST(DeadLetter, GoesToTheSiblingOfItsTopic) {
    EXPECT_EQ(dead_letter_topic("customs.cn.receipts.v1"), "customs.cn.dlq.v1");
    EXPECT_EQ(dead_letter_topic("customs.cn.acme.receipts.v1"), "customs.cn.acme.dlq.v1");
    EXPECT_EQ(dead_letter_topic("logistics.receipts.v1"), "logistics.dlq.v1");
    EXPECT_EQ(dead_letter_topic("orders.accepted.v1"), "orders.dlq.v1");
}

TEST(DeadLetter, KeepsTheRecordAndSaysWhy) {
    kafka::Incoming record;
    record.position = {.topic = "customs.ru.receipts.v1", .partition = 1, .offset = 42};
    record.key = "dec_1";
    record.value = std::string("\0bytes\xff", 7);
    record.headers = {{"content-type", "application/xml"}};
    const Failure failure{
        .code = FailureCode::too_large,
        .reason = "too large for Kafka",
        .attempts = 5,
        .first_failed = testing::kNoon
    };
    const kafka::Record letter = dead_letter(record, failure);
    EXPECT_EQ(letter.key, record.key);
    EXPECT_EQ(letter.value, record.value);
    const kafka::Headers expected{
        {"content-type", "application/xml"},
        {"sg_dlq_reason", "too large for Kafka"},
        {"sg_dlq_code", "too-large"},
        {"sg_dlq_stage", "route"},
        {"sg_dlq_topic", "customs.ru.receipts.v1"},
        {"sg_dlq_partition", "1"},
        {"sg_dlq_offset", "42"},
        {"sg_dlq_attempts", "5"},
        {"sg_dlq_first_failed", format_rfc3339(testing::kNoon)},
    };
    EXPECT_EQ(letter.headers, expected);
    const kafka::Record small = dead_letter_without_value(record, failure);
    EXPECT_EQ(small.value, "");
    EXPECT_EQ(small.headers.back(), (std::pair<std::string, std::string>{"sg_dlq_omitted", "7"}));
}

}  // namespace
}  // namespace silkgate::dispatch
