// Members that file the express declaration in the Commission's own structure R.043, the ordinary one in
// R.055: Kazakhstan, Belarus, Kyrgyzstan. A country is a profile: its numbers, its rows and its citations.
#pragma once

#include "adapters/common/eaeu/shared_rules.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::adapters::eaeu {

inline constexpr std::string_view kR043Kind = "ExpressCargoDeclaration";
inline constexpr std::string_view kR055Kind = "GoodsDeclaration";  // of what is too dear for it

struct R043Profile {
    Country country;
    std::string_view version;  // of the adapter, "kz/1"
    std::string_view system;   // name of the authority's system
    AdapterStatus status = AdapterStatus::wip;
    std::string_view identity_kind_code;  // of classifier 2053, "KZ02014", or empty when it is not known
    std::string_view identity_kind_name;  // in Russian, where there is no code
    const Rule* duty = nullptr;           // what a quote of the duty cites
    std::span<const rules::Row<DeclarationView>> consignee;  // the country's own rows on the person's number
    std::span<const rules::Row<DeclarationView>> broker;     // and on the carrier's tax number
    std::span<const rules::Row<PartyView>> party;            // and on the organisation's, in ДТЭГ
    std::span<const Source> sources;                         // beside those of the family
};

// `profile` must outlive the adapter. Errc::invalid_settings as ReferenceData::load().
[[nodiscard]] Result<std::unique_ptr<const CountryAdapter>>
make_r043(const R043Profile& profile, const ReadData& read_data);

// Value of "<CC>.<key>" on the connection, or empty.
[[nodiscard]] std::string_view registration_of(const DeclarationView& view, std::string_view key);

// Fields of the countries' own rows: the consignee's national number, and the carrier's tax number of the
// connection.
[[nodiscard]] rules::FieldValue person_number_of(const DeclarationView& view);
[[nodiscard]] rules::FieldValue carrier_tax_id_of(const DeclarationView& view);

// Rows of the structure itself, beside the shared ones: EE-1xxx.
[[nodiscard]] std::span<const rules::Row<DeclarationView>> r043_consignee_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<DeclarationView>> r043_connection_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<PartyView>> r043_party_rows() noexcept;

// "kz:document:<EDocId>", upper case: how a reply names the declaration.
[[nodiscard]] std::string r043_reference(std::string_view country, std::string_view id);

// A new declaration, or for Action::amend the correction of the one that context.authority_reference names.
// Precondition: check found no error. Same arguments, same bytes.
[[nodiscard]] Document
write_r043(const DeclarationView& view, const Context& context, const R043Profile& profile);

// The ordinary declaration (ДТ) in the structure R.055, or for Action::amend its correction (КДТ); as above.
[[nodiscard]] Document write_r055(const DeclarationView& view, const Context& context);

// Kind of the transport document of an order's mode, by the classifier of documents; "02099", another one,
// where the mode has none.
[[nodiscard]] std::string_view transport_document(std::string_view mode) noexcept;

// The neutral reply, `documentId` naming the declaration: the members' own reply formats are not public.
[[nodiscard]] Result<std::vector<ReplyItem>>
read_r043_reply(std::string_view country, std::string_view bytes);
// One such reply; `number` and `reason` may be empty.
[[nodiscard]] SimulatedReply simulate_neutral(
    std::string_view id,
    std::string_view status,
    Instant at,
    std::string_view number,
    std::string_view reason
);
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_r043(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::eaeu
