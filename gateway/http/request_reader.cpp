#include "gateway/http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <string>

namespace silkgate::http {
namespace beast_http = boost::beast::http;

RequestReader::RequestReader(
    api::Request& request,
    std::size_t head_bytes_max,
    std::size_t chunk_extension_bytes_max
)
    : request_(request), chunk_extension_bytes_max_(chunk_extension_bytes_max) {
    header_limit(static_cast<std::uint32_t>(head_bytes_max));
    body_limit(boost::none);  // decided by route, once the head is known
}

Result<void> RequestReader::read_head(std::string_view head, const HeadView& view) {
    error_code ec;
    const std::size_t consumed = put(boost::asio::buffer(head.data(), head.size()), ec);
    if (ec || consumed != head.size() || !is_header_done()) {
        return fail(
            Errc::malformed_request,
            "the header block is malformed: " + (ec ? ec.message() : "trailing bytes")
        );
    }
    const auto length = content_length();
    const bool same_length = length.has_value() == view.content_length.has_value() &&
                             (!length.has_value() || *length == *view.content_length);
    if (!same_length || chunked() != view.chunked) {
        return fail(Errc::malformed_request, "the framing of the request is ambiguous");
    }
    return {};
}

void RequestReader::limit_body(std::uint64_t bytes_max) {
    body_limit(bytes_max);
}

Result<RequestReader::Fed> RequestReader::feed(std::string_view bytes) {
    Fed fed;
    while (!is_done() && fed.consumed < bytes.size()) {
        error_code ec;
        const std::string_view rest = bytes.substr(fed.consumed);
        fed.consumed += put(boost::asio::buffer(rest.data(), rest.size()), ec);
        if (ec == beast_http::error::need_more) {
            break;
        }
        if (extension_too_long_) {
            return fail(Errc::limit_exceeded, "a chunk extension is too long");
        }
        if (ec == beast_http::error::body_limit) {
            return fail(Errc::body_too_large, "the body is over the limit of this path");
        }
        if (ec) {
            return fail(Errc::malformed_request, "the body's framing is malformed: " + ec.message());
        }
    }
    fed.done = is_done();
    return fed;
}

// The strictness layer has read the request line.
void RequestReader::on_request_impl(beast_http::verb, string_view, string_view, int, error_code&) {}

void RequestReader::on_response_impl(int, string_view, int, error_code&) {}

void RequestReader::on_field_impl(beast_http::field, string_view name, string_view value, error_code&) {
    if (!head_done_) {
        request_.headers.push_back(
            {std::string(name.data(), name.size()), std::string(value.data(), value.size())}
        );
    }
}

void RequestReader::on_header_impl(error_code&) {
    head_done_ = true;
}

void RequestReader::on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) {
    if (length) {
        request_.body.reserve(static_cast<std::size_t>(*length));
    }
}

std::size_t RequestReader::on_body_impl(string_view bytes, error_code&) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

void RequestReader::on_chunk_header_impl(std::uint64_t size, string_view extensions, error_code& ec) {
    if (extensions.size() > chunk_extension_bytes_max_) {
        extension_too_long_ = true;
        ec = beast_http::error::bad_chunk_extension;
        return;
    }
    announced_ += size;
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

void RequestReader::on_finish_impl(error_code&) {}

}  // namespace silkgate::http
