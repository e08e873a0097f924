// One description of a document's elements serves both ways: each part has a static template `fields(visitor,
// self)` that names its elements in the order of the schema, and the visitors below write or read them. So
// what is written is what is read. Elements that a description does not name are passed over when reading.
//
// A name is "prefix:Local"; with slashes it is a path whose inner elements hold nothing else
// ("ram:URIEmailCommunication/ram:URIID"), and they are written only around a value.
#pragma once

#include "adapters/common/xml/field_reader.hpp"
#include "adapters/common/xml/field_writer.hpp"
#include "gateway/core/result.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace silkgate::adapters::xml {

// The document with this root, or Errc::invalid_value naming what is missing.
template <class Document>
[[nodiscard]] Result<std::string> write_document(
    const Document& document,
    std::string_view root,
    std::initializer_list<std::string_view> attributes
) {
    Writer out;
    out.open(root, attributes);
    FieldWriter fields(out);
    Document::fields(fields, document);
    out.close();
    if (!fields.missing().empty()) {
        return fail(Errc::invalid_value, "the document needs " + fields.missing());
    }
    return std::move(out).str();
}

// Errc::malformed_xml, or Errc::invalid_value naming what is missing or is not what its field is.
template <class Document>
[[nodiscard]] Result<Document>
read_document(std::string_view bytes, std::string_view root, const ReadLimits& limits = {}) {
    const auto element = read(bytes, limits);
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
        return fail(Errc::invalid_value, "missing or not what it should be: " + fields.problem());
    }
    return document;
}

}  // namespace silkgate::adapters::xml
