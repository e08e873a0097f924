#include "gateway/http/remote_signer.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <exception>
#include <optional>

namespace silkgate::http {
namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

using Request = beast::http::request<beast::http::string_body>;
using Response = beast::http::response<beast::http::string_body>;

struct Address {
    std::string host, port, path;
};

std::optional<Address> parse(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    if (!url.starts_with(kScheme)) {
        return std::nullopt;
    }
    url.remove_prefix(kScheme.size());
    const auto slash = url.find('/');
    const std::string_view authority = url.substr(0, slash);
    const auto colon = authority.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == authority.size() ||
        authority.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    return Address{
        .host = std::string(authority.substr(0, colon)),
        .port = std::string(authority.substr(colon + 1)),
        .path = slash == std::string_view::npos ? "/" : std::string(url.substr(slash))
    };
}

asio::awaitable<Response> ask(Address address, Request request, std::chrono::milliseconds timeout) {
    const auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::resolver resolver(executor);
    beast::tcp_stream stream(executor);
    const auto found = co_await resolver.async_resolve(address.host, address.port, asio::use_awaitable);
    stream.expires_after(timeout);
    co_await stream.async_connect(found, asio::use_awaitable);
    co_await beast::http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    Response response;
    co_await beast::http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return response;
}

class RemoteSigner final : public crypto::Signer {
public:
    RemoteSigner(Address address, crypto::Certificate certificate, std::chrono::milliseconds timeout)
        : address_(std::move(address)), certificate_(std::move(certificate)), timeout_(timeout) {}

    const crypto::Certificate& certificate() const noexcept override { return certificate_; }

    Result<std::string> sign(std::string_view message) const override {
        const auto answer = exchange(message);
        if (!answer) {
            return answer.error();
        }
        const auto document = json::Document::parse(*answer);
        const auto signature = document ? crypto::from_base64(document->root()["signature"].text())
                                        : Result<std::string>(document.error());
        if (!signature || !certificate_.verify(message, *signature)) {
            return fail(Errc::io_failed, "the signature server gave no signature of the certificate's key");
        }
        return signature;
    }

private:
    [[nodiscard]] Request request_for(std::string_view message) const {
        json::Writer body;
        body.begin_object().member("key", certificate_.serial());
        body.member(
            "mechanism",
            certificate_.scheme() == crypto::SignatureScheme::sm2_sm3 ? "SM2_SM3" : "SHA1_RSA_PKCS"
        );
        body.member("data", crypto::to_base64(message)).end_object();
        Request request(beast::http::verb::post, address_.path, 11);
        request.set(beast::http::field::host, address_.host + ":" + address_.port);
        request.set(beast::http::field::content_type, "application/json");
        request.set(beast::http::field::connection, "close");
        request.body() = std::move(body).str();
        request.prepare_payload();
        return request;
    }

    [[nodiscard]] Result<std::string> exchange(std::string_view message) const {
        asio::io_context context(1);
        Result<std::string> out = fail(Errc::io_failed, "the signature server did not answer in time");
        asio::co_spawn(
            context,
            ask(address_, request_for(message), timeout_),
            [&out](const std::exception_ptr& failure, const Response& response) {
                if (failure) {
                    out = fail(Errc::io_failed, "the signature server can not be reached");
                } else if (response.result() != beast::http::status::ok) {
                    out = fail(
                        Errc::io_failed,
                        "the signature server answered " + std::to_string(response.result_int())
                    );
                } else {
                    out = response.body();
                }
            }
        );
        context.run_for(timeout_);
        return out;
    }

    Address address_;
    crypto::Certificate certificate_;
    std::chrono::milliseconds timeout_;
};

}  // namespace

Result<std::unique_ptr<const crypto::Signer>>
remote_signer(const std::string& url, crypto::Certificate certificate, std::chrono::milliseconds timeout) {
    auto address = parse(url);
    if (!address) {
        return fail(Errc::invalid_value, "a signature server's address is http://<host>:<port>/<path>");
    }
    return std::unique_ptr<const crypto::Signer>(
        std::make_unique<const RemoteSigner>(std::move(*address), std::move(certificate), timeout)
    );
}

}  // namespace silkgate::http
