// What the server tells the outside about itself. observe/ turns it into metrics and events.
#pragma once

#include "gateway/api/message.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace silkgate::http {

enum class Refused : std::uint8_t { connection_limit, in_flight_limit, draining };

enum class TimedOut : std::uint8_t { handshake, header, body, answer, write };

// One answered request. The views live for the call only.
struct AnswerEvent {
    api::Method method = api::Method::other;
    std::string_view route;  // the pattern, a bounded set; empty where no route was found
    int status = 0;
    std::uint64_t bytes_in = 0;            // head and body as received, without TLS
    std::uint64_t bytes_out = 0;           // the whole answer, without TLS
    std::chrono::nanoseconds duration{0};  // head complete → answer ready to be written
    std::string_view request_id;
};

// Called on I/O threads, several at once: implementations are thread-safe, do not block and do not throw.
// The base does nothing with any of it.
class Observer {
public:
    virtual ~Observer() = default;

    virtual void connection_opened() noexcept {}
    virtual void connection_closed() noexcept {}
    virtual void refused(Refused) noexcept {}
    // protocol is "TLSv1.3" or "TLSv1.2".
    virtual void handshake_done(std::string_view /*protocol*/, bool /*resumed*/) noexcept {}
    // reason is OpenSSL's short text or "timeout", "closed".
    virtual void handshake_failed(std::string_view /*reason*/) noexcept {}
    virtual void timed_out(TimedOut) noexcept {}
    virtual void answered(const AnswerEvent&) noexcept {}
    // An exception reached the session or an invariant was broken: a bug.
    virtual void internal_error(std::string_view /*what*/) noexcept {}
};

}  // namespace silkgate::http
