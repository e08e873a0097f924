// The route table: method and path → handler, with everything that is decided before the body is read.
//
// Filled once at start, read-only afterwards; match() may be called from every I/O thread at once.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/core/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace silkgate::http {

// Answers one request. Runs on the I/O thread of the request's connection (co_await this_coro::executor gives
// it). It is not cancelled: when its route's answer deadline passes, the caller gets 504 and the late reply
// is dropped. An exception that leaves it becomes a 500 and is counted as a bug. It must be a named member
// function or own its state: a capturing lambda that is itself a coroutine dangles.
using Handler = std::function<boost::asio::awaitable<api::Reply>(api::Request)>;

struct Route {
    api::Method method = api::Method::get;  // get answers HEAD too
    // "/v1/orders/{id}/documents/{documentId}"; a segment may end in a custom verb: "/v1/orders:validate",
    // "/v1/orders/{id}:retry"; a last segment "{name...}" takes the rest of the path with its slashes.
    std::string pattern;
    Handler handler;
    std::uint64_t body_bytes_max = 0;              // 0: a body is refused (413) and no length is needed
    std::vector<std::string> accepts;              // media types of the body; empty or "*/*": any
    std::vector<std::string> offers;               // media types of the answer; empty: any
    std::chrono::milliseconds answer_deadline{0};  // 0: the server's; longer for a long poll
};

// Strict percent-decoding of one path segment or query part. Errc::malformed_request for an incomplete or
// non-hexadecimal escape, an escaped NUL or other control character, or bytes that are not UTF-8.
enum class Plus : std::uint8_t { literal, space };
[[nodiscard]] Result<std::string> percent_decode(std::string_view text, Plus plus);

// Fills path and query of `request` from an origin-form target ("/path?query"). In the query '+' is a space
// (the form convention every client library encodes by); a name given twice is an error.
// Errc::malformed_request or Errc::invalid_parameter.
[[nodiscard]] Result<void> read_target(std::string_view target, api::Request& request);

class Router {
public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // At start only. Two routes with one method and one pattern, or a malformed pattern, end the process.
    void add(Route route);

    struct Match {
        const Route* route = nullptr;
        std::string allow;  // with not_found or method_not_allowed, and for OPTIONS: "GET, HEAD, POST"
    };

    // Finds the route of request.method and of the raw (still encoded) path, and fills request.params
    // (decoded). Literal segments win over parameters, a parameter with a verb over one without. route ==
    // nullptr and an empty `allow`: no such path (404); with `allow`: no such method there (405, or the
    // answer to OPTIONS).
    [[nodiscard]] Result<Match> match(std::string_view raw_path, api::Request& request) const;

private:
    struct Entry;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    Entry* find_or_add(const std::string& pattern);

    std::vector<std::unique_ptr<Entry>> entries_;  // most specific first
    std::unordered_map<std::string, const Entry*, Hash, std::equal_to<>> literal_;
};

// 415 where the body's media type is not one of the route's, or it is encoded (Content-Encoding) or in
// another character set than UTF-8. Called only when there is a body.
[[nodiscard]] Result<void> check_content_type(const Route& route, const api::Request& request);
// 406 where Accept excludes everything the route offers. application/problem+json is not counted: errors are
// always readable.
[[nodiscard]] Result<void> check_accept(const Route& route, const api::Request& request);

}  // namespace silkgate::http
