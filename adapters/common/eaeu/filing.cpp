#include "adapters/common/eaeu/filing.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::eaeu {
namespace {

// In the order of Filing.
constexpr FilingRow kRows[] = {
    {.filing = Filing::passenger, .regime = "PTDEG", .registry = "ПТДЭГ", .direction = "ИМ", .procedure = ""},
    {.filing = Filing::express_import,
     .regime = "DTEG-40",
     .registry = "ДТЭГ",
     .direction = "ИМ",
     .procedure = "40",
     .is_trade = true},
    {.filing = Filing::express_export,
     .regime = "DTEG-10",
     .registry = "ДТЭГ",
     .direction = "ЭК",
     .procedure = "10",
     .is_export = true,
     .is_trade = true},
    {.filing = Filing::goods_import,
     .regime = "DT-40",
     .registry = "",
     .direction = "ИМ",
     .procedure = "40",
     .is_trade = true,
     .is_ordinary = true},
    {.filing = Filing::goods_export,
     .regime = "DT-10",
     .registry = "",
     .direction = "ЭК",
     .procedure = "10",
     .is_export = true,
     .is_trade = true,
     .is_ordinary = true},
    {.filing = Filing::ecommerce, .regime = "DET", .registry = "", .direction = "ЭТ", .procedure = ""},
};

}  // namespace

const FilingRow& filing_of(std::string_view regime) noexcept {
    const auto* const found = std::ranges::find(kRows, regime, &FilingRow::regime);
    return found == std::end(kRows) ? kRows[0] : *found;
}

const FilingRow& row_of(Filing filing) noexcept {
    return kRows[static_cast<std::size_t>(filing)];
}

const FilingRow& ordinary_of(const FilingRow& row) noexcept {
    return row_of(row.is_export ? Filing::goods_export : Filing::goods_import);
}

std::vector<Regime> regimes_of(const FilingKinds& express, const FilingKinds& ordinary) {
    const auto regime = [](Filing filing, std::string_view name, LegKind kind, const FilingKinds& kinds) {
        return Regime{
            .code = row_of(filing).regime,
            .name = name,
            .kind = kind,
            .documents = {kinds.declaration},
            .follow_ups = kinds.follow_ups,
        };
    };
    return {
        regime(
            Filing::passenger,
            "Passenger customs declaration for express cargo (ПТДЭГ): goods for personal use",
            LegKind::import_declaration,
            express
        ),
        regime(
            Filing::express_import,
            "Declaration of express cargo (ДТЭГ), procedure 40: goods of an organisation",
            LegKind::import_declaration,
            express
        ),
        regime(
            Filing::express_export,
            "Declaration of express cargo (ДТЭГ), procedure 10: goods sold abroad",
            LegKind::export_declaration,
            express
        ),
        regime(
            Filing::goods_import,
            "Declaration on goods (ДТ), procedure 40: goods of an organisation",
            LegKind::import_declaration,
            ordinary
        ),
        regime(
            Filing::goods_export,
            "Declaration on goods (ДТ), procedure 10: goods sold abroad",
            LegKind::export_declaration,
            ordinary
        ),
    };
}

}  // namespace silkgate::adapters::eaeu
