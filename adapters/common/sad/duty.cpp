#include "adapters/common/sad/duty.hpp"

#include "adapters/common/sad/apportion.hpp"

namespace silkgate::adapters::sad {
namespace {

constexpr int kDecimals = 2;

// Adds `part` to `total`; false when that is out of range.
bool accumulate(Decimal& total, Decimal part) {
    const auto sum = add(total, part);
    total = sum ? *sum : total;
    return sum.has_value();
}

// The customs value of each line: the whole value shared by the lines' values.
std::optional<std::vector<Decimal>> line_values(const View& view, Decimal whole) {
    std::vector<Decimal> weights;
    for (const LineView& line : view.lines) {
        weights.push_back(line.value.value_or(Decimal{}));
    }
    return apportion(whole, weights, kDecimals);
}

std::optional<Decimal> rate_of(const View& view, const LineView& line, const Step& step) {
    if (!step.limit.empty()) {
        return view.tables->limit(step.limit, view.day);
    }
    const auto listed = view.tables->tariff_percent(line.code, step.tariff, view.day);
    return !listed && step.only_if_listed ? std::optional(Decimal{}) : listed;
}

struct Sum {
    Decimal basis;
    Decimal amount;
    std::optional<Decimal> rate;  // absent once two lines differ
    bool mixed = false;
};

// Adds one line of goods to the sums of all steps.
bool add_line(
    const View& view,
    const LineView& line,
    Decimal value,
    std::span<const Step> steps,
    std::vector<Sum>& sums
) {
    Decimal above = value;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Decimal basis = steps[i].base == Base::value ? value : above;
        const auto rate = rate_of(view, line, steps[i]);
        const auto amount = rate ? percent_of(basis, *rate) : std::nullopt;
        Sum& sum = sums[i];
        if (!amount || !accumulate(sum.basis, basis) || !accumulate(sum.amount, *amount) ||
            !accumulate(above, *amount)) {
            return false;
        }
        sum.mixed = sum.mixed || (sum.rate && *sum.rate != *rate);
        sum.rate = rate;
    }
    return true;
}

}  // namespace

std::optional<Decimal> percent_of(Decimal amount, Decimal percent) {
    const auto hundredth = multiply(percent, Decimal::from_parts(1, 2));
    const auto part =
        hundredth ? multiply_rounded(amount, *hundredth, kDecimals, Rounding::half_up) : hundredth;
    return part ? std::optional(*part) : std::nullopt;
}

std::optional<Decimal> national_value(const View& view) {
    const auto value = cif_value(*view.order);
    const auto national =
        value ? view.tables->to_national(*value, view.order->money.currency, view.profile->currency, view.day)
              : std::nullopt;
    return national ? std::optional(national->rounded(kDecimals, Rounding::half_up)) : std::nullopt;
}

std::vector<QuoteLine> cascade(const View& view, std::span<const Step> steps) {
    const auto whole = national_value(view);
    const auto values = whole ? line_values(view, *whole) : std::nullopt;
    if (!values) {
        return {};
    }
    std::vector<Sum> sums(steps.size());
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        if (!add_line(view, view.lines[i], (*values)[i], steps, sums)) {
            return {};
        }
    }
    std::vector<QuoteLine> quote;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        quote.push_back(
            {.kind = std::string(steps[i].kind),
             .basis = sums[i].basis,
             .basis_currency = std::string(view.profile->currency),
             .rate = sums[i].mixed ? "by line" : sums[i].rate->to_shortest() + " %",
             .amount = sums[i].amount,
             .currency = std::string(view.profile->currency),
             .rule = steps[i].rule}
        );
    }
    return quote;
}

}  // namespace silkgate::adapters::sad
