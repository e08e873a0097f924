// OpenSSL's handles as owned objects; private to this folder.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::crypto {

template <auto Function>
struct With {
    template <class T>
    void operator()(T* object) const noexcept {
        Function(object);
    }
};

using Bio = std::unique_ptr<BIO, With<&BIO_free>>;
using Number = std::unique_ptr<BIGNUM, With<&BN_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, With<&EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, With<&EVP_MD_CTX_free>>;

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT(*-reinterpret-cast)
}

inline unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());  // NOLINT(*-reinterpret-cast)
}

}  // namespace silkgate::crypto
