#include "gateway/json/reader.hpp"

#include <algorithm>
#include <bitset>

#ifdef __SSE2__
#define RAPIDJSON_SSE2  // whitespace and plain text 16 bytes at a time
#endif
#include <rapidjson/reader.h>

#include <simdjson.h>

namespace silkgate::json {
namespace {

// RapidJSON's SSE2 loads go on to the end of the 16 bytes that hold the closing NUL: that much must be ours.
constexpr std::size_t kReadAheadBytes = 16;

using detail::kNone;
using detail::Node;

// Members up to which an object's names are looked for one by one where two may be the same; beyond, they are
// sorted.
constexpr std::size_t kSmallObjectMax = 64;

// Some bits of a name: names that differ seldom have the same.
std::size_t fold(std::string_view name) {
    if (name.empty()) {
        return 0;
    }
    const auto at = [name](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
    };
    return name.size() * 37 + at(0) * 5 + at(name.size() / 2) * 71 + at(name.size() - 1) * 13;
}

Error malformed_at(std::size_t offset) {
    return fail(
        Errc::malformed_json,
        "not well-formed JSON at byte " + std::to_string(offset),
        "byte " + std::to_string(offset)
    );
}

// Whether there is an escape of the range D000 to DFFF, which holds the surrogates.
bool has_surrogate_escape(std::string_view bytes) {
    for (auto at = bytes.find("\\u"); at != std::string_view::npos; at = bytes.find("\\u", at + 2)) {
        if (at + 2 < bytes.size() && (bytes[at + 2] == 'd' || bytes[at + 2] == 'D')) {
            return true;
        }
    }
    return false;
}

// Builds the node list from RapidJSON's events, and stops at limits and duplicate names.
class Builder {
public:
    using Ch = char;

    Builder(std::vector<Node>& nodes, const Limits& limits, const std::string& bytes)
        : nodes_(nodes), limits_(limits), bytes_(bytes), check_surrogates_(has_surrogate_escape(bytes)) {}

    bool Null() { return scalar(Type::null, "null"); }
    bool Bool(bool value) { return scalar(Type::boolean, value ? "true" : "false"); }
    // Numbers arrive as text (kParseNumbersAsStringsFlag), so these are never called.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
        return scalar(Type::number, {text, length});
    }

    bool String(const char* text, rapidjson::SizeType length, bool) {
        return is_whole({text, length}) && scalar(Type::string, {text, length});
    }

    bool Key(const char* text, rapidjson::SizeType length, bool) {
        key_ = {text, length};
        if (!is_whole(key_)) {
            return false;
        }
        return length <= limits_.string_bytes_max || stop(Errc::limit_exceeded, "a member name is too long");
    }

    bool StartObject() { return open(Type::object); }
    bool StartArray() { return open(Type::array); }
    bool EndObject(rapidjson::SizeType) { return close(true); }
    bool EndArray(rapidjson::SizeType) { return close(false); }

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    bool stop(Errc code, const char* detail, std::uint32_t at = kNone) {
        const std::uint32_t node = at == kNone ? current_ : at;
        error_ = fail(code, detail, node == kNone ? std::string{} : pointer_of(node));
        return false;
    }

    [[nodiscard]] std::string pointer_of(std::uint32_t index) const;

    bool add(Type type, std::string_view text) {
        if (nodes_.size() >= limits_.members_max) {
            return stop(Errc::limit_exceeded, "too many values");
        }
        const auto index = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back(
            {.text = text,
             .key = key_,
             .parent = current_,
             .next = kNone,
             .first = kNone,
             .size = 0,
             .type = type}
        );
        key_ = {};
        if (current_ != kNone) {
            Node& parent = nodes_[current_];
            (parent.size == 0 ? parent.first : nodes_[parent.next].next) = index;
            ++parent.size;
            parent.next = index;  // the last child so far, until the parent is closed
        }
        return true;
    }

    bool scalar(Type type, std::string_view text) {
        return text.size() <= limits_.string_bytes_max ? add(type, text)
                                                       : stop(Errc::limit_exceeded, "a value is too long");
    }

    bool open(Type type) {
        if (depth_ >= limits_.depth_max) {
            return stop(Errc::limit_exceeded, "nested too deeply");
        }
        const auto index = static_cast<std::uint32_t>(nodes_.size());
        if (!add(type, {})) {
            return false;
        }
        current_ = index;
        ++depth_;
        return true;
    }

    bool close(bool object) {
        if (object && !check_names(current_)) {
            return false;
        }
        --depth_;
        Node& closed = nodes_[current_];
        closed.next = kNone;
        current_ = closed.parent;
        return true;
    }

    bool check_names(std::uint32_t object);
    [[nodiscard]] bool is_repeated(std::uint32_t first, std::uint32_t index) const;

    // RapidJSON decodes the second half of a pair alone, which is no character and leaves a text that is not
    // UTF-8.
    bool is_whole(std::string_view text) {
        if (check_surrogates_ && !is_utf8(text)) {
            error_ = malformed_at(static_cast<std::size_t>(text.data() - bytes_.data()));
        }
        return !error_;
    }

    std::vector<Node>& nodes_;
    const Limits& limits_;
    const std::string& bytes_;  // decoded in place, so that a text begins where it stood
    bool check_surrogates_;
    std::optional<Error> error_;
    std::string_view key_;
    std::uint32_t current_ = kNone;
    std::size_t depth_ = 0;
};

// Whether a member before `index` has its name.
bool Builder::is_repeated(std::uint32_t first, std::uint32_t index) const {
    for (auto earlier = first; earlier != index; earlier = nodes_[earlier].next) {
        if (nodes_[earlier].key == nodes_[index].key) {
            return true;
        }
    }
    return false;
}

bool Builder::check_names(std::uint32_t object) {
    const Node& node = nodes_[object];
    if (node.size <= kSmallObjectMax) {
        std::bitset<1024> seen;
        for (auto a = node.first; a != kNone; a = nodes_[a].next) {
            const std::size_t bit = fold(nodes_[a].key) % seen.size();
            if (seen.test(bit) && is_repeated(node.first, a)) {
                return stop(Errc::duplicate_member, "an object names a member twice", a);
            }
            seen.set(bit);
        }
        return true;
    }
    std::vector<std::uint32_t> members;
    members.reserve(node.size);
    for (auto member = node.first; member != kNone; member = nodes_[member].next) {
        members.push_back(member);
    }
    const auto key = [this](std::uint32_t member) { return nodes_[member].key; };
    std::ranges::stable_sort(members, {}, key);
    const auto twin = std::ranges::adjacent_find(members, {}, key);
    return twin == members.end() ||
           stop(Errc::duplicate_member, "an object names a member twice", *std::next(twin));
}

// Position of `index` among its parent's children.
std::size_t position_of(const Node* nodes, std::uint32_t index) {
    std::size_t position = 0;
    for (auto child = nodes[nodes[index].parent].first; child != index; child = nodes[child].next) {
        ++position;
    }
    return position;
}

std::string make_pointer(const Node* nodes, std::uint32_t index) {
    std::vector<std::uint32_t> path;
    for (auto at = index; nodes[at].parent != kNone; at = nodes[at].parent) {
        path.push_back(at);
    }
    std::string pointer;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
        pointer += '/';
        pointer += nodes[nodes[*at].parent].type == Type::object ? escape_pointer(nodes[*at].key)
                                                                 : std::to_string(position_of(nodes, *at));
    }
    return pointer;
}

std::string Builder::pointer_of(std::uint32_t index) const {
    return make_pointer(nodes_.data(), index);
}

}  // namespace

Result<Document> Document::parse(std::string bytes, const Limits& limits) {
    if (!is_utf8(bytes)) {
        return fail(Errc::invalid_utf8, "the body is not valid UTF-8");
    }
    // RapidJSON takes a NUL as the end of the text, so what follows one would go unseen.
    if (const auto nul = bytes.find('\0'); nul != std::string::npos) {
        return malformed_at(nul);
    }
    bytes.reserve(bytes.size() + kReadAheadBytes);
    Document document;
    document.bytes_ = std::make_unique<std::string>(std::move(bytes));
    document.nodes_.reserve(std::min<std::size_t>(document.bytes_->size() / 10 + 8, limits.members_max));

    Builder builder(document.nodes_, limits, *document.bytes_);
    rapidjson::Reader reader;
    rapidjson::InsituStringStream stream(document.bytes_->data());
    constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
    const auto outcome = reader.Parse<kFlags>(stream, builder);
    if (outcome.IsError()) {
        return builder.error() ? *builder.error() : malformed_at(outcome.Offset());
    }
    return document;
}

std::size_t Document::position_of(std::string_view pointer) const {
    Value at = root();
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        const std::string_view token = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(token.size());
        Value next;
        std::size_t index = 0;
        for (const Value child : at) {
            const std::string name = at.is_object() ? escape_pointer(child.key()) : std::to_string(index);
            if (name == token) {
                next = child;
                break;
            }
            ++index;
        }
        if (!next) {
            break;
        }
        at = next;
    }
    return static_cast<std::size_t>(at.node_ - nodes_.data());
}

bool is_utf8(std::string_view bytes) noexcept {
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

Value Value::operator[](std::string_view name) const noexcept {
    if (!is_object()) {
        return {};
    }
    for (auto member = node_->first; member != kNone; member = nodes_[member].next) {
        if (nodes_[member].key == name) {
            return child(member);
        }
    }
    return {};
}

Value Value::at(std::size_t index) const noexcept {
    if (!is_array() || index >= node_->size) {
        return {};
    }
    auto element = node_->first;
    for (; index > 0; --index) {
        element = nodes_[element].next;
    }
    return child(element);
}

std::string Value::pointer() const {
    return exists() ? make_pointer(nodes_, static_cast<std::uint32_t>(node_ - nodes_)) : std::string{};
}

Value::Iterator Value::begin() const noexcept {
    return Iterator(exists() ? child(node_->first) : Value{});
}

Value::Iterator Value::end() const noexcept {
    return Iterator(Value{});
}

Result<Decimal> to_decimal(Value value) {
    if (!value.is_number() && !value.is_string()) {
        return fail(Errc::invalid_value, "not a number");
    }
    return Decimal::parse(value.text());
}

std::string escape_pointer(std::string_view name) {
    std::string escaped;
    escaped.reserve(name.size());
    for (const char c : name) {
        if (c == '~') {
            escaped += "~0";
        } else if (c == '/') {
            escaped += "~1";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

}  // namespace silkgate::json
