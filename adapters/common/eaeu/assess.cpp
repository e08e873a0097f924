#include "adapters/common/eaeu/assess.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

// Sum of the lines' values in the order's currency; absent when one is missing or the sum overflows.
std::optional<Decimal> total_value(const DeclarationView& view) {
    Decimal total;
    for (const LineView& line : view.lines) {
        const auto sum =
            line.value ? add(total, *line.value) : Result<Decimal>(fail(Errc::invalid_value, ""));
        if (!sum) {
            return std::nullopt;
        }
        total = *sum;
    }
    return total;
}

// The heavier of the goods' weights and the parcel's own.
Decimal weight_of(const DeclarationView& view) {
    const Decimal goods = view.gross.value_or(Decimal{});
    return view.consignment != nullptr && view.consignment->gross_weight
               ? std::max(goods, *view.consignment->gross_weight)
               : goods;
}

bool is_clearly_below(const DeclarationView& view, const Assessment& so_far) {
    return so_far.weight_kg <= so_far.limits->weight_kg &&
           is_surely_within(view, so_far.value, so_far.limits->value_eur);
}

// Fills the amounts in the national currency; false when a number is out of range.
template <class Out>
bool convert_lines(const DeclarationView& view, const Rate* rate, Out& out) {
    out.line_values.reserve(view.lines.size());
    for (const LineView& line : view.lines) {
        const auto national =
            rate == nullptr ? Result<Decimal>(*line.value) : to_national(*line.value, *rate, 2);
        const auto sum = national ? add(out.value_national, *national) : national;
        if (!sum) {
            return false;
        }
        out.line_values.push_back(*national);
        out.value_national = *sum;
    }
    return true;
}

bool convert_to_euro(const DeclarationView& view, const Rate& euro, Assessment& out) {
    const auto per_euro = divide(euro.rate, euro.nominal, Decimal::kScaleMax, Rounding::half_up);
    const auto value_eur = per_euro ? divide(out.value_national, *per_euro, 2, Rounding::half_up) : per_euro;
    if (!value_eur) {
        return false;
    }
    out.value_eur = view.order->money.currency == "EUR" ? out.value : *value_eur;
    return true;
}

bool compute_duty(const DeclarationView& view, Assessment& out) {
    const Rate* euro = view.data->rates.find(view.country->bank, "EUR", view.day);
    const auto duty = personal_duty(*out.limits, out.value_eur, out.weight_kg);
    if (!duty) {
        return false;
    }
    out.duty = *duty;
    const auto duty_national = to_national(duty->amount_eur, *euro, 2);
    if (!duty_national) {
        return false;
    }
    out.duty_national = *duty_national;
    return true;
}

// `value` in the order's currency, `national` the same in the national one.
Traded compare_to_limit(const DeclarationView& view, Decimal value, Decimal national) {
    if (view.filing->is_ordinary) {
        return Traded::computed;
    }
    const Entry* limit = find_entry(view.data->express_limits, view.filing->procedure, view.day);
    if (limit == nullptr) {
        return Traded::limit_missing;
    }
    const Decimal limit_eur = *Decimal::parse(limit->values[0]);
    const Rate* euro = view.data->rates.find(view.country->bank, "EUR", view.day);
    if (euro == nullptr) {
        return is_surely_within(view, value, limit_eur) ? Traded::computed : Traded::euro_missing;
    }
    const auto most = to_national(limit_eur, *euro, 2);
    if (!most) {
        return Traded::out_of_range;
    }
    return national <= *most ? Traded::computed : Traded::above_limit;
}

}  // namespace

bool is_surely_within(const DeclarationView& view, Decimal value, Decimal limit_eur) {
    const Entry* bound = find_entry(view.data->bounds, view.order->money.currency, view.day);
    if (bound == nullptr) {
        return false;
    }
    const auto most = multiply_rounded(value, *Decimal::parse(bound->values[0]), 2, Rounding::up);
    return most && *most <= limit_eur;
}

Assessment worth_of(const DeclarationView& view) {
    Assessment out;
    const auto total = total_value(view);
    if (!total || view.lines.empty()) {
        return out;
    }
    out.value = *total;
    out.weight_kg = weight_of(view);
    const std::string_view currency = view.order->money.currency;
    const bool is_national = currency == view.country->currency;
    const Rate* rate = view.data->rates.find(view.country->bank, currency, view.day);
    const Rate* euro = view.data->rates.find(view.country->bank, "EUR", view.day);
    if (euro == nullptr || (rate == nullptr && !is_national)) {
        out.outcome = Assessed::rate_missing;
        return out;
    }
    if (convert_lines(view, is_national ? nullptr : rate, out) && convert_to_euro(view, *euro, out)) {
        out.outcome = Assessed::computed;
    }
    return out;
}

Assessment assess(const DeclarationView& view) {
    Assessment out;
    const PersonalLimits* limits = view.data->limits_on(view.day);
    if (limits == nullptr) {
        out.outcome = Assessed::no_limits;
        return out;
    }
    out = worth_of(view);
    out.limits = limits;
    if (out.outcome == Assessed::rate_missing && is_clearly_below(view, out)) {
        out.outcome = Assessed::clearly_below;
    } else if (out.outcome == Assessed::computed && !compute_duty(view, out)) {
        out.outcome = Assessed::out_of_range;
    }
    return out;
}

void choose_ordinary(const DeclarationView& view, Leg& leg) {
    if (view.filing->is_trade && assess_trade(view).outcome == Traded::above_limit) {
        leg.regime = ordinary_of(*view.filing).regime;
    }
}

TradeAssessment assess_trade(const DeclarationView& view) {
    TradeAssessment out;
    const auto total = total_value(view);
    if (!total || view.lines.empty()) {
        return out;
    }
    out.value = *total;
    const std::string_view currency = view.order->money.currency;
    const bool is_national = currency == view.country->currency;
    const Rate* rate = view.data->rates.find(view.country->bank, currency, view.day);
    if (rate == nullptr && !is_national) {
        out.outcome = Traded::rate_missing;
        return out;
    }
    if (!convert_lines(view, is_national ? nullptr : rate, out)) {
        return out;
    }
    out.outcome = compare_to_limit(view, *total, out.value_national);
    return out;
}

}  // namespace silkgate::adapters::eaeu
