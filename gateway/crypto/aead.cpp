#include "gateway/crypto/aead.hpp"

#include "gateway/core/check.hpp"
#include "gateway/crypto/digest.hpp"

#include <openssl/evp.h>

#include <memory>

namespace silkgate::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* out(std::string& text, std::size_t at) {
    return reinterpret_cast<unsigned char*>(text.data()) + at;
}

// Kept: looking an algorithm up costs more than sealing a party.
const EVP_CIPHER* cipher() {
    static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return algorithm;
}

}  // namespace

std::string aead_seal(std::string_view key, std::string_view context, std::string_view plain) {
    SILKGATE_CHECK(key.size() == kAeadKeyBytes, "the key's length");
    const CipherContext state{EVP_CIPHER_CTX_new()};
    std::string sealed = random_bytes(kNonceBytes);
    sealed.resize(kNonceBytes + plain.size() + kTagBytes);
    int done = 0;
    bool ok = EVP_EncryptInit_ex2(state.get(), cipher(), in(key), in(sealed), nullptr) == 1;
    ok = ok &&
         EVP_EncryptUpdate(state.get(), nullptr, &done, in(context), static_cast<int>(context.size())) == 1;
    ok = ok && EVP_EncryptUpdate(
                   state.get(), out(sealed, kNonceBytes), &done, in(plain), static_cast<int>(plain.size())
               ) == 1;
    const std::size_t end = kNonceBytes + plain.size();
    ok = ok && EVP_EncryptFinal_ex(state.get(), out(sealed, end), &done) == 1;
    ok = ok && EVP_CIPHER_CTX_ctrl(state.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, out(sealed, end)) == 1;
    SILKGATE_CHECK(ok, "AES-256-GCM");  // fails for lack of memory only
    return sealed;
}

Result<std::string> aead_open(std::string_view key, std::string_view context, std::string_view sealed) {
    const Error refused = fail(Errc::invalid_value, "sealed with another key, or changed");
    if (key.size() != kAeadKeyBytes || sealed.size() < kNonceBytes + kTagBytes) {
        return refused;
    }
    const CipherContext state{EVP_CIPHER_CTX_new()};
    const std::string_view text = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    std::string plain(text.size(), '\0');
    int done = 0;
    bool ok = EVP_DecryptInit_ex2(state.get(), cipher(), in(key), in(sealed), nullptr) == 1;
    ok = ok && EVP_CIPHER_CTX_ctrl(state.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1;
    ok = ok &&
         EVP_DecryptUpdate(state.get(), nullptr, &done, in(context), static_cast<int>(context.size())) == 1;
    ok = ok &&
         EVP_DecryptUpdate(state.get(), out(plain, 0), &done, in(text), static_cast<int>(text.size())) == 1;
    ok = ok && EVP_DecryptFinal_ex(state.get(), out(plain, plain.size()), &done) == 1;
    return ok ? Result<std::string>(std::move(plain)) : Result<std::string>(refused);
}

}  // namespace silkgate::crypto
