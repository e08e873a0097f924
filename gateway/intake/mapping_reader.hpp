// Reads the members of a mapping file. Private to gateway/intake.
#pragma once

#include "gateway/intake/mapping.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::intake {

// Remembers the first mistake and every path.
class MappingReader {
public:
    // One object of the file: each read() names a member; finish() complains of the others.
    class Object {
    public:
        Object(MappingReader& reader, json::Value value)
            : reader_(reader), value_(value), scope_before_(reader.scope_) {
            if (value && !value.is_object()) {
                reader.mistake(value, "an object is expected");
            }
        }

        [[nodiscard]] json::Value get(std::string_view name) {
            seen_.emplace_back(name);
            return value_[name];
        }

        Object& read(std::string_view name, TextField& out) { return as(reader_.text(get(name)), out); }
        Object& read(std::string_view name, AmountField& out) { return as(reader_.amount(get(name)), out); }
        Object& read(std::string_view name, TimeField& out) { return as(reader_.time(get(name)), out); }
        Object& read(std::string_view name, WordField& out) { return as(reader_.words(get(name)), out); }
        Object& read(std::string_view name, std::vector<Path>& out) {
            return as(reader_.paths(get(name)), out);
        }
        // Where the rows stand; the paths of this object's other members start there.
        Object& each(std::vector<Path>& out) {
            out = reader_.paths(get("each"));
            reader_.open_scope(out);
            return *this;
        }
        Object& each(std::optional<Path>& out) {
            std::vector<Path> paths;
            each(paths);
            if (!paths.empty()) {
                out = std::move(paths.front());
            }
            return *this;
        }
        Object& read(std::string_view name, std::string& out) {
            out = reader_.plain(get(name));
            return *this;
        }
        Object& read(std::string_view name, bool& out) {
            out = get(name).is_true();
            return *this;
        }

        // Each element of a list of objects, or the object itself.
        template <class Row, class Read>
        Object& rows(std::string_view name, std::vector<Row>& out, Read&& read_row) {
            const json::Value list = get(name);
            if (list.is_object()) {
                read_row(Object(reader_, list), out.emplace_back());
            }
            for (const json::Value element : list.is_array() ? list : json::Value{}) {
                read_row(Object(reader_, element), out.emplace_back());
            }
            return *this;
        }

        [[nodiscard]] json::Value value() const { return value_; }
        [[nodiscard]] MappingReader& reader() { return reader_; }

        // Complains of members that were not read, and ends the scope of each().
        void finish();

    private:
        template <class T>
        Object& as(T&& from, T& to) {
            to = std::forward<T>(from);
            return *this;
        }

        MappingReader& reader_;
        json::Value value_;
        std::vector<std::string> seen_;
        std::vector<Path> scope_before_;
    };

    [[nodiscard]] TextField text(json::Value value);
    [[nodiscard]] AmountField amount(json::Value value);
    [[nodiscard]] TimeField time(json::Value value);
    [[nodiscard]] WordField words(json::Value value);
    [[nodiscard]] std::vector<Path> paths(json::Value value);
    [[nodiscard]] std::string plain(json::Value value);
    [[nodiscard]] Decimal number(json::Value value);

    // Every word that `field` can give has to be one of `allowed`.
    template <std::size_t N>
    void check_words(json::Value at, const WordField& field, const std::array<std::string_view, N>& allowed) {
        const auto check = [&](const std::string& word) {
            if (!word.empty() && std::ranges::find(allowed, word) == allowed.end()) {
                mistake(at, "not a word of the common order: " + word);
            }
        };
        check(field.constant);
        for (const WordRule& rule : field.rules) {
            for (const auto& [from, to] : rule.words) {
                check(to);
            }
        }
    }
    // A member that is read though no path names it.
    MappingReader& note(std::string_view member);
    void mistake(json::Value at, std::string_view what);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    [[nodiscard]] std::vector<Path> known() const { return known_; }

private:
    [[nodiscard]] WordRule word_rule(json::Value value);
    void open_scope(const std::vector<Path>& each);
    void note(const Path& path);

    std::vector<Path> scope_;  // where the paths being read start; the order where it is empty
    std::optional<Error> error_;
    std::vector<Path> known_;
};

}  // namespace silkgate::intake
