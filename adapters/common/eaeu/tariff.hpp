// The common customs tariff as an operator's dated file: which codes of TN VED are in force, and what is due
// on the import of each.
#pragma once

#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

enum class DutyKind : std::uint8_t {
    ad_valorem,  // a share of the customs value
    specific,    // an amount per unit
    greater,     // the greater of both: "15 %, but not less than 2 EUR per kg"
    sum          // both added
};

struct TariffRow {
    std::string code;  // ten digits
    csv::Validity validity;
    DutyKind kind = DutyKind::ad_valorem;
    Decimal percent;       // but for specific
    Decimal amount;        // but for ad_valorem, in `currency` per `unit`
    std::string currency;  // ISO 4217
    std::string unit;      // of the customs classifier: "166" kg, "796" piece
    std::string source;
};

class Tariff {
public:
    // Columns code,kind,percent,amount,currency,unit,source,effective_from,effective_to; kind is ADVALOREM,
    // SPECIFIC, MAX or SUM. Errc::invalid_settings names file and line of a row that is not of this form, has
    // no source, or whose days overlap those of another row of the code.
    [[nodiscard]] static Result<Tariff> read(std::string_view file, std::string_view text);

    // Row of the code in force on a day, or nullptr.
    [[nodiscard]] const TariffRow* find(std::string_view code, BusinessDate day) const noexcept;

    // Whether a code in force on the day begins with these digits.
    [[nodiscard]] bool has(std::string_view digits, BusinessDate day) const noexcept;

private:
    std::vector<TariffRow> rows_;  // by code, from
};

// "kg" of "166"; the code itself where it has no short name here.
[[nodiscard]] std::string_view unit_name(std::string_view unit) noexcept;

// "15 %", "2 EUR/kg", "15 %, at least 2 EUR/kg".
[[nodiscard]] std::string rate_text(const TariffRow& row);

}  // namespace silkgate::adapters::eaeu
