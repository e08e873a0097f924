// Pakistan: imports and exports as WCO declarations or CUSDEC, for the filer at the single window.
#include "adapters/adapter.hpp"

#include "adapters/pk/national.hpp"

namespace silkgate::adapters::pk {
namespace {

constexpr std::string_view kLanguages[] = {"en"};
constexpr std::string_view kPersonIds[] = {"PK_CNIC"};
constexpr std::string_view kBusinessIds[] = {"PK_NTN"};
constexpr sad::Format kFormats[] = {sad::Format::wco, sad::Format::cusdec_d96b, sad::Format::cusdec_d01b};

constexpr sad::RegimeRow kRegimes[] = {
    {.code = kDeMinimis, .name = "free by section 19C", .kind = LegKind::import_declaration},
    {.code = kImport, .name = "home consumption", .kind = LegKind::import_declaration},
    {.code = kExport, .name = "export", .kind = LegKind::export_declaration},
};

constexpr Source kSources[] = {
    {"pk-19c", "Customs Act 1969, section 19C by the Finance Act 2025", "2025-07-01"},
    {"pk-sro1109", "SRO 1109(I)/2020", "2020"},
    {"pk-st", "Sales tax of 18 percent", "2023"},
    {"pk-b2c", "B2C export rules", "2020"},
    {"pk-ids", "Numbers of persons and firms", "2026-11"},
    {"pk-india", "Trade between India and Pakistan", "2025-05-02"},
    {"pk-tariff", "Pakistan Customs Tariff and notifications, loaded by the operator", "by date"},
    {"sbp-daily", "State Bank of Pakistan, rates of the day", "by date"},
};

// Free goods need no declaration; without a rate nobody knows that they are free, so they are declared in
// full. The value is that of the label or receipt, at the rate of the day before (SRO 1109(I)/2020).
std::string_view import_regime(const order::Order& order, const Context& context, const sad::Tables& tables) {
    const BusinessDate day = local_time(context.decided_at, std::chrono::minutes{300}).date;
    const BusinessDate before = std::chrono::sys_days(day) - std::chrono::days(1);
    const auto limit = tables.limit("de_minimis", day);
    const auto goods = sad::goods_value(order);
    const auto value = goods ? tables.to_national(*goods, order.money.currency, "PKR", before) : std::nullopt;
    return limit && value && *value <= *limit ? kDeMinimis : kImport;
}

const sad::Profile& profile() {
    static const sad::Profile kProfile{
        .country = "PK",
        .currency = "PKR",
        .utc_offset = std::chrono::minutes{300},  // UTC+5, no summer time
        .version = "pk/1",
        .system = "Pakistan Single Window over WeBOC (WCO profile, CUSDEC)",
        .agency = "Pakistan Customs",
        .tariff_system = "PCT8",
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
        .tariff_kind = "cd",
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

}  // namespace silkgate::adapters::pk
