// The operations listener: /metrics, /livez, /readyz, /startupz, /version. Never on the public one.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <vector>

namespace silkgate::api {

// One thing that must hold for /readyz; any thread.
struct ReadyCheck {
    std::string name;
    std::function<bool()> holds;
};

class Operations {
public:
    Operations(Services& services, std::vector<ReadyCheck> checks, std::string version_json)
        : services_(services), checks_(std::move(checks)), version_json_(std::move(version_json)) {}

    boost::asio::awaitable<Reply> metrics(Request request);
    boost::asio::awaitable<Reply> livez(Request request);
    boost::asio::awaitable<Reply> readyz(Request request);
    boost::asio::awaitable<Reply> startupz(Request request);
    boost::asio::awaitable<Reply> version(Request request);

    // Gauges that are read, not counted: called before /metrics is written.
    void on_scrape(std::function<void()> refresh) { refresh_ = std::move(refresh); }

    [[nodiscard]] bool is_ready() const;

private:
    Services& services_;
    std::vector<ReadyCheck> checks_;
    std::string version_json_;
    std::function<void()> refresh_;
    std::atomic<bool> started_{false};  // has been ready once
};

}  // namespace silkgate::api
