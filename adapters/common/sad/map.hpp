// order → declaration. Precondition: no rule of check_declaration() is broken, else Errc::invalid_value.
#pragma once

#include "adapters/common/sad/declaration.hpp"
#include "adapters/common/sad/view.hpp"

namespace silkgate::adapters::sad {

[[nodiscard]] Result<Declaration> map_declaration(const View& view);

// "uz:DEC:<reference>": what names a document, and by which a reply finds it.
[[nodiscard]] std::string
document_reference(std::string_view country, std::string_view kind, std::string_view number);

}  // namespace silkgate::adapters::sad
