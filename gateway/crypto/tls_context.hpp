// TLS for servers: settings, the context made from them, one session over a socket, and a self-signed
// certificate.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace silkgate::crypto {

struct TlsSettings {
    std::string certificate_file;  // PEM, leaf first, then the chain
    std::string key_file;          // PEM, unencrypted
    std::string client_ca_file;    // PEM; empty: no client certificate is asked for. With it one is optional.
};

// TLS 1.2 and 1.3, forward-secret AEAD suites, tickets, no renegotiation, no compression. Immutable;
// thread-safe.
class TlsContext {
public:
    // Errc::invalid_settings when a file can not be read, or key and certificate do not belong together.
    [[nodiscard]] static Result<std::shared_ptr<const TlsContext>> load(const TlsSettings& settings);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    [[nodiscard]] ssl_ctx_st* native() const noexcept { return context_; }
    // When the certificate expires.
    [[nodiscard]] Instant not_after() const noexcept;

private:
    explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
    ssl_ctx_st* context_;
};

// One server-side session over a non-blocking socket that somebody else owns and closes. One thread at a
// time.
class TlsSession {
public:
    enum class Status : std::uint8_t { ok, want_read, want_write, closed, failed };
    struct Outcome {
        Status status = Status::ok;
        std::size_t bytes = 0;
    };

    TlsSession(const TlsContext& context, int socket);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    // Each does what can be done without waiting. want_read and want_write: call again when the socket is
    // ready.
    [[nodiscard]] Outcome handshake();
    [[nodiscard]] Outcome read(std::span<char> into);
    // May write less than given; call again with the rest.
    [[nodiscard]] Outcome write(std::string_view bytes);
    // Sends close_notify if that needs no waiting.
    void shutdown() noexcept;

    // Bytes were taken from the socket that read() has not returned yet: read before waiting.
    [[nodiscard]] bool has_pending() const noexcept;
    [[nodiscard]] std::string_view protocol() const noexcept;  // "TLSv1.3"
    [[nodiscard]] bool resumed() const noexcept;
    // Lower-case hex SHA-256 of the client's certificate in DER, verified against client_ca_file; empty
    // without one.
    [[nodiscard]] std::string peer_fingerprint() const;
    // Why the last call failed, in OpenSSL's short words.
    [[nodiscard]] std::string_view reason() const noexcept { return reason_; }

private:
    Outcome outcome_of(int returned, std::size_t bytes);

    ssl_st* session_;
    std::string_view reason_;
};

struct CertificateAndKey {
    std::string certificate_pem;
    std::string key_pem;
};

// A self-signed P-256 certificate for trying things out. `names`: DNS names or IP addresses; the first is the
// common name. Errc::invalid_value for an empty list or a name that is neither.
[[nodiscard]] Result<CertificateAndKey> make_self_signed(const std::vector<std::string>& names, int days);

}  // namespace silkgate::crypto
