// Vectors of the platforms' signatures, made with openssl(1) and Python's hmac, not with this program. The
// key was made for this file and signs nothing else.
#include "gateway/intake/push_signature.hpp"

#include "gateway/crypto/rsa.hpp"
#include "tests/unit/intake/intake_support.hpp"

namespace silkgate::intake {
namespace {

constexpr std::string_view kBody = R"({"event": "ORDER_CREATED", "id": "T3JkZXI6MQ=="})";
constexpr std::string_view kModulus =
    "pdXAwFil7vQ6afuWcUgsvGox0-vhxYvASCdQUtcY4TWBFlTKCbSK-MBF7yTr-tLDvDCc3209g08Q27j_WNNoweeAxt"
    "SJV5rbpaqWaHh7o42O4ojXQGwm9EGMTsfAgw-grLt2JMatp1l4ZUK0ow6hkvJhJvn0M4T_67GteYRJX9cAKJNJcl9I"
    "t9lW40qY4uzCtKRhTVQgozbkd9Ir17EOLn_MYZdoWySdm1dpYlLY0dLXDJlWqyGymQajCFJZPiabSxHFb5ZuLM_8tP"
    "y601jlhabw1lUfAhnEcmjr_MTCGBSoPhYz81hNJsEpAaCbZvqBa6svgZVc8Bwnnitx89G2sQ";
// RFC 7797: the payload as it is.
constexpr std::string_view kJws =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEiLCJ0eXAiOiJKV1QiLCJiNjQiOmZhbHNlLCJjcml0IjpbImI2NCJdfQ..D-"
    "YgipdN-0ngGpsdNOVlQ2tba56GqW5g7oZH03kuyH9-d1uy_G0jsPvZTP9jTcTSVSFjVjqJNVqk4dMo1UghCHmgPGV2"
    "nMhItY0WgoEWn5nd8y38HA89hTYgBJF3Gm-WcT18WVSaBylsLgwxrXf8SNJ84N2FyC0wZft4J5hpcPFcZ4I5R8jBQO"
    "v1mk7fTfOzxBUWlWsl2qmJ0_k64utnCoSGBJ1vnNsCHdFFe0h0VEi8W2AnHfWf6X-8fs9pXVWagWsZWeWXB3j_My96"
    "4D4wjdFFJGhpsk3AmxBSERsnMFjhaIROXKmouisJ_1iIf3SZfmKC_28IpFG9aSuz7VeCkw";
// RFC 7515 appendix F: the payload in base64url.
constexpr std::string_view kJwsEncoded =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ..Slg1ee124MXGM0aWGlXlTVER4iBWNCNzPYnpOeMdbWhIAzf0ScqLrq"
    "JQcRrb9fdZ-NcoS-yEsFIr8GNzOuBQoZVTxKi9TdjpjxjuFVjhXI8xCpVCHodYIpDxgYqT7_8okbUmRhDSKIZApiZx"
    "KPvQllnDRA734VrbBOF8X6o7gbbGWqDckC4KraxDANZgaLsF6ntDfk0xzfC041R3yGaqUwJY0Stacl3030NgRG0VL2"
    "QJj9p2HNiyAH-hcqAlCJFpXx2CIqK3YTolInlCptbutGU_sYRcu-R7hYTFjrVSN7SwBfFOv5PpmAgJydyF9XdxJY14"
    "GHGpTZYUU60kfIy-vw";
constexpr std::string_view kRsa =
    "QJXoo+2SnsMaW9CYNaVGZRDRKhw8x01BuFzJYssxdBei1qA/BbHiv+PdjaUX1Ttzg3wRT5ZGCwsQxvH1+YASUOhh+n"
    "NrHIj0gn1rmTQUsLZki8MziKH8TWDZFKs54y6i9Or4Kh86q0ILIGbvIV/zZ+kYoM9J0O7V/PQ/0qVdI9SLHwPuEi1I"
    "iZ8c/KPP7Y3w285wbkEqG1BTWZiHewhokHvdYwj24KQnRJGJa93R0v/BXtEjcShChzF4QLFnxAi7CjMXQVx7pnszEZ"
    "nHd+wG8KHpfqTEDspDNqtby6G5sD4jSTQeczIBgAuQC5grqnFsE3ZKKqS11SI/ftapsMrQEQ==";
constexpr std::string_view kPem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApdXAwFil7vQ6afuWcUgs\n"
    "vGox0+vhxYvASCdQUtcY4TWBFlTKCbSK+MBF7yTr+tLDvDCc3209g08Q27j/WNNo\n"
    "weeAxtSJV5rbpaqWaHh7o42O4ojXQGwm9EGMTsfAgw+grLt2JMatp1l4ZUK0ow6h\n"
    "kvJhJvn0M4T/67GteYRJX9cAKJNJcl9It9lW40qY4uzCtKRhTVQgozbkd9Ir17EO\n"
    "Ln/MYZdoWySdm1dpYlLY0dLXDJlWqyGymQajCFJZPiabSxHFb5ZuLM/8tPy601jl\n"
    "habw1lUfAhnEcmjr/MTCGBSoPhYz81hNJsEpAaCbZvqBa6svgZVc8Bwnnitx89G2\n"
    "sQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kDaraz = "5814aab239321758eaa665838e08f7207d7c43adcdc92cef65c3fe91b4ee8422";
constexpr std::string_view kShopee = "8d1e2c4b885053d69769d9d4fa5deba39d51dcb9eaf39b8292c70516ac9d4e60";

std::string jwks(std::string_view kid) {
    return R"({"keys":[{"kty":"EC","kid":"0"},{"kty":"RSA","use":"sig","kid":")" + std::string(kid) +
           R"(","e":"AQAB","n":")" + std::string(kModulus) + R"("}]})";
}

WebhookVerdict verdict(
    std::string_view platform,
    const std::string& header,
    std::string_view signature,
    std::string_view secret,
    std::string_view body = kBody,
    std::string path = "/v1/intake/shop"
) {
    api::Request request;
    request.path = std::move(path);
    request.headers = {{header, std::string(signature)}, {"Host", "push.example"}};
    request.body = body;
    return find_dialect(platform)->verify(request, secret);
}

TEST(PushSignature, SaleorsDetachedJws) {
    const auto of = [](std::string_view token, std::string_view secret, std::string_view body = kBody) {
        return verdict("saleor", "Saleor-Signature", token, secret, body);
    };
    EXPECT_EQ(of(kJws, jwks("1")), WebhookVerdict::verified);
    EXPECT_EQ(of(kJwsEncoded, jwks("1")), WebhookVerdict::verified);
    EXPECT_EQ(of(kJws, jwks("2")), WebhookVerdict::wrong) << "another key's name";
    EXPECT_EQ(of(kJws, jwks("1"), "{}"), WebhookVerdict::wrong);
    EXPECT_EQ(of(kJws, R"({"keys":[]})"), WebhookVerdict::wrong);
    EXPECT_EQ(of(kJws, "no JWKS"), WebhookVerdict::wrong);
    EXPECT_EQ(of("", jwks("1")), WebhookVerdict::not_a_webhook);
    // "none", a symmetric algorithm with the public key as secret, an unknown critical member, broken parts.
    for (const char* header :
         {R"({"alg":"none"})",
          R"({"alg":"HS256"})",
          R"({"alg":"RS256","crit":["exp"]})",
          R"({"alg":"RS256","b64":false})",
          "{"}) {
        const std::string forged = crypto::to_base64url(header) + std::string(kJws.substr(kJws.find('.')));
        EXPECT_EQ(of(forged, jwks("1")), WebhookVerdict::wrong) << header;
    }
    for (const char* broken : {"..", "a..b", "a.b.c", ".", "a..b.c", "a..="}) {
        EXPECT_EQ(of(broken, jwks("1")), WebhookVerdict::wrong) << broken;
    }
    EXPECT_EQ(find_dialect("saleor")->signature_scheme(), "rsa-sha256");
    // The older form, with a shared secret: RFC 4231, test case 2.
    EXPECT_EQ(
        of("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
           "Jefe",
           "what do ya want for nothing?"),
        WebhookVerdict::verified
    );
}

TEST(PushSignature, AdobeCommercesRsa) {
    const auto of = [](std::string_view signature, std::string_view secret, std::string_view body = kBody) {
        return verdict("magento", "x-adobe-commerce-webhook-signature", signature, secret, body);
    };
    EXPECT_EQ(of(kRsa, kPem), WebhookVerdict::verified);
    EXPECT_EQ(of(kRsa, kPem, "{}"), WebhookVerdict::wrong);
    EXPECT_EQ(of(kRsa, "-----BEGIN PUBLIC KEY-----"), WebhookVerdict::wrong);
    EXPECT_EQ(of("AAAA", kPem), WebhookVerdict::wrong);
    EXPECT_EQ(of("", kPem), WebhookVerdict::not_a_webhook);
}

TEST(PushSignature, DarazSignsApplicationKeyAndBody) {
    const auto of = [](std::string_view signature, std::string_view secret, std::string_view body = kBody) {
        return verdict("lazada", "Authorization", signature, secret, body);
    };
    EXPECT_EQ(of(kDaraz, "app1:secret1"), WebhookVerdict::verified);
    EXPECT_EQ(of(kDaraz, "app2:secret1"), WebhookVerdict::wrong);
    EXPECT_EQ(of(kDaraz, "secret1"), WebhookVerdict::wrong);
    EXPECT_EQ(of(kDaraz, "app1:secret1", "{}"), WebhookVerdict::wrong);
    EXPECT_EQ(of("Bearer sgk_a_b", "app1:secret1"), WebhookVerdict::not_a_webhook);
}

TEST(PushSignature, ShopeeSignsAddressAndBody) {
    const auto of =
        [](std::string_view secret, std::string_view body = kBody, std::string path = "/v1/intake/shop") {
            return verdict("shopee", "Authorization", kShopee, secret, body, std::move(path));
        };
    EXPECT_EQ(of("partner1"), WebhookVerdict::verified);
    EXPECT_EQ(of("partner2"), WebhookVerdict::wrong);
    EXPECT_EQ(of(""), WebhookVerdict::wrong);
    EXPECT_EQ(of("partner1", "{}"), WebhookVerdict::wrong);
    EXPECT_EQ(of("partner1", kBody, "/v1/intake/other"), WebhookVerdict::wrong);
}

TEST(PushSignature, KeysThatAreTooSmallAreNone) {
    EXPECT_FALSE(crypto::RsaPublicKey::from_numbers(std::string(128, '\xff'), "\x01").has_value());
    EXPECT_FALSE(crypto::RsaPublicKey::from_numbers("", "").has_value());
    EXPECT_FALSE(crypto::RsaPublicKey::from_numbers(std::string(2000, '\xff'), "\x03").has_value());
}

TEST(PushSignature, MappingNamesAScheme) {
    const auto mapping = [](const std::string& signature) {
        return read_mapping(
            R"({"platform":"mapping","orders":[""],"orderHas":["id"],"lines":{"amount":"a"},"signature":)" +
            signature + "}"
        );
    };
    EXPECT_TRUE(mapping(R"({"header":"S","scheme":"rsa"})").has_value());
    EXPECT_TRUE(mapping(R"({"header":"S","encoding":"hex"})").has_value());
    EXPECT_FALSE(mapping(R"({"header":"S","scheme":"rot13"})").has_value());
    EXPECT_FALSE(mapping(R"({"header":"S","scheme":"rsa","encoding":"hex"})").has_value());
    EXPECT_FALSE(mapping(R"({"header":"S"})").has_value());
}

}  // namespace
}  // namespace silkgate::intake
