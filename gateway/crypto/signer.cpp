#include "gateway/crypto/signer.hpp"

#include "gateway/crypto/handles.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

namespace silkgate::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, With<&EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, With<&X509_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, With<&ECDSA_SIG_free>>;

constexpr std::string_view kSignerId = "1234567812345678";  // GB/T 35276: where the parties agreed on none
constexpr int kCoordinate = 32;                             // bytes of r and of s

std::string digest(std::string_view bytes, const EVP_MD* kind) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, kind, nullptr);
    return {out.begin(), out.begin() + size};
}

// A context with the key and, for SM2, the signer's id; both live as long as it is used.
struct Operation {
    KeyContext key_context;
    DigestContext context;
    const EVP_MD* kind = nullptr;
};

Operation begin(EVP_PKEY* key, SignatureScheme scheme) {
    Operation out;
    out.context.reset(EVP_MD_CTX_new());
    out.kind = scheme == SignatureScheme::sm2_sm3 ? EVP_sm3() : EVP_sha1();
    if (scheme == SignatureScheme::sm2_sm3) {
        out.key_context.reset(EVP_PKEY_CTX_new(key, nullptr));
        EVP_PKEY_CTX_set1_id(out.key_context.get(), kSignerId.data(), kSignerId.size());
        EVP_MD_CTX_set_pkey_ctx(out.context.get(), out.key_context.get());
    }
    return out;
}

// DER → r and s, 32 bytes each.
Result<std::string> to_raw(const std::string& der) {
    const unsigned char* at = bytes_of(std::string_view(der));
    const EcSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    std::string raw(std::size_t{2} * kCoordinate, '\0');
    if (!signature ||
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes_of(raw), kCoordinate) != kCoordinate ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes_of(raw) + kCoordinate, kCoordinate) !=
            kCoordinate) {
        return fail(Errc::internal, "an SM2 signature has no r and s of 32 bytes");
    }
    return raw;
}

// The reverse; empty where `raw` is none.
std::string to_der(std::string_view raw) {
    if (raw.size() != std::size_t{2} * kCoordinate) {
        return {};
    }
    const EcSignature signature(ECDSA_SIG_new());
    Number r(BN_bin2bn(bytes_of(raw), kCoordinate, nullptr));
    Number s(BN_bin2bn(bytes_of(raw) + kCoordinate, kCoordinate, nullptr));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) {
        return {};
    }
    static_cast<void>(r.release());  // owned by the signature now
    static_cast<void>(s.release());
    unsigned char* encoded = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &encoded);
    std::string der = size > 0 ? std::string(encoded, encoded + size) : std::string{};
    OPENSSL_free(encoded);
    return der;
}

X509Certificate parse(std::string_view der) {
    const unsigned char* at = bytes_of(der);
    return X509Certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

bool verify_with(
    EVP_PKEY* key,
    SignatureScheme scheme,
    std::string_view message,
    std::string_view signature
) {
    const std::string encoded =
        scheme == SignatureScheme::sm2_sm3 ? to_der(signature) : std::string(signature);
    const Operation run = begin(key, scheme);
    return EVP_DigestVerifyInit(run.context.get(), nullptr, run.kind, nullptr, key) == 1 &&
           EVP_DigestVerify(
               run.context.get(),
               bytes_of(std::string_view(encoded)),
               encoded.size(),
               bytes_of(message),
               message.size()
           ) == 1;
}

bool is_of_scheme(const EVP_PKEY* key, SignatureScheme scheme) {
    return EVP_PKEY_is_a(key, scheme == SignatureScheme::sm2_sm3 ? "SM2" : "RSA") == 1;
}

class SoftwareSigner final : public Signer {
public:
    SoftwareSigner(Key key, Certificate certificate)
        : key_(std::move(key)), certificate_(std::move(certificate)) {}

    const Certificate& certificate() const noexcept override { return certificate_; }

    Result<std::string> sign(std::string_view message) const override {
        const Operation run = begin(key_.get(), certificate_.scheme());
        std::size_t size = 0;
        if (EVP_DigestSignInit(run.context.get(), nullptr, run.kind, nullptr, key_.get()) != 1 ||
            EVP_DigestSign(run.context.get(), nullptr, &size, bytes_of(message), message.size()) != 1) {
            return fail(Errc::internal, "the key does not sign");
        }
        std::string signature(size, '\0');
        if (EVP_DigestSign(
                run.context.get(), bytes_of(signature), &size, bytes_of(message), message.size()
            ) != 1) {
            return fail(Errc::internal, "the key does not sign");
        }
        signature.resize(size);
        return certificate_.scheme() == SignatureScheme::sm2_sm3 ? to_raw(signature)
                                                                 : Result<std::string>(signature);
    }

private:
    Key key_;
    Certificate certificate_;
};

}  // namespace

std::string sha1(std::string_view bytes) {
    return digest(bytes, EVP_sha1());
}

std::string sm3(std::string_view bytes) {
    return digest(bytes, EVP_sm3());
}

Result<Certificate> Certificate::from_der(std::string_view der) {
    const X509Certificate parsed = parse(der);
    EVP_PKEY* key = parsed ? X509_get0_pubkey(parsed.get()) : nullptr;
    if (key == nullptr ||
        !(is_of_scheme(key, SignatureScheme::sm2_sm3) || is_of_scheme(key, SignatureScheme::rsa_sha1))) {
        return fail(Errc::invalid_value, "not a certificate of an RSA or SM2 key");
    }
    Certificate out;
    out.der_ = der;
    out.scheme_ =
        is_of_scheme(key, SignatureScheme::sm2_sm3) ? SignatureScheme::sm2_sm3 : SignatureScheme::rsa_sha1;
    const ASN1_INTEGER* serial = X509_get0_serialNumber(parsed.get());
    constexpr std::string_view kHex = "0123456789abcdef";
    constexpr int kHalf = 4;
    constexpr int kLow = 0xf;
    for (int i = 0; i < ASN1_STRING_length(serial); ++i) {
        const int byte = ASN1_STRING_get0_data(serial)[i];
        out.serial_ += kHex[static_cast<std::size_t>(byte >> kHalf)];
        out.serial_ += kHex[static_cast<std::size_t>(byte & kLow)];
    }
    return out;
}

Result<Certificate> Certificate::from_pem(std::string_view pem) {
    const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const X509Certificate parsed(text ? PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!parsed) {
        return fail(Errc::invalid_value, "no certificate in PEM");
    }
    unsigned char* encoded = nullptr;
    const int size = i2d_X509(parsed.get(), &encoded);
    const std::string der = size > 0 ? std::string(encoded, encoded + size) : std::string{};
    OPENSSL_free(encoded);
    return from_der(der);
}

bool Certificate::verify(std::string_view message, std::string_view signature) const {
    const X509Certificate parsed = parse(der_);
    EVP_PKEY* key = parsed ? X509_get0_pubkey(parsed.get()) : nullptr;
    return key != nullptr && verify_with(key, scheme_, message, signature);
}

bool verify(
    SignatureScheme scheme,
    std::string_view public_key,
    std::string_view message,
    std::string_view signature
) {
    const unsigned char* at = bytes_of(public_key);
    const Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(public_key.size())));
    return key && is_of_scheme(key.get(), scheme) && verify_with(key.get(), scheme, message, signature);
}

Result<std::unique_ptr<const Signer>>
software_signer(std::string_view key_pem, std::string_view certificate_pem) {
    auto certificate = Certificate::from_pem(certificate_pem);
    if (!certificate) {
        return certificate.error();
    }
    const Bio text(BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())));
    Key key(text ? PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr) : nullptr);
    const X509Certificate parsed = parse(certificate->der());
    if (!key || X509_check_private_key(parsed.get(), key.get()) != 1) {
        return fail(Errc::invalid_value, "no private key in PEM, or not the certificate's");
    }
    return std::unique_ptr<const Signer>(
        std::make_unique<const SoftwareSigner>(std::move(key), std::move(*certificate))
    );
}

}  // namespace silkgate::crypto
