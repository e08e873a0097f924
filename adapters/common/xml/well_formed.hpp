// What pugixml lets pass and XML 1.0 does not: looked for in one pass over the bytes before a tree is made.
// Private to this folder.
#pragma once

#include "adapters/common/xml/reader.hpp"

#include <optional>
#include <string_view>

namespace silkgate::adapters::xml {

// The first thing wrong (Errc::malformed_xml with "byte N"), or nothing: a DOCTYPE or other declaration, an
// entity that is not one of the five, a character that XML 1.0 excludes (also by number), a declared encoding
// that is not UTF-8, an XML declaration that is not at the start, "--" in a comment, "]]>" in text, '<' or
// two equal names among attributes, text or a second element outside the root, and what is beyond the limits.
// Time is linear, memory constant; that end tags match start tags is left to pugixml. Precondition: valid
// UTF-8.
[[nodiscard]] std::optional<Error> check_well_formed(std::string_view bytes, const ReadLimits& limits);

}  // namespace silkgate::adapters::xml
