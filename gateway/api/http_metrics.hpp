// What the HTTP server tells about itself, as metrics and debug events.
#pragma once

#include "gateway/http/observer.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"

namespace silkgate::api {

// Thread-safe: cells are atomic. One for each listener.
class HttpMetrics final : public http::Observer {
public:
    HttpMetrics(observe::Metrics& metrics, observe::Log& log, observe::Listener listener)
        : metrics_(metrics), log_(log), listener_(listener) {}

    void connection_opened() noexcept override;
    void connection_closed() noexcept override;
    void refused(http::Refused why) noexcept override;
    void timed_out(http::TimedOut what) noexcept override;
    void handshake_done(std::string_view protocol, bool resumed) noexcept override;
    void handshake_failed(std::string_view reason) noexcept override;
    void answered(const http::AnswerEvent& event) noexcept override;
    void internal_error(std::string_view what) noexcept override;

private:
    observe::Metrics& metrics_;
    observe::Log& log_;
    observe::Listener listener_;
};

}  // namespace silkgate::api
