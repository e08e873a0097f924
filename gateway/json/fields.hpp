// One description of a document's members serves both ways: each part has a static template `fields(visitor,
// self)` that names its members in the order they are written, and the visitors below write or read them. So
// what is written is what is read. Members that a description does not name are passed over when reading.
//
// A name with a slash is a path whose inner objects hold nothing else ("vessel/name"); they are written only
// around a value.
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::json {

// Writes members; remembers the first that is required and not there.
class FieldWriter {
public:
    explicit FieldWriter(Writer& out) : out_(out) {}

    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            leaf(name, [&] { out_.string(value); });
        }
    }
    void need(std::string_view name, const std::string& value) {
        require(name, !value.empty());
        text(name, value);
    }
    // The same text in every document of this kind.
    void constant(std::string_view name, std::string_view value) {
        leaf(name, [&] { out_.string(value); });
    }
    // A JSON number.
    void number(std::string_view name, const std::optional<Decimal>& value) {
        if (value) {
            leaf(name, [&] { out_.raw(value->to_string()); });
        }
    }
    void need_number(std::string_view name, const std::optional<Decimal>& value) {
        require(name, value.has_value());
        number(name, value);
    }
    // A whole JSON number.
    void integer(std::string_view name, const std::optional<std::int64_t>& value) {
        if (value) {
            leaf(name, [&] { out_.number(*value); });
        }
    }
    void need_integer(std::string_view name, const std::optional<std::int64_t>& value) {
        require(name, value.has_value());
        integer(name, value);
    }
    void flag(std::string_view name, const std::optional<bool>& value) {
        if (value) {
            leaf(name, [&] { out_.boolean(*value); });
        }
    }
    void need_flag(std::string_view name, const std::optional<bool>& value) {
        require(name, value.has_value());
        flag(name, value);
    }
    // Nothing for no texts.
    void texts(std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) {
            return;
        }
        leaf(name, [&] {
            out_.begin_array();
            for (const std::string& value : values) {
                out_.string(value);
            }
            out_.end_array();
        });
    }
    void need_texts(std::string_view name, const std::vector<std::string>& values) {
        require(name, !values.empty());
        texts(name, values);
    }
    template <class Part>
    void one(std::string_view name, const Part& part) {
        leaf(name, [&] { object(part); });
    }
    template <class Part>
    void maybe(std::string_view name, const std::optional<Part>& part) {
        if (part) {
            one(name, *part);
        }
    }
    // Nothing for no parts.
    template <class Part>
    void many(std::string_view name, const std::vector<Part>& parts) {
        if (parts.empty()) {
            return;
        }
        leaf(name, [&] {
            out_.begin_array();
            for (const Part& part : parts) {
                object(part);
            }
            out_.end_array();
        });
    }
    // At least one.
    template <class Part>
    void need_many(std::string_view name, const std::vector<Part>& parts) {
        require(name, !parts.empty());
        many(name, parts);
    }
    template <class Part>
    void object(const Part& part) {
        out_.begin_object();
        Part::fields(*this, part);
        out_.end_object();
    }

    // Name of the first missing member, or empty.
    [[nodiscard]] const std::string& missing() const noexcept { return missing_; }

private:
    template <class Write>
    void leaf(std::string_view path, const Write& write) {
        int depth = 0;
        for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
            out_.escaped_key(path.substr(0, slash)).begin_object();
            path.remove_prefix(slash + 1);
            ++depth;
        }
        out_.escaped_key(path);
        write();
        for (; depth > 0; --depth) {
            out_.end_object();
        }
    }
    void require(std::string_view name, bool there) {
        if (!there && missing_.empty()) {
            missing_ = name;
        }
    }

    Writer& out_;
    std::string missing_;
};

// Reads the same; remembers the first member that is missing or of a wrong type.
class FieldReader {
public:
    explicit FieldReader(Value object) : object_(object) {}

    void text(std::string_view name, std::string& value) {
        const Value member = find(name);
        value = member.is_string() ? member.text() : std::string_view{};
        require(name, !member || member.is_string());
    }
    void need(std::string_view name, std::string& value) {
        text(name, value);
        require(name, !value.empty());
    }
    void constant(std::string_view name, std::string_view value) {
        const Value member = find(name);
        require(name, member.is_string() && member.text() == value);
    }
    void number(std::string_view name, std::optional<Decimal>& value) {
        const Value member = find(name);
        if (member.is_number()) {
            if (const auto parsed = to_decimal(member)) {
                value = *parsed;
            }
        }
        require(name, !member || value.has_value());
    }
    void need_number(std::string_view name, std::optional<Decimal>& value) {
        number(name, value);
        require(name, value.has_value());
    }
    void integer(std::string_view name, std::optional<std::int64_t>& value) {
        const Value member = find(name);
        if (member.is_number()) {
            const std::string_view text = member.text();
            std::int64_t parsed = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
            if (error == std::errc{} && end == text.data() + text.size()) {
                value = parsed;
            }
        }
        require(name, !member || value.has_value());
    }
    void need_integer(std::string_view name, std::optional<std::int64_t>& value) {
        integer(name, value);
        require(name, value.has_value());
    }
    void flag(std::string_view name, std::optional<bool>& value) {
        const Value member = find(name);
        if (member.is(Type::boolean)) {
            value = member.is_true();
        }
        require(name, !member || value.has_value());
    }
    void need_flag(std::string_view name, std::optional<bool>& value) {
        flag(name, value);
        require(name, value.has_value());
    }
    void texts(std::string_view name, std::vector<std::string>& values) {
        for (const Value value : array(name)) {
            require(name, value.is_string());
            values.emplace_back(value.text());
        }
    }
    void need_texts(std::string_view name, std::vector<std::string>& values) {
        texts(name, values);
        require(name, !values.empty());
    }
    template <class Part>
    void one(std::string_view name, Part& part) {
        const Value member = find(name);
        require(name, member.is_object());
        if (member.is_object()) {
            read(member, part);
        }
    }
    template <class Part>
    void maybe(std::string_view name, std::optional<Part>& part) {
        if (find(name)) {
            one(name, part.emplace());
        }
    }
    template <class Part>
    void many(std::string_view name, std::vector<Part>& parts) {
        for (const Value value : array(name)) {
            require(name, value.is_object());
            read(value, parts.emplace_back());
        }
    }
    template <class Part>
    void need_many(std::string_view name, std::vector<Part>& parts) {
        many(name, parts);
        require(name, !parts.empty());
    }

    // Pointer of the first member that is missing or wrong, or empty.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    [[nodiscard]] Value find(std::string_view path) const {
        Value at = object_;
        for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
            at = at[path.substr(0, slash)];
            path.remove_prefix(slash + 1);
        }
        return at[path];
    }
    [[nodiscard]] Value array(std::string_view name) {
        const Value member = find(name);
        require(name, !member || member.is_array());
        return member.is_array() ? member : Value{};
    }
    template <class Part>
    void read(Value value, Part& part) {
        const Value outer = object_;
        object_ = value;
        Part::fields(*this, part);
        object_ = outer;
    }
    void require(std::string_view name, bool good) {
        if (!good && problem_.empty()) {
            problem_ = object_.pointer() + "/" + std::string(name);
        }
    }

    Value object_;
    std::string problem_;
};

// The document as one object, or Errc::invalid_value naming what is missing.
template <class Part>
[[nodiscard]] Result<std::string> write_object(const Part& part) {
    Writer out(2048);
    FieldWriter fields(out);
    fields.object(part);
    if (!fields.missing().empty()) {
        return fail(Errc::invalid_value, "the document needs " + fields.missing());
    }
    return std::move(out).str();
}

// What of the object the description names. Errc::invalid_value with the pointer of what is missing or wrong.
template <class Part>
[[nodiscard]] Result<Part> read_object(Value object) {
    Part part;
    FieldReader fields(object);
    Part::fields(fields, part);
    if (!fields.problem().empty()) {
        return fail(Errc::invalid_value, "missing or of a wrong type", fields.problem());
    }
    return part;
}

template <class Part>
[[nodiscard]] Result<Part> read_object(std::string_view bytes) {
    const auto document = Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    return read_object<Part>(document->root());
}

}  // namespace silkgate::json
