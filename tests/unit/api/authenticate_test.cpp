// Who may post: bearer keys of which only a hash is known, and platforms' signatures over the raw bytes.
#include "gateway/api/authenticate.hpp"

#include "gateway/crypto/digest.hpp"
#include "tests/unit/api/fixture.hpp"

namespace silkgate::api::test {
namespace {

std::string signature(std::string_view secret, std::string_view body) {
    const crypto::Sha256 digest = crypto::hmac_sha256(secret, body);
    return crypto::to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

class AuthenticateTest : public ApiTest {
protected:
    Reply webhook(
        const std::string& connection,
        const std::string& header_name,
        const std::string& value,
        std::string body
    ) {
        Request made = request("", std::move(body), nullptr);
        made.headers.push_back({header_name, value});
        return intake(std::move(made), connection);
    }
};

TEST_F(AuthenticateTest, KeyIsNeededAndAnswerSaysSo) {
    const Reply missing = intake(request("", shopify_order(), nullptr));
    EXPECT_EQ(missing.status, 401);
    EXPECT_EQ(problem_code(missing), "unauthenticated");
    EXPECT_FALSE(header(missing, "WWW-Authenticate").empty());
    for (const char* wrong : {"", "sgk_acme_", "sgk_acme", "sgk_nobody_aaaa", kExpiredToken, "acme"}) {
        const Reply reply = post_order(request("/v1/orders", shopify_order(), wrong));
        EXPECT_EQ(reply.status, 401) << wrong;
    }
    std::string other_secret = kToken;
    other_secret.back() = 'b';
    EXPECT_EQ(post_order(request("/v1/orders", shopify_order(), other_secret.c_str())).status, 401);
}

TEST_F(AuthenticateTest, BasicSchemeIsNoBearerKey) {
    Request basic = request("/v1/orders", shopify_order(), nullptr);
    basic.headers.push_back({"Authorization", std::string("Basic ") + kToken});
    EXPECT_EQ(post_order(std::move(basic)).status, 401);
}

TEST_F(AuthenticateTest, ScopeIsNeeded) {
    const Reply reply = post_order(request("/v1/orders", shopify_order(), kReaderToken));
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(problem_code(reply), "scope-missing");
    EXPECT_EQ(put_item("A", catalog_item("A"), kReaderToken).status, 403);
}

TEST_F(AuthenticateTest, ForeignAndUnknownConnectionsAnswerTheSame) {
    const Reply foreign = intake(request("", shopify_order(), kOtherToken), "shopify");
    const Reply unknown = intake(request("", shopify_order(), kOtherToken), "nowhere");
    EXPECT_EQ(foreign.status, 404);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(problem_code(foreign), problem_code(unknown));
}

TEST_F(AuthenticateTest, ShopifysSignatureCoversTheRawBytes) {
    const std::string body = shopify_order();
    const std::string right = signature(kShopifySecret, body);
    EXPECT_EQ(webhook("shopify", "X-Shopify-Hmac-Sha256", right, body).status, 202);
    EXPECT_EQ(webhook("shopify", "x-shopify-hmac-sha256", right, body).status, 202)
        << "a replay, and names have no case";
    const Reply changed = webhook("shopify", "X-Shopify-Hmac-Sha256", right, body + " ");
    EXPECT_EQ(changed.status, 401) << "one byte more that means nothing in JSON";
    EXPECT_EQ(problem_code(changed), "bad-signature");
    for (const std::string& wrong :
         {signature("another secret", body),
          signature(kWooSecret, body),
          std::string("AAAA"),
          std::string("%%%"),
          right.substr(1),
          right + "A"}) {
        EXPECT_EQ(webhook("shopify", "X-Shopify-Hmac-Sha256", wrong, body).status, 401) << wrong;
    }
}

TEST_F(AuthenticateTest, WrongSignatureIsNotMendedByARightKey) {
    Request made = request("", shopify_order(), kToken);
    made.headers.push_back({"X-Shopify-Hmac-Sha256", "AAAA"});
    EXPECT_EQ(intake(std::move(made)).status, 401);
}

TEST_F(AuthenticateTest, SignatureOfOnePlatformDoesNotOpenAConnectionOfAnother) {
    const std::string body = shopify_order();
    EXPECT_EQ(webhook("woo", "X-Shopify-Hmac-Sha256", signature(kShopifySecret, body), body).status, 401);
    EXPECT_EQ(webhook("direct", "X-Shopify-Hmac-Sha256", signature("", body), body).status, 401)
        << "a connection without a secret takes no webhook";
}

TEST_F(AuthenticateTest, WooCommercesPingIsAnsweredWhenItIsSigned) {
    const std::string ping = "webhook_id=12";
    const Reply answered = webhook("woo", "X-WC-Webhook-Signature", signature(kWooSecret, ping), ping);
    EXPECT_EQ(answered.status, 200);
    EXPECT_EQ(answered.body, R"({"ping":true})");
    EXPECT_EQ(webhook("woo", "X-WC-Webhook-Signature", signature("x", ping), ping).status, 401);
    EXPECT_EQ(intake(request("", ping, nullptr), "woo").status, 401) << "unsigned";
}

}  // namespace
}  // namespace silkgate::api::test
