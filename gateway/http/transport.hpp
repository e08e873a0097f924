// One accepted socket, plain or TLS: what can be done without waiting, and what to wait for.
#pragma once

#include "gateway/crypto/tls_context.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::http {

// Sockets name their executor's type: the type-erased one costs a tenth of a request.
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// OpenSSL reads and writes the socket directly, so that an idle connection holds no TLS buffers
// (SSL_MODE_RELEASE_BUFFERS); Asio's own TLS stream keeps 68 KiB for each and copies everything twice.
class Transport {
public:
    using Status = crypto::TlsSession::Status;
    using Outcome = crypto::TlsSession::Outcome;

    // `context` null: plain. Sets the socket non-blocking and TCP_NODELAY.
    Transport(Socket socket, std::shared_ptr<const crypto::TlsContext> context);

    [[nodiscard]] bool is_tls() const noexcept { return tls_ != nullptr; }
    [[nodiscard]] const crypto::TlsSession& tls() const { return *tls_; }

    [[nodiscard]] Outcome handshake();
    [[nodiscard]] Outcome read(std::span<char> into);
    [[nodiscard]] Outcome write(std::string_view bytes);
    // Reads and drops bytes below TLS, after shutdown().
    [[nodiscard]] Outcome discard(std::span<char> scratch);

    // There may be bytes that no readiness of the socket announces: read before waiting.
    [[nodiscard]] bool has_pending() const noexcept { return tls_ && tls_->has_pending(); }

    // Ends our direction: close_notify, then FIN.
    void shutdown() noexcept;

    // Awaitable with boost::asio::async_wait semantics for want_read or want_write.
    template <class Token>
    auto wait(Status status, Token&& token) {
        return socket_.async_wait(
            status == Status::want_write ? Socket::wait_write : Socket::wait_read, std::forward<Token>(token)
        );
    }

    // Ends a wait with operation_aborted.
    void cancel() noexcept;

    // Gives the socket back; nothing else may be called after it.
    void close() noexcept;

private:
    Outcome plain_read(std::span<char> into);

    Socket socket_;
    std::shared_ptr<const crypto::TlsContext> context_;
    std::unique_ptr<crypto::TlsSession> tls_;
};

}  // namespace silkgate::http
