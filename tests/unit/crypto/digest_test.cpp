#include "gateway/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace silkgate::crypto {
namespace {

TEST(Digest, Sha256OfTheStandardsExamples) {
    EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 4231, test case 2.
TEST(Digest, HmacOfTheStandardsExample) {
    EXPECT_EQ(
        to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

// RFC 4648, section 10.
TEST(Base64, BothWays) {
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    ASSERT_TRUE(from_base64("Zm9vYg=="));
    EXPECT_EQ(*from_base64("Zm9vYg=="), "foob");
    EXPECT_EQ(*from_base64(""), "");
}

TEST(Base64, RefusesWhatIsNotStrict) {
    for (const char* const text : {"Zg", "Zg=", "Zg== ", " Zg==", "Zg=\n=", "Z===", "Zm9v!mFy", "Zh=="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

TEST(Base32, IsLowerCaseAndCut) {
    EXPECT_EQ(to_base32(Sha256{}, 26), std::string(26, 'a'));
    Sha256 ones{};
    ones.fill(0xff);
    EXPECT_EQ(to_base32(ones, 5), "77777");
}

TEST(Comparison, SeesEveryDifference) {
    EXPECT_TRUE(equal_constant_time("secret", "secret"));
    EXPECT_FALSE(equal_constant_time("secret", "secreT"));
    EXPECT_FALSE(equal_constant_time("secret", "secret1"));
    EXPECT_TRUE(equal_constant_time("", ""));
}

TEST(Uuid, IsStableAndOfVersion5) {
    const std::string id = uuid_v5("ord_1");
    ASSERT_EQ(id.size(), 36U);
    EXPECT_EQ(id, uuid_v5("ord_1"));
    EXPECT_NE(id, uuid_v5("ord_2"));
    EXPECT_EQ(id[14], '5');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

TEST(Random, GivesWhatWasAsked) {
    EXPECT_EQ(random_bytes(32).size(), 32U);
    EXPECT_NE(random_bytes(32), random_bytes(32));
}

}  // namespace
}  // namespace silkgate::crypto
