#include "gateway/crypto/digest.hpp"

#include "gateway/core/check.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

namespace silkgate::crypto {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Name space of Silkgate's UUIDs: drawn once, never changed, since ids of documents derive from it.
constexpr std::string_view kUuidNamespace{
    "\x6f\x1d\x0c\x52\x9a\x3e\x4b\x7d\x8e\x21\x5b\xc4\x0a\x97\xd3\x18",
    16
};

}  // namespace

Sha256 sha256(std::string_view bytes) {
    Sha256 digest{};
    // EVP_Digest without an engine or property query can only fail for lack of memory. The fetched algorithm
    // is kept: looking it up anew costs more than hashing 2 KB in OpenSSL 3.0.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm, nullptr);
    SILKGATE_CHECK(ok == 1, "EVP_Digest");
    return digest;
}

Sha256 hmac_sha256(std::string_view key, std::string_view bytes) {
    Sha256 digest{};
    unsigned int length = 0;
    const auto* ok = HMAC(
        EVP_sha256(),
        key.data(),
        static_cast<int>(key.size()),
        bytes_of(bytes),
        bytes.size(),
        digest.data(),
        &length
    );
    SILKGATE_CHECK(ok != nullptr && length == digest.size(), "HMAC");
    return digest;
}

std::string to_hex(const Sha256& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(digest.size() * 2);
    for (const std::uint8_t byte : digest) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xfU];
    }
    return text;
}

std::string to_base32(const Sha256& digest, std::size_t length) {
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::string text;
    text.reserve(length);
    std::uint32_t window = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : digest) {
        window = (window << 8U) | byte;
        bits += 8;
        while (bits >= 5 && text.size() < length) {
            bits -= 5;
            text += kAlphabet[(window >> bits) & 31U];
        }
    }
    return text;
}

std::string to_base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes), static_cast<int>(bytes.size())
    );
    text.resize(static_cast<std::size_t>(length));
    return text;
}

Result<std::string> from_base64(std::string_view text) {
    // EVP_DecodeBlock takes blanks at both ends and counts padding as zero bytes; both are handled here.
    const auto is_alphabet = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
               c == '/';
    };
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') {
        ++padding;
    }
    for (const char c : text.substr(0, text.size() - padding)) {
        if (!is_alphabet(c)) {
            return fail(Errc::invalid_value, "not base64");
        }
    }
    if (text.size() % 4 != 0) {
        return fail(Errc::invalid_value, "not base64");
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length = EVP_DecodeBlock(
        reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text), static_cast<int>(text.size())
    );
    if (length < 0) {
        return fail(Errc::invalid_value, "not base64");
    }
    bytes.resize(static_cast<std::size_t>(length) - padding);
    if (padding > 0 && to_base64(bytes) != text) {
        return fail(Errc::invalid_value, "not base64: bits beside the last byte");  // RFC 4648 section 3.5
    }
    return bytes;
}

bool equal_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string uuid_v5(std::string_view name) {
    std::array<unsigned char, 20> digest{};
    std::string input(kUuidNamespace);
    input += name;
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);  // kept, as above
    const int ok = EVP_Digest(input.data(), input.size(), digest.data(), nullptr, algorithm, nullptr);
    SILKGATE_CHECK(ok == 1, "EVP_Digest");
    digest[6] = static_cast<unsigned char>((digest[6] & 0x0fU) | 0x50U);
    digest[8] = static_cast<unsigned char>((digest[8] & 0x3fU) | 0x80U);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += kDigits[digest[i] >> 4U];
        text += kDigits[digest[i] & 0xfU];
    }
    return text;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    const int ok = RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count));
    SILKGATE_CHECK(ok == 1, "RAND_bytes");
    return bytes;
}

}  // namespace silkgate::crypto
