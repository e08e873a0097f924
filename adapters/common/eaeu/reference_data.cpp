#include "adapters/common/eaeu/reference_data.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

Result<Entry> read_entry(const ListShape& shape, const csv::Row& row) {
    const std::size_t source_at = row.cells.size() - 3;
    const auto validity =
        csv::read_effective(shape.file, row.line, row.cells[source_at + 1], row.cells[source_at + 2]);
    if (!validity) {
        return validity.error();
    }
    Entry entry{.key = row.cells[0], .validity = *validity, .values = {}, .source = row.cells[source_at]};
    if (shape.keys == 2) {
        entry.key += ":" + row.cells[1];
    }
    for (std::size_t i = shape.keys; i < source_at; ++i) {
        entry.values.push_back(row.cells[i]);
    }
    if (entry.source.empty() || entry.key.empty() || std::ranges::any_of(entry.values, &std::string::empty)) {
        return csv::bad_row(shape.file, row.line, "a key, a value or the source is empty");
    }
    return entry;
}

Result<void> check_numbers(std::string_view file, const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
        const auto number = Decimal::parse(entry.values[0]);
        if (!number || *number <= Decimal{}) {
            return fail(
                Errc::invalid_settings, std::string(file) + ": " + entry.key + " is not a positive number"
            );
        }
    }
    return {};
}

// VAT is a percentage, an excise "0" where none is due, both may be "unknown"; a bracket of the fee has
// numbers only.
Result<void> check_owed(const ReferenceData& data) {
    for (const Entry& tax : data.taxes) {
        const auto percent = Decimal::parse(tax.values[0]);
        const bool is_unknown = tax.values[0] == "unknown";
        const bool is_vat =
            tax.key.starts_with("vat:") && (is_unknown || (percent && !percent->is_negative()));
        const bool is_excise = tax.key.starts_with("excise:") && (is_unknown || tax.values[0] == "0");
        if (!is_vat && !is_excise) {
            return fail(Errc::invalid_settings, "taxes.csv: " + tax.key + " is not a tax with a rate");
        }
    }
    for (const Entry& fee : data.fees) {
        const std::size_t colon = fee.key.find(':');
        if (!Decimal::parse(std::string_view(fee.key).substr(colon + 1)) || !Decimal::parse(fee.values[0]) ||
            !Decimal::parse(fee.values[1])) {
            return fail(Errc::invalid_settings, "fees.csv: " + fee.key + " has a cell that is no number");
        }
    }
    return {};
}

// One regime, so one row for each day.
Result<std::vector<EcommerceTerms>> read_ecommerce(const ReadData& read_data) {
    constexpr std::string_view kFile = "ecommerce.csv";
    const auto entries = read_entries(
        read_data,
        {kFile,
         {"regime", "limit_eur", "percent", "eur_per_kg", "source", "effective_from", "effective_to"},
         1}
    );
    if (!entries) {
        return entries.error();
    }
    std::vector<EcommerceTerms> terms;
    for (const Entry& entry : *entries) {
        const auto limit = Decimal::parse(entry.values[0]);
        const auto percent = Decimal::parse(entry.values[1]);
        const auto per_kg = Decimal::parse(entry.values[2]);
        if (entry.key != "DET" || !limit || !percent || !per_kg || limit->is_negative() ||
            percent->is_negative() || per_kg->is_negative()) {
            return fail(
                Errc::invalid_settings,
                std::string(kFile) + ": " + entry.key + " is not DET with three numbers"
            );
        }
        terms.push_back(
            {.validity = entry.validity,
             .limit_eur = *limit,
             .percent = *percent,
             .eur_per_kg = *per_kg,
             .source = entry.source}
        );
    }
    return terms;
}

}  // namespace

Result<std::vector<Entry>> read_entries(const ReadData& read_data, const ListShape& shape) {
    const auto text = read_data(shape.file);
    if (!text) {
        return text.error();
    }
    const auto rows = csv::read(shape.file, *text, shape.columns);
    if (!rows) {
        return rows.error();
    }
    std::vector<Entry> entries;
    for (const csv::Row& row : *rows) {
        auto entry = read_entry(shape, row);
        if (!entry) {
            return entry.error();
        }
        if (std::ranges::any_of(entries, [&](const Entry& other) {
                return other.key == entry->key && other.validity.overlaps(entry->validity);
            })) {
            return csv::bad_row(shape.file, row.line, "its days overlap those of another row");
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<ReferenceData> ReferenceData::load(const ReadData& read_data) {
    ReferenceData data;
    const auto limits_text = read_data("limits.csv");
    const auto rates_text = read_data("rates.csv");
    if (!limits_text || !rates_text) {
        return limits_text ? rates_text.error() : limits_text.error();
    }
    auto limits = read_limits("limits.csv", *limits_text);
    if (!limits) {
        return limits.error();
    }
    auto rates = RateTable::read("rates.csv", *rates_text);
    if (!rates) {
        return rates.error();
    }
    data.limits = std::move(*limits);
    data.rates = std::move(*rates);
    const auto tariff_text = read_data("tariff.csv");
    auto tariff =
        tariff_text ? Tariff::read("tariff.csv", *tariff_text) : Result<Tariff>(tariff_text.error());
    if (!tariff) {
        return tariff.error();
    }
    data.tariff = std::move(*tariff);
    auto ecommerce = read_ecommerce(read_data);
    if (!ecommerce) {
        return ecommerce.error();
    }
    data.ecommerce = std::move(*ecommerce);

    const std::array<std::pair<ListShape, std::vector<Entry>*>, 7> lists{{
        {{"value_bounds.csv", {"currency", "eur_per_unit_max", "source", "effective_from", "effective_to"}, 1
         },
         &data.bounds},
        {{"restricted.csv", {"prefix", "what", "source", "effective_from", "effective_to"}, 1},
         &data.restricted},
        {{"ecommerce_excluded.csv", {"prefix", "what", "source", "effective_from", "effective_to"}, 1},
         &data.ecommerce_excluded},
        {{"express_limits.csv", {"procedure", "value_eur", "source", "effective_from", "effective_to"}, 1},
         &data.express_limits},
        {{"taxes.csv", {"tax", "prefix", "percent", "source", "effective_from", "effective_to"}, 2},
         &data.taxes},
        {{"fees.csv", {"registry", "above", "up_to", "amount", "source", "effective_from", "effective_to"}, 2
         },
         &data.fees},
        {{"units.csv", {"rec20", "code", "name", "source", "effective_from", "effective_to"}, 1}, &data.units
        },
    }};
    for (const auto& [shape, target] : lists) {
        auto entries = read_entries(read_data, shape);
        if (!entries) {
            return entries.error();
        }
        *target = std::move(*entries);
    }
    for (const auto& [file, numbers] :
         {std::pair{"value_bounds.csv", &data.bounds}, std::pair{"express_limits.csv", &data.express_limits}
         }) {
        if (const auto checked = check_numbers(file, *numbers); !checked) {
            return checked.error();
        }
    }
    if (const auto checked = check_owed(data); !checked) {
        return checked.error();
    }
    return data;
}

const PersonalLimits* ReferenceData::limits_on(BusinessDate day) const noexcept {
    const auto found =
        std::ranges::find_if(limits, [&](const auto& row) { return row.validity.covers(day); });
    return found == limits.end() ? nullptr : &*found;
}

const EcommerceTerms* ReferenceData::ecommerce_on(BusinessDate day) const noexcept {
    const auto found =
        std::ranges::find_if(ecommerce, [&](const auto& row) { return row.validity.covers(day); });
    return found == ecommerce.end() ? nullptr : &*found;
}

const Entry*
find_prefix(const std::vector<Entry>& entries, std::string_view code, BusinessDate day) noexcept {
    const auto found = std::ranges::find_if(entries, [&](const Entry& entry) {
        return code.starts_with(entry.key) && entry.validity.covers(day);
    });
    return found == entries.end() ? nullptr : &*found;
}

const Entry* find_entry(const std::vector<Entry>& entries, std::string_view key, BusinessDate day) noexcept {
    const auto found = std::ranges::find_if(entries, [&](const Entry& entry) {
        return entry.key == key && entry.validity.covers(day);
    });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace silkgate::adapters::eaeu
