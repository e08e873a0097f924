#include "gateway/json/writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace silkgate::json {
namespace {

constexpr std::size_t kEscapeBytesMax = 6;  // "\u001f"
constexpr std::size_t kFirstBytes = 256;
constexpr std::size_t kPieceBytes = 128;  // of a text, escaped at once

// Whether one of eight characters needs an escape.
bool any_needs_escape(std::uint64_t word) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHigh = 0x8080808080808080;
    // The high bit of each byte that is zero; of bytes above the first such it may be wrong.
    const auto zero_bytes = [](std::uint64_t x) { return (x - kOnes) & ~x & kHigh; };
    const std::uint64_t control = (word - kOnes * 0x20) & ~word & kHigh;
    return (control | zero_bytes(word ^ kOnes * '"') | zero_bytes(word ^ kOnes * '\\')) != 0;
}

char* put_escape(char* at, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto put = [&at](std::string_view text) { at = std::copy(text.begin(), text.end(), at); };
    switch (c) {
        case '"':
            put("\\\"");
            break;
        case '\\':
            put("\\\\");
            break;
        case '\n':
            put("\\n");
            break;
        case '\r':
            put("\\r");
            break;
        case '\t':
            put("\\t");
            break;
        default:
            put("\\u00");
            *at++ = kHex[static_cast<unsigned char>(c) >> 4U];
            *at++ = kHex[static_cast<unsigned char>(c) & 0xfU];
    }
    return at;
}

// Copies the text, escaped, to a place with room for kEscapeBytesMax times its size; returns the end. Eight
// characters at a time: almost none of an order's needs an escape.
char* put_escaped(char* at, std::string_view text) {
    const char* from = text.data();
    const char* const end = from + text.size();
    while (end - from >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, 8);
        if (!any_needs_escape(word)) {
            std::memcpy(at, from, 8);
            from += 8;
            at += 8;
            continue;
        }
        for (const char* const stop = from + 8; from != stop; ++from) {
            if (needs_escape(*from)) {
                at = put_escape(at, *from);
            } else {
                *at++ = *from;
            }
        }
    }
    for (; from != end; ++from) {
        if (needs_escape(*from)) {
            at = put_escape(at, *from);
        } else {
            *at++ = *from;
        }
    }
    return at;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    const std::size_t before = out.size();
    out.resize(before + text.size() * kEscapeBytesMax);
    const char* const end = put_escaped(out.data() + before, text);
    out.resize(static_cast<std::size_t>(end - out.data()));
}

void Writer::grow(std::size_t bytes) {
    buffer_.resize(std::max({kFirstBytes, buffer_.size() * 2, used_ + bytes}));
}

void Writer::append(char c) {
    *room(1) = c;
    ++used_;
}

void Writer::append(std::string_view text) {
    std::memcpy(room(text.size() + 1), text.data(), text.size());
    used_ += text.size();
}

void Writer::separate() {
    if (comma_) {
        append(',');
    }
    comma_ = true;
}

Writer& Writer::open(char bracket) {
    separate();
    append(bracket);
    comma_ = false;
    return *this;
}

Writer& Writer::close(char bracket) {
    append(bracket);
    comma_ = true;
    return *this;
}

Writer& Writer::key(Name name) {
    const std::string_view text = name.text();
    char* at = room(text.size() + 4);
    if (comma_) {
        *at++ = ',';
    }
    *at++ = '"';
    std::memcpy(at, text.data(), text.size());
    at += text.size();
    *at++ = '"';
    *at++ = ':';
    used_ = static_cast<std::size_t>(at - buffer_.data());
    comma_ = false;
    return *this;
}

Writer& Writer::escaped_key(std::string_view name) {
    string(name);
    append(':');
    comma_ = false;
    return *this;
}

Writer& Writer::string(std::string_view text) {
    for (bool first = true, last = false; !last; first = false) {
        last = text.size() <= kPieceBytes;
        const std::string_view piece = text.substr(0, kPieceBytes);
        char* at = room(piece.size() * kEscapeBytesMax + 3);
        if (first && comma_) {
            *at++ = ',';
        }
        if (first) {
            *at++ = '"';
        }
        at = put_escaped(at, piece);
        if (last) {
            *at++ = '"';
        }
        used_ = static_cast<std::size_t>(at - buffer_.data());
        text.remove_prefix(piece.size());
    }
    comma_ = true;
    return *this;
}

Writer& Writer::number(std::int64_t value) {
    separate();
    constexpr std::size_t kDigitsMax = 20;  // with the sign
    char* const at = room(kDigitsMax);
    used_ = static_cast<std::size_t>(std::to_chars(at, at + kDigitsMax, value).ptr - buffer_.data());
    return *this;
}

Writer& Writer::boolean(bool value) {
    separate();
    append(value ? std::string_view("true") : std::string_view("false"));
    return *this;
}

Writer& Writer::raw(std::string_view json) {
    separate();
    append(json);
    return *this;
}

}  // namespace silkgate::json
