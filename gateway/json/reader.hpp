// JSON in: strict RFC 8259, numbers kept as text, each value knows its JSON pointer. RapidJSON is visible in
// this folder only.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::json {

struct Limits {
    std::uint32_t depth_max = 32;
    std::uint32_t members_max = 10'000;       // values in the whole document
    std::uint32_t string_bytes_max = 65'536;  // a key, a string or a number's text
};

enum class Type : std::uint8_t { null, boolean, number, string, array, object };

class Document;

namespace detail {

inline constexpr std::uint32_t kNone = 0xffff'ffff;

struct Node {
    std::string_view text;  // string content, number text, "true", "false" or "null"
    std::string_view key;   // member name, where the parent is an object
    std::uint32_t parent = kNone;
    std::uint32_t next = kNone;  // next sibling
    std::uint32_t first = kNone;
    std::uint32_t size = 0;
    Type type = Type::null;
};

}  // namespace detail

// A handle to one value, or to nothing (a member that is absent). Valid while its Document lives. Cheap to
// copy.
class Value {
public:
    Value() = default;

    // False for a member or element that is not there. All other calls are allowed then and say "empty".
    [[nodiscard]] bool exists() const noexcept { return node_ != nullptr; }
    explicit operator bool() const noexcept { return exists(); }

    [[nodiscard]] bool is(Type type) const noexcept { return node_ != nullptr && node_->type == type; }
    [[nodiscard]] bool is_null() const noexcept { return is(Type::null); }
    [[nodiscard]] bool is_string() const noexcept { return is(Type::string); }
    [[nodiscard]] bool is_number() const noexcept { return is(Type::number); }
    [[nodiscard]] bool is_object() const noexcept { return is(Type::object); }
    [[nodiscard]] bool is_array() const noexcept { return is(Type::array); }
    [[nodiscard]] bool is_true() const noexcept { return is(Type::boolean) && node_->text == "true"; }
    [[nodiscard]] Type type() const noexcept { return node_ == nullptr ? Type::null : node_->type; }

    // Content of a string, text of a number ("10.10" as it was written), "true"/"false"/"null"; empty
    // otherwise.
    [[nodiscard]] std::string_view text() const noexcept {
        return node_ == nullptr ? std::string_view{} : node_->text;
    }
    // Name under which an object holds this value.
    [[nodiscard]] std::string_view key() const noexcept {
        return node_ == nullptr ? std::string_view{} : node_->key;
    }
    // Members of an object or elements of an array.
    [[nodiscard]] std::size_t size() const noexcept { return node_ == nullptr ? 0 : node_->size; }

    // Member of an object, or nothing.
    [[nodiscard]] Value operator[](std::string_view name) const noexcept;
    // Element of an array, or nothing. Linear in `index`.
    [[nodiscard]] Value at(std::size_t index) const noexcept;

    // RFC 6901 pointer from the document's root, e.g. "/line_items/0/price". Made on demand.
    [[nodiscard]] std::string pointer() const;

    class Iterator;
    [[nodiscard]] Iterator begin() const noexcept;
    [[nodiscard]] Iterator end() const noexcept;

private:
    friend class Document;

    Value(const detail::Node* nodes, const detail::Node* node) : nodes_(nodes), node_(node) {}

    [[nodiscard]] Value child(std::uint32_t index) const noexcept {
        return index == detail::kNone ? Value{} : Value{nodes_, nodes_ + index};
    }

    const detail::Node* nodes_ = nullptr;
    const detail::Node* node_ = nullptr;
};

class Value::Iterator {
public:
    explicit Iterator(Value value) : value_(value) {}

    Value operator*() const noexcept { return value_; }

    Iterator& operator++() noexcept {
        value_ = value_.child(value_.node_->next);
        return *this;
    }

    bool operator==(const Iterator& other) const noexcept { return value_.node_ == other.value_.node_; }

private:
    Value value_;
};

// A parsed text. Owns the bytes; values are views into them. Movable; moving keeps values valid.
class Document {
public:
    // Errors: invalid_utf8, malformed_json (pointer holds "byte N"), duplicate_member (pointer holds the JSON
    // pointer), limit_exceeded. NaN, comments, trailing commas or bytes, raw NUL, lone surrogates are
    // malformed.
    [[nodiscard]] static Result<Document> parse(std::string bytes, const Limits& limits = {});

    [[nodiscard]] Value root() const noexcept { return Value{nodes_.data(), nodes_.data()}; }

    // Place of a pointer's value in the text: grows with document order. Of the nearest ancestor where there
    // is none.
    [[nodiscard]] std::size_t position_of(std::string_view pointer) const;

private:
    Document() = default;

    std::unique_ptr<std::string> bytes_;  // parsed in place; on the heap so that views survive a move
    std::vector<detail::Node> nodes_;
};

// True when the bytes are valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

// The decimal that a number, or a string holding a number, is written as; exponents are errors.
[[nodiscard]] Result<Decimal> to_decimal(Value value);

// "~" and "/" of a member name escaped for a JSON pointer.
[[nodiscard]] std::string escape_pointer(std::string_view name);

}  // namespace silkgate::json
