#include "tests/unit/http/server_fixture.hpp"

#include "gateway/crypto/digest.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fstream>
#include <utility>

namespace silkgate::http::test {
namespace asio = boost::asio;
using namespace std::chrono_literals;

#define WITNESS(statement)                  \
    do {                                    \
        const std::lock_guard lock(mutex_); \
        statement;                          \
        changed_.notify_all();              \
    } while (false)

void Witness::connection_opened() noexcept {
    WITNESS(++opened);
}

void Witness::connection_closed() noexcept {
    WITNESS(++closed);
}

void Witness::refused(Refused what) noexcept {
    WITNESS(refusals.push_back(what));
}

void Witness::handshake_done(std::string_view protocol, bool resumed) noexcept {
    WITNESS(protocols.emplace_back(protocol); resumed_handshakes += resumed ? 1 : 0);
}

void Witness::handshake_failed(std::string_view reason) noexcept {
    WITNESS(failed_handshakes.emplace_back(reason));
}

void Witness::timed_out(TimedOut what) noexcept {
    WITNESS(timeouts.push_back(what));
}

void Witness::answered(const AnswerEvent& event) noexcept {
    WITNESS(statuses.push_back(event.status); routes.emplace_back(event.route));
}

void Witness::internal_error(std::string_view what) noexcept {
    WITNESS(bugs.emplace_back(what));
}

void Witness::enter_handler() {
    WITNESS(++entered);
}

bool Witness::wait(const std::function<bool(const Witness&)>& seen) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 20s, [&] { return seen(*this); });
}

ServerTest::ServerTest() {
    std::string name = (std::filesystem::temp_directory_path() / "silkgate_http_XXXXXX").string();
    folder = ::mkdtemp(name.data());
    options.deadlines.tick = 5ms;
    router.add(route(api::Method::post, "/v1/orders", &ServerTest::echo));
    router.add(route(api::Method::get, "/v1/orders/{id}", &ServerTest::show));
    router.add(route(api::Method::patch, "/v1/orders/{id}", &ServerTest::echo));
    router.add(route(api::Method::post, "/wait", &ServerTest::wait_for_release));
    router.add(route(api::Method::post, "/throw", &ServerTest::throw_up));
    router.add(route(api::Method::get, "/large", &ServerTest::large));
}

ServerTest::~ServerTest() {
    release();
    if (server) {
        server->stop();
    }
    std::filesystem::remove_all(folder);
}

Route ServerTest::route(
    api::Method method,
    std::string pattern,
    asio::awaitable<api::Reply> (ServerTest::*handler)(api::Request)
) {
    const bool writes = method == api::Method::post || method == api::Method::patch;
    return {
        .method = method,
        .pattern = std::move(pattern),
        .handler = [this, handler](api::Request request) { return (this->*handler)(std::move(request)); },
        .body_bytes_max = writes ? 4096U : 0U,
        .accepts = {"application/json"},
        .offers = {"application/json"},
    };
}

void ServerTest::start() {
    server = std::make_unique<Server>(options, router, witness);
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error().detail;
}

void ServerTest::start_tls() {
    options.tls = crypto::TlsSettings{.certificate_file = file("cert.pem"), .key_file = file("key.pem")};
    write_certificate();
    start();
}

void ServerTest::write_certificate() const {
    const auto made = crypto::make_self_signed({"localhost", "127.0.0.1"}, 1);
    ASSERT_TRUE(made);
    std::ofstream(file("cert.pem")) << made->certificate_pem;
    std::ofstream(file("key.pem")) << made->key_pem;
}

Answer ServerTest::ask(std::string_view bytes) const {
    Client client = connect();
    client.send(bytes);
    return client.read();
}

void ServerTest::release() {
    const std::lock_guard lock(waiting_mutex_);
    for (const auto& wake : waiting_) {
        (*wake)();
    }
    waiting_.clear();
}

asio::awaitable<api::Reply> ServerTest::echo(api::Request request) {
    api::Reply reply;
    reply.status = 202;
    reply.headers.push_back({"X-Body-Bytes", std::to_string(request.body.size())});
    reply.body = std::move(request.body);
    co_return reply;
}

// Names what the handler saw: id, query, the client's certificate.
asio::awaitable<api::Reply> ServerTest::show(api::Request request) {
    api::Reply reply;
    reply.body = std::string(request.param("id")) + "|" + request.path + "|" +
                 std::string(request.query_value("a")) + "|" + request.traceparent + "|" +
                 request.client_fingerprint;
    co_return reply;
}

asio::awaitable<api::Reply> ServerTest::wait_for_release(api::Request request) {
    const auto executor = co_await asio::this_coro::executor;
    const auto timer = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
    {
        const std::lock_guard lock(waiting_mutex_);
        waiting_.push_back(std::make_shared<std::function<void()>>([timer, executor] {
            asio::post(executor, [timer] { timer->expires_at(asio::steady_timer::time_point::min()); });
        }));
    }
    witness.enter_handler();
    boost::system::error_code ignored;  // expires_at ends the wait with operation_aborted
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    api::Reply reply;
    reply.status = 202;
    reply.body = std::move(request.body);
    co_return reply;
}

asio::awaitable<api::Reply> ServerTest::throw_up(api::Request request) {
    throw std::runtime_error("thrown on purpose by " + request.path);
    co_return api::Reply{};
}

asio::awaitable<api::Reply> ServerTest::large(api::Request) {
    api::Reply reply;
    reply.body.assign(3'000'000, 'x');
    co_return reply;
}

std::string get(std::string_view path, std::string_view more) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view more) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + std::string(more) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace silkgate::http::test
