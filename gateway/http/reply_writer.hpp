// Reply → bytes of the wire, head and body in one buffer. Pure functions.
#pragma once

#include "gateway/api/message.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace silkgate::http {

// What the session adds to a reply. Views live for the call.
struct ReplyFrame {
    bool http11 = true;
    bool keep_alive = true;
    bool head_only = false;  // the answer to HEAD: the length of the body, but not the body
    std::string_view date;   // IMF-fixdate
    std::string_view request_id;
    std::string_view traceparent;                // empty: none
    std::string_view strict_transport_security;  // empty: none
};

// Appends the whole answer. Fields that are the session's business (framing, Date, X-Request-Id) or that
// would break the framing (control characters) are dropped; false when that happened, which is a bug of the
// handler.
bool append_reply(std::string& out, const api::Reply& reply, const ReplyFrame& frame);

// RFC 9110 5.6.7: "Tue, 24 Nov 2026 08:00:00 GMT"
[[nodiscard]] std::string http_date(std::chrono::sys_seconds time);

}  // namespace silkgate::http
