// Iran: parcels, commercial imports and exports as WCO declarations, CUSDEC or ASYCUDA files; off unless
// screened.
#include "adapters/adapter.hpp"

#include "adapters/ir/national.hpp"

namespace silkgate::adapters::ir {
namespace {

constexpr std::string_view kLanguages[] = {"fa", "en"};
constexpr std::string_view kPersonIds[] = {"IR_NATIONAL_ID"};
constexpr std::string_view kBusinessIds[] = {"IR_LEGAL_ID"};
constexpr sad::Format kFormats[] =
    {sad::Format::wco, sad::Format::cusdec_d96b, sad::Format::cusdec_d01b, sad::Format::asycuda};

constexpr sad::RegimeRow kRegimes[] = {
    {.code = kParcel, .name = "non-commercial goods of a person", .kind = LegKind::import_declaration},
    {.code = kImport, .name = "import", .kind = LegKind::import_declaration},
    {.code = kExport, .name = "export", .kind = LegKind::export_declaration},
};

constexpr Source kSources[] = {
    {"ir-vat", "Value-added tax of 10 percent", "1403 (2024-03-20)"},
    {"ir-duty", "Customs duty of 4 percent in the import duty", "by broker pages"},
    {"ir-post", "Customs administration: postal goods", "2018-01-17"},
    {"ir-ids", "Numbers of persons and firms", "2026-11"},
    {"ir-switch", "Rules of this project for trade with Iran", "2026-11"},
    {"ir-tariff", "Import duty book, loaded by the operator", "by year"},
    {"ir-rates", "Rates of the day that customs uses", "by date"},
};

std::string_view
import_regime(const order::Order& order, const Context& /*context*/, const sad::Tables& /*tables*/) {
    return sad::goes_to_organisation(order) ? kImport : kParcel;
}

const sad::Profile& profile() {
    static const sad::Profile kProfile{
        .country = "IR",
        .currency = "IRR",
        .utc_offset = std::chrono::minutes{210},  // UTC+3:30, no summer time since 2022-09
        .version = "ir/1",
        .system = "Islamic Republic of Iran Customs Administration, EPL (WCO profile, CUSDEC, ASYCUDA file)",
        .agency = "Islamic Republic of Iran Customs Administration",
        .tariff_system = "IRHS8",
        .languages = kLanguages,
        .person_ids = kPersonIds,
        .business_ids = kBusinessIds,
        .formats = kFormats,
        .regimes = kRegimes,
        .import_regime = import_regime,
        .gate_rows = gate_rows(),
        .party_rows = party_rows(),
        .order_rows = order_rows(),
        .line_rows = line_rows(),
        .quote = quote,
        .quote_rules = quote_rules(),
        .tariff_regime = kImport,
        .tariff_kind = "profit",
        .sources = kSources,
        // The national message is not public: what is filed is the WCO's, and a broker's program turns it.
        .status = AdapterStatus::wip,
    };
    return kProfile;
}

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    return sad::make_sad(profile(), read_data);
}

}  // namespace silkgate::adapters::ir
