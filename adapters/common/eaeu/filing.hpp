// Under which declaration goods are filed, import or export: one row for each.
#pragma once

#include "adapters/adapter.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

enum class Filing : std::uint8_t {
    passenger,       // ПТДЭГ: goods for a person's own use come in
    express_import,  // ДТЭГ, procedure 40: goods for an organisation come in
    express_export,  // ДТЭГ, procedure 10: goods go out
    goods_import,    // ordinary declaration (ДТ), procedure 40: too dear for ДТЭГ
    goods_export,    // ДТ, procedure 10
    ecommerce        // ДЭТ: goods that a person bought, under the e-commerce regime; never written
};

struct FilingRow {
    Filing filing = Filing::passenger;
    std::string_view regime;     // Leg::regime
    std::string_view registry;   // ExpressRegistryKindCode; empty for ДТ
    std::string_view direction;  // DeclarationKindCode
    std::string_view procedure;  // CustomsModeCode, or empty (cuc-378)
    bool is_export = false;
    bool is_trade = false;     // not for personal use
    bool is_ordinary = false;  // ДТ
};

// The row of a leg's regime; that of ПТДЭГ for a text that is none.
[[nodiscard]] const FilingRow& filing_of(std::string_view regime) noexcept;
[[nodiscard]] const FilingRow& row_of(Filing filing) noexcept;
// The ordinary declaration of the same direction.
[[nodiscard]] const FilingRow& ordinary_of(const FilingRow& row) noexcept;

// Kinds of the documents that a member's regimes are filed with.
struct FilingKinds {
    std::string_view declaration;
    std::vector<std::string_view> follow_ups;
};
// Every filing as a regime of its own: express cargo, and the ordinary declaration.
[[nodiscard]] std::vector<Regime> regimes_of(const FilingKinds& express, const FilingKinds& ordinary);

}  // namespace silkgate::adapters::eaeu
