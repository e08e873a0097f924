// ПТДЭГ and ДТЭГ as FTS album 5.27.0 wants them: root ExpressCargoDeclaration, DocumentModeID 1006275E,
// elements in schema order; their corrections, and the withdrawal of a waybill (album 5.23.0).
#pragma once

#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

inline constexpr std::string_view kDocumentKind = "ExpressCargoDeclaration";
inline constexpr std::string_view kWithdrawalKind = "ReturnExpressCargoDeclaration";
inline constexpr std::string_view kDocumentModeId = "1006275E";
inline constexpr std::string_view kImportLeg = "import-ru";

// Upper-case UUIDs by which replies name the declaration and its waybill. A correction has a document id of
// its own; the waybill keeps its first one, by which customs knows it.
struct DocumentIds {
    std::string document;
    std::string waybill;
};

[[nodiscard]] DocumentIds make_ids(const Context& context, std::string_view leg);

// How replies name a document, as in Document::references and ReplyItem::references. `id` in any case.
[[nodiscard]] std::string waybill_reference(std::string_view id);
[[nodiscard]] std::string document_reference(std::string_view id);

// A new declaration, or for Action::amend the correction of the one that context.authority_reference names.
// Precondition: check found no error. Same arguments, same bytes.
[[nodiscard]] Document
write_declaration(const DeclarationView& view, const Context& context, std::string_view leg);

// Precondition: as above, and context.authority_reference is a registration number.
[[nodiscard]] Document
write_withdrawal(const DeclarationView& view, const Context& context, std::string_view leg);

}  // namespace silkgate::adapters::ru
