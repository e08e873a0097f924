#include "gateway/api/http_metrics.hpp"

#include "gateway/observe/events.hpp"

namespace silkgate::api {

void HttpMetrics::connection_opened() noexcept {
    metrics_.connections(listener_).add(1);
    metrics_.connections_opened(listener_).add();
}

void HttpMetrics::connection_closed() noexcept {
    metrics_.connections(listener_).add(-1);
}

void HttpMetrics::refused(http::Refused why) noexcept {
    const auto reason = static_cast<observe::RefuseReason>(why);
    metrics_.http_refused(listener_, reason).add();
    log_.emit(observe::events::ConnectionRefused{
        .reason = observe::LabelSet<observe::RefuseReason>::values[static_cast<std::size_t>(reason)]
    });
}

void HttpMetrics::timed_out(http::TimedOut what) noexcept {
    metrics_.http_timeouts(listener_, static_cast<observe::TimeoutPhase>(what)).add();
}

void HttpMetrics::handshake_done(std::string_view protocol, bool) noexcept {
    const auto version = protocol == "TLSv1.3" ? observe::TlsVersion::tls13 : observe::TlsVersion::tls12;
    metrics_.tls_handshakes(observe::HandshakeResult::ok, version).add();
}

void HttpMetrics::handshake_failed(std::string_view reason) noexcept {
    const auto result =
        reason == "timeout" ? observe::HandshakeResult::timeout : observe::HandshakeResult::failed;
    metrics_.tls_handshakes(result, observe::TlsVersion::none).add();
}

void HttpMetrics::answered(const http::AnswerEvent& event) noexcept {
    const auto route = metrics_.route(event.route);
    metrics_
        .http_requests(route, static_cast<observe::Method>(event.method), observe::status_label(event.status))
        .add();
    metrics_.http_seconds(route).observe(event.duration);
    log_.emit(observe::events::RequestDone{
        .request = event.request_id,
        .route = event.route,
        .method = observe::LabelSet<observe::Method>::values[static_cast<std::size_t>(event.method)],
        .status = event.status,
        .bytes_in = static_cast<std::int64_t>(event.bytes_in),
        .bytes_out = static_cast<std::int64_t>(event.bytes_out),
        .took = event.duration,
    });
}

void HttpMetrics::internal_error(std::string_view what) noexcept {
    metrics_.internal_errors().add();
    log_.emit(
        observe::events::InternalError{.stage = "http", .request = {}, .code = "internal", .detail = what}
    );
}

}  // namespace silkgate::api
