// ПТДЭГ as FTS album 5.27.0 wants it: root ExpressCargoDeclaration, DocumentModeID 1006275E, elements in
// schema order.
#pragma once

#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

inline constexpr std::string_view kDocumentKind = "ExpressCargoDeclaration";
inline constexpr std::string_view kDocumentModeId = "1006275E";

// Upper-case UUIDs by which replies name the declaration and its waybill.
struct DocumentIds {
    std::string document;
    std::string waybill;
};

[[nodiscard]] DocumentIds make_ids(const Context& context);

// How replies name a document, as in Document::references and ReplyItem::references. `id` in any case.
[[nodiscard]] std::string waybill_reference(std::string_view id);
[[nodiscard]] std::string document_reference(std::string_view id);

// Precondition: check found no error. Same arguments, same bytes.
[[nodiscard]] Document write_passenger_declaration(const DeclarationView& view, const Context& context);

}  // namespace silkgate::adapters::ru
