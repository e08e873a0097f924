// Canonical XML 1.0 (inclusive, without comments): the bytes that XML signatures are made over. For what
// reader.hpp accepts: no DTD, so no default attributes and no entities but the five.
#pragma once

#include "adapters/common/xml/reader.hpp"

namespace silkgate::adapters::xml {

// The document without the element of that local name below its root (the enveloped-signature transform); an
// empty name leaves nothing out. Errors as read().
[[nodiscard]] Result<std::string>
canonical(std::string_view bytes, std::string_view left_out, const ReadLimits& limits = {});

// One element with what is in it, as a part of the document: with the namespaces that are in scope there. The
// path is of local names below the root ("Signature/SignedInfo"), the first of each. Errc::malformed_xml
// where there is none.
[[nodiscard]] Result<std::string>
canonical_part(std::string_view bytes, std::string_view path, const ReadLimits& limits = {});

}  // namespace silkgate::adapters::xml
