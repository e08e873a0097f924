// Writes what a description names (fields.hpp).
#pragma once

#include "adapters/common/xml/writer.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::xml {

// A text with one attribute that says what kind of text it is: an amount's currency, a code's list.
struct Qualified {
    std::string value;
    std::string qualifier;

    bool operator==(const Qualified&) const = default;
};

struct Amount {
    Decimal value;
    std::string currency;  // ISO 4217

    bool operator==(const Amount&) const = default;
};

// Writes elements; remembers the first that the schema wants and that is not there.
class FieldWriter {
public:
    explicit FieldWriter(Writer& out) : out_(out) {}

    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            leaf(name, value, {});
        }
    }
    void need(std::string_view name, const std::string& value) {
        if (value.empty()) {
            miss(name);
        }
        text(name, value);
    }
    // The same text in every document of this kind.
    void constant(std::string_view name, std::string_view value) { leaf(name, value, {}); }
    void qualified(std::string_view name, const Qualified& value, std::string_view attribute) {
        if (value.value.empty()) {
            return;
        }
        if (value.qualifier.empty()) {
            leaf(name, value.value, {});
        } else {
            leaf(name, value.value, {attribute, value.qualifier});
        }
    }
    void need_qualified(std::string_view name, const Qualified& value, std::string_view attribute) {
        if (value.value.empty()) {
            miss(name);
        }
        qualified(name, value, attribute);
    }
    void number(std::string_view name, const std::optional<Decimal>& value) {
        if (value) {
            leaf(name, value->to_string(), {});
        }
    }
    void need_number(std::string_view name, const std::optional<Decimal>& value) {
        if (!value) {
            miss(name);
        }
        number(name, value);
    }
    // A quantity in one unit of UN Rec 20, given as the attribute unitCode.
    void measure(std::string_view name, const std::optional<Decimal>& value, std::string_view unit) {
        if (value) {
            leaf(name, value->to_string(), {"unitCode", unit});
        }
    }
    void need_measure(std::string_view name, const std::optional<Decimal>& value, std::string_view unit) {
        if (!value) {
            miss(name);
        }
        measure(name, value, unit);
    }
    void amount(std::string_view name, const std::optional<Amount>& value) {
        if (value) {
            leaf(name, value->value.to_string(), {"currencyID", value->currency});
        }
    }
    void need_amount(std::string_view name, const std::optional<Amount>& value) {
        if (!value || value->currency.empty()) {
            miss(name);
        }
        amount(name, value);
    }
    void flag(std::string_view name, const std::optional<bool>& value) {
        if (value) {
            leaf(name, *value ? "true" : "false", {});
        }
    }
    void need_flag(std::string_view name, const std::optional<bool>& value) {
        if (!value) {
            miss(name);
        }
        flag(name, value);
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            need(name, value);
        }
    }
    // At least one.
    void need_texts(std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) {
            miss(name);
        }
        texts(name, values);
    }
    template <class Part>
    void one(std::string_view name, const Part& part) {
        out_.open(name);
        Part::fields(*this, part);
        out_.close();
    }
    template <class Part>
    void maybe(std::string_view name, const std::optional<Part>& part) {
        if (part) {
            one(name, *part);
        }
    }
    template <class Part>
    void many(std::string_view name, const std::vector<Part>& parts) {
        for (const Part& part : parts) {
            one(name, part);
        }
    }
    // At least one.
    template <class Part>
    void need_many(std::string_view name, const std::vector<Part>& parts) {
        if (parts.empty()) {
            miss(name);
        }
        many(name, parts);
    }

    // Name of the first missing element, or empty.
    [[nodiscard]] const std::string& missing() const noexcept { return missing_; }

private:
    void
    leaf(std::string_view path, std::string_view value, std::initializer_list<std::string_view> attributes) {
        int depth = 0;
        for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
            out_.open(path.substr(0, slash));
            path.remove_prefix(slash + 1);
            ++depth;
        }
        out_.element(path, value, attributes);
        for (; depth > 0; --depth) {
            out_.close();
        }
    }
    void miss(std::string_view name) {
        if (missing_.empty()) {
            missing_ = name;
        }
    }

    Writer& out_;
    std::string missing_;
};

}  // namespace silkgate::adapters::xml
