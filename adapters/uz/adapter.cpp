// Uzbekistan: parcels to persons, commercial imports and exports, as WCO declarations with a national
// profile.
#include "adapters/adapter.hpp"

#include "adapters/uz/national.hpp"

namespace silkgate::adapters::uz {
namespace {

constexpr std::string_view kLanguages[] = {"ru", "uz"};
constexpr std::string_view kPersonIds[] = {"UZ_PINFL", "UZ_PASSPORT"};
constexpr std::string_view kBusinessIds[] = {"UZ_STIR"};
constexpr sad::Format kFormats[] = {sad::Format::wco};

// Procedures 40 and 10 are those of the common classifier of the 54-box declaration.
constexpr sad::RegimeRow kRegimes[] = {
    {.code = kParcel, .name = "goods of a person by courier or post", .kind = LegKind::import_declaration},
    {.code = kImport,
     .name = "release for free circulation",
     .kind = LegKind::import_declaration,
     .procedure = "40"},
    {.code = kExport, .name = "export", .kind = LegKind::export_declaration, .procedure = "10"},
};

constexpr Source kSources[] = {
    {"uz-244", "Cabinet Resolution 244: duty-free limits of persons", "2025-04"},
    {"uz-single", "Notes on the single customs payment of 30 percent", "2020-01-01"},
    {"uz-55", "Cabinet Resolution 55: customs fees", "2025-01-31"},
    {"uz-brv", "Base calculation value", "2025"},
    {"uz-vat", "Value-added tax of 12 percent", "2023-01-01"},
    {"uz-700", "Cabinet Resolution 700: sizes and weight of parcels", "2025-11-06"},
    {"uz-ids", "Numbers of persons and firms", "2026-11"},
    {"uz-paper", "What forwarders ask of a parcel", "2026-02"},
    {"uz-tariff", "Tariff of Uzbekistan, loaded by the operator", "by date"},
    {"cbu-daily", "Central Bank of Uzbekistan, official rates of the day", "by date"},
};

std::string_view
import_regime(const order::Order& order, const Context& /*context*/, const sad::Tables& /*tables*/) {
    return sad::goes_to_organisation(order) ? kImport : kParcel;
}

const sad::Profile& profile() {
    static const sad::Profile kProfile{
        .country = "UZ",
        .currency = "UZS",
        .utc_offset = std::chrono::minutes{300},  // UTC+5, no summer time
        .version = "uz/1",
        .system = "Customs Committee of Uzbekistan, electronic declarations (WCO profile)",
        .agency = "Customs Committee of the Republic of Uzbekistan",
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

}  // namespace silkgate::adapters::uz
