// One request of a session and its answer, from the head's arrival to the last byte written.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/http/request_reader.hpp"
#include "gateway/http/session.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace silkgate::http {

struct Session::Exchange {
    Exchange(std::size_t head_bytes_max, std::size_t chunk_extension_bytes_max)
        : reader(request, head_bytes_max, chunk_extension_bytes_max) {}

    api::Request request;
    RequestReader reader;
    std::optional<api::Reply> reply;
    const Route* route = nullptr;
    Reservation share;
    std::uint64_t content_length = 0;
    std::uint64_t bytes_in = 0;
    SteadyTime began = std::chrono::steady_clock::now();
    std::string traceparent;
    api::Method method = api::Method::other;
    bool http11 = true;
    bool keep_alive = false;
    bool expect_continue = false;
};

}  // namespace silkgate::http
