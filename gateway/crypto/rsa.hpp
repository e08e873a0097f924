// RSA signatures of platforms: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2, "RS256" of RFC 7518 3.3). Pure;
// thread-safe.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::crypto {

// Keys below 2048 bits are refused (RFC 7518 3.3).
class RsaPublicKey {
public:
    // "-----BEGIN PUBLIC KEY-----" …
    [[nodiscard]] static Result<RsaPublicKey> from_pem(std::string_view pem);
    // Modulus and exponent, big-endian bytes (n and e of a JWK after base64url).
    [[nodiscard]] static Result<RsaPublicKey>
    from_numbers(std::string_view modulus, std::string_view exponent);

    [[nodiscard]] bool verify_sha256(std::string_view message, std::string_view signature) const;

private:
    struct Free {
        void operator()(void* key) const noexcept;
    };

    explicit RsaPublicKey(void* key) : key_(key) {}

    std::unique_ptr<void, Free> key_;  // EVP_PKEY
};

// Without padding (RFC 7515 2). Errc::invalid_value for anything else.
[[nodiscard]] Result<std::string> from_base64url(std::string_view text);
[[nodiscard]] std::string to_base64url(std::string_view bytes);

}  // namespace silkgate::crypto
