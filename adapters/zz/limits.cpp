#include "adapters/zz/limits.hpp"

#include "gateway/core/csv.hpp"

#include <algorithm>

namespace silkgate::adapters::zz {
namespace {

constexpr std::string_view kFile = "limits.csv";

}  // namespace

Result<Limits> Limits::parse(std::string_view text) {
    const auto rows =
        csv::read(kFile, text, {"name", "currency", "value", "source", "effective_from", "effective_to"});
    if (!rows) {
        return rows.error();
    }
    Limits limits;
    for (const csv::Row& row : *rows) {
        const auto number = Decimal::parse(row.cells[2]);
        const auto validity = csv::read_effective(kFile, row.line, row.cells[4], row.cells[5]);
        if (!validity) {
            return validity.error();
        }
        if (row.cells[0].empty() || !number || row.cells[3].empty()) {
            return csv::bad_row(kFile, row.line, "a row needs a name, a value and a source");
        }
        if (std::ranges::any_of(limits.rows_, [&](const Row& other) {
                return other.name == row.cells[0] && other.currency == row.cells[1] &&
                       other.validity.overlaps(*validity);
            })) {
            return csv::bad_row(kFile, row.line, "its days overlap those of another row");
        }
        limits.rows_.push_back(Row{
            .name = row.cells[0],
            .currency = row.cells[1],
            .value = *number,
            .validity = *validity,
        });
    }
    return limits;
}

std::optional<Decimal>
Limits::find(std::string_view name, std::string_view currency, std::chrono::sys_days day) const noexcept {
    for (const Row& row : rows_) {
        if (row.name == name && row.currency == currency && row.validity.covers(day)) {
            return row.value;
        }
    }
    return std::nullopt;
}

}  // namespace silkgate::adapters::zz
