// The payment data that customs asks for: the published upload is read, and made again byte for byte.
#include "adapters/cn/payment_exchange.hpp"

#include "adapters/cn/test_support.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/json/reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace silkgate::adapters::cn {
namespace {

order::Order paid_order() {
    order::Order order = test::import_order();
    order.payments[0].amount = *Decimal::parse("339.12");
    order.parties.payer->payment_records = {
        {.payment_id = order.payments[0].id,
         .request = "<xml><body>\"测试\"</body></xml>",
         .response = "<xml><result>SUCCESS</result></xml>",
         .clearing = "netsunion",
         .channel = "app"}
    };
    order.lines[0].url = "https://shop.example/item/1";
    return order;
}

config::Connection connection() {
    config::Connection out = test::import_connection();
    out.registrations["CN.recpAccount"] = "3702020000000001";
    return out;
}

constexpr std::string_view kGuid = "0A1B2C3D-0000-4000-8000-000000000001";

// The card of the published upload: its certificate's number and public key, and the one signature that it
// made.
class PublishedCard final : public crypto::Signer {
public:
    PublishedCard(std::string signed_text, std::string signature)
        : certificate_(*crypto::Certificate::from_pem(test::read_file(
              std::filesystem::path(SILKGATE_SOURCE_DIR) / "tests" / "data" / "signing" /
              "published-179.crt.pem"
          ))),
          signed_text_(std::move(signed_text)),
          signature_(std::move(signature)) {}

    const crypto::Certificate& certificate() const noexcept override { return certificate_; }
    Result<std::string> sign(std::string_view message) const override {
        return message == signed_text_ ? Result<std::string>(signature_)
                                       : fail(Errc::invalid_value, "the card never signed this");
    }

private:
    crypto::Certificate certificate_;
    std::string signed_text_, signature_;
};

TEST(PaymentExchange, ThePublishedUploadComesOutByteForByte) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto vectors = json::Document::parse(test::read_file(test::reference() / "test-vectors.json"));
    ASSERT_TRUE(vectors);
    const json::Value vector = vectors->root()["announcement_179"];
    const std::string text(vector["payExInfoStr"].text());
    const auto upload = json::Document::parse(text);
    ASSERT_TRUE(upload);
    const auto part = [&](std::string_view from, std::string_view to) {
        const auto begin = text.find(from) + from.size();
        return text.substr(begin, text.find(to) - begin);
    };
    const PaymentData data{
        .head = part("\"payExchangeInfoHead\":", ",\"payExchangeInfoLists\":"),
        .lists = part("\"payExchangeInfoLists\":", ",\"serviceTime\":")
    };
    EXPECT_EQ(
        payment_string_to_sign(
            upload->root()["sessionID"].text(), data, upload->root()["serviceTime"].text()
        ),
        vector["string_to_sign"].text()
    );
    const auto signature = crypto::from_base64(vector["signValue"].text());
    ASSERT_TRUE(signature);
    const PublishedCard card(std::string(vector["string_to_sign"].text()), *signature);
    EXPECT_TRUE(card.certificate().verify(vector["string_to_sign"].text(), *signature));
    const auto made = sign_payment_data(
        upload->root()["sessionID"].text(), data, upload->root()["serviceTime"].text(), card
    );
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(*made, text);
}

TEST(PaymentExchange, ADocumentIsKnownByItsSessionAndCarriesTheTimeOfTheAnswer) {
    const auto signer = test::signer("rsa");
    const Instant now = *parse_rfc3339("2026-11-24T08:30:00.123Z");
    const PaymentQuery query{.order_number = "SCO-UZ-CN-0001", .session_id = "S-1", .service_time = "1"};
    const auto document = payment_document(query, paid_order(), connection(), *signer, now);
    ASSERT_TRUE(document) << document.error().detail;
    EXPECT_EQ(document->kind, "realTimeDataUpload");
    EXPECT_EQ(document->references.front(), payment_reference(connection().id, "S-1"));
    EXPECT_NE(document->bytes.find(R"("serviceTime":"1795509000123")"), std::string::npos) << document->bytes;
    EXPECT_FALSE(document->decides_leg);
}

TEST(PaymentExchange, WhatCustomsSaysOfAnUploadIsRead) {
    const auto status = [](std::string_view json) {
        const auto items = test::adapter().read_reply(json, "application/json");
        return items ? std::string(items->front().native_status) +
                           (items->front().reasons.empty() ? "" : " refused")
                     : "unreadable";
    };
    EXPECT_EQ(status(R"({"code":"10000","message":"上传成功","total":1,"serviceTime":1})"), "10000");
    EXPECT_EQ(status(R"({"code":20000,"message":"验签失败"})"), "20000 refused");
    EXPECT_EQ(status(R"({"code":"20004","message":"验签失败"})"), "20004 refused");
    EXPECT_EQ(status(R"({"code":"30000"})"), "unreadable");
    EXPECT_EQ(status(R"({"code":"1"})"), "unreadable");
    EXPECT_EQ(
        payment_receipt({}, *parse_rfc3339("2026-11-24T08:30:00.123Z")),
        R"({"code":"10000","message":"","serviceTime":1795509000123})"
    );
}

TEST(PaymentExchange, AnUploadIsSignedOverItsOwnBytes) {
    const auto data = payment_data(paid_order(), connection(), kGuid);
    ASSERT_TRUE(data) << data.error().detail;
    const auto signer = test::signer("sm2");
    const auto upload = sign_payment_data("SESSION-1", *data, "1764000000000", *signer);
    ASSERT_TRUE(upload);
    const auto read = json::Document::parse(*upload);
    ASSERT_TRUE(read) << *upload;
    const json::Value root = read->root();
    EXPECT_NE(upload->find("\"payExchangeInfoHead\":" + data->head), std::string::npos);
    EXPECT_NE(upload->find("\"payExchangeInfoLists\":" + data->lists), std::string::npos);
    const json::Value head = root["payExchangeInfoHead"];
    EXPECT_EQ(head["totalAmount"].text(), "339.12");
    EXPECT_TRUE(head["totalAmount"].is_number());
    EXPECT_EQ(head["verDept"].text(), "2");
    EXPECT_EQ(head["payType"].text(), "1");
    EXPECT_EQ(head["tradingTime"].text(), "20261124160102");
    EXPECT_EQ(head["initalRequest"].text(), "<xml><body>\"测试\"</body></xml>");
    const json::Value list = root["payExchangeInfoLists"].at(0);
    EXPECT_EQ(list["orderNo"].text(), "SCO-UZ-CN-0001");
    EXPECT_EQ(list["goodsInfo"].at(0)["itemLink"].text(), "https://shop.example/item/1");
    EXPECT_EQ(root["certNo"].text(), "03000000000cdffe");
    EXPECT_TRUE(signer->certificate().verify(
        payment_string_to_sign("SESSION-1", *data, "1764000000000"),
        *crypto::from_base64(root["signValue"].text())
    ));
}

TEST(PaymentExchange, WhatIsMissingIsNamed) {
    const auto pointer = [](auto&& change) {
        order::Order order = paid_order();
        config::Connection with = connection();
        change(order, with);
        const auto data = payment_data(order, with, kGuid);
        return data ? std::string{} : data.error().pointer;
    };
    EXPECT_EQ(pointer([](auto&, auto&) {}), "");
    EXPECT_EQ(pointer([](auto& o, auto&) { o.payments.clear(); }), "/payments");
    EXPECT_EQ(pointer([](auto& o, auto&) { o.parties.payer.reset(); }), "/parties/payer/paymentRecords");
    EXPECT_EQ(
        pointer([](auto& o, auto&) { o.parties.payer->payment_records[0].clearing.clear(); }),
        "/parties/payer/paymentRecords"
    );
    EXPECT_EQ(pointer([](auto& o, auto&) { o.lines[0].url.clear(); }), "/lines/url");
    EXPECT_EQ(
        pointer([](auto&, auto& c) { c.registrations.erase("CN.recpAccount"); }),
        "CN.ebpCode, CN.ebcName, CN.payCode or CN.recpAccount"
    );
}

TEST(PaymentExchange, WhatCustomsAsksIsReadStrictly) {
    const auto query = read_payment_query(R"({"orderNo":"A-1","sessionID":"S","serviceTime":1764000000000})");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->order_number, "A-1");
    EXPECT_EQ(query->service_time, "1764000000000");
    EXPECT_TRUE(read_payment_query(R"({"orderNo":"A-1","sessionID":"S","serviceTime":"1764000000000"})"));
    for (const char* bad :
         {"",
          "[]",
          R"({"orderNo":"A-1"})",
          R"({"orderNo":"","sessionID":"S","serviceTime":1})",
          R"({"orderNo":"A-1","sessionID":"S","serviceTime":-1})"}) {
        EXPECT_FALSE(read_payment_query(bad)) << bad;
    }
}

}  // namespace
}  // namespace silkgate::adapters::cn
