// Reads a description of ONE Record's classes from JSON-LD as partners write it: with the prefix cargo:, with
// the whole address or with none; a value bare or as {"@value": …}; one object where there may be many. A
// context is not resolved: other prefixes for the cargo vocabulary are not known.
#pragma once

#include "adapters/common/air/ld_writer.hpp"
#include "gateway/json/reader.hpp"

#include <charconv>

namespace silkgate::adapters::air {

class LdReader {
public:
    explicit LdReader(json::Value object) : object_(object) {}

    void type(std::string_view name) {
        const json::Value types = object_["@type"];
        bool found = is_cargo(types.text(), name);
        for (const json::Value value : list(types)) {
            found = found || is_cargo(value.text(), name);
        }
        require("@type", found);
    }
    void id(std::string& value) { value = object_["@id"].text(); }

    void text(std::string_view name, std::string& value) { value = plain(find(name)).text(); }
    void need(std::string_view name, std::string& value) {
        text(name, value);
        require(name, !value.empty());
    }
    void texts(std::string_view name, std::vector<std::string>& values) {
        each(name, [&](json::Value value) { values.emplace_back(plain(value).text()); });
    }
    void integer(std::string_view name, std::optional<std::int64_t>& value) {
        const json::Value member = find(name);
        const std::string_view text = plain(member).text();
        std::int64_t parsed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
        if (error == std::errc{} && end == text.data() + text.size() && !text.empty()) {
            value = parsed;
        }
        require(name, !member || value.has_value());
    }
    void flag(std::string_view name, std::optional<bool>& value) {
        const json::Value member = find(name);
        const std::string_view text = plain(member).text();
        if (text == "true" || text == "false") {
            value = text == "true";
        }
        require(name, !member || value.has_value());
    }
    void time(std::string_view name, std::string& value) { text(name, value); }
    void measure(std::string_view name, std::optional<Decimal>& value, std::string_view unit) {
        const json::Value member = find(name);
        if (member) {
            const auto parsed = json::to_decimal(plain(find(member, "numericalValue")));
            require(name, parsed.has_value() && code_of(find(member, "unit")) == unit);
            value = parsed ? std::optional(*parsed) : std::nullopt;
        }
    }
    void need_measure(std::string_view name, std::optional<Decimal>& value, std::string_view unit) {
        measure(name, value, unit);
        require(name, value.has_value());
    }
    void amount(std::string_view name, std::optional<xml::Amount>& value) {
        const json::Value member = find(name);
        if (member) {
            const auto parsed = json::to_decimal(plain(find(member, "numericalValue")));
            const std::string_view currency = code_of(find(member, "currencyUnit"));
            require(name, parsed.has_value() && !currency.empty());
            if (parsed) {
                value = xml::Amount{.value = *parsed, .currency = std::string(currency)};
            }
        }
    }
    void code(std::string_view name, std::string& value, std::string_view) { value = code_of(find(name)); }
    void codes(std::string_view name, std::vector<std::string>& values, std::string_view) {
        each(name, [&](json::Value value) { values.emplace_back(code_of(value)); });
    }
    void named(std::string_view name, std::string& value) {
        const std::string_view written = code_of(find(name));
        value = written.starts_with("cargo:") ? written.substr(6) : written;
    }
    // The first where there are several.
    void element(std::string_view name, std::string& value) {
        const json::Value several = find(name);
        const json::Value member = several.is_array() ? several.at(0) : several;
        const json::Value code = find(member, "code");
        value = code ? plain(code).text() : code_of(member);
    }
    void links(std::string_view name, std::vector<std::string>& values) {
        each(name, [&](json::Value value) { values.emplace_back(value["@id"].text()); });
    }
    template <class Part>
    void one(std::string_view name, Part& part) {
        const json::Value member = find(name);
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
        each(name, [&](json::Value value) {
            require(name, value.is_object());
            read(value, parts.emplace_back());
        });
    }

    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    static bool is_cargo(std::string_view written, std::string_view name) {
        for (const std::string_view prefix : {std::string_view("cargo:"), kCargo}) {
            if (written.starts_with(prefix)) {
                written.remove_prefix(prefix.size());
            }
        }
        return written == name;
    }
    static json::Value find(json::Value object, std::string_view name) {
        if (const json::Value value = object["cargo:" + std::string(name)]) {
            return value;
        }
        if (const json::Value value = object[std::string(kCargo) + std::string(name)]) {
            return value;
        }
        return object[name];
    }
    [[nodiscard]] json::Value find(std::string_view name) const { return find(object_, name); }
    static json::Value list(json::Value value) { return value.is_array() ? value : json::Value{}; }
    static json::Value plain(json::Value value) {
        const json::Value inner = value["@value"];
        return inner ? inner : value;
    }
    // What follows the '#' of a reference; all of it where there is none.
    static std::string_view code_of(json::Value value) {
        const json::Value id = value["@id"];
        const std::string_view text = id ? id.text() : plain(value).text();
        return text.substr(text.find('#') + 1);
    }
    template <class Take>
    void each(std::string_view name, const Take& take) {
        const json::Value member = find(name);
        if (member && !member.is_array()) {
            take(member);
        }
        for (const json::Value value : list(member)) {
            take(value);
        }
    }
    template <class Part>
    void read(json::Value value, Part& part) {
        const json::Value outer = object_;
        object_ = value;
        Part::fields(*this, part);
        object_ = outer;
    }
    void require(std::string_view name, bool good) {
        if (!good && problem_.empty()) {
            problem_ = object_.pointer() + "/" + std::string(name);
        }
    }

    json::Value object_;
    std::string problem_;
};

}  // namespace silkgate::adapters::air
