// Signatures over the raw bytes, delivery ids and pings.
#include "gateway/intake/webhook.hpp"

#include "gateway/crypto/digest.hpp"
#include "tests/unit/intake/intake_support.hpp"

#include <algorithm>

namespace silkgate::intake {
namespace {

struct Platform {
    const char* name;
    const char* signature;
    const char* event;
};
constexpr Platform kPlatforms[] = {
    {"shopify", "X-Shopify-Hmac-Sha256", "X-Shopify-Webhook-Id"},
    {"woocommerce", "X-WC-Webhook-Signature", "X-WC-Webhook-Delivery-ID"},
};

std::string sign(std::string_view body, std::string_view secret) {
    const crypto::Sha256 digest = crypto::hmac_sha256(secret, body);
    return crypto::to_base64(std::string(digest.begin(), digest.end()));
}

api::Request request(const std::string& header, const std::string& signature, std::string body) {
    api::Request made;
    made.method = api::Method::post;
    made.headers = {{header, signature}};
    made.body = std::move(body);
    return made;
}

// RFC 4231, test case 2, in Base64: the check does not rest on our own HMAC alone.
TEST(Webhook, TheSignatureIsHmacSha256InBase64) {
    constexpr const char* kBody = "what do ya want for nothing?";
    constexpr const char* kSignature = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";
    for (const Platform& platform : kPlatforms) {
        const Dialect& dialect = *find_dialect(platform.name);
        EXPECT_EQ(
            dialect.verify(request(platform.signature, kSignature, kBody), "Jefe"), WebhookVerdict::verified
        );
    }
}

TEST(Webhook, CoversEveryByteOfTheBodyAsItCame) {
    const std::string body = R"({"id": 1,  "name":"№ 1001"})";
    for (const Platform& platform : kPlatforms) {
        const Dialect& dialect = *find_dialect(platform.name);
        const std::string good = sign(body, "secret");
        EXPECT_EQ(
            dialect.verify(request(platform.signature, good, body), "secret"), WebhookVerdict::verified
        );
        for (const std::string& other :
             {body + " ", body + "\n", std::string(R"({"id":1,"name":"№ 1001"})"), std::string()}) {
            EXPECT_EQ(
                dialect.verify(request(platform.signature, good, other), "secret"), WebhookVerdict::wrong
            );
        }
    }
}

TEST(Webhook, RefusesWhatIsNotTheSignature) {
    const std::string body = "{}";
    for (const Platform& platform : kPlatforms) {
        const Dialect& dialect = *find_dialect(platform.name);
        const std::string good = sign(body, "secret");
        for (const std::string& bad :
             {std::string("x"),
              good.substr(0, good.size() - 1),
              good + "=",
              sign(body, "other"),
              crypto::to_hex(crypto::hmac_sha256("secret", body))}) {
            EXPECT_EQ(dialect.verify(request(platform.signature, bad, body), "secret"), WebhookVerdict::wrong)
                << bad;
        }
        // A connection without a secret verifies nothing, not even an empty key's signature.
        EXPECT_EQ(
            dialect.verify(request(platform.signature, sign(body, ""), body), ""), WebhookVerdict::wrong
        );
    }
}

TEST(Webhook, WithoutTheHeaderItIsNone) {
    for (const Platform& platform : kPlatforms) {
        const Dialect& dialect = *find_dialect(platform.name);
        EXPECT_EQ(dialect.verify(request("X-Other", "x", "{}"), "secret"), WebhookVerdict::not_a_webhook);
        EXPECT_EQ(
            dialect.verify(request(platform.signature, "", "{}"), "secret"), WebhookVerdict::not_a_webhook
        );
    }
    // Another platform's signature is not this one's.
    EXPECT_EQ(
        find_dialect("shopify")->verify(request(kPlatforms[1].signature, sign("{}", "s"), "{}"), "s"),
        WebhookVerdict::not_a_webhook
    );
}

TEST(Webhook, TheDeliveryIdIsInAHeaderOfAnyCase) {
    EXPECT_EQ(
        find_dialect("shopify")->event_id(request("x-shopify-webhook-id", "b54557e4", "{}")), "b54557e4"
    );
    EXPECT_EQ(find_dialect("woocommerce")->event_id(request("X-Wc-Webhook-Delivery-Id", "42", "{}")), "42");
    EXPECT_EQ(find_dialect("woocommerce")->event_id(request("X-Other", "42", "{}")), "");
}

TEST(Webhook, APingIsFormEncodedAndNothingElse) {
    const auto ping = [](std::string body) { return is_ping(request("X", "", std::move(body))); };
    EXPECT_TRUE(ping("webhook_id=1"));
    EXPECT_TRUE(ping("webhook_id=12345678901234567890"));
    for (const char* body :
         {"",
          "webhook_id=",
          "webhook_id=x",
          "webhook_id=1&a=2",
          "webhook_id=-1",
          "webhook_id=123456789012345678901",
          "Webhook_id=1",
          "a=1&webhook_id=1",
          R"({"webhook_id":1})",
          "webhook_id=1\n"}) {
        EXPECT_FALSE(ping(body)) << body;
    }
}

std::string with_attributes(const std::string& attributes) {
    return R"({"id":1,"name":"#1","created_at":"2026-03-02T08:15:00Z","currency":"RUB","total_price":"10.00",)"
           R"("subtotal_price":"10.00","total_tax":"0.00","total_discounts":"0.00","financial_status":"paid",)"
           R"("shipping_address":{"first_name":"Мария","last_name":"Иванова","country_code":"RU","city":"Москва"},)"
           R"("note_attributes":[)" +
           attributes + R"(],"line_items":[{"id":2,"title":"Cup","quantity":1,"price":"10.00"}]})";
}

const order::PartyId* buyer_id(const IntakeOrder& read, std::string_view kind) {
    return read.order.parties.buyer ? order::find_id(*read.order.parties.buyer, kind) : nullptr;
}

TEST(BuyerAttributes, BecomeIdentityNumbersOfBuyerAndConsignee) {
    const IntakeOrder read = read_one(
        "shopify",
        with_attributes(
            R"({"name":"inn","value":"500100732259"},{"name":"passport_series","value":"4509"},)"
            R"({"name":"passport","value":"123456"},{"name":"passport_issued","value":"2015-06-20"},{"name":"gift","value":"no"})"
        )
    );
    const order::PartyId* inn = buyer_id(read, "RU_INN");
    const order::PartyId* passport = buyer_id(read, "RU_PASSPORT");
    ASSERT_TRUE(inn != nullptr && passport != nullptr);
    EXPECT_EQ(inn->number, "500100732259");
    EXPECT_EQ(inn->country, "RU");
    EXPECT_EQ(passport->number, "4509123456");
    EXPECT_EQ(passport->issued, "2015-06-20");
    EXPECT_EQ(order::find_id(*read.order.parties.consignee, "RU_PASSPORT")->number, "4509123456");
    EXPECT_NE(std::ranges::find(read.dropped, "/note_attributes/4"), read.dropped.end());
}

TEST(BuyerAttributes, TheSeriesIsNotWrittenTwice) {
    const IntakeOrder read = read_one(
        "shopify",
        with_attributes(
            R"({"name":"passport","value":"4509123456"},{"name":"passport_series","value":"4509"})"
        )
    );
    ASSERT_NE(buyer_id(read, "RU_PASSPORT"), nullptr);
    EXPECT_EQ(buyer_id(read, "RU_PASSPORT")->number, "4509123456");
}

TEST(BuyerAttributes, AreReadOnlyWhereTheConnectionNamesThem) {
    const std::string payload = with_attributes(R"({"name":"inn","value":"500100732259"})");
    config::Connection connection = test_connection();
    connection.buyer_id_attributes.clear();
    const IntakeOrder read = read_one("shopify", payload, connection);
    EXPECT_EQ(buyer_id(read, "RU_INN"), nullptr);
    EXPECT_EQ(order::to_json(read.order).find("500100732259"), std::string::npos);
    EXPECT_NE(std::ranges::find(read.dropped, "/note_attributes/0"), read.dropped.end());
}

TEST(BuyerAttributes, ADateWithoutItsDocumentSaysNothing) {
    const IntakeOrder read = read_one(
        "shopify",
        with_attributes(R"({"name":"passport_issued","value":"2015-06-20"},{"name":"inn","value":""})")
    );
    EXPECT_EQ(buyer_id(read, "RU_PASSPORT"), nullptr);
    EXPECT_EQ(buyer_id(read, "RU_INN"), nullptr);
}

TEST(BuyerAttributes, OfTheWrongTypeAreNoCrash) {
    for (const char* attributes :
         {"1",
          "null",
          R"("inn")",
          R"({"name":1,"value":2})",
          R"({"name":"inn"})",
          R"({"name":"inn","value":{}})",
          R"({"name":"inn","value":null},[])"}) {
        const IntakeOrder read = read_one("shopify", with_attributes(attributes));
        EXPECT_EQ(buyer_id(read, "RU_INN"), nullptr) << attributes;
    }
    // A number is as good as a text.
    EXPECT_NE(
        buyer_id(read_one("shopify", with_attributes(R"({"name":"inn","value":500100732259})")), "RU_INN"),
        nullptr
    );
}

}  // namespace
}  // namespace silkgate::intake
