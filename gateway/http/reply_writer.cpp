#include "gateway/http/reply_writer.hpp"

#include "gateway/http/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace silkgate::http {
namespace {

std::string_view phrase(int status) noexcept {
    struct Row {
        int status;
        std::string_view text;
    };
    static constexpr std::array<Row, 33> kRows{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {207, "Multi-Status"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    }};
    const auto* const row = std::ranges::find(kRows, status, &Row::status);
    return row == kRows.end() ? std::string_view{} : row->text;
}

void append_number(std::string& out, std::size_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
}

bool may_send(const api::Header& field) noexcept {
    static constexpr std::array<std::string_view, 6> kOurs{
        "content-length",
        "transfer-encoding",
        "connection",
        "date",
        "x-request-id",
        "content-type",
    };
    return !field.name.empty() && contains_only(field.name, kToken) &&
           contains_only(field.value, kFieldValue) && std::ranges::none_of(kOurs, [&](std::string_view ours) {
               return equal_no_case(ours, field.name);
           });
}

}  // namespace

bool append_reply(std::string& out, const api::Reply& reply, const ReplyFrame& frame) {
    bool complete = true;
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::size_t>(reply.status));
    out.append(" ").append(phrase(reply.status)).append("\r\n");
    append_field(out, "Date", frame.date);
    append_field(out, "X-Request-Id", frame.request_id);
    append_field(out, "traceparent", frame.traceparent);
    append_field(out, "Strict-Transport-Security", frame.strict_transport_security);
    const bool has_content = reply.status >= 200 && reply.status != 204 && reply.status != 304;
    if (has_content && !reply.body.empty()) {
        if (contains_only(reply.content_type, kFieldValue)) {
            append_field(out, "Content-Type", reply.content_type);
        } else {
            complete = false;
        }
    }
    for (const api::Header& field : reply.headers) {
        if (may_send(field)) {
            out.append(field.name).append(": ").append(field.value).append("\r\n");
        } else {
            complete = false;
        }
    }
    if (!frame.keep_alive) {
        out.append("Connection: close\r\n");
    } else if (!frame.http11) {
        out.append("Connection: keep-alive\r\n");
    }
    if (has_content) {
        out.append("Content-Length: ");
        append_number(out, reply.body.size());
        out.append("\r\n");
    }
    out.append("\r\n");
    if (has_content && !frame.head_only) {
        out.append(reply.body);
    }
    return complete;
}

std::string http_date(std::chrono::sys_seconds time) {
    static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> kMonths{
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    };
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(),
        text.size(),
        "%s, %02u %s %04d %02d:%02d:%02d GMT",
        kDays.at(std::chrono::weekday(day).c_encoding()),
        static_cast<unsigned>(date.day()),
        kMonths.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())
    );
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace silkgate::http
