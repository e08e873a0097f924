#include "gateway/crypto/rsa.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/handles.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>

namespace silkgate::crypto {
namespace {

using Builder = std::unique_ptr<OSSL_PARAM_BLD, With<&OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, With<&OSSL_PARAM_free>>;

Number to_number(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

bool is_good(const EVP_PKEY* key) {
    constexpr int kBitsMin = 2048;
    return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kBitsMin;
}

}  // namespace

void RsaPublicKey::Free::operator()(void* key) const noexcept {
    EVP_PKEY_free(static_cast<EVP_PKEY*>(key));
}

Result<RsaPublicKey> RsaPublicKey::from_pem(std::string_view pem) {
    const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    RsaPublicKey key(text ? PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!is_good(static_cast<const EVP_PKEY*>(key.key_.get()))) {
        return fail(Errc::invalid_value, "not an RSA public key of at least 2048 bits in PEM");
    }
    return key;
}

Result<RsaPublicKey> RsaPublicKey::from_numbers(std::string_view modulus, std::string_view exponent) {
    constexpr std::size_t kBytesMax = 1024;  // 8192 bits: above it a check costs too much
    const Number n = to_number(modulus.substr(0, kBytesMax));
    const Number e = to_number(exponent.substr(0, kBytesMax));
    const Builder builder(OSSL_PARAM_BLD_new());
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* made = nullptr;
    if (n && e && builder && context &&
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1) {
        const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
        if (params && EVP_PKEY_fromdata_init(context.get()) == 1) {
            static_cast<void>(EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()));
        }
    }
    RsaPublicKey key(made);
    if (modulus.size() > kBytesMax || !is_good(made)) {
        return fail(Errc::invalid_value, "not an RSA public key of 2048 to 8192 bits");
    }
    return key;
}

bool RsaPublicKey::verify_sha256(std::string_view message, std::string_view signature) const {
    const DigestContext context(EVP_MD_CTX_new());
    return context &&
           EVP_DigestVerifyInit(
               context.get(), nullptr, EVP_sha256(), nullptr, static_cast<EVP_PKEY*>(key_.get())
           ) == 1 &&
           EVP_DigestVerify(
               context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()
           ) == 1;
}

Result<std::string> from_base64url(std::string_view text) {
    constexpr std::size_t kGroup = 4;
    if (text.find_first_of("+/=") != std::string_view::npos) {
        return fail(Errc::invalid_value, "not base64url");
    }
    std::string padded(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.append((kGroup - padded.size() % kGroup) % kGroup, '=');
    return from_base64(padded);
}

std::string to_base64url(std::string_view bytes) {
    std::string text = to_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

}  // namespace silkgate::crypto
