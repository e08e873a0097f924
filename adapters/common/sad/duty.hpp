// Duties and taxes computed one upon another, in the country's own currency. Rounded once for each line and
// payment, half up to 2 decimals: none of the countries' own rounding rules was found.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <optional>
#include <span>
#include <vector>

namespace silkgate::adapters::sad {

enum class Base : std::uint8_t {
    value,       // customs value: goods, freight, insurance
    with_above,  // the value and all payments computed before
};

struct Step {
    std::string_view kind;         // of the quote: duty, vat, fee, …
    std::string_view limit = {};   // percent by limits.csv …
    std::string_view tariff = {};  // … or by tariff.csv
    bool only_if_listed = false;   // no row of tariff.csv: the levy is not due; else nothing can be computed
    Base base = Base::value;
    const Rule* rule = nullptr;
};

// One line of a quote for each step; empty where a rate is missing or a number is out of range.
[[nodiscard]] std::vector<QuoteLine> cascade(const View& view, std::span<const Step> steps);

// amount × percent ÷ 100, half up to 2 decimals.
[[nodiscard]] std::optional<Decimal> percent_of(Decimal amount, Decimal percent);

// Goods, freight and insurance in the country's currency; absent without a rate of the day.
[[nodiscard]] std::optional<Decimal> national_value(const View& view);

}  // namespace silkgate::adapters::sad
