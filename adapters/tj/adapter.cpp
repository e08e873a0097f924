// Tajikistan: parcels, commercial imports and exports as WCO declarations or ASYCUDA files.
#include "adapters/adapter.hpp"

#include "adapters/tj/national.hpp"

namespace silkgate::adapters::tj {
namespace {

constexpr std::string_view kLanguages[] = {"ru", "tg"};
constexpr std::string_view kPersonIds[] = {"TJ_INN"};
constexpr std::string_view kBusinessIds[] = {"TJ_EIN", "TJ_INN"};
constexpr sad::Format kFormats[] = {sad::Format::wco, sad::Format::asycuda};

// Procedures 40 and 10 are those of the common classifier of the CIS declaration.
constexpr sad::RegimeRow kRegimes[] = {
    {.code = kParcel, .name = "goods of a person by carrier or post", .kind = LegKind::import_declaration},
    {.code = kImport,
     .name = "release for free circulation",
     .kind = LegKind::import_declaration,
     .procedure = "40"},
    {.code = kExport, .name = "export", .kind = LegKind::export_declaration, .procedure = "10"},
};

constexpr Source kSources[] = {
    {"tj-vat", "Tax Code, article 264: value-added tax", "2022 to 2027"},
    {"tj-post", "Limit of USD 100 by post", "undated"},
    {"tj-personal", "Government Resolution 544: goods of natural persons", "2007-11-02"},
    {"tj-ids", "Numbers of persons and firms", "2026-11"},
    {"tj-tariff", "Tariff of Tajikistan, loaded by the operator", "by date"},
    {"nbt-daily", "National Bank of Tajikistan, rates of the day", "by date"},
};

std::string_view
import_regime(const order::Order& order, const Context& /*context*/, const sad::Tables& /*tables*/) {
    return sad::goes_to_organisation(order) ? kImport : kParcel;
}

const sad::Profile& profile() {
    static const sad::Profile kProfile{
        .country = "TJ",
        .currency = "TJS",
        .utc_offset = std::chrono::minutes{300},  // UTC+5, no summer time
        .version = "tj/1",
        .system = "Customs Service of Tajikistan, UAIS (WCO profile, ASYCUDA file)",
        .agency = "Customs Service of the Republic of Tajikistan",
        .tariff_system = "TNVED10",
        .languages = kLanguages,
        .person_ids = kPersonIds,
        .business_ids = kBusinessIds,
        .formats = kFormats,
        .regimes = kRegimes,
        .import_regime = import_regime,
        .party_rows = party_rows(),
        .order_rows = order_rows(),
        .line_rows = line_rows(),
        .quote = quote,
        .quote_rules = quote_rules(),
        .tariff_regime = kImport,
        .tariff_kind = "duty",
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

}  // namespace silkgate::adapters::tj
