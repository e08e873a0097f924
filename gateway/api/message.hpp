// Request and Reply: what an endpoint sees of HTTP. Ours, not Beast's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::api {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

struct Header {
    std::string name;  // as sent; compare without case
    std::string value;
};

struct Request {
    Method method = Method::get;
    std::string path;                                         // decoded path, no query; starts with '/'
    std::vector<std::pair<std::string, std::string>> query;   // decoded
    std::vector<std::pair<std::string, std::string>> params;  // from the route: {"id", "ord_…"}
    std::vector<Header> headers;
    std::string body;                // exactly the bytes that came
    std::string request_id;          // X-Request-Id accepted or made
    std::string traceparent;         // W3C, as it came, or empty
    std::string client_fingerprint;  // SHA-256 of the verified TLS client certificate, hex, or empty

    // First header of that name (any case), or empty.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
    [[nodiscard]] bool has_header(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view param(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view query_value(std::string_view name) const noexcept;
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::vector<Header> headers;
    std::string body;
    bool close = false;  // end the connection after this answer
};

}  // namespace silkgate::api
