#include "gateway/api/operations.hpp"

#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

Reply checks_reply(const std::vector<ReadyCheck>& checks, bool good) {
    json::Writer out;
    out.begin_object().member("status", good ? "ok" : "not ready").key("checks").begin_object();
    for (const ReadyCheck& check : checks) {
        out.escaped_key(check.name).boolean(check.holds());
    }
    out.end_object().end_object();
    return {.status = good ? 200 : 503, .body = std::move(out).str()};
}

}  // namespace

bool Operations::is_ready() const {
    return std::ranges::all_of(checks_, [](const ReadyCheck& check) { return check.holds(); });
}

boost::asio::awaitable<Reply> Operations::metrics(Request request) {
    if (refresh_) {
        refresh_();
    }
    const observe::Exposition exposition = observe::negotiate(request.header("Accept"));
    co_return Reply{
        .status = 200,
        .content_type = std::string(observe::content_type(exposition)),
        .body = services_.metrics.text(exposition)
    };
}

boost::asio::awaitable<Reply> Operations::livez(Request) {
    co_return Reply{.status = 200, .body = "{\"status\":\"ok\"}"};
}

boost::asio::awaitable<Reply> Operations::readyz(Request) {
    const bool ready = is_ready();
    started_ = started_ || ready;
    co_return checks_reply(checks_, ready);
}

boost::asio::awaitable<Reply> Operations::startupz(Request) {
    started_ = started_ || is_ready();
    co_return checks_reply(checks_, started_);
}

boost::asio::awaitable<Reply> Operations::version(Request) {
    co_return Reply{.status = 200, .body = version_json_};
}

}  // namespace silkgate::api
