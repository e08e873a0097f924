// JSON out: compact, members in the order they are written, one escaper.
#pragma once

#include "gateway/core/decimal.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::json {

[[nodiscard]] constexpr bool needs_escape(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// A member's name as the source text has it: known not to need an escape before the program runs.
class Name {
public:
    template <std::size_t Size>
    consteval Name(const char (&text)[Size]) : text_(text, Size - 1) {  // NOLINT(google-explicit-constructor)
        for (const char c : text_) {
            if (needs_escape(c)) {
                throw "a name that needs an escape: use escaped_key()";
            }
        }
    }

    [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

private:
    std::string_view text_;
};

// Appends to its own buffer. Commas are its business; balance of begin and end is the caller's.
class Writer {
public:
    Writer() = default;

    explicit Writer(std::size_t bytes) { grow(bytes); }

    Writer& begin_object() { return open('{'); }
    Writer& end_object() { return close('}'); }
    Writer& begin_array() { return open('['); }
    Writer& end_array() { return close(']'); }

    // The next value is the member `name`.
    Writer& key(Name name);
    // For a name that comes from outside.
    Writer& escaped_key(std::string_view name);

    Writer& string(std::string_view text);
    Writer& number(std::int64_t value);
    Writer& boolean(bool value);
    // Text that is JSON already.
    Writer& raw(std::string_view json);

    // Members, the usual way.
    Writer& member(Name name, std::string_view text) { return key(name).string(text); }
    // Money and quantities are strings in Silkgate's JSON.
    Writer& member(Name name, Decimal value) { return key(name).string(value.to_string()); }
    // Writes nothing for an empty text: absent is absent.
    Writer& member_if(Name name, std::string_view text) { return text.empty() ? *this : member(name, text); }

    [[nodiscard]] std::string str() const& { return buffer_.substr(0, used_); }
    [[nodiscard]] std::string str() && {
        buffer_.resize(used_);
        return std::move(buffer_);
    }

private:
    Writer& open(char bracket);
    Writer& close(char bracket);
    void append(char c);
    void append(std::string_view text);
    // Where `bytes` more may be written; used_ is the caller's to advance.
    [[nodiscard]] char* room(std::size_t bytes) {
        if (buffer_.size() - used_ < bytes) {
            grow(bytes);
        }
        return buffer_.data() + used_;
    }
    void grow(std::size_t bytes);
    void separate();

    std::string buffer_;  // written up to used_
    std::size_t used_ = 0;
    bool comma_ = false;  // a value stands before the next one
};

void append_escaped(std::string& out, std::string_view text);

}  // namespace silkgate::json
