#include "tests/unit/http/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <unistd.h>

namespace silkgate::http::test {
namespace {

constexpr int kDeadlineSeconds = 20;  // only met when something is broken

int connect_to(std::uint16_t port) {
    const int made = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval deadline{.tv_sec = kDeadlineSeconds, .tv_usec = 0};
    ::setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
    ::setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &deadline, sizeof deadline);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(made);
        return -1;
    }
    return made;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

}  // namespace

Client::Client(std::uint16_t port) : socket_(connect_to(port)), ended_(socket_ < 0) {}

Client::Client(std::uint16_t port, const TlsChoice& choice) : Client(port) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context_.get(), choice.version_min);
    SSL_CTX_set_max_proto_version(context_.get(), choice.version_max);
    SSL_CTX_set_security_level(context_.get(), 0);  // so that old versions are offered at all
    if (!choice.certificate_file.empty()) {
        SSL_CTX_use_certificate_chain_file(context_.get(), choice.certificate_file.c_str());
        SSL_CTX_use_PrivateKey_file(context_.get(), choice.key_file.c_str(), SSL_FILETYPE_PEM);
    }
    if (!choice.trusted_file.empty()) {
        SSL_CTX_load_verify_locations(context_.get(), choice.trusted_file.c_str(), nullptr);
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    }
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), socket_);
    SSL_set1_host(tls_.get(), choice.host.c_str());
    if (choice.resume != nullptr) {
        SSL_set_session(tls_.get(), SSL_get0_session(choice.resume->tls_.get()));
    }
    handshake_ok_ = SSL_connect(tls_.get()) == 1;
    ended_ = !handshake_ok_;
    ERR_clear_error();
}

Client::~Client() {
    tls_.reset();
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent =
            tls_ ? static_cast<ssize_t>(SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())))
                 : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Client::finish_sending() {
    ::shutdown(socket_, SHUT_WR);
}

bool Client::receive() {
    std::array<char, 16384> piece{};
    errno = 0;
    const auto got =
        tls_ ? static_cast<ssize_t>(SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size())))
             : ::recv(socket_, piece.data(), piece.size(), 0);
    if (got <= 0) {
        // A deadline that passed is not the server's doing: closed() must not take it for an end.
        late_ = errno == EAGAIN || errno == EWOULDBLOCK;
        ended_ = true;
        return false;
    }
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

Answer Client::read(BodyOf request) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (ended_ || !receive()) {
            return {};
        }
    }
    Answer answer;
    std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = std::stoi(head.substr(9, 3));
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t stop = head.find("\r\n", at);
        const std::string line = head.substr(at, stop - at);
        const std::size_t colon = line.find(':');
        answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        at = stop + 2;
    }
    const std::string length = answer.header("content-length");
    const std::size_t expected = length.empty() || request == BodyOf::head ? 0 : std::stoul(length);
    while (buffer_.size() < expected) {
        if (ended_ || !receive()) {
            return {};
        }
    }
    answer.body = buffer_.substr(0, expected);
    buffer_.erase(0, expected);
    return answer;
}

bool Client::closed() {
    while (!ended_ && buffer_.empty() && receive()) {
    }
    return ended_ && !late_ && buffer_.empty();
}

bool Client::silent() {
    char byte = 0;
    return buffer_.empty() && ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

std::string Client::peer_serial() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(tls_.get()), &X509_free
    );
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate.get()), nullptr), &BN_free
    );
    const std::unique_ptr<char, void (*)(char*)> text(BN_bn2hex(number.get()), [](char* p) {
        OPENSSL_free(p);
    });
    return text.get();
}

}  // namespace silkgate::http::test
