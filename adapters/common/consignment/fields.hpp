// One description of a document's elements serves both ways: each part has a static template `fields(visitor,
// self)` that names its elements in the order of the schema, and the visitors below write or read them. So
// what is written is what is read. Elements that a description does not name are passed over when reading.
#pragma once

#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::consignment {

// Writes elements; remembers the first that the schema wants and that is not there.
class FieldWriter {
public:
    explicit FieldWriter(xml::Writer& out) : out_(out) {}

    void text(std::string_view name, const std::string& value) { out_.element_if(name, value); }
    void need(std::string_view name, const std::string& value) {
        if (value.empty()) {
            miss(name);
        }
        out_.element_if(name, value);
    }
    void number(std::string_view name, const std::optional<Decimal>& value) {
        if (value) {
            out_.element(name, value->to_string());
        }
    }
    void need_number(std::string_view name, const std::optional<Decimal>& value) {
        if (!value) {
            miss(name);
        }
        number(name, value);
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            need(name, value);
        }
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
    void miss(std::string_view name) {
        if (missing_.empty()) {
            missing_ = name;
        }
    }

    xml::Writer& out_;
    std::string missing_;
};

// Reads the same; remembers the first element that is missing or is no number.
class FieldReader {
public:
    explicit FieldReader(const xml::Element& element) : element_(&element) {}

    void text(std::string_view name, std::string& value) {
        const xml::Element* child = element_->child(local(name));
        value = child == nullptr ? std::string{} : child->text;
    }
    void need(std::string_view name, std::string& value) {
        text(name, value);
        if (value.empty()) {
            complain(name);
        }
    }
    void number(std::string_view name, std::optional<Decimal>& value) {
        std::string written;
        text(name, written);
        if (written.empty()) {
            return;
        }
        if (const auto parsed = Decimal::parse(written)) {
            value = *parsed;
        } else {
            complain(name);
        }
    }
    void need_number(std::string_view name, std::optional<Decimal>& value) {
        number(name, value);
        if (!value) {
            complain(name);
        }
    }
    void texts(std::string_view name, std::vector<std::string>& values) {
        for (const xml::Element& child : element_->children) {
            if (child.name == local(name)) {
                values.push_back(child.text);
            }
        }
    }
    template <class Part>
    void one(std::string_view name, Part& part) {
        if (const xml::Element* child = element_->child(local(name))) {
            read(*child, part);
        } else {
            complain(name);
        }
    }
    template <class Part>
    void maybe(std::string_view name, std::optional<Part>& part) {
        if (const xml::Element* child = element_->child(local(name))) {
            read(*child, part.emplace());
        }
    }
    template <class Part>
    void many(std::string_view name, std::vector<Part>& parts) {
        for (const xml::Element& child : element_->children) {
            if (child.name == local(name)) {
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
    static std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }
    template <class Part>
    void read(const xml::Element& child, Part& part) {
        const xml::Element* outer = element_;
        element_ = &child;
        Part::fields(*this, part);
        element_ = outer;
    }
    void complain(std::string_view name) {
        if (problem_.empty()) {
            problem_ = name;
        }
    }

    const xml::Element* element_;
    std::string problem_;
};

// The document with this root, or Errc::invalid_value naming what is missing.
template <class Document>
[[nodiscard]] Result<std::string> write_document(
    const Document& document,
    std::string_view root,
    std::initializer_list<std::string_view> attributes
) {
    xml::Writer out;
    out.open(root, attributes);
    FieldWriter fields(out);
    Document::fields(fields, document);
    out.close();
    if (!fields.missing().empty()) {
        return fail(Errc::invalid_value, "the document needs " + fields.missing());
    }
    return std::move(out).str();
}

// Errc::malformed_xml, or Errc::invalid_value naming what is missing or no number.
template <class Document>
[[nodiscard]] Result<Document> read_document(std::string_view bytes, std::string_view root) {
    const auto element = xml::read(bytes);
    if (!element) {
        return element.error();
    }
    if (element->name != root) {
        return fail(Errc::invalid_value, "the root is not " + std::string(root));
    }
    Document document;
    FieldReader fields(*element);
    Document::fields(fields, document);
    if (!fields.problem().empty()) {
        return fail(Errc::invalid_value, "missing or not a number: " + fields.problem());
    }
    return document;
}

}  // namespace silkgate::adapters::consignment
