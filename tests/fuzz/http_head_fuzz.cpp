// The strictness layer: a head is found at the same place however the bytes arrive, and what passes leaves
// nothing to a second reader's opinion: one host, one framing.
#include "gateway/http/strict_head.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace {

using namespace silkgate::http;
using silkgate::fuzz::require;

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

// Lines of the head that begin with the field's name and a colon.
std::size_t count_fields(const std::string& lowered, std::string_view name) {
    const std::string start = "\r\n" + std::string(name) + ":";
    std::size_t count = 0;
    for (auto at = lowered.find(start); at != std::string::npos; at = lowered.find(start, at + 1)) {
        ++count;
    }
    return count;
}

void check_accepted(std::string_view head, const HeadView& view) {
    const std::string lowered = lower(head);
    require(head.ends_with("\r\n\r\n"), "a head ends with an empty line");
    require(count_fields(lowered, "host") <= 1, "one host");
    require(count_fields(lowered, "content-length") <= 1, "one length");
    require(count_fields(lowered, "transfer-encoding") <= 1, "one transfer coding");
    require(!view.chunked || !view.content_length, "chunked or a length, not both");
    require(!view.chunked || view.http11, "chunked only in HTTP/1.1");
    require(view.http11 ? !view.host.empty() : true, "HTTP/1.1 names its host");
    require(
        lowered.find("\r\n ") == std::string::npos && lowered.find("\r\n\t") == std::string::npos,
        "no folded line"
    );
    require(head.find('\0') == std::string_view::npos, "no NUL");
    require(std::ranges::count(head, '\n') == std::ranges::count(head, '\r'), "no bare CR or LF");
    require(!view.raw_target.empty(), "there is a target");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    std::size_t scanned = 0;
    const HeadScan whole = find_head_end(bytes, scanned);

    // In pieces, as a network brings them.
    scanned = 0;
    HeadScan piecewise;
    const std::size_t step = size > 2048 ? 97 : 1;
    for (std::size_t length = 0;; length = std::min(length + step, size)) {
        piecewise = find_head_end(bytes.substr(0, length), scanned);
        if (piecewise.end != HeadEnd::incomplete || length == size) {
            break;
        }
    }
    if (whole.end == HeadEnd::complete && piecewise.end == HeadEnd::complete) {
        require(whole.length == piecewise.length, "a head ends at one place");
    }
    require(
        (whole.end == HeadEnd::incomplete) == (piecewise.end == HeadEnd::incomplete),
        "a head is decided however the bytes come"
    );
    if (whole.end == HeadEnd::complete) {
        const std::string_view head = bytes.substr(0, whole.length);
        if (const auto view = check_head(head, HeadLimits{})) {
            check_accepted(head, *view);
        } else {
            require(!view.error().detail.empty(), "a refusal says why");
        }
    }
    return 0;
}
