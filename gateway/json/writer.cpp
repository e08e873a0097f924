#include "gateway/json/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace silkgate::json {
namespace {

constexpr bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// Index of the first character that needs an escape, or the size. Eight at a time: almost no text of an order
// has one.
std::size_t find_escape(std::string_view text) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHigh = 0x8080808080808080;
    // The high bit of each byte that is zero; of bytes above the first such it may be wrong.
    const auto zero_bytes = [](std::uint64_t word) { return (word - kOnes) & ~word & kHigh; };
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        const std::uint64_t control = (word - kOnes * 0x20) & ~word & kHigh;
        if ((control | zero_bytes(word ^ kOnes * '"') | zero_bytes(word ^ kOnes * '\\')) != 0) {
            break;
        }
    }
    while (i < text.size() && !needs_escape(text[i])) {
        ++i;
    }
    return i;
}

void append_escape(std::string& out, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            out += "\\u00";
            out += kHex[static_cast<unsigned char>(c) >> 4U];
            out += kHex[static_cast<unsigned char>(c) & 0xfU];
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    for (;;) {
        const std::size_t plain = find_escape(text);
        out.append(text.data(), plain);
        if (plain == text.size()) {
            return;
        }
        append_escape(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
}

namespace {

// `,"text"` and what follows, in one piece where it is short and plain: most of what a document consists of.
void append_quoted(std::string& out, bool comma, std::string_view text, std::string_view end) {
    std::array<char, 64> piece;
    if (text.size() + end.size() + 2 > piece.size() || find_escape(text) != text.size()) {
        out += comma ? ",\"" : "\"";
        append_escaped(out, text);
        out += end;
        return;
    }
    char* at = piece.data();
    if (comma) {
        *at++ = ',';
    }
    *at++ = '"';
    at = std::copy(text.begin(), text.end(), at);
    at = std::copy(end.begin(), end.end(), at);
    out.append(piece.data(), at);
}

}  // namespace

void Writer::separate() {
    if (comma_) {
        out_ += ',';
    }
    comma_ = true;
}

Writer& Writer::open(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
    return *this;
}

Writer& Writer::close(char bracket) {
    out_ += bracket;
    comma_ = true;
    return *this;
}

Writer& Writer::key(std::string_view name) {
    append_quoted(out_, comma_, name, "\":");
    comma_ = false;
    return *this;
}

Writer& Writer::string(std::string_view text) {
    append_quoted(out_, comma_, text, "\"");
    comma_ = true;
    return *this;
}

Writer& Writer::number(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

Writer& Writer::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

Writer& Writer::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

}  // namespace silkgate::json
