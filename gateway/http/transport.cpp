#include "gateway/http/transport.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <utility>

namespace silkgate::http {
namespace asio = boost::asio;

namespace {

Transport::Outcome
outcome_of(const boost::system::error_code& error, std::size_t bytes, Transport::Status wanted) {
    if (!error) {
        return {.status = Transport::Status::ok, .bytes = bytes};
    }
    if (error == asio::error::would_block || error == asio::error::try_again) {
        return {.status = wanted};
    }
    return {.status = error == asio::error::eof ? Transport::Status::closed : Transport::Status::failed};
}

}  // namespace

Transport::Transport(Socket socket, std::shared_ptr<const crypto::TlsContext> context)
    : socket_(std::move(socket)), context_(std::move(context)) {
    boost::system::error_code ignored;  // a socket that is broken already fails at its first read
    socket_.non_blocking(true, ignored);
    socket_.native_non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (context_) {
        tls_ = std::make_unique<crypto::TlsSession>(*context_, socket_.native_handle());
    }
}

Transport::Outcome Transport::handshake() {
    return tls_->handshake();
}

Transport::Outcome Transport::read(std::span<char> into) {
    return tls_ ? tls_->read(into) : plain_read(into);
}

Transport::Outcome Transport::write(std::string_view bytes) {
    if (tls_) {
        return tls_->write(bytes);
    }
    boost::system::error_code error;
    const std::size_t written = socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
    return outcome_of(error, written, Status::want_write);
}

Transport::Outcome Transport::discard(std::span<char> scratch) {
    return plain_read(scratch);
}

Transport::Outcome Transport::plain_read(std::span<char> into) {
    boost::system::error_code error;
    const std::size_t bytes = socket_.read_some(asio::buffer(into.data(), into.size()), error);
    return outcome_of(error, bytes, Status::want_read);
}

void Transport::shutdown() noexcept {
    if (tls_) {
        tls_->shutdown();
    }
    boost::system::error_code ignored;  // the peer may be gone
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Transport::close() noexcept {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

void Transport::cancel() noexcept {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

}  // namespace silkgate::http
