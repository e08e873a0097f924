#include "adapters/common/eaeu/duty.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {

Result<PersonalDuty> personal_duty(const PersonalLimits& limits, Decimal value_eur, Decimal gross_kg) {
    const auto value_over = subtract(value_eur, limits.value_eur);
    const auto weight_over = subtract(gross_kg, limits.weight_kg);
    if (!value_over || !weight_over) {
        return fail(Errc::limit_exceeded, "value or weight is out of range");
    }
    const Decimal zero;
    const Decimal over_value = std::max(*value_over, zero);
    const Decimal over_weight = std::max(*weight_over, zero);
    const auto share = multiply(limits.percent, Decimal::from_parts(1, 2));
    const auto by_value = share ? multiply(over_value, *share) : share;
    const auto by_weight = multiply(over_weight, limits.eur_per_kg);
    if (!by_value || !by_weight) {
        return fail(Errc::limit_exceeded, "the duty is out of range");
    }
    if (by_value->is_zero() && by_weight->is_zero()) {
        return PersonalDuty{};
    }
    return *by_weight > *by_value
               ? PersonalDuty{.base = DutyBase::weight, .excess = over_weight, .amount_eur = *by_weight}
               : PersonalDuty{.base = DutyBase::value, .excess = over_value, .amount_eur = *by_value};
}

Result<std::vector<PersonalLimits>> read_limits(std::string_view file, std::string_view text) {
    const auto rows = csv::read(
        file,
        text,
        {"limit_eur", "limit_kg", "percent", "eur_per_kg", "fee", "source", "effective_from", "effective_to"}
    );
    if (!rows) {
        return rows.error();
    }
    std::vector<PersonalLimits> limits;
    for (const csv::Row& row : *rows) {
        const auto validity = csv::read_effective(file, row.line, row.cells[6], row.cells[7]);
        const auto value = Decimal::parse(row.cells[0]);
        const auto weight = Decimal::parse(row.cells[1]);
        const auto percent = Decimal::parse(row.cells[2]);
        const auto per_kg = Decimal::parse(row.cells[3]);
        if (!validity) {
            return validity.error();
        }
        if (!value || !weight || !percent || !per_kg) {
            return csv::bad_row(file, row.line, "a limit or a rate is not a number");
        }
        if (row.cells[5].empty()) {
            return csv::bad_row(file, row.line, "there is no source");
        }
        PersonalLimits entry{
            .validity = *validity,
            .value_eur = *value,
            .weight_kg = *weight,
            .percent = *percent,
            .eur_per_kg = *per_kg,
            .fee = std::nullopt,
            .source = row.cells[5]
        };
        if (!row.cells[4].empty()) {
            const auto fee = Decimal::parse(row.cells[4]);
            if (!fee) {
                return csv::bad_row(file, row.line, "the fee is not a number");
            }
            entry.fee = *fee;
        }
        if (std::ranges::any_of(limits, [&](const auto& other) {
                return other.validity.overlaps(entry.validity);
            })) {
            return csv::bad_row(file, row.line, "its days overlap those of another row");
        }
        limits.push_back(std::move(entry));
    }
    return limits;
}

}  // namespace silkgate::adapters::eaeu
