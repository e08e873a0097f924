#include "gateway/crypto/aead.hpp"

#include <gtest/gtest.h>

namespace silkgate::crypto {
namespace {

std::string bytes(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return out;
}

// McGrew and Viega, The Galois/Counter Mode of Operation, test case 16: AES-256 with additional data.
TEST(Aead, OpensThePublishedVector) {
    const std::string key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const std::string context = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const std::string plain = bytes(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    );
    const std::string sealed = bytes(
        "cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    );
    EXPECT_EQ(*aead_open(key, context, sealed), plain);
}

TEST(Aead, OpensWhatItSealed) {
    const std::string key(kAeadKeyBytes, 'k');
    for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 5000U}) {
        const std::string plain(size, 'p');
        const std::string sealed = aead_seal(key, "order", plain);
        EXPECT_EQ(sealed.size(), size + 28);
        EXPECT_EQ(*aead_open(key, "order", sealed), plain);
        EXPECT_FALSE(aead_open(key, "other", sealed));
        EXPECT_FALSE(aead_open(std::string(kAeadKeyBytes, 'x'), "order", sealed));
        EXPECT_NE(aead_seal(key, "order", plain), sealed);
    }
}

TEST(Aead, RefusesWhatIsTooShort) {
    EXPECT_FALSE(aead_open(std::string(kAeadKeyBytes, 'k'), "", std::string(27, '\0')));
    EXPECT_FALSE(aead_open("short", "", std::string(40, '\0')));
}

}  // namespace
}  // namespace silkgate::crypto
