#include "adapters/common/eaeu/tariff.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace silkgate::adapters::eaeu {
namespace {

constexpr std::array<std::pair<std::string_view, DutyKind>, 4> kKinds{{
    {"ADVALOREM", DutyKind::ad_valorem},
    {"SPECIFIC", DutyKind::specific},
    {"MAX", DutyKind::greater},
    {"SUM", DutyKind::sum},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kUnitNames{{
    {"166", "kg"},
    {"168", "t"},
    {"112", "l"},
    {"055", "m²"},
    {"715", "pair"},
    {"796", "piece"},
    {"798", "1000 pieces"},
}};

enum Column : std::uint8_t { code, kind, percent, amount, currency, unit, source, from, to };

bool is_code(std::string_view text) {
    return text.size() == 10 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Decimal> read_rate(std::string_view text) {
    const auto number = Decimal::parse(text);
    return number && !number->is_negative() ? std::optional(*number) : std::nullopt;
}

// What is wrong with the share or the amount, or empty. Cells that a kind has no use for must be empty.
std::string_view read_rates(const csv::Row& row, TariffRow& out) {
    const bool has_share = out.kind != DutyKind::specific;
    const bool has_amount = out.kind != DutyKind::ad_valorem;
    const auto share = read_rate(row.cells[percent]);
    const auto per_unit = read_rate(row.cells[amount]);
    if (has_share ? !share : !row.cells[percent].empty()) {
        return "percent does not fit the kind of rate";
    }
    if (has_amount ? !per_unit : !row.cells[amount].empty()) {
        return "amount does not fit the kind of rate";
    }
    const bool has_unit = Currency::parse(row.cells[currency]) && row.cells[unit].size() == 3;
    if (has_amount ? !has_unit : !(row.cells[currency].empty() && row.cells[unit].empty())) {
        return "currency or unit does not fit the kind of rate";
    }
    out.percent = share.value_or(Decimal{});
    out.amount = per_unit.value_or(Decimal{});
    out.currency = row.cells[currency];
    out.unit = row.cells[unit];
    return {};
}

Result<TariffRow> read_row(std::string_view file, const csv::Row& row) {
    const auto validity = csv::read_effective(file, row.line, row.cells[from], row.cells[to]);
    if (!validity) {
        return validity.error();
    }
    const auto* const found =
        std::ranges::find(kKinds, row.cells[kind], &decltype(kKinds)::value_type::first);
    if (!is_code(row.cells[code]) || found == kKinds.end() || row.cells[source].empty()) {
        return csv::bad_row(
            file, row.line, "the code is not ten digits, the kind is not known, or there is no source"
        );
    }
    TariffRow out{.code = row.cells[code], .validity = *validity, .kind = found->second};
    out.source = row.cells[source];
    if (const auto wrong = read_rates(row, out); !wrong.empty()) {
        return csv::bad_row(file, row.line, wrong);
    }
    return out;
}

}  // namespace

Result<Tariff> Tariff::read(std::string_view file, std::string_view text) {
    const auto rows = csv::read(
        file,
        text,
        {"code", "kind", "percent", "amount", "currency", "unit", "source", "effective_from", "effective_to"}
    );
    if (!rows) {
        return rows.error();
    }
    Tariff tariff;
    tariff.rows_.reserve(rows->size());
    for (const csv::Row& row : *rows) {
        auto entry = read_row(file, row);
        if (!entry) {
            return entry.error();
        }
        tariff.rows_.push_back(std::move(*entry));
    }
    std::ranges::stable_sort(tariff.rows_, [](const TariffRow& a, const TariffRow& b) {
        return std::tie(a.code, a.validity.from) < std::tie(b.code, b.validity.from);
    });
    const auto collision =
        std::ranges::adjacent_find(tariff.rows_, [](const TariffRow& a, const TariffRow& b) {
            return a.code == b.code && a.validity.overlaps(b.validity);
        });
    if (collision != tariff.rows_.end()) {
        return fail(
            Errc::invalid_settings,
            std::string(file) + ": days of two rows of " + collision->code + " overlap"
        );
    }
    return tariff;
}

const TariffRow* Tariff::find(std::string_view code, BusinessDate day) const noexcept {
    for (auto row = std::ranges::lower_bound(rows_, code, {}, &TariffRow::code);
         row != rows_.end() && row->code == code;
         ++row) {
        if (row->validity.covers(day)) {
            return &*row;
        }
    }
    return nullptr;
}

bool Tariff::has(std::string_view digits, BusinessDate day) const noexcept {
    for (auto row = std::ranges::lower_bound(rows_, digits, {}, &TariffRow::code);
         row != rows_.end() && row->code.starts_with(digits);
         ++row) {
        if (row->validity.covers(day)) {
            return true;
        }
    }
    return false;
}

std::string_view unit_name(std::string_view unit) noexcept {
    const auto* const found = std::ranges::find(kUnitNames, unit, &decltype(kUnitNames)::value_type::first);
    return found == kUnitNames.end() ? unit : found->second;
}

std::string rate_text(const TariffRow& row) {
    const std::string share = row.percent.to_shortest() + " %";
    const std::string per_unit =
        row.amount.to_shortest() + " " + row.currency + "/" + std::string(unit_name(row.unit));
    switch (row.kind) {
        case DutyKind::ad_valorem:
            return share;
        case DutyKind::specific:
            return per_unit;
        case DutyKind::greater:
            return share + ", at least " + per_unit;
        case DutyKind::sum:
            break;
    }
    return share + " + " + per_unit;
}

}  // namespace silkgate::adapters::eaeu
