// JSON out: compact, members in the order they are written, one escaper.
#pragma once

#include "gateway/core/decimal.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::json {

// Appends to its own buffer. Commas are its business; balance of begin and end is the caller's.
class Writer {
public:
    Writer() = default;

    explicit Writer(std::size_t reserve) { out_.reserve(reserve); }

    Writer& begin_object() { return open('{'); }
    Writer& end_object() { return close('}'); }
    Writer& begin_array() { return open('['); }
    Writer& end_array() { return close(']'); }

    // The next value is the member `name`. The name is escaped.
    Writer& key(std::string_view name);

    Writer& string(std::string_view text);
    Writer& number(std::int64_t value);
    Writer& boolean(bool value);
    // Text that is JSON already.
    Writer& raw(std::string_view json);

    // Members, the usual way.
    Writer& member(std::string_view name, std::string_view text) { return key(name).string(text); }
    // Money and quantities are strings in Silkgate's JSON.
    Writer& member(std::string_view name, Decimal value) { return key(name).string(value.to_string()); }
    // Writes nothing for an empty text: absent is absent.
    Writer& member_if(std::string_view name, std::string_view text) {
        return text.empty() ? *this : member(name, text);
    }

    [[nodiscard]] const std::string& str() const& noexcept { return out_; }
    [[nodiscard]] std::string str() && noexcept { return std::move(out_); }

private:
    Writer& open(char bracket);
    Writer& close(char bracket);
    void separate();

    std::string out_;
    bool comma_ = false;  // a value stands before the next one
};

void append_escaped(std::string& out, std::string_view text);

}  // namespace silkgate::json
