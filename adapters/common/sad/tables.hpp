// A country's dated data, read once and immutable afterwards: limits and rates that hold for all goods,
// exchange rates, and rates by tariff code. The two last are loaded by the operator.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::sad {

struct Tables {
    struct Row {
        std::string name;  // of the limit; currency; tariff prefix
        std::string kind;  // currency of a limit; nominal of an exchange rate; duty of a tariff row
        Decimal value;
        csv::Validity validity;
    };

    std::vector<Row> limits;  // limits.csv: name,currency,value
    std::vector<Row>
        exchange;  // exchange.csv: currency,nominal,rate: nominal units cost so much of the country's own
    std::vector<Row> tariff;  // tariff.csv: prefix,kind,percent

    // Errc::invalid_settings names file and line of a row without a source, with a wrong cell or with days
    // that another row of the same key has too.
    [[nodiscard]] static Result<Tables> load(const ReadData& read_data);

    [[nodiscard]] std::optional<Decimal> limit(std::string_view name, BusinessDate day) const noexcept;
    // amount of `currency` in the country's own, exactly where it is that already, else rounded half up to 4
    // decimals; absent when no rate is loaded for the day.
    [[nodiscard]] std::optional<Decimal>
    to_national(Decimal amount, std::string_view currency, std::string_view national, BusinessDate day) const;
    // Percent of the longest prefix of `code` in force that day; the prefix "*" is of every code.
    [[nodiscard]] std::optional<Decimal>
    tariff_percent(std::string_view code, std::string_view kind, BusinessDate day) const noexcept;
};

}  // namespace silkgate::adapters::sad
