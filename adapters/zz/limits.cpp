#include "adapters/zz/limits.hpp"

#include "gateway/core/time.hpp"

#include <array>

namespace silkgate::adapters::zz {
namespace {

constexpr std::size_t kColumns = 6;
constexpr std::string_view kHeader = "name,currency,value,source,effective_from,effective_to";

// Takes the text up to the next `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const std::string_view taken = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return taken;
}

}  // namespace

Result<Limits::Row> Limits::parse_row(std::string_view line) {
    std::array<std::string_view, kColumns> cells;
    for (std::string_view& cell : cells) {
        cell = take(line, ',');
    }
    const auto& [name, currency, value, source, from, to] = cells;
    const auto number = Decimal::parse(value);
    const auto first = parse_date(from);
    const auto last = parse_date(to.empty() ? from : to);
    if (!line.empty() || name.empty() || source.empty() || !number || !first || !last) {
        return fail(Errc::invalid_settings, "a row needs a name, a value, a source and dates");
    }
    return Row{
        .name = std::string(name),
        .currency = std::string(currency),
        .value = *number,
        .from = std::chrono::sys_days(*first),
        .to = to.empty() ? std::chrono::sys_days::max() : std::chrono::sys_days(*last),
    };
}

Result<Limits> Limits::parse(std::string_view csv) {
    Limits limits;
    bool has_header = false;
    for (std::size_t number = 1; !csv.empty(); ++number) {
        const std::string_view line = take(csv, '\n');
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        if (!has_header) {
            has_header = line == kHeader;
            if (!has_header) {
                return fail(Errc::invalid_settings, "limits.csv: the header is not " + std::string(kHeader));
            }
            continue;
        }
        auto row = parse_row(line);
        if (!row) {
            return fail(
                Errc::invalid_settings,
                "limits.csv line " + std::to_string(number) + ": " + row.error().detail
            );
        }
        limits.rows_.push_back(std::move(*row));
    }
    return limits;
}

std::optional<Decimal>
Limits::find(std::string_view name, std::string_view currency, std::chrono::sys_days day) const noexcept {
    for (const Row& row : rows_) {
        if (row.name == name && row.currency == currency && row.from <= day && day <= row.to) {
            return row.value;
        }
    }
    return std::nullopt;
}

}  // namespace silkgate::adapters::zz
