// The HTTPS server: one io_context per I/O thread, each with its own acceptor (SO_REUSEPORT).
//
// Order of life: construct (io_contexts exist, nothing runs) → start() → drain() → stop(). Construct it after
// everything its handlers use, so that it is destroyed first.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/crypto/tls_context.hpp"
#include "gateway/http/observer.hpp"
#include "gateway/http/router.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace silkgate::http {

struct Limits {
    std::size_t head_bytes_max = 16 * 1024;  // request line and fields with their line ends
    std::size_t fields_max = 64;
    std::size_t connections_max = 10'000;         // of this server; beyond it: 503, then plain closing
    std::size_t in_flight_bytes_max = 64 << 20;   // heads and bodies of unanswered requests, whole server
    std::size_t chunk_extension_bytes_max = 256;  // of one chunk
    // A body this small is read and dropped after an early refusal, so that the connection can live on.
    std::size_t discard_bytes_max = 64 * 1024;
};

struct Deadlines {
    std::chrono::milliseconds handshake{5'000};
    std::chrono::milliseconds header{10'000};        // first byte of the head → last
    std::chrono::milliseconds body_grace{5'000};     // the span within which the minimum rate is asked for
    std::uint32_t body_bytes_per_second_min = 1024;  // average within that span; answers are read as fast
    std::chrono::milliseconds idle{75'000};          // between requests
    std::chrono::milliseconds answer{10'000};     // request complete → reply, unless the route says otherwise
    std::chrono::milliseconds linger{2'000};      // after the last answer, for the peer to close
    std::chrono::milliseconds drain_idle{1'000};  // how long an idle connection is kept while draining
    std::chrono::milliseconds tick{250};          // how often deadlines are looked at: their resolution
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: a free one, see Server::port()
    std::size_t io_threads = 1;
    std::optional<crypto::TlsSettings> tls;  // absent: plain HTTP (the operations listener)
    std::string strict_transport_security = "max-age=31536000";  // sent with TLS only; empty: never
    Limits limits;
    Deadlines deadlines;
};

class Server {
public:
    // `router` and `observer` outlive the server. SIGPIPE is ignored in this process from here on (OpenSSL
    // writes to sockets with write(2)).
    Server(ServerOptions options, const Router& router, Observer& observer);
    ~Server();  // stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Loads the certificate, binds, listens and starts the threads. Errc::invalid_settings with the reason.
    [[nodiscard]] Result<void> start();

    // The bound port; 0 before start().
    [[nodiscard]] std::uint16_t port() const noexcept;

    [[nodiscard]] std::size_t io_threads() const noexcept;
    // For other parts that live on an I/O thread (eventfds, timers). Valid from construction to destruction;
    // post to it from any thread, touch what lives on it from its own thread only. Precondition: index <
    // io_threads().
    [[nodiscard]] boost::asio::io_context& io_context(std::size_t index) noexcept;

    // Reads certificate and key again; connections from now on use them, the present ones stay as they are.
    // On an error the old ones stay in force. Thread-safe.
    [[nodiscard]] Result<void> reload_tls();

    // When the certificate in use expires; absent without TLS and before start(). Thread-safe.
    [[nodiscard]] std::optional<Instant> certificate_not_after() const;

    // Stops accepting, answers what is in flight (each with Connection: close), closes idle connections, and
    // waits. True when every connection ended by itself; false when the deadline passed and the rest was cut.
    // The io_contexts go on running. Blocks; call it from outside the I/O threads, once.
    bool drain(std::chrono::milliseconds deadline);

    // Cuts what is left and joins the I/O threads. Idempotent.
    void stop();

    [[nodiscard]] std::size_t connections() const noexcept;
    [[nodiscard]] std::size_t in_flight_bytes() const noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::http
