// Any value of a document, made from the document's own description (adapters/common/xml/fields.hpp,
// gateway/json/fields.hpp): what is required is there, what is optional sometimes, and texts hold every kind
// of character. The same seed makes the same document.
#pragma once

#include "gateway/core/decimal.hpp"

#include <array>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::test {

class Filler {
public:
    explicit Filler(std::uint64_t seed) : random_(seed) {}

    void text(std::string_view, std::string& value) { value = coin() ? any_text() : std::string{}; }
    void need(std::string_view, std::string& value) { value = any_text(); }
    void constant(std::string_view, std::string_view) {}
    template <class Qualified>
    void qualified(std::string_view, Qualified& value, std::string_view) {
        if (coin()) {
            value = {.value = any_text(), .qualifier = coin() ? "1" : ""};
        }
    }
    template <class Qualified>
    void need_qualified(std::string_view, Qualified& value, std::string_view) {
        value = {.value = any_text(), .qualifier = "C"};
    }
    void number(std::string_view, std::optional<Decimal>& value) {
        if (coin()) {
            value = any_number();
        }
    }
    void need_number(std::string_view, std::optional<Decimal>& value) { value = any_number(); }
    void measure(std::string_view name, std::optional<Decimal>& value, std::string_view) {
        number(name, value);
    }
    void need_measure(std::string_view name, std::optional<Decimal>& value, std::string_view) {
        need_number(name, value);
    }
    void integer(std::string_view, std::optional<std::int64_t>& value) {
        if (coin()) {
            value = any_integer();
        }
    }
    void need_integer(std::string_view, std::optional<std::int64_t>& value) { value = any_integer(); }
    template <class Amount>
    void amount(std::string_view, std::optional<Amount>& value) {
        if (coin()) {
            value = {.value = any_number(), .currency = "CNY"};
        }
    }
    template <class Amount>
    void need_amount(std::string_view, std::optional<Amount>& value) {
        value = {.value = any_number(), .currency = "CNY"};
    }
    void flag(std::string_view, std::optional<bool>& value) {
        if (coin()) {
            value = coin();
        }
    }
    void need_flag(std::string_view, std::optional<bool>& value) { value = coin(); }
    void texts(std::string_view, std::vector<std::string>& values) {
        for (std::size_t i = random_() % 3; i > 0; --i) {
            values.push_back(any_text());
        }
    }
    void need_texts(std::string_view name, std::vector<std::string>& values) {
        values.push_back(any_text());
        texts(name, values);
    }
    // JSON-LD (adapters/common/air/ld_writer.hpp).
    void type(std::string_view) {}
    void id(std::string& value) { text({}, value); }
    void time(std::string_view name, std::string& value) { text(name, value); }
    void named(std::string_view name, std::string& value) { text(name, value); }
    void element(std::string_view name, std::string& value) { text(name, value); }
    void code(std::string_view name, std::string& value, std::string_view) { text(name, value); }
    void codes(std::string_view name, std::vector<std::string>& values, std::string_view) {
        texts(name, values);
    }
    void links(std::string_view name, std::vector<std::string>& values) { texts(name, values); }
    template <class Part>
    void one(std::string_view, Part& part) {
        Part::fields(*this, part);
    }
    template <class Part>
    void maybe(std::string_view name, std::optional<Part>& part) {
        if (coin()) {
            one(name, part.emplace());
        }
    }
    template <class Part>
    void many(std::string_view name, std::vector<Part>& parts) {
        for (std::size_t i = random_() % 3; i > 0; --i) {
            one(name, parts.emplace_back());
        }
    }
    template <class Part>
    void need_many(std::string_view name, std::vector<Part>& parts) {
        one(name, parts.emplace_back());
        many(name, parts);
    }

    [[nodiscard]] std::uint64_t random() { return random_(); }

private:
    bool coin() { return random_() % 2 == 0; }
    Decimal any_number() {
        return Decimal::from_parts(static_cast<std::int64_t>(random_() % 10'000'000), random_() % 4);
    }
    std::int64_t any_integer() { return static_cast<std::int64_t>(random_() % 1'000'000); }
    std::string any_text() {
        static constexpr auto kPieces =
            std::to_array<std::string_view>({"a", "<", "&amp;", "\"", "茶", "Ж", "]]>", "x y", "\\", "'"});
        std::string made = "t";
        for (std::size_t i = random_() % 8; i > 0; --i) {
            made += kPieces[random_() % kPieces.size()];
        }
        return made + "t";
    }

    std::mt19937_64 random_;
};

template <class Document>
[[nodiscard]] Document any(Filler& filler) {
    Document document;
    Document::fields(filler, document);
    return document;
}

}  // namespace silkgate::test
