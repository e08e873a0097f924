// A real server on a free port with handlers that echo, fail, wait and count; and what its observer saw.
#pragma once

#include "gateway/http/server.hpp"
#include "tests/unit/http/client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace silkgate::http::test {

// Remembers everything and lets a test wait for it.
class Witness final : public Observer {
public:
    void connection_opened() noexcept override;
    void connection_closed() noexcept override;
    void refused(Refused what) noexcept override;
    void handshake_done(std::string_view protocol, bool resumed) noexcept override;
    void handshake_failed(std::string_view reason) noexcept override;
    void timed_out(TimedOut what) noexcept override;
    void answered(const AnswerEvent& event) noexcept override;
    void internal_error(std::string_view what) noexcept override;

    // False when `seen` did not come true within 20 s.
    bool wait(const std::function<bool(const Witness&)>& seen);

    // Read under wait(), or when the server has stopped.
    int opened = 0;
    int closed = 0;
    int resumed_handshakes = 0;
    std::vector<Refused> refusals;
    std::vector<std::string> protocols;
    std::vector<std::string> failed_handshakes;
    std::vector<TimedOut> timeouts;
    std::vector<int> statuses;
    std::vector<std::string> routes;
    std::vector<std::string> bugs;
    int entered = 0;  // handlers of /wait that began

    void enter_handler();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
};

class ServerTest : public ::testing::Test {
protected:
    ServerTest();
    ~ServerTest() override;

    // With short deadlines and the routes below; `options` may be changed before.
    void start();
    void start_tls();
    // Lets every handler of /wait answer.
    void release();

    [[nodiscard]] Client connect() const { return Client(server->port()); }
    // One request on a connection of its own.
    [[nodiscard]] Answer ask(std::string_view bytes) const;

    // A fresh self-signed certificate in the files of options.tls.
    void write_certificate() const;
    [[nodiscard]] std::string file(const std::string& name) const { return (folder / name).string(); }

    std::filesystem::path folder;
    ServerOptions options;
    Router router;
    Witness witness;
    std::unique_ptr<Server> server;

private:
    boost::asio::awaitable<api::Reply> echo(api::Request request);
    boost::asio::awaitable<api::Reply> show(api::Request request);
    boost::asio::awaitable<api::Reply> wait_for_release(api::Request request);
    boost::asio::awaitable<api::Reply> throw_up(api::Request request);
    boost::asio::awaitable<api::Reply> large(api::Request request);

    Route route(
        api::Method method,
        std::string pattern,
        boost::asio::awaitable<api::Reply> (ServerTest::*handler)(api::Request)
    );

    std::vector<std::shared_ptr<std::function<void()>>> waiting_;
    std::mutex waiting_mutex_;
};

[[nodiscard]] std::string get(std::string_view path, std::string_view more = {});
[[nodiscard]] std::string post(std::string_view path, std::string_view body, std::string_view more = {});

}  // namespace silkgate::http::test
