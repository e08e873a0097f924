// A client that sends exactly the bytes it is told to, plain or over TLS, and reads answers with a deadline.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::http::test {

struct Answer {
    int status = 0;                              // 0: the connection ended before an answer
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

enum class BodyOf : std::uint8_t { get, head };

class Client;

struct TlsChoice {
    int version_max = TLS1_3_VERSION;
    int version_min = TLS1_VERSION;
    std::string certificate_file;  // of the client; empty: none
    std::string key_file;
    std::string trusted_file;  // verify the server against it; empty: not verified
    std::string host = "localhost";
    const Client* resume = nullptr;  // whose session ticket is used
};

class Client {
public:
    explicit Client(std::uint16_t port);
    // Does the handshake; see handshake_ok().
    Client(std::uint16_t port, const TlsChoice& choice);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Both false when the connection is gone.
    bool send(std::string_view bytes);
    // Ends our direction.
    void finish_sending();
    // The next answer. Interim answers (1xx) count as answers without a body.
    Answer read(BodyOf request = BodyOf::get);
    // True when the server closed within the deadline with nothing more to read.
    bool closed();
    // True when nothing arrived and the connection is open, looked at once, without waiting.
    bool silent();

    [[nodiscard]] bool handshake_ok() const { return handshake_ok_; }
    [[nodiscard]] bool resumed() const { return SSL_session_reused(tls_.get()) != 0; }
    [[nodiscard]] std::string peer_serial() const;

private:
    using ContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
    using SessionPtr = std::unique_ptr<SSL, decltype(&SSL_free)>;

    bool receive();

    int socket_ = -1;
    ContextPtr context_{nullptr, &SSL_CTX_free};
    SessionPtr tls_{nullptr, &SSL_free};
    bool handshake_ok_ = false;
    bool ended_ = false;
    bool late_ = false;  // the last read ran into its deadline
    std::string buffer_;
};

}  // namespace silkgate::http::test
