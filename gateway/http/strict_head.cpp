#include "gateway/http/strict_head.hpp"

#include "gateway/http/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace silkgate::http {
namespace {

Error bad(std::string detail) {
    return fail(Errc::malformed_request, std::move(detail));
}

// Characters of an origin-form or absolute-form target: RFC 3986's, plus the square brackets that clients
// leave unescaped in queries.
constexpr CharSet kTarget = char_set("!$&'()*+,-./:;=?@[]_~%", CharSet::alphanumeric);
constexpr CharSet kHost = char_set("-._~!$&'()*+;=:[]%", CharSet::alphanumeric);

api::Method method_of(std::string_view text) noexcept {
    using api::Method;
    struct Row {
        std::string_view text;
        Method method;
    };
    static constexpr std::array<Row, 7> kRows{{
        {"GET", Method::get},
        {"POST", Method::post},
        {"PUT", Method::put},
        {"PATCH", Method::patch},
        {"DELETE", Method::del},
        {"HEAD", Method::head},
        {"OPTIONS", Method::options},
    }};
    for (const Row& row : kRows) {
        if (row.text == text) {
            return row.method;
        }
    }
    return Method::other;
}

// RFC 9112 3.2: origin-form, absolute-form (whose authority must then be the Host), or "*" with OPTIONS.
Result<void> read_target_form(HeadView& view, std::string_view& authority) {
    const std::string_view target = view.target;
    if (target.front() == '/') {
        view.raw_target = target;
        return {};
    }
    if (target == "*") {
        if (view.method != api::Method::options) {
            return bad("the target '*' is for OPTIONS only");
        }
        view.raw_target = target;
        return {};
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() > scheme.size() && equal_no_case(target.substr(0, scheme.size()), scheme)) {
            const std::string_view rest = target.substr(scheme.size());
            const std::size_t slash = rest.find_first_of("/?");
            authority = rest.substr(0, slash);
            view.raw_target = slash == std::string_view::npos ? "/" : rest.substr(slash);
            if (authority.empty() || !contains_only(authority, kHost) || view.raw_target.front() != '/') {
                return bad("the absolute request target has no proper authority and path");
            }
            return {};
        }
    }
    return bad("the request target does not begin with '/'");
}

Result<void> read_request_line(std::string_view line, HeadView& view, std::string_view& authority) {
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos) {
        return bad("the request line is not method, target and version with one space between");
    }
    const std::string_view method = line.substr(0, first);
    view.target = line.substr(first + 1, second - first - 1);
    const std::string_view version = line.substr(second + 1);
    if (method.empty() || method.size() > 32 || !contains_only(method, kToken)) {
        return bad("the method is not a token of at most 32 characters");
    }
    if (version == "HTTP/1.0") {
        view.http11 = false;
        view.keep_alive = false;
    } else if (version != "HTTP/1.1") {
        return bad("the version is neither HTTP/1.1 nor HTTP/1.0");
    }
    view.method = method_of(method);
    if (view.target.empty() || !contains_only(view.target, kTarget)) {
        return bad("the request target holds a character that must be percent-encoded");
    }
    return read_target_form(view, authority);
}

// Fields that mean one thing only: a second one is an attack or a mistake.
enum class Singleton : std::uint8_t { host, content_length, transfer_encoding, expect, other };
struct SingletonRow {
    std::string_view name;
    Singleton which;
};
constexpr std::array<SingletonRow, 11> kSingletons{{
    {"host", Singleton::host},
    {"content-length", Singleton::content_length},
    {"transfer-encoding", Singleton::transfer_encoding},
    {"expect", Singleton::expect},
    {"content-type", Singleton::other},
    {"authorization", Singleton::other},
    {"idempotency-key", Singleton::other},
    {"x-request-id", Singleton::other},
    {"traceparent", Singleton::other},
    {"if-match", Singleton::other},
    {"content-encoding", Singleton::other},
}};

class FieldReader {
public:
    FieldReader(HeadView& view, std::string_view authority) : view_(view), authority_(authority) {}

    Result<void> read(std::string_view line);
    Result<void> finish();

private:
    Result<void> read_singleton(Singleton which, std::string_view value);
    void read_connection(std::string_view value);
    Result<void> read_host(std::string_view value);

    HeadView& view_;
    std::string_view authority_;
    std::array<bool, kSingletons.size()> seen_{};
    bool close_ = false;
    bool keep_alive_ = false;
};

Result<void> FieldReader::read(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') {
        return bad("a header line is folded (obsolete)");
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
        return bad("a header line has no name and colon");
    }
    const std::string_view name = line.substr(0, colon);
    if (!contains_only(name, kToken)) {
        return bad("a header name holds a character that is not allowed, or a space before the colon");
    }
    const std::string_view value = trim(line.substr(colon + 1));
    if (!contains_only(value, kFieldValue)) {
        return bad("the value of a header holds a control character");
    }
    if (equal_no_case(name, "connection")) {
        read_connection(value);
        return {};
    }
    for (std::size_t i = 0; i < kSingletons.size(); ++i) {
        if (equal_no_case(name, kSingletons[i].name)) {
            if (std::exchange(seen_[i], true)) {
                return bad("the header '" + std::string(kSingletons[i].name) + "' is given more than once");
            }
            return read_singleton(kSingletons[i].which, value);
        }
    }
    return {};
}

Result<void> FieldReader::read_singleton(Singleton which, std::string_view value) {
    switch (which) {
        case Singleton::host:
            return read_host(value);
        case Singleton::content_length: {
            std::uint64_t length = 0;
            if (value.empty() || value.size() > 18 || !contains_only(value, kDigits)) {
                return bad("Content-Length is not a plain number of at most 18 digits");
            }
            for (const char c : value) {
                length = length * 10 + static_cast<std::uint64_t>(c - '0');
            }
            view_.content_length = length;
            return {};
        }
        case Singleton::transfer_encoding:
            if (!equal_no_case(value, "chunked")) {
                return fail(Errc::not_supported, "the only transfer coding is 'chunked'");
            }
            view_.chunked = true;
            return {};
        case Singleton::expect:
            if (!equal_no_case(value, "100-continue")) {
                return fail(Errc::expectation_failed, "the only expectation is '100-continue'");
            }
            view_.expect_continue = view_.http11;  // RFC 9110 10.1.1: ignored in HTTP/1.0
            return {};
        case Singleton::other:
            return {};
    }
    return {};
}

Result<void> FieldReader::read_host(std::string_view value) {
    if (value.empty() || !contains_only(value, kHost)) {
        return bad("Host is not a host name or address with an optional port");
    }
    view_.host = value;
    return {};
}

void FieldReader::read_connection(std::string_view value) {
    while (!value.empty()) {
        const std::size_t comma = value.find(',');
        const std::string_view token = trim(value.substr(0, comma));
        close_ = close_ || equal_no_case(token, "close");
        keep_alive_ = keep_alive_ || equal_no_case(token, "keep-alive");
        value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    }
}

Result<void> FieldReader::finish() {
    if (view_.http11 && view_.host.empty()) {
        return bad("HTTP/1.1 needs a Host header");
    }
    if (!authority_.empty()) {
        if (!view_.host.empty() && !equal_no_case(authority_, view_.host)) {
            return bad("Host differs from the authority of the absolute request target");
        }
        view_.host = authority_;
    }
    if (view_.chunked && view_.content_length) {
        return bad("Content-Length and Transfer-Encoding exclude each other");
    }
    if (view_.chunked && !view_.http11) {
        return bad("HTTP/1.0 has no transfer codings");
    }
    view_.keep_alive = !close_ && (view_.http11 || keep_alive_);
    return {};
}

}  // namespace

HeadScan find_head_end(std::string_view bytes, std::size_t& scanned) noexcept {
    if (!bytes.empty() && !kToken.has(bytes.front())) {
        return {.end = HeadEnd::malformed};
    }
    while (scanned < bytes.size()) {
        const auto* found =
            static_cast<const char*>(std::memchr(bytes.data() + scanned, '\n', bytes.size() - scanned));
        if (found == nullptr) {
            scanned = bytes.size();
            break;
        }
        const auto at = static_cast<std::size_t>(found - bytes.data());
        if (at == 0 || bytes[at - 1] != '\r') {
            return {.end = HeadEnd::malformed};
        }
        scanned = at + 1;
        if (at >= 3 && bytes[at - 2] == '\n') {
            return {.end = HeadEnd::complete, .length = scanned};
        }
    }
    return {};
}

Result<HeadView> check_head(std::string_view head, const HeadLimits& limits) {
    if (head.size() > limits.bytes_max) {
        return fail(
            Errc::header_too_large, "the header block is over " + std::to_string(limits.bytes_max) + " bytes"
        );
    }
    if (!head.ends_with("\r\n\r\n")) {
        return bad("the header block does not end in an empty line");
    }
    head.remove_suffix(2);  // each remaining line ends in CRLF
    HeadView view;
    std::string_view authority;
    std::size_t end = head.find("\r\n");
    if (const auto line = read_request_line(head.substr(0, end), view, authority); !line) {
        return line.error();
    }
    FieldReader fields(view, authority);
    std::size_t count = 0;
    for (head.remove_prefix(end + 2); !head.empty(); head.remove_prefix(end + 2)) {
        end = head.find("\r\n");
        if (end == 0) {
            return bad("there is an empty line inside the header block");
        }
        if (++count > limits.fields_max) {
            return fail(
                Errc::header_too_large,
                "there are more than " + std::to_string(limits.fields_max) + " header fields"
            );
        }
        if (const auto field = fields.read(head.substr(0, end)); !field) {
            return field.error();
        }
    }
    if (const auto finished = fields.finish(); !finished) {
        return finished.error();
    }
    return view;
}

}  // namespace silkgate::http
