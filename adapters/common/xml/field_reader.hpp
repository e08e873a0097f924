// Reads what a description names (fields.hpp).
#pragma once

#include "adapters/common/xml/field_writer.hpp"
#include "adapters/common/xml/reader.hpp"

namespace silkgate::adapters::xml {
namespace detail {

inline std::string_view local_name(std::string_view name) {
    return name.substr(name.find(':') + 1);
}

inline const std::string* attribute(const Element& element, std::string_view name) {
    for (const auto& [key, value] : element.attributes) {
        if (key == name) {
            return &value;
        }
    }
    return nullptr;
}

}  // namespace detail

// Reads the same; remembers the first element that is missing, or is not what its field is.
class FieldReader {
public:
    explicit FieldReader(const Element& element) : element_(&element) {}

    void text(std::string_view name, std::string& value) {
        const Element* child = find(name);
        value = child == nullptr ? std::string{} : child->text;
    }
    void need(std::string_view name, std::string& value) {
        text(name, value);
        if (value.empty()) {
            complain(name);
        }
    }
    void constant(std::string_view name, std::string_view value) {
        const Element* child = find(name);
        if (child == nullptr || child->text != value) {
            complain(name);
        }
    }
    void qualified(std::string_view name, Qualified& value, std::string_view attribute) {
        if (const Element* child = find(name)) {
            const std::string* qualifier = detail::attribute(*child, attribute);
            value = {.value = child->text, .qualifier = qualifier == nullptr ? std::string{} : *qualifier};
        }
    }
    void need_qualified(std::string_view name, Qualified& value, std::string_view attribute) {
        qualified(name, value, attribute);
        if (value.value.empty()) {
            complain(name);
        }
    }
    void number(std::string_view name, std::optional<Decimal>& value) {
        if (const Element* child = find(name); child != nullptr && !child->text.empty()) {
            take(name, child->text, value);
        }
    }
    void need_number(std::string_view name, std::optional<Decimal>& value) {
        number(name, value);
        if (!value) {
            complain(name);
        }
    }
    // No unit is converted: another one is a complaint.
    void measure(std::string_view name, std::optional<Decimal>& value, std::string_view unit) {
        const Element* child = find(name);
        if (child == nullptr) {
            return;
        }
        const std::string* written = detail::attribute(*child, "unitCode");
        if (written != nullptr && *written != unit) {
            complain(name);
            return;
        }
        take(name, child->text, value);
    }
    void need_measure(std::string_view name, std::optional<Decimal>& value, std::string_view unit) {
        measure(name, value, unit);
        if (!value) {
            complain(name);
        }
    }
    void amount(std::string_view name, std::optional<Amount>& value) {
        const Element* child = find(name);
        if (child == nullptr) {
            return;
        }
        std::optional<Decimal> number;
        take(name, child->text, number);
        const std::string* currency = detail::attribute(*child, "currencyID");
        if (number && currency != nullptr && !currency->empty()) {
            value = Amount{.value = *number, .currency = *currency};
        } else {
            complain(name);
        }
    }
    void need_amount(std::string_view name, std::optional<Amount>& value) {
        amount(name, value);
        if (!value) {
            complain(name);
        }
    }
    void flag(std::string_view name, std::optional<bool>& value) {
        const Element* child = find(name);
        if (child == nullptr) {
            return;
        }
        if (child->text == "true" || child->text == "1") {
            value = true;
        } else if (child->text == "false" || child->text == "0") {
            value = false;
        } else {
            complain(name);
        }
    }
    void need_flag(std::string_view name, std::optional<bool>& value) {
        flag(name, value);
        if (!value) {
            complain(name);
        }
    }
    void texts(std::string_view name, std::vector<std::string>& values) {
        for (const Element& child : element_->children) {
            if (child.name == detail::local_name(name)) {
                values.push_back(child.text);
            }
        }
    }
    void need_texts(std::string_view name, std::vector<std::string>& values) {
        texts(name, values);
        if (values.empty()) {
            complain(name);
        }
    }
    template <class Part>
    void one(std::string_view name, Part& part) {
        if (const Element* child = find(name)) {
            read(*child, part);
        } else {
            complain(name);
        }
    }
    template <class Part>
    void maybe(std::string_view name, std::optional<Part>& part) {
        if (const Element* child = find(name)) {
            read(*child, part.emplace());
        }
    }
    template <class Part>
    void many(std::string_view name, std::vector<Part>& parts) {
        for (const Element& child : element_->children) {
            if (child.name == detail::local_name(name)) {
                read(child, parts.emplace_back());
            }
        }
    }
    template <class Part>
    void need_many(std::string_view name, std::vector<Part>& parts) {
        many(name, parts);
        if (parts.empty()) {
            complain(name);
        }
    }

    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    [[nodiscard]] const Element* find(std::string_view path) const {
        const Element* at = element_;
        while (at != nullptr) {
            const auto slash = path.find('/');
            at = at->child(detail::local_name(path.substr(0, slash)));
            if (slash == std::string_view::npos) {
                break;
            }
            path.remove_prefix(slash + 1);
        }
        return at;
    }
    void take(std::string_view name, std::string_view text, std::optional<Decimal>& value) {
        if (const auto parsed = Decimal::parse(text)) {
            value = *parsed;
        } else {
            complain(name);
        }
    }
    template <class Part>
    void read(const Element& child, Part& part) {
        const Element* outer = element_;
        element_ = &child;
        Part::fields(*this, part);
        element_ = outer;
    }
    void complain(std::string_view name) {
        if (problem_.empty()) {
            problem_ = name;
        }
    }

    const Element* element_;
    std::string problem_;
};

}  // namespace silkgate::adapters::xml
