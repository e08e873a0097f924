// The strictness layer: what a request head must be before Beast sees it. Beast 1.81 accepts heads that mean
// two things to two readers (request smuggling): HTTP/1.0 with chunked, unknown transfer codings, missing or
// doubled Host, repeated Content-Length, folded lines. Pure functions over bytes; RFC 9110 and 9112 where not
// said otherwise.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace silkgate::http {

struct HeadLimits {
    std::size_t bytes_max = 16 * 1024;
    std::size_t fields_max = 64;
};

// Where the head ends in what has come so far. `scanned` is the caller's note of how far earlier calls
// looked; start with 0. A bare LF, or a first byte that can not begin a method, is an error at once (nobody
// waits for the rest).
enum class HeadEnd : std::uint8_t { incomplete, complete, malformed };
struct HeadScan {
    HeadEnd end = HeadEnd::incomplete;
    std::size_t length = 0;  // complete: bytes up to and with the empty line
};
[[nodiscard]] HeadScan find_head_end(std::string_view bytes, std::size_t& scanned) noexcept;

// Views into the head that was checked.
struct HeadView {
    api::Method method = api::Method::other;
    std::string_view target;      // as sent
    std::string_view raw_target;  // origin form: path and query, still encoded ("*" for OPTIONS *)
    std::string_view host;
    bool http11 = true;
    bool keep_alive = true;
    bool chunked = false;
    bool expect_continue = false;
    std::optional<std::uint64_t> content_length;
};

// `head` is a complete head (find_head_end), request line to empty line. Errors carry the reason in `detail`:
// malformed_request 400, header_too_large 431, not_supported 501 (transfer coding), expectation_failed 417.
[[nodiscard]] Result<HeadView> check_head(std::string_view head, const HeadLimits& limits);

}  // namespace silkgate::http
