// What differs between the countries that file the single administrative document, as data. A country's
// folder holds its profile, its own rows and its duty; all else is here.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/sad/tables.hpp"
#include "gateway/rules/rules.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace silkgate::adapters::sad {

struct View;
struct LineView;

enum class Format : std::uint8_t { wco, cusdec_d96b, cusdec_d01b, asycuda };

// How a format is chosen and what it makes. The first of a profile is the default; the registration
// "<CC>.format" names another by its word.
struct FormatRow {
    Format format;
    std::string_view word;    // "wco", "cusdec-d96b"
    std::string_view suffix;  // of the regime's code, "" or "-CUSDEC"
    std::string_view kind;    // of the document, "DEC", "CUSDEC", "SAD"
    std::string_view content_type;
    std::string_view schema;
    bool can_amend = false;   // the format can say that it changes a declaration …
    bool can_cancel = false;  // … or cancels one
};
[[nodiscard]] const FormatRow& format_row(Format format) noexcept;

struct RegimeRow {
    std::string_view code;
    std::string_view name;
    LegKind kind;
    std::string_view procedure = {};  // national code of the customs procedure, or empty
};

struct Profile {
    std::string_view country;   // "UZ"
    std::string_view currency;  // "UZS"
    std::chrono::minutes utc_offset;
    std::string_view version;  // "uz/1"
    std::string_view system;
    std::string_view agency;                         // ResponsibleAgencyName
    std::string_view tariff_system;                  // "TNVED10"
    std::span<const std::string_view> languages;     // of a customs name, best first
    std::span<const std::string_view> person_ids;    // kinds of a person's number, best first
    std::span<const std::string_view> business_ids;  // of an organisation's
    std::span<const Format> formats;
    std::span<const RegimeRow> regimes;
    // Code of the import regime for the order.
    std::string_view (*import_regime)(const order::Order&, const Context&, const Tables&);
    // What holds the whole order, its legs in other countries too.
    std::span<const rules::Row<View>> gate_rows = {};
    // Rows beside the shared ones; those on parties show nothing of what was found.
    std::span<const rules::Row<View>> party_rows;
    std::span<const rules::Row<View>> order_rows;
    std::span<const rules::Row<LineView>> line_rows;
    // Duties and taxes of an import leg; none where a rate that is needed is not loaded (SD-0601, SD-0602).
    std::vector<QuoteLine> (*quote)(const View&);
    std::span<const Rule* const> quote_rules;
    // Regimes whose duties are by the tariff code, so that SD-0602 asks for a rate of this kind.
    std::string_view tariff_regime;
    std::string_view tariff_kind;
    std::span<const Source> sources;
    AdapterStatus status = AdapterStatus::wip;
};

// Errc::invalid_settings names the data file that can not be read. `profile` outlives the adapter.
[[nodiscard]] Result<std::unique_ptr<const CountryAdapter>>
make_sad(const Profile& profile, const ReadData& read_data);

[[nodiscard]] BusinessDate day_of(const Profile& profile, Instant at);

}  // namespace silkgate::adapters::sad
