// Signatures by a certificate's key, of the two kinds that Chinese customs takes. The key may be anywhere: a
// file, a card, a signature server. Signers are immutable, so thread-safe.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::crypto {

enum class SignatureScheme : std::uint8_t {
    rsa_sha1,  // RSASSA-PKCS1-v1_5 with SHA-1
    sm2_sm3,   // SM2 with SM3 and the default signer id; r and s as 32 bytes each (GB/T 32918.2)
};

[[nodiscard]] std::string sha1(std::string_view bytes);  // 20 bytes
[[nodiscard]] std::string sm3(std::string_view bytes);   // 32 bytes

// Whether `signature` over `message` is by the key in `public_key` (SubjectPublicKeyInfo, DER).
[[nodiscard]] bool verify(
    SignatureScheme scheme,
    std::string_view public_key,
    std::string_view message,
    std::string_view signature
);

class Certificate {
public:
    // The first of the text; RSA or SM2, else Errc::invalid_value.
    [[nodiscard]] static Result<Certificate> from_pem(std::string_view pem);
    [[nodiscard]] static Result<Certificate> from_der(std::string_view der);

    [[nodiscard]] const std::string& der() const noexcept { return der_; }
    // Serial number in lower-case hex with whole bytes: "03000000000cde6f".
    [[nodiscard]] const std::string& serial() const noexcept { return serial_; }
    [[nodiscard]] SignatureScheme scheme() const noexcept { return scheme_; }

    // Whether `signature` over `message` is by this certificate's key. Says nothing of who issued it.
    [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

private:
    std::string der_;
    std::string serial_;
    SignatureScheme scheme_ = SignatureScheme::sm2_sm3;
};

class Signer {
public:
    virtual ~Signer() = default;

    [[nodiscard]] virtual const Certificate& certificate() const noexcept = 0;
    // Raw bytes, as the certificate's scheme has them. Errc::unavailable where the key can not be reached.
    [[nodiscard]] virtual Result<std::string> sign(std::string_view message) const = 0;
};

// The key in a PEM text of its own. Errc::invalid_value where it is not the certificate's.
[[nodiscard]] Result<std::unique_ptr<const Signer>>
software_signer(std::string_view key_pem, std::string_view certificate_pem);

}  // namespace silkgate::crypto
