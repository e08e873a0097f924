#include "adapters/in/tables.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::adapters::in {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

// The last three cells of a row are source, first day and last day.
Result<csv::Validity> read_days(std::string_view file, const csv::Row& row) {
    const std::size_t last = row.cells.size() - 1;
    if (row.cells[last - 2].empty()) {
        return csv::bad_row(file, row.line, "a row needs a source");
    }
    return csv::read_effective(file, row.line, row.cells[last - 1], row.cells[last]);
}

const DutyRates*
find_rates(const std::vector<DutyRates>& rows, std::string_view key, BusinessDate day) noexcept {
    const auto found = std::ranges::find_if(rows, [&](const DutyRates& row) {
        return row.key == key && row.validity.covers(day);
    });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

// Reads one file each; the first error stays.
class TableReader {
public:
    explicit TableReader(const ReadData& read_data) : read_data_(read_data) {}

    // Columns <key>,<value>,source,effective_from,effective_to.
    void read(std::string_view file, std::string_view key, std::string_view value, Tables::Entries& out) {
        for (const csv::Row& row : rows(file, {key, value, "source", "effective_from", "effective_to"})) {
            const auto days = read_days(file, row);
            if (!days || row.cells[0].empty() || row.cells[1].empty()) {
                keep(days ? csv::bad_row(file, row.line, "key or value is empty") : days.error());
                return;
            }
            const auto [first, end] = out.equal_range(row.cells[0]);
            if (std::any_of(first, end, [&](const auto& old) {
                    return old.second.validity.overlaps(*days);
                })) {
                keep(csv::bad_row(file, row.line, "the days of two rows of one key overlap"));
                return;
            }
            out.emplace(row.cells[0], Entry{.value = row.cells[1], .validity = *days});
        }
    }

    void read_rates(
        std::string_view file,
        const std::vector<std::string_view>& columns,
        bool has_cess,
        std::vector<DutyRates>& out
    ) {
        for (const csv::Row& row : rows(file, columns)) {
            const auto days = read_days(file, row);
            DutyRates rates{.key = row.cells[0]};
            std::vector<Decimal*> numbers = {&rates.bcd, &rates.sws, &rates.igst};
            if (has_cess) {
                numbers.insert(numbers.begin() + 1, &rates.aidc);
            } else {
                rates.doubtful = row.cells[4] == "yes";
            }
            for (std::size_t i = 0; days && i < numbers.size(); ++i) {
                const auto number = Decimal::parse(row.cells[i + 1]);
                if (!number || number->is_negative()) {
                    keep(csv::bad_row(file, row.line, "a rate is a percentage of 0 or more"));
                    return;
                }
                *numbers[i] = *number;
            }
            if (!days || std::ranges::any_of(out, [&](const DutyRates& old) {
                    return old.key == rates.key && old.validity.overlaps(*days);
                })) {
                keep(
                    days ? csv::bad_row(file, row.line, "the days of two rows of one key overlap")
                         : days.error()
                );
                return;
            }
            rates.validity = *days;
            out.push_back(std::move(rates));
        }
    }

    void read_exchange(Tables& tables) {
        const auto text = read_data_("rates.csv");
        auto rates = text ? eaeu::RateTable::read("rates.csv", *text) : Result<eaeu::RateTable>(text.error());
        if (rates) {
            tables.rates_ = std::move(*rates);
        } else {
            keep(rates.error());
        }
    }

    Result<Tables> load() {
        Tables tables;
        read("limits.csv", "name", "value", tables.limits_);
        Tables::Entries by_name;
        read("states.csv", "name", "code", by_name);
        for (const auto& [name, entry] : by_name) {
            tables.states_.emplace(lower(name), entry);
        }
        read("units.csv", "unit", "uqc", tables.units_);
        read("error_codes.csv", "code", "text", tables.errors_);
        read("restricted.csv", "prefix", "goods", tables.restricted_);
        read_rates(
            "personal.csv",
            {"basis", "bcd", "sws", "igst", "doubtful", "source", "effective_from", "effective_to"},
            false,
            tables.personal_
        );
        read_rates(
            "tariff.csv",
            {"item", "bcd", "aidc", "sws", "igst", "source", "effective_from", "effective_to"},
            true,
            tables.tariff_
        );
        read_exchange(tables);
        for (const auto& [name, entry] : tables.limits_) {
            if (!Decimal::parse(entry.value)) {
                keep(fail(Errc::invalid_settings, "limits.csv: " + name + " is not a number"));
            }
        }
        return error_ ? Result<Tables>(*error_) : Result<Tables>(std::move(tables));
    }

private:
    std::vector<csv::Row> rows(std::string_view file, const std::vector<std::string_view>& columns) {
        const auto text = read_data_(file);
        auto read = text ? csv::read(file, *text, columns) : Result<std::vector<csv::Row>>(text.error());
        if (!read) {
            keep(read.error());
            return {};
        }
        return std::move(*read);
    }

    void keep(Error error) {
        if (!error_) {
            error_ = std::move(error);
        }
    }

    const ReadData& read_data_;
    std::optional<Error> error_;
};

Result<Tables> Tables::load(const ReadData& read_data) {
    return TableReader(read_data).load();
}

std::string_view Tables::find(const Entries& entries, std::string_view key, BusinessDate day) noexcept {
    const auto [first, end] = entries.equal_range(key);
    const auto found =
        std::find_if(first, end, [&](const auto& entry) { return entry.second.validity.covers(day); });
    return found == end ? std::string_view{} : std::string_view(found->second.value);
}

std::optional<Decimal> Tables::limit(std::string_view name, BusinessDate day) const {
    const auto number = Decimal::parse(find(limits_, name, day));
    return number ? std::optional(*number) : std::nullopt;
}

const DutyRates* Tables::personal(std::string_view basis, BusinessDate day) const noexcept {
    return find_rates(personal_, basis, day);
}

const DutyRates* Tables::tariff(std::string_view item, BusinessDate day) const noexcept {
    return find_rates(tariff_, item, day);
}

std::string_view Tables::state(std::string_view name, BusinessDate day) const {
    return find(states_, lower(name), day);
}

std::string_view Tables::unit(std::string_view code, BusinessDate day) const noexcept {
    return find(units_, code, day);
}

std::string_view Tables::error_text(std::string_view code) const noexcept {
    const auto found = errors_.find(code);
    return found == errors_.end() ? std::string_view{} : std::string_view(found->second.value);
}

std::string_view Tables::refused_by_courier(std::string_view hs, BusinessDate day) const noexcept {
    for (const auto& [prefix, entry] : restricted_) {
        if (hs.starts_with(prefix) && entry.validity.covers(day)) {
            return entry.value;
        }
    }
    return {};
}

}  // namespace silkgate::adapters::in
