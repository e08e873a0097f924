#include "gateway/crypto/tls_context.hpp"

#include "gateway/crypto/digest.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <utility>

namespace silkgate::crypto {
namespace {

using ContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;

// The newest error of this thread in OpenSSL's short words (static storage); clears the queue.
std::string_view take_reason() noexcept {
    const unsigned long code = ERR_peek_last_error();
    const char* const text = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return text == nullptr ? std::string_view("no reason given") : std::string_view(text);
}

Error bad_settings(const std::string& what) {
    return fail(Errc::invalid_settings, what + ": " + std::string(take_reason()));
}

// Forward-secret AEAD suites only; for TLS 1.3 the three of RFC 8446.
constexpr const char* kSuites12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* kSuites13 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

Result<void> set_protocol(SSL_CTX* context) {
    static constexpr std::array<unsigned char, 8> kSessionContext{'s', 'i', 'l', 'k', 'g', 'a', 't', 'e'};
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF
    );
    SSL_CTX_set_mode(
        context,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    SSL_CTX_set_read_ahead(context, 1);  // one read(2) for a record instead of two
    // Resumption by tickets alone: nothing to share, nothing to grow.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_cipher_list(context, kSuites12) != 1 ||
        SSL_CTX_set_ciphersuites(context, kSuites13) != 1 ||
        SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") != 1 ||
        SSL_CTX_set_num_tickets(context, 1) != 1 ||
        SSL_CTX_set_session_id_context(context, kSessionContext.data(), kSessionContext.size()) != 1) {
        return bad_settings("TLS can not be set up");
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsSettings& settings) {
    ERR_clear_error();
    ContextPtr context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    if (!context) {
        return bad_settings("TLS can not be set up");
    }
    if (auto set = set_protocol(context.get()); !set) {
        return set.error();
    }
    if (SSL_CTX_use_certificate_chain_file(context.get(), settings.certificate_file.c_str()) != 1) {
        return bad_settings("the certificate file '" + settings.certificate_file + "' can not be used");
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), settings.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
        return bad_settings("the key file '" + settings.key_file + "' can not be used");
    }
    if (SSL_CTX_check_private_key(context.get()) != 1) {
        return bad_settings("the key does not belong to the certificate");
    }
    if (!settings.client_ca_file.empty()) {
        auto* const names = SSL_load_client_CA_file(settings.client_ca_file.c_str());
        if (names == nullptr ||
            SSL_CTX_load_verify_locations(context.get(), settings.client_ca_file.c_str(), nullptr) != 1) {
            sk_X509_NAME_pop_free(names, X509_NAME_free);
            return bad_settings("the client CA file '" + settings.client_ca_file + "' can not be used");
        }
        SSL_CTX_set_client_CA_list(context.get(), names);
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    }
    return std::shared_ptr<const TlsContext>(new TlsContext(context.release()));
}

Instant TlsContext::not_after() const noexcept {
    std::tm time{};
    const X509* const certificate = SSL_CTX_get0_certificate(context_);
    if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1) {
        return {};
    }
    return std::chrono::time_point_cast<Instant::duration>(
        std::chrono::system_clock::from_time_t(::timegm(&time))
    );
}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
}

TlsSession::TlsSession(const TlsContext& context, int socket) : session_(SSL_new(context.native())) {
    if (session_ == nullptr || SSL_set_fd(session_, socket) != 1) {
        SSL_free(session_);
        throw std::bad_alloc();
    }
    SSL_set_accept_state(session_);
}

TlsSession::~TlsSession() {
    SSL_free(session_);
}

TlsSession::Outcome TlsSession::outcome_of(int returned, std::size_t bytes) {
    if (returned == 1) {
        return {.status = Status::ok, .bytes = bytes};
    }
    switch (SSL_get_error(session_, returned)) {
        case SSL_ERROR_WANT_READ:
            return {.status = Status::want_read};
        case SSL_ERROR_WANT_WRITE:
            return {.status = Status::want_write};
        case SSL_ERROR_ZERO_RETURN:
            return {.status = Status::closed};
        case SSL_ERROR_SYSCALL:
            reason_ = "connection lost";
            ERR_clear_error();
            return {.status = Status::failed};
        default:
            reason_ = take_reason();
            return {.status = Status::failed};
    }
}

TlsSession::Outcome TlsSession::handshake() {
    ERR_clear_error();
    return outcome_of(SSL_do_handshake(session_), 0);
}

TlsSession::Outcome TlsSession::read(std::span<char> into) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int returned = SSL_read_ex(session_, into.data(), into.size(), &bytes);
    return outcome_of(returned, bytes);
}

TlsSession::Outcome TlsSession::write(std::string_view bytes) {
    ERR_clear_error();
    std::size_t written = 0;
    const int returned = SSL_write_ex(session_, bytes.data(), bytes.size(), &written);
    return outcome_of(returned, written);
}

void TlsSession::shutdown() noexcept {
    if (SSL_is_init_finished(session_) != 0) {
        ERR_clear_error();
        SSL_shutdown(session_);
        ERR_clear_error();
    }
}

bool TlsSession::has_pending() const noexcept {
    return SSL_has_pending(session_) != 0;
}

std::string_view TlsSession::protocol() const noexcept {
    return SSL_get_version(session_);
}

bool TlsSession::resumed() const noexcept {
    return SSL_session_reused(session_) != 0;
}

std::string TlsSession::peer_fingerprint() const {
    const CertificatePtr certificate(SSL_get1_peer_certificate(session_), &X509_free);
    if (!certificate || SSL_get_verify_result(session_) != X509_V_OK) {
        return {};
    }
    Sha256 digest{};
    unsigned int length = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), digest.data(), &length) != 1 ||
        length != digest.size()) {
        return {};
    }
    return to_hex(digest);
}

}  // namespace silkgate::crypto
