// Request ids and W3C trace contexts: what is taken from a caller, and what is made.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace silkgate::http {

// 1 to 128 of A-Z a-z 0-9 '.' '_' '-'.
[[nodiscard]] bool is_request_id(std::string_view text) noexcept;

// W3C Trace Context 1, version 00: "00-<32 hex>-<16 hex>-<2 hex>", lower case, ids not all zero.
[[nodiscard]] bool is_traceparent(std::string_view text) noexcept;

// 128 random bits in hex. Unique, not secret. One a thread.
class RequestIds {
public:
    RequestIds();
    [[nodiscard]] std::string next();

private:
    std::mt19937_64 engine_;
};

}  // namespace silkgate::http
