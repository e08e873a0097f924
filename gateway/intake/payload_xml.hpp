// A platform's XML as a document that mappings read. Private to gateway/intake.
#pragma once

#include "gateway/json/reader.hpp"

#include <string>
#include <string_view>

namespace silkgate::intake {

// Whether the first byte that is no blank opens a tag.
[[nodiscard]] bool is_xml(std::string_view bytes) noexcept;

// One member for the root element. An element with elements inside is an object, others are texts; elements
// of one name beside each other are an array. Names are local names; an attribute of a text `Price` is the
// member "Price@currencyID" beside it, that of an object "@name" inside. Numbers stay the texts they are.
// Errors: malformed_xml (a DOCTYPE, an entity of its own, beyond a limit, not well-formed), limit_exceeded.
[[nodiscard]] Result<json::Document> read_xml(std::string_view bytes, const json::Limits& limits);

}  // namespace silkgate::intake
