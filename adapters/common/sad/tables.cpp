#include "adapters/common/sad/tables.hpp"

#include <algorithm>

namespace silkgate::adapters::sad {
namespace {

constexpr int kExchangeDecimals = 4;
constexpr std::string_view kEveryCode = "*";

struct File {
    std::string_view name;
    std::string_view key;
    std::string_view kind;
    std::string_view value;
    bool above_zero = false;
};

Result<std::vector<Tables::Row>> read_rows(const ReadData& read_data, const File& file) {
    const auto text = read_data(file.name);
    if (!text) {
        return text.error();
    }
    const auto rows = csv::read(
        file.name, *text, {file.key, file.kind, file.value, "source", "effective_from", "effective_to"}
    );
    if (!rows) {
        return rows.error();
    }
    std::vector<Tables::Row> out;
    for (const csv::Row& row : *rows) {
        const auto value = Decimal::parse(row.cells[2]);
        const auto validity = csv::read_effective(file.name, row.line, row.cells[4], row.cells[5]);
        if (!validity) {
            return validity.error();
        }
        if (row.cells[0].empty() || row.cells[3].empty() || !value || value->is_negative() ||
            (file.above_zero && value->is_zero())) {
            return csv::bad_row(file.name, row.line, "a row needs a key, a value and a source");
        }
        Tables::Row made{.name = row.cells[0], .kind = row.cells[1], .value = *value, .validity = *validity};
        if (std::ranges::any_of(out, [&](const Tables::Row& other) {
                return other.name == made.name && (file.above_zero || other.kind == made.kind) &&
                       other.validity.overlaps(made.validity);
            })) {
            return csv::bad_row(file.name, row.line, "its days overlap those of another row");
        }
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace

Result<Tables> Tables::load(const ReadData& read_data) {
    auto limits =
        read_rows(read_data, {.name = "limits.csv", .key = "name", .kind = "currency", .value = "value"});
    auto exchange = read_rows(
        read_data,
        {.name = "exchange.csv", .key = "currency", .kind = "nominal", .value = "rate", .above_zero = true}
    );
    auto tariff =
        read_rows(read_data, {.name = "tariff.csv", .key = "prefix", .kind = "kind", .value = "percent"});
    for (const auto* rows : {&limits, &exchange, &tariff}) {
        if (!*rows) {
            return rows->error();
        }
    }
    for (const Row& row : *exchange) {
        const auto nominal = Decimal::parse(row.kind);
        if (!nominal || nominal->is_zero() || nominal->is_negative()) {
            return fail(
                Errc::invalid_settings, "exchange.csv: the nominal of " + row.name + " is no number above 0"
            );
        }
    }
    return Tables{
        .limits = std::move(*limits), .exchange = std::move(*exchange), .tariff = std::move(*tariff)
    };
}

std::optional<Decimal> Tables::limit(std::string_view name, BusinessDate day) const noexcept {
    const auto found = std::ranges::find_if(limits, [&](const Row& row) {
        return row.name == name && row.validity.covers(day);
    });
    return found == limits.end() ? std::nullopt : std::optional(found->value);
}

std::optional<Decimal> Tables::to_national(
    Decimal amount,
    std::string_view currency,
    std::string_view national,
    BusinessDate day
) const {
    if (currency == national) {
        return amount;
    }
    const auto found = std::ranges::find_if(exchange, [&](const Row& row) {
        return row.name == currency && row.validity.covers(day);
    });
    if (found == exchange.end()) {
        return std::nullopt;
    }
    const auto product = multiply(amount, found->value);
    const auto value =
        product ? divide(*product, *Decimal::parse(found->kind), kExchangeDecimals, Rounding::half_up)
                : product;
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<Decimal> Tables::tariff_percent(std::string_view code, std::string_view kind, BusinessDate day)
    const noexcept {
    const Row* best = nullptr;
    for (const Row& row : tariff) {
        const bool covers = row.name == kEveryCode || code.starts_with(row.name);
        if (row.kind == kind && covers && row.validity.covers(day) &&
            (best == nullptr || best->name == kEveryCode || row.name.size() > best->name.size())) {
            best = &row;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(best->value);
}

}  // namespace silkgate::adapters::sad
