// What a golden reply can not show: times, texts, statuses of every code, and schemas of both directions.
#include "adapters/common/xml/reader.hpp"
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::ru::test {
namespace {

std::vector<ReplyItem> read(std::string_view bytes) {
    const auto items = adapter().read_reply(bytes, "application/xml");
    EXPECT_TRUE(items) << items.error().detail;
    return items ? *items : std::vector<ReplyItem>{};
}

std::string golden(std::string_view name) {
    return read_file(folder() / "cases" / "replies" / (std::string(name) + ".xml"));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Reply, TimeIsReadOnlyWithItsOffset) {
    EXPECT_EQ(read(golden("mark_10_released")).at(0).at, *parse_rfc3339("2026-11-24T09:30:00Z"));
    EXPECT_EQ(read(golden("mark_local_time")).at(0).at, std::nullopt);
    EXPECT_EQ(read(golden("registered")).at(0).at, *parse_rfc3339("2026-11-24T08:05:00Z"));
}

TEST(Reply, ReasonsHoldTheAuthoritysWordsButNoValueOfTheDeclaration) {
    const auto refused = read(golden("mark_90_refused"));
    ASSERT_EQ(refused.at(0).reasons.size(), 1U);
    EXPECT_EQ(refused[0].reasons[0].code, "101");
    EXPECT_EQ(refused[0].reasons[0].text, "Товары запрещены к ввозу");

    const auto demand = read(golden("correction_demanded"));
    std::vector<std::string> boxes;
    for (const Reason& reason : demand.at(0).reasons) {
        EXPECT_EQ(reason.text.find("Чайник"), std::string::npos) << "a value that was declared";
        if (reason.code == "box") {
            boxes.push_back(reason.text);
        }
    }
    EXPECT_THAT(boxes, testing::ElementsAre("7", "11"));
    EXPECT_EQ(demand[0].at, *parse_rfc3339("2026-11-24T09:00:00Z"));

    const auto errors = read(golden("errors"));
    EXPECT_EQ(errors.at(0).reasons.at(0).text, "Не указан код товара: Товар 1");
    const auto request = read(golden("documents_requested"));
    EXPECT_EQ(request.at(0).reasons.at(0).text, "Чек; Подтвердить стоимость");
}

TEST(Reply, LongTextsAreCutBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 600; ++i) {
        text += "Я";
    }
    const auto items = read(replaced(golden("mark_90_refused"), "Товары запрещены к ввозу", text));
    EXPECT_EQ(items.at(0).reasons.at(0).text.size(), 1000U) << "500 letters of two bytes";
}

TEST(Reply, OneWaybillsDecisionIsNotAnothers) {
    const auto items = read(golden("mark_two_waybills"));
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].status, ReplyStatus::released);
    EXPECT_EQ(items[1].status, ReplyStatus::rejected);
    EXPECT_NE(items[0].references, items[1].references);
}

TEST(Reply, NumbersThatAreNoneAreLeftOut) {
    const std::string mark = golden("mark_10_released");
    EXPECT_EQ(read(mark).at(0).authority_reference, "10000000/241126/0000042");
    EXPECT_EQ(read(replaced(mark, "2026-11-24</cat_ru", "24.11.2026</cat_ru")).at(0).authority_reference, "");
    EXPECT_EQ(read(replaced(mark, ">10000000<", ">1000000X<")).at(0).authority_reference, "");
    EXPECT_EQ(read(replaced(mark, ">0000042<", ">00000042<")).at(0).authority_reference, "");
    EXPECT_EQ(
        read(replaced(
                 mark, "</m:ApplicationRegNumber>", "<m:AddNumber>001</m:AddNumber></m:ApplicationRegNumber>"
             ))
            .at(0)
            .authority_reference,
        "10000000/241126/0000042/001"
    );
}

TEST(Reply, MoreThanADeclarationHoldsIsRefused) {
    const std::string mark = golden("mark_10_released");
    const auto from = mark.find("<m:Consignment>");
    const auto to = mark.find("</m:ExpressCargo");
    std::string many = mark.substr(0, from);
    for (int i = 0; i < 501; ++i) {
        many += mark.substr(from, to - from);
    }
    EXPECT_FALSE(adapter().read_reply(many + mark.substr(to), "application/xml"));
}

// The statuses that the table of codes gives, each against a real mark.
TEST(Reply, EveryDecisionCodeOfTheTable) {
    std::istringstream lines(read_file(folder() / "data" / "reply_codes.csv"));
    int codes = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("decision,")) {
            continue;
        }
        const std::string code = line.substr(9, 2);
        const std::string word = line.substr(12, line.find(',', 12) - 12);
        const auto items =
            read(replaced(golden("mark_10_released"), "<m:DecisionCode>10<", "<m:DecisionCode>" + code + "<")
            );
        const std::map<ReplyStatus, std::string> words = {
            {ReplyStatus::registered, "registered"},
            {ReplyStatus::query, "query"},
            {ReplyStatus::released, "released"},
            {ReplyStatus::rejected, "rejected"},
            {ReplyStatus::cancelled, "cancelled"},
        };
        EXPECT_EQ(words.at(items.at(0).status), word) << code;
        EXPECT_EQ(items[0].native_status, code);
        ++codes;
    }
    EXPECT_EQ(codes, 20);
}

class SchemaTest : public testing::Test {
protected:
    void SetUp() override {
        if (reference().empty()) {
            GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
        }
    }
};

TEST_F(SchemaTest, EveryGoldenDeclarationIsValid) {
    int documents = 0;
    int withdrawals = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / "cases")) {
        if (entry.path().string().ends_with(".ExpressCargoDeclaration.xml")) {
            EXPECT_EQ(schema_errors(read_file(entry.path()), kDeclarationSchema), "") << entry.path();
            ++documents;
        }
        if (entry.path().string().ends_with(".ReturnExpressCargoDeclaration.xml")) {
            EXPECT_EQ(schema_errors(read_file(entry.path()), kWithdrawalSchema), "") << entry.path();
            ++withdrawals;
        }
    }
    EXPECT_GE(documents, 20);
    EXPECT_GE(withdrawals, 2);
}

// A validator that accepts everything would make the tests above worthless.
TEST_F(SchemaTest, ABrokenDeclarationIsNot) {
    const std::string valid = read_file(folder() / "cases" / "accepted.ExpressCargoDeclaration.xml");
    EXPECT_NE(schema_errors(replaced(valid, "<ecd:DocType>0<", "<ecd:DocType>X<"), kDeclarationSchema), "");
}

// The replies that the tests read are what the authority's schema allows, but for those that are wrong on
// purpose.
TEST_F(SchemaTest, GoldenRepliesAreValid) {
    int replies = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / "cases" / "replies")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".xml")) {
            continue;
        }
        const std::string bytes = read_file(entry.path());
        const std::string schema = reply_schema(bytes);
        const bool is_wrong = name == "mark_without_waybill.xml" || name == "mark_code_of_three_digits.xml" ||
                              name == "mark_without_decision.xml";
        if (schema.empty()) {
            continue;
        }
        EXPECT_EQ(schema_errors(bytes, schema).empty(), !is_wrong) << name << schema_errors(bytes, schema);
        ++replies;
    }
    EXPECT_GE(replies, 30);
}

TEST_F(SchemaTest, SimulatedRepliesAreValid) {
    const auto rated = adapter_with(rates_of_the_day());
    const config::Connection with = connection();
    const Context context = context_of(with);
    for (const char* value : {"100.00", "300.00"}) {
        const auto documents = rated->declare(order_worth(value, "EUR", "1"), import_leg(), context);
        ASSERT_TRUE(documents);
        for (const Outcome outcome : {Outcome::accepted, Outcome::rejected, Outcome::query}) {
            const auto replies = rated->simulate(
                documents->front().kind, documents->front().bytes, outcome, context.decided_at
            );
            ASSERT_TRUE(replies);
            for (const SimulatedReply& reply : *replies) {
                const std::string schema = reply_schema(reply.bytes);
                ASSERT_NE(schema, "");
                EXPECT_EQ(schema_errors(reply.bytes, schema), "");
            }
        }
    }
}

// With duty the simulated customs first asks for the payment.
TEST(Simulated, PaymentIsDemandedBeforeRelease) {
    const auto rated = adapter_with(rates_of_the_day());
    const config::Connection with = connection();
    const Context context = context_of(with);
    const auto documents = rated->declare(order_worth("300.00", "EUR", "1"), import_leg(), context);
    ASSERT_TRUE(documents);
    const auto replies = rated->simulate(
        documents->front().kind, documents->front().bytes, Outcome::accepted, context.decided_at
    );
    ASSERT_TRUE(replies);
    std::vector<ReplyStatus> statuses;
    for (const SimulatedReply& reply : *replies) {
        statuses.push_back(read(reply.bytes).at(0).status);
    }
    EXPECT_THAT(
        statuses, testing::ElementsAre(ReplyStatus::registered, ReplyStatus::query, ReplyStatus::released)
    );
}

// Declarations written by others: read, answered, and the answer names their waybill.
TEST_F(SchemaTest, ReferenceDeclarationsAreAnswered) {
    for (const char* name : {"fts_5.27.0_PTDEG_min.xml", "fts_5.27.0_DTEG_with_payments.xml"}) {
        const std::string bytes = read_file(reference() / "constructed-samples" / name);
        EXPECT_EQ(schema_errors(bytes, kDeclarationSchema), "") << name;
        const auto replies = adapter().simulate(
            "ExpressCargoDeclaration", bytes, Outcome::rejected, *parse_rfc3339("2026-11-24T08:00:00Z")
        );
        ASSERT_TRUE(replies) << name << ": " << replies.error().detail;
        const auto last = read(replies->back().bytes);
        EXPECT_EQ(last.at(0).references.at(0), "ru:waybill:" + element(bytes, "ecd:WayBillID"));
    }
}

std::set<std::string> paths_of(const xml::Element& element, const std::string& above = {}) {
    std::set<std::string> paths;
    const std::string here = above + "/" + element.name;
    paths.insert(here);
    for (const xml::Element& child : element.children) {
        paths.merge(paths_of(child, here));
    }
    return paths;
}

// Whatever the reference's minimal declaration holds, ours holds too, but for what an order can not know.
TEST_F(SchemaTest, NothingOfTheReferenceDeclarationIsMissing) {
    const auto theirs =
        xml::read(read_file(reference() / "constructed-samples" / "fts_5.27.0_PTDEG_min.xml"));
    const auto rated = adapter_with(rates_of_the_day());
    config::Connection with = connection();
    with.registrations["RU.locationCode"] = "11";
    with.registrations["RU.warehouseCertificate"] = "10000/000000/00000/0";
    with.registrations["RU.shopUrl"] = "https://shop.example/";
    with.registrations["RU.consigneePays"] = "0";
    const auto documents = rated->declare(accepted_order(), import_leg(), context_of(with));
    ASSERT_TRUE(documents);
    const auto ours = xml::read(documents->front().bytes);
    ASSERT_TRUE(theirs && ours);
    std::vector<std::string> missing;
    std::ranges::set_difference(paths_of(*theirs), paths_of(*ours), std::back_inserter(missing));
    std::erase_if(missing, [](const std::string& path) {
        return path.find("SignatoryPerson") != std::string::npos ||                 // the filer's
               path.find("GoodsShipment/ConsignorDetails") != std::string::npos ||  // of the master waybill
               path.find("TransportDocumentDetails") != std::string::npos;          // the master waybill
    });
    EXPECT_THAT(
        missing,
        testing::UnorderedElementsAre(
            testing::EndsWith("HouseWaybillDetails/PrDocumentDate"),
            testing::EndsWith("ConsigneeDetails/IdentityCard/OrganizationName"),  // the order gives the code
            testing::EndsWith("ConsigneeDetails/SubjectAddressDetails/AddressKindCode")
        )
    );
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
