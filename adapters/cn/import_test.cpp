// The documents of an import: valid against the authority's schema, agreeing with each other, and what they
// say of money.
#include "adapters/cn/envelope.hpp"
#include "adapters/cn/test_support.hpp"
#include "adapters/common/xml/reader.hpp"
#include "gateway/crypto/digest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace silkgate::adapters::cn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kListNumber = "42582026I000000017";

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

class Import : public ::testing::Test {
protected:
    // By kind; each is checked against the schema.
    std::map<std::string, Document>
    declare(Action action = Action::submit, std::string_view regime = "9610") {
        Context context = test::context_of(connection_);
        context.action = action;
        context.authority_reference = action == Action::submit ? std::string_view{} : kListNumber;
        const Leg leg = test::import_leg(regime);
        Violations violations;
        test::adapter().check(order_, leg, context, violations);
        for (const Violation& violation : violations) {
            EXPECT_EQ(violation.rule->severity, Severity::warning)
                << violation.rule->id << violation.canonical_pointer;
        }
        auto documents = test::adapter().declare(order_, leg, context);
        EXPECT_TRUE(documents) << documents.error().detail;
        std::map<std::string, Document> out;
        for (Document& document : *documents) {
            if (!test::reference().empty()) {
                for (const char* key : {"sm2", "rsa"}) {
                    EXPECT_EQ(
                        test::schema_errors(test::signed_by(document.bytes, key), "CEB-import-business.xsd"),
                        ""
                    ) << document.kind;
                }
            }
            out.emplace(document.kind, std::move(document));
        }
        return out;
    }

    std::string of(const Document& document, std::string_view name) {
        return test::element(document.bytes, name);
    }

    // "kind amount rate" of each line.
    std::vector<std::string> quote() {
        std::vector<std::string> out;
        const auto lines = test::adapter().quote(order_, test::import_leg(), test::context_of(connection_));
        if (!lines) {
            return {"error"};
        }
        for (const QuoteLine& line : *lines) {
            out.push_back(line.kind + " " + line.amount.to_string() + " " + line.rate);
        }
        return out;
    }

    order::Order order_ = test::import_order();
    config::Connection connection_ = test::import_connection();
};

TEST_F(Import, FourDocumentsAgree) {
    const auto documents = declare();
    ASSERT_EQ(documents.size(), 4U);
    const Document& order = documents.at("CEB311");
    const Document& payment = documents.at("CEB411");
    const Document& waybill = documents.at("CEB511");
    const Document& list = documents.at("CEB621");
    for (const Document* document : {&order, &payment, &waybill, &list}) {
        EXPECT_EQ(of(*document, "orderNo"), "SCO-UZ-CN-0001");
        EXPECT_EQ(of(*document, "currency"), "142");
        EXPECT_EQ(document->decides_leg, document == &list);
    }
    EXPECT_EQ(of(order, "acturalPaid"), "339.12");
    EXPECT_EQ(of(order, "discount"), "10");
    EXPECT_EQ(of(order, "taxTotal"), "29.12");
    EXPECT_EQ(of(payment, "amountPaid"), "339.12");
    EXPECT_EQ(of(payment, "payTime"), "20261124160102");  // in China
    EXPECT_EQ(of(order, "payTransactionId"), of(payment, "payTransactionId"));
    EXPECT_EQ(of(waybill, "logisticsNo"), of(list, "logisticsNo"));
    EXPECT_EQ(of(order, "consigneeAddress"), of(waybill, "consigneeAddress"));
    EXPECT_EQ(of(list, "consigneeAddress"), "山东省青岛市测试路1号");
    EXPECT_EQ(of(list, "trafNo"), "UK-32101");
    EXPECT_EQ(of(list, "voyageNo"), "HY503");
    EXPECT_EQ(of(list, "billNo"), "250-12345675");
    EXPECT_EQ(of(list, "ieDate"), "20261126");
    EXPECT_EQ(of(list, "country"), "149");
    EXPECT_THAT(list.references, ::testing::Contains("cn:CEB621:" + of(list, "copNo")));
}

TEST_F(Import, ASignedMessageTravelsInItsEnvelope) {
    const Document list = declare().at("CEB621");
    const std::string message = test::signed_by(list.bytes, "sm2");
    const auto sealed = envelop(message, *parse_rfc3339("2026-11-24T08:30:15Z"));
    ASSERT_TRUE(sealed) << sealed.error().detail;
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(*sealed, "DxpMsg-terminal-node.xsd"), "");
    }
    const auto root = xml::read(*sealed);
    ASSERT_TRUE(root);
    EXPECT_EQ(root->text_at("TransInfo/SenderId"), "DXPENT0000000001");
    EXPECT_EQ(root->text_at("TransInfo/ReceiverIds/ReceiverId"), "DXPEDCCEB0000002");
    EXPECT_EQ(root->text_at("TransInfo/CreatTime"), "2026-11-24T16:30:15");
    EXPECT_EQ(root->text_at("TransInfo/MsgType"), "CEB621Message");
    EXPECT_EQ(*crypto::from_base64(root->text_at("Data")), message);
    // A CEB900 names the transmission, and finds the document by it.
    EXPECT_THAT(
        list.references, ::testing::Contains("cn:message:" + std::string(root->text_at("TransInfo/CopMsgId")))
    );
    EXPECT_FALSE(envelop("<a/>", {}));
    EXPECT_FALSE(envelop("<CEB621Message guid=\"G\"/>", {}));
}

TEST_F(Import, ThePaymentIsDeclaredOnlyByWhoSendsIt) {
    for (const char* key : {"CN.copCode.CEB411", "CN.copName.CEB411", "CN.dxpId.CEB411"}) {
        connection_.registrations.erase(key);
    }
    order_.parties.payer.reset();
    const auto documents = declare();
    EXPECT_EQ(documents.count("CEB411"), 0U);
    EXPECT_EQ(of(documents.at("CEB311"), "payTransactionId"), "PAY202611240001");
}

TEST_F(Import, OutOfABondedZoneTheListNamesItsBookAndNoVehicle) {
    connection_.registrations["CN.emsNo"] = "T4210W000001";
    connection_.registrations["CN.areaCode"] = "3702660001";
    connection_.registrations["CN.areaName"] = "示例保税仓库";
    order_.lines[0].customs.bonded_record = "1077";
    for (const std::string_view regime : {"1210", "1239"}) {
        const auto documents = declare(Action::submit, regime);
        const Document& list = documents.at("CEB621");
        EXPECT_EQ(of(list, "tradeMode"), regime);
        EXPECT_EQ(of(list, "emsNo"), "T4210W000001");
        EXPECT_EQ(of(list, "itemRecordNo"), "1077");
        EXPECT_EQ(of(list, "country"), "142");
        EXPECT_EQ(of(list, "billNo"), "(no billNo)");
        EXPECT_EQ(of(documents.at("CEB511"), "billNo"), "(no billNo)");
    }
}

TEST_F(Import, AnAmendmentNamesTheNumberOfTheList) {
    const auto documents = declare(Action::amend);
    EXPECT_EQ(of(documents.at("CEB621"), "appType"), "2");
    EXPECT_EQ(of(documents.at("CEB621"), "invtNo"), kListNumber);
    EXPECT_EQ(of(documents.at("CEB311"), "appType"), "2");
}

TEST_F(Import, ACancellationAndAReturnNameTheListAndTheBuyer) {
    order_.header.cancel_reason = "buyer changed their mind";
    const auto cancelled = declare(Action::cancel);
    ASSERT_EQ(cancelled.size(), 1U);
    EXPECT_EQ(of(cancelled.at("CEB623"), "invtNo"), kListNumber);
    EXPECT_EQ(of(cancelled.at("CEB623"), "buyerIdNumber"), "110101199001010015");

    order_.lines[0].quantity = decimal("1");  // of three, two came back
    order_.lines[0].refunded = decimal("2");
    order_.refunds = {{.lines = {{.line_id = "line-1", .quantity = decimal("2")}}, .reason = "melted"}};
    const auto returned = declare(Action::return_);
    ASSERT_EQ(returned.size(), 1U);
    const Document& document = returned.at("CEB625");
    EXPECT_EQ(of(document, "gnum"), "1");
    EXPECT_EQ(of(document, "qty"), "2");
    EXPECT_EQ(of(document, "reason"), "melted");
    EXPECT_NE(of(document, "copNo"), of(cancelled.at("CEB623"), "copNo"));
}

TEST_F(Import, TheSimulatedCustomsAnswersEachDocument) {
    order_.header.cancel_reason = "buyer changed their mind";
    order_.refunds = {{.lines = {{.line_id = "line-1", .quantity = decimal("2")}}, .reason = "melted"}};
    auto documents = declare();
    documents.merge(declare(Action::cancel));
    documents.merge(declare(Action::return_));
    const std::map<std::string, std::pair<ReplyStatus, ReplyStatus>> last = {
        {"CEB311", {ReplyStatus::released, ReplyStatus::rejected}},
        {"CEB411", {ReplyStatus::released, ReplyStatus::rejected}},
        {"CEB511", {ReplyStatus::released, ReplyStatus::rejected}},
        {"CEB621", {ReplyStatus::released, ReplyStatus::rejected}},
        {"CEB623", {ReplyStatus::cancelled, ReplyStatus::rejected}},
        {"CEB625", {ReplyStatus::released, ReplyStatus::rejected}},
    };
    ASSERT_EQ(documents.size(), last.size());
    const Instant now = *parse_rfc3339("2026-11-24T09:00:00Z");
    for (const auto& [kind, document] : documents) {
        for (const Outcome outcome : {Outcome::accepted, Outcome::rejected}) {
            const auto replies = test::adapter().simulate(kind, document.bytes, outcome, now);
            ASSERT_TRUE(replies) << kind;
            for (const SimulatedReply& reply : *replies) {
                if (!test::reference().empty()) {
                    EXPECT_EQ(test::schema_errors(reply.bytes, "CEB-import-business.xsd"), "") << reply.bytes;
                }
            }
            const auto items = test::adapter().read_reply(replies->back().bytes, "application/xml");
            ASSERT_TRUE(items) << kind << items.error().detail;
            EXPECT_THAT(document.references, ::testing::Contains(items->at(0).references.front()));
            const auto& [accepted, rejected] = last.at(kind);
            EXPECT_EQ(items->at(0).status, outcome == Outcome::accepted ? accepted : rejected) << kind;
        }
    }
}

// CN-0753: 13 % of 320, of that 70 %.
TEST_F(Import, TaxWithinTheLimitsIsSeventyPercent) {
    EXPECT_THAT(quote(), ElementsAre("vat 29.12 13 % × 70 %"));
    connection_.registrations["CN.vatRate.1806"] = "0.09";  // the longest prefix decides
    EXPECT_THAT(quote(), ElementsAre("vat 20.16 9 % × 70 %"));
}

// CN-0752: the composite rates that the facts give: 9.1 %, 6.3 % and, with consumption tax of 15 %, 23.06 %.
TEST_F(Import, ConsumptionTaxIsInsideItsOwnBase) {
    order_.money.freight = decimal("0");
    order_.lines[0].amount = decimal("1000.00");
    order_.money.goods = decimal("1000.00");
    connection_.registrations["CN.consumptionTaxRate.18"] = "0.15";
    EXPECT_THAT(quote(), ElementsAre("excise 123.53 15 % × 70 %", "vat 107.06 13 % × 70 %"));  // 230.59
}

// CN-0751: above the limit of one order a single article pays everything.
TEST_F(Import, AboveTheLimitOfOneOrderTheFullRatesHold) {
    order_.money.freight = decimal("0");
    order_.lines[0].quantity = decimal("1");
    const auto worth = [&](std::string_view amount) {
        order_.lines[0].amount = decimal(amount);
        return quote();
    };
    EXPECT_THAT(worth("5000.00"), ElementsAre("vat 455.00 13 % × 70 %"));
    EXPECT_THAT(worth("5000.01"), ElementsAre("error"));  // the duty rate is not known
    connection_.registrations["CN.dutyRate"] = "0.10";
    EXPECT_THAT(worth("6000.00"), ElementsAre("duty 600.00 10 %", "vat 858.00 13 %"));
}

TEST_F(Import, WithoutARateNothingIsQuoted) {
    connection_.registrations.erase("CN.vatRate");
    EXPECT_THAT(quote(), ElementsAre("error"));
    connection_.registrations["CN.vatRate"] = "13";  // no fraction
    EXPECT_THAT(quote(), ElementsAre("error"));
}

// Mode 9661, and 1261 through a special zone.
TEST_F(Import, ExportedGoodsThatComeBackAreApplied) {
    order_ = test::complete_order();
    connection_ = test::complete_connection();
    order::Logistics back;
    back.number = "KZRET00000001";
    back.mode = "road";
    back.transport_means = "KZ123ABC02";
    back.journey_number = "20261201";
    order_.refunds = {
        {.lines = {{.line_id = "line-2", .quantity = decimal("2")}}, .reason = "wrong plug", .logistics = back
        }
    };
    Context context = test::context_of(connection_);
    context.action = Action::return_;
    context.authority_reference = "42582026E000000017";
    Leg leg = test::export_leg();
    for (const auto& [mode, expected] : {std::pair{"9610", "9661"}, std::pair{"1210", "1261"}}) {
        leg.regime = mode;
        Violations violations;
        test::adapter().check(order_, leg, context, violations);
        EXPECT_THAT(violations, IsEmpty());
        const auto documents = test::adapter().declare(order_, leg, context);
        ASSERT_TRUE(documents) << documents.error().detail;
        ASSERT_EQ(documents->size(), 1U);
        const Document& document = documents->front();
        if (!test::reference().empty()) {
            EXPECT_EQ(test::schema_errors(document.bytes), "");
        }
        EXPECT_EQ(of(document, "tradeMode"), expected);
        EXPECT_EQ(of(document, "gnum"), "2");
        EXPECT_EQ(of(document, "qty1"), "0.2");  // two of seven, of 0.7 kg
        EXPECT_EQ(of(document, "billNo"), "KZRET00000001");
        EXPECT_EQ(of(document, "trafMode"), "4");
        const auto replies = *test::adapter().simulate(
            document.kind, document.bytes, Outcome::accepted, *parse_rfc3339("2026-12-02T09:00:00Z")
        );
        const auto items = test::adapter().read_reply(replies.back().bytes, "application/xml");
        ASSERT_TRUE(items) << items.error().detail;
        EXPECT_EQ(items->at(0).status, ReplyStatus::released);
        EXPECT_EQ(items->at(0).references.front(), document.references.front());
        if (!test::reference().empty()) {
            EXPECT_EQ(test::schema_errors(replies.back().bytes), "") << replies.back().bytes;
        }
    }
}

}  // namespace
}  // namespace silkgate::adapters::cn
