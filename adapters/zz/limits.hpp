// The dated amounts and rates of data/limits.csv. Read once by make(), then immutable; safe for any thread.
#pragma once

#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::zz {

class Limits {
public:
    // Columns name,currency,value,source,effective_from,effective_to; '#' starts a comment.
    // Errc::invalid_settings names the line that lacks a source, a date or a decimal, or whose days overlap
    // those of a row of the same name and currency.
    [[nodiscard]] static Result<Limits> parse(std::string_view text);

    // The value in force that day; `currency` is empty for what has none.
    [[nodiscard]] std::optional<Decimal>
    find(std::string_view name, std::string_view currency, std::chrono::sys_days day) const noexcept;

private:
    struct Row {
        std::string name;
        std::string currency;
        Decimal value;
        csv::Validity validity;
    };

    std::vector<Row> rows_;
};

}  // namespace silkgate::adapters::zz
