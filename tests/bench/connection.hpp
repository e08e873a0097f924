// One keep-alive TLS connection of the generator. Single-threaded: everything runs in the one io_context.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace silkgate::bench {

using SteadyClock = std::chrono::steady_clock;

struct Answer {
    int status = 0;  // 0: none came; the outcome is unknown
    std::string id;  // of the order, or empty
    bool replayed = false;
};

// Reads one HTTP/1.1 answer with Content-Length out of a growing buffer.
struct AnswerParser {
    std::string buffer;
    bool close = false;  // the server ends the connection behind this answer

    // The answer once all of it is in the buffer (which is then emptied); absent before. An answer that this
    // parser can not frame gives status 0 and `close`.
    [[nodiscard]] std::optional<Answer> take();
};

class Connection {
public:
    using OnReady = std::function<void(Connection&)>;
    using OnAnswer = std::function<void(Connection&, const Answer&)>;

    // The references and the callbacks' captures outlive the connection; it outlives the run of the
    // io_context.
    Connection(
        boost::asio::io_context& io,
        boost::asio::ssl::context& tls,
        boost::asio::ip::tcp::endpoint endpoint,
        std::size_t target
    );

    void start(OnReady on_ready, OnAnswer on_answer);
    // Sends one whole request. Precondition: on_ready was called and no answer is outstanding.
    void send(std::string request);
    // Ends an attempt that began before `limit`; its answer is then status 0.
    void expire(SteadyClock::time_point limit);
    // Ends for good; callbacks no longer come.
    void stop();

    [[nodiscard]] std::size_t target() const noexcept { return target_; }
    [[nodiscard]] std::uint64_t connects() const noexcept { return connects_; }

    // Item number of the work this connection is busy with; the owner's to use.
    std::size_t work = 0;

private:
    using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

    void connect();
    void reconnect_soon();
    void read();
    void finish(const Answer& answer, bool keep);

    boost::asio::io_context& io_;
    boost::asio::ssl::context& tls_;
    boost::asio::ip::tcp::endpoint endpoint_;
    std::size_t target_;
    boost::asio::steady_timer pause_;
    std::optional<Stream> stream_;
    OnReady on_ready_;
    OnAnswer on_answer_;
    std::string request_;
    AnswerParser parser_;
    std::array<char, 16384> chunk_{};
    std::optional<SteadyClock::time_point> busy_since_;
    std::uint64_t connects_ = 0;
    bool stopped_ = false;
};

}  // namespace silkgate::bench
