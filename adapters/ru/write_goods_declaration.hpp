// The ordinary declaration (ДТ): FTS album 5.27.0, root ESADout_CU, DocumentModeID 1006107E.
#pragma once

#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

inline constexpr std::string_view kGoodsDeclaration = "ESADout_CU";

// Precondition: check found no error. Same arguments, same bytes.
[[nodiscard]] Document
write_goods_declaration(const DeclarationView& view, const Context& context, std::string_view leg);

}  // namespace silkgate::adapters::ru
