// Canonical XML and signatures against what others computed: published signatures, digests of the official
// samples, signed examples.
#include "adapters/common/xmldsig/signature.hpp"

#include "adapters/common/xml/canonical.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/json/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace silkgate::adapters::xmldsig {
namespace {

namespace fs = std::filesystem;
using crypto::SignatureScheme;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

fs::path reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? fs::path{} : fs::path(root) / "cn-ceb";
}

std::unique_ptr<const crypto::Signer> signer(const std::string& name) {
    const fs::path folder = fs::path(SILKGATE_SOURCE_DIR) / "tests" / "data" / "signing";
    auto made = crypto::software_signer(
        read_file(folder / (name + ".key.pem")), read_file(folder / (name + ".crt.pem"))
    );
    EXPECT_TRUE(made) << made.error().detail;
    return made ? std::move(*made) : nullptr;
}

std::string from_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return out;
}

// SubjectPublicKeyInfo of an SM2 point.
std::string sm2_key(json::Value vector) {
    return from_hex(
        "3059301306072a8648ce3d020106082a811ccf5501822d03420004" +
        std::string(vector["public_key_x"].text()) + std::string(vector["public_key_y"].text())
    );
}

// SubjectPublicKeyInfo of an RSA key of 1024 bits with exponent 65537.
std::string rsa_key(json::Value vector) {
    return from_hex(
        "30819f300d06092a864886f70d010101050003818d0030818902818100" +
        std::string(vector["modulus_hex"].text()) + "0203010001"
    );
}

class Vectors : public ::testing::Test {
protected:
    void SetUp() override {
        if (reference().empty()) {
            GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
        }
        auto document = json::Document::parse(read_file(reference() / "test-vectors.json"));
        ASSERT_TRUE(document);
        document_ = std::move(*document);
    }

    [[nodiscard]] json::Value root() const { return document_->root(); }

    std::optional<json::Document> document_;
};

TEST_F(Vectors, PublishedSignaturesHold) {
    const auto holds = [](SignatureScheme scheme,
                          const std::string& key,
                          json::Value vector,
                          std::string_view message,
                          std::string_view value) {
        const auto signature = crypto::from_base64(vector[value].text());
        std::string changed(vector[message].text());
        const bool good = crypto::verify(scheme, key, changed, *signature);
        changed.back() ^= 1;
        return good && !crypto::verify(scheme, key, changed, *signature);
    };
    const json::Value sm2 = root()["sm2_xml_signature"];
    EXPECT_TRUE(
        holds(SignatureScheme::sm2_sm3, sm2_key(sm2), sm2, "signed_bytes_utf8", "signature_value_base64")
    );
    const json::Value rsa = root()["rsa_xml_signature"];
    EXPECT_TRUE(
        holds(SignatureScheme::rsa_sha1, rsa_key(rsa), rsa, "signed_bytes_utf8", "signature_value_base64")
    );
    const json::Value payment = root()["announcement_179"];
    EXPECT_TRUE(holds(SignatureScheme::sm2_sm3, sm2_key(payment), payment, "string_to_sign", "signValue"));
}

TEST_F(Vectors, DigestsOfTheOfficialSamplesAreReproduced) {
    std::size_t count = 0;
    for (const json::Value item : root()["reference_digests_of_official_samples"]["items"]) {
        const std::string name(item["file"].text());
        const auto bytes = xml::canonical(read_file(reference() / name), "Signature");
        ASSERT_TRUE(bytes) << name << bytes.error().detail;
        EXPECT_EQ(std::to_string(bytes->size()), item["c14n_bytes"].text()) << name;
        EXPECT_EQ(crypto::to_base64(crypto::sha1(*bytes)), item["sha1_base64"].text()) << name;
        EXPECT_EQ(crypto::to_base64(crypto::sm3(*bytes)), item["sm3_base64"].text()) << name;
        ++count;
    }
    EXPECT_GE(count, 39U);
}

TEST_F(Vectors, SignedExamplesHoldAndChangedOnesDoNot) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(reference() / "examples")) {
        std::string document = read_file(entry.path());
        if (!entry.path().filename().string().starts_with("CEB")) {
            continue;
        }
        ++count;
        const auto certificate = verify(document);
        ASSERT_TRUE(certificate) << entry.path() << certificate.error().detail;
        const auto at = document.find(">2026");
        ASSERT_NE(at, std::string::npos);
        document[at + 1] = '1';
        EXPECT_FALSE(verify(document)) << entry.path();
    }
    EXPECT_EQ(count, 7U);
}

constexpr std::string_view kDocument =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ceb:M xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"1.0\" guid=\"G\"><ceb:a>巧克力 &amp; "
    "co</ceb:a><ceb:b/></ceb:M>\n";

TEST(Sign, ADocumentIsSignedByEitherKindOfKeyAndNotTwice) {
    const std::pair<std::string, std::string> keys[] = {{"rsa", "01691ffe"}, {"sm2", "03000000000cdffe"}};
    for (const auto& [name, serial] : keys) {
        const auto key = signer(name);
        ASSERT_TRUE(key);
        const auto signed_document = sign(kDocument, *key);
        ASSERT_TRUE(signed_document) << signed_document.error().detail;
        EXPECT_TRUE(signed_document->ends_with("</ds:Signature></ceb:M>\n"));
        EXPECT_THAT(*signed_document, ::testing::HasSubstr("<ds:KeyName>" + serial + "</ds:KeyName>"));
        const auto by = verify(*signed_document);
        ASSERT_TRUE(by) << by.error().detail;
        EXPECT_EQ(by->der(), key->certificate().der());
        EXPECT_FALSE(sign(*signed_document, *key));
    }
}

// A signature that holds for another document, moved into this one or wrapped, is none of it.
TEST(Sign, WhatIsSignedElsewhereDoesNotCount) {
    const auto key = signer("sm2");
    const std::string good = *sign(kDocument, *key);
    const auto at = good.find("<ds:Signature");
    const std::string signature = good.substr(at, good.find("</ceb:M>") - at);
    std::string other(kDocument);
    other.replace(other.find("co<"), 2, "go");
    EXPECT_FALSE(verify(std::string(other).insert(other.find("</ceb:M>"), signature)));
    std::string wrapped(other);
    wrapped.insert(wrapped.find("<ceb:b/>"), "<ceb:x>" + signature + "</ceb:x>");
    EXPECT_FALSE(verify(wrapped));
    std::string twice(good);
    EXPECT_FALSE(verify(twice.insert(at, signature)));
    EXPECT_FALSE(verify(kDocument));
    EXPECT_FALSE(verify(""));
}

TEST(Sign, AKeyOfAnotherCertificateIsRefused) {
    const fs::path folder = fs::path(SILKGATE_SOURCE_DIR) / "tests" / "data" / "signing";
    EXPECT_FALSE(crypto::software_signer(read_file(folder / "rsa.key.pem"), read_file(folder / "sm2.crt.pem"))
    );
    EXPECT_FALSE(crypto::software_signer("", read_file(folder / "sm2.crt.pem")));
    EXPECT_FALSE(crypto::software_signer(read_file(folder / "sm2.key.pem"), ""));
}

std::string canonical_of(std::string_view text) {
    const auto out = xml::canonical(text, {});
    return out ? *out : "error";
}

// W3C Canonical XML 1.0, sections 3.2 to 3.6, as far as documents without a DTD go.
TEST(Canonical, IsWhatTheRecommendationSays) {
    EXPECT_EQ(canonical_of("<?xml version=\"1.0\"?><a><!-- c --><b/></a><!-- d -->"), "<a><b></b></a>");
    EXPECT_EQ(canonical_of("<a>\r\n <b  x = 'y'\n/></a>"), "<a>\n <b x=\"y\"></b></a>");
    EXPECT_EQ(
        canonical_of("<e5 a:attr='out' b:attr='sorted' attr2='all' attr='I' xmlns:b='http://www.ietf.org' "
                     "xmlns:a='http://www.w3.org' xmlns='http://example.org'/>"),
        "<e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" "
        "attr=\"I\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>"
    );
    EXPECT_EQ(
        canonical_of("<a xmlns='u'><b xmlns='u'/><c xmlns=''><d xmlns=''/></c></a>"),
        "<a xmlns=\"u\"><b></b><c xmlns=\"\"><d></d></c></a>"
    );
    EXPECT_EQ(canonical_of("<a><![CDATA[x<y&z]]></a>"), "<a>x&lt;y&amp;z</a>");
    EXPECT_EQ(
        canonical_of("<a x='&#9;&#10;&#13;&quot;&lt;>'>&#13;&gt;</a>"),
        "<a x=\"&#x9;&#xA;&#xD;&quot;&lt;>\">&#xD;&gt;</a>"
    );
    EXPECT_EQ(canonical_of("<!DOCTYPE a><a/>"), "error");
    EXPECT_EQ(
        *xml::canonical_part("<a xmlns:p='u'><p:b xmlns:q='v'><c/></p:b></a>", "b/c"),
        "<c xmlns:p=\"u\" xmlns:q=\"v\"></c>"
    );
}

}  // namespace
}  // namespace silkgate::adapters::xmldsig
