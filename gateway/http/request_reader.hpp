// Beast's HTTP/1.1 parser, filling our Request directly: no field container between, the body in one string.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/core/result.hpp"
#include "gateway/http/strict_head.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace silkgate::http {

// One request. Use: read_head once, then feed until done. Keep unconsumed bytes and give them again, with
// more.
class RequestReader final : public boost::beast::http::basic_parser<true> {
public:
    // `request` outlives the reader.
    RequestReader(api::Request& request, std::size_t head_bytes_max, std::size_t chunk_extension_bytes_max);
    ~RequestReader() override = default;

    // Gives Beast the head that the strictness layer has passed, and compares what the two understood:
    // framing that they read differently is malformed_request.
    [[nodiscard]] Result<void> read_head(std::string_view head, const HeadView& view);

    // Before the first feed. Content of a chunked body beyond it is body_too_large.
    void limit_body(std::uint64_t bytes_max);

    struct Fed {
        std::size_t consumed = 0;
        bool done = false;
    };
    // Errors: malformed_request, body_too_large, limit_exceeded (a chunk extension). Precondition: not done.
    [[nodiscard]] Result<Fed> feed(std::string_view bytes);

    [[nodiscard]] bool done() const noexcept { return is_done(); }
    // Content bytes that the chunks begun so far have announced.
    [[nodiscard]] std::uint64_t announced_bytes() const noexcept { return announced_; }

private:
    using string_view = boost::beast::string_view;
    using error_code = boost::beast::error_code;

    void on_request_impl(
        boost::beast::http::verb verb,
        string_view method,
        string_view target,
        int version,
        error_code& ec
    ) override;
    void on_response_impl(int status, string_view reason, int version, error_code& ec) override;
    void on_field_impl(boost::beast::http::field known, string_view name, string_view value, error_code& ec)
        override;
    void on_header_impl(error_code& ec) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code& ec) override;
    std::size_t on_body_impl(string_view bytes, error_code& ec) override;
    void on_chunk_header_impl(std::uint64_t size, string_view extensions, error_code& ec) override;
    std::size_t on_chunk_body_impl(std::uint64_t remain, string_view bytes, error_code& ec) override;
    void on_finish_impl(error_code& ec) override;

    api::Request& request_;
    std::size_t chunk_extension_bytes_max_;
    std::uint64_t announced_ = 0;
    bool head_done_ = false;  // fields from here on are trailers, which are dropped
    bool extension_too_long_ = false;
};

}  // namespace silkgate::http
