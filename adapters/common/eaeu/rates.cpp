#include "adapters/common/eaeu/rates.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace silkgate::adapters::eaeu {
namespace {

bool is_same_series(const Rate& a, const Rate& b) {
    return a.bank == b.bank && a.currency == b.currency;
}

// The days of two rows collide: the same first day, or a stated last day that reaches into the next row.
bool collide(const Rate& earlier, const Rate& later) {
    return is_same_series(earlier, later) &&
           (earlier.validity.from == later.validity.from ||
            (earlier.validity.to && *earlier.validity.to >= later.validity.from));
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '\n' || c == '\r' ? ' ' : c;
        if (c == '"') {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace

Result<Rate> make_rate(std::string_view nominal, std::string_view value, std::string_view currency) {
    std::string text(value);
    std::ranges::replace(text, ',', '.');
    const auto count = Decimal::parse(nominal);
    const auto rate = Decimal::parse(text);
    if (!count || !rate || *count <= Decimal{} || *rate <= Decimal{}) {
        return fail(Errc::invalid_value, "rate or nominal is not a positive number");
    }
    if (!Currency::parse(currency)) {
        return fail(Errc::invalid_value, "the currency is not known");
    }
    return Rate{
        .validity = {},
        .bank = {},
        .currency = std::string(currency),
        .nominal = *count,
        .rate = *rate,
        .source = {}
    };
}

Result<RateTable> RateTable::read(std::string_view file, std::string_view text) {
    const auto rows = csv::read(
        file, text, {"bank", "currency", "nominal", "rate", "source", "effective_from", "effective_to"}
    );
    if (!rows) {
        return rows.error();
    }
    RateTable table;
    for (const csv::Row& row : *rows) {
        const auto validity = csv::read_effective(file, row.line, row.cells[5], row.cells[6]);
        if (!validity) {
            return validity.error();
        }
        auto rate = make_rate(row.cells[2], row.cells[3], row.cells[1]);
        if (!rate) {
            return csv::bad_row(file, row.line, rate.error().detail);
        }
        if (row.cells[0].empty() || row.cells[4].empty()) {
            return csv::bad_row(file, row.line, "there is no bank or no source");
        }
        rate->validity = *validity;
        rate->bank = row.cells[0];
        rate->source = row.cells[4];
        table.rates_.push_back(std::move(*rate));
    }
    std::ranges::sort(table.rates_, {}, [](const Rate& rate) {
        return std::make_tuple(
            std::string_view(rate.bank), std::string_view(rate.currency), rate.validity.from
        );
    });
    if (std::ranges::adjacent_find(table.rates_, collide) != table.rates_.end()) {
        return fail(
            Errc::invalid_settings, std::string(file) + ": days of two rows of one bank and currency overlap"
        );
    }
    return table;
}

const Rate* RateTable::find(std::string_view bank, std::string_view currency, BusinessDate day)
    const noexcept {
    const Rate* newest = nullptr;
    for (const Rate& rate : rates_) {
        if (rate.bank == bank && rate.currency == currency && rate.validity.from <= day) {
            newest = &rate;  // sorted by `from`
        }
    }
    if (newest == nullptr) {
        return nullptr;
    }
    const std::chrono::sys_days last =
        newest->validity.to
            ? std::chrono::sys_days(*newest->validity.to)
            : std::chrono::sys_days(newest->validity.from.value()) + std::chrono::days(kStaysDaysMax);
    return std::chrono::sys_days(day) <= last ? newest : nullptr;
}

Result<Decimal> to_national(Decimal amount, const Rate& rate, int scale) {
    const auto product = multiply(amount, rate.rate);
    return product ? divide(*product, rate.nominal, scale, Rounding::half_up) : product;
}

std::string to_csv(const std::vector<Rate>& rates) {
    std::string out;
    for (const Rate& rate : rates) {
        out += rate.bank + "," + rate.currency + "," + rate.nominal.to_string() + "," +
               rate.rate.to_string() + "," + quoted(rate.source) + "," +
               format_date(rate.validity.from.value()) + ",";
        out += rate.validity.to ? format_date(*rate.validity.to) : std::string();
        out += "\n";
    }
    return out;
}

}  // namespace silkgate::adapters::eaeu
