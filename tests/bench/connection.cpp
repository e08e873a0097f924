#include "tests/bench/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace silkgate::bench {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto kReconnectPause = std::chrono::milliseconds(50);
constexpr std::size_t kHeadMax = 65536;

// Value of a header of `head`, or empty. Names compare without case.
std::string_view header_of(std::string_view head, std::string_view name) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            std::equal(name.begin(), name.end(), line.begin(), same)) {
            auto value = line.substr(name.size() + 1);
            value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
            return value;
        }
    }
    return {};
}

// Value of the first member "id" of the body: the order's.
std::string id_of(std::string_view body) {
    const auto name = body.find("\"id\"");
    if (name == std::string_view::npos) {
        return {};
    }
    const auto open = body.find('"', name + 4);
    const auto close = open == std::string_view::npos ? open : body.find('"', open + 1);
    return close == std::string_view::npos ? std::string{}
                                           : std::string(body.substr(open + 1, close - open - 1));
}

template <typename Number>
bool read_number(std::string_view text, Number& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::optional<Answer> AnswerParser::take() {
    const auto end = buffer.find("\r\n\r\n");
    if (end == std::string::npos) {
        close = buffer.size() > kHeadMax;
        return close ? std::optional<Answer>(Answer{}) : std::nullopt;
    }
    const auto head = std::string_view(buffer).substr(0, end + 2);
    Answer answer;
    std::size_t length = 0;
    if (!head.starts_with("HTTP/1.1 ") || head.size() < 14 ||
        !read_number(head.substr(9, 3), answer.status) ||
        !read_number(header_of(head, "content-length"), length)) {
        close = true;
        return Answer{};
    }
    if (buffer.size() < end + 4 + length) {
        return std::nullopt;
    }
    close = header_of(head, "connection") == "close";
    answer.replayed = header_of(head, "idempotent-replayed") == "true";
    answer.id = id_of(std::string_view(buffer).substr(end + 4, length));
    buffer.erase(0, end + 4 + length);
    return answer;
}

Connection::Connection(
    asio::io_context& io,
    asio::ssl::context& tls,
    asio::ip::tcp::endpoint endpoint,
    std::size_t target
)
    : io_(io), tls_(tls), endpoint_(std::move(endpoint)), target_(target), pause_(io) {}

void Connection::start(OnReady on_ready, OnAnswer on_answer) {
    on_ready_ = std::move(on_ready);
    on_answer_ = std::move(on_answer);
    connect();
}

void Connection::connect() {
    stream_.emplace(io_, tls_);
    parser_ = {};
    stream_->next_layer().async_connect(endpoint_, [this](const error_code& error) {
        if (error) {
            reconnect_soon();
            return;
        }
        stream_->next_layer().set_option(asio::ip::tcp::no_delay(true));
        stream_->async_handshake(asio::ssl::stream_base::client, [this](const error_code& failed) {
            if (failed) {
                reconnect_soon();
                return;
            }
            ++connects_;
            if (!stopped_) {
                on_ready_(*this);
            }
        });
    });
}

void Connection::reconnect_soon() {
    error_code ignored;
    stream_->next_layer().close(ignored);
    if (stopped_) {
        return;
    }
    pause_.expires_after(kReconnectPause);
    pause_.async_wait([this](const error_code& error) {
        if (!error && !stopped_) {
            connect();
        }
    });
}

void Connection::send(std::string request) {
    request_ = std::move(request);
    busy_since_ = SteadyClock::now();
    asio::async_write(*stream_, asio::buffer(request_), [this](const error_code& error, std::size_t) {
        if (error) {
            finish({}, false);
            return;
        }
        read();
    });
}

void Connection::read() {
    stream_->async_read_some(asio::buffer(chunk_), [this](const error_code& error, std::size_t count) {
        parser_.buffer.append(chunk_.data(), count);
        if (const auto answer = parser_.take()) {
            finish(*answer, !error && !parser_.close);
        } else if (error) {
            finish({}, false);
        } else {
            read();
        }
    });
}

void Connection::finish(const Answer& answer, bool keep) {
    busy_since_.reset();
    if (stopped_) {
        return;
    }
    on_answer_(*this, answer);
    if (!keep) {
        reconnect_soon();
    } else {
        on_ready_(*this);
    }
}

void Connection::expire(SteadyClock::time_point limit) {
    if (busy_since_ && *busy_since_ < limit && stream_) {
        error_code ignored;
        stream_->next_layer().close(ignored);
    }
}

void Connection::stop() {
    stopped_ = true;
    pause_.cancel();
    if (stream_) {
        error_code ignored;
        stream_->next_layer().close(ignored);
    }
}

}  // namespace silkgate::bench
