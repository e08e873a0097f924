// Values and duty: facts in-valuation (order of computation), in-9804-*, in-boe-mapping (terms).
#include "adapters/in/view.hpp"

#include <algorithm>

namespace silkgate::adapters::in {
namespace {

constexpr int kFine = Decimal::kScaleMax;

// Adds in place; false when the sum can not be held.
bool add_to(Decimal& sum, Decimal amount) {
    const auto result = add(sum, amount);
    if (result) {
        sum = *result;
    }
    return static_cast<bool>(result);
}

// Splits `total` over the lines in proportion to their values, rounded down to `scale`; the rest goes on the
// largest line.
bool spread(Decimal total, const View& view, int scale, std::vector<Decimal>& shares) {
    const auto factor = divide(total, view.goods, kFine, Rounding::down);
    Decimal left = total;
    for (const LineView& line : view.lines) {
        const auto share = factor ? multiply_rounded(*factor, line.value, scale, Rounding::down) : factor;
        if (!share || !add_to(left, share->negated())) {
            return false;
        }
        shares.push_back(*share);
    }
    const auto largest = std::ranges::max_element(view.lines, {}, &LineView::value);
    return add_to(shares[static_cast<std::size_t>(largest - view.lines.begin())], left);
}

bool sum_lines(View& view) {
    view.goods = Decimal{};
    return std::ranges::all_of(view.lines, [&](const LineView& line) {
        return add_to(view.goods, line.value);
    });
}

// The price paid or payable: what the seller took off lowers it; what a platform, points or a gift card paid
// does not. The seller's discount that the lines do not show is spread over them.
bool value_lines(View& view) {
    Decimal shown;
    for (LineView& line : view.lines) {
        const Decimal discount = line.line->discount.value_or(Decimal{});
        line.value = line.line->amount;
        if (!add_to(line.value, discount.negated()) || !add_to(shown, discount) || line.value.is_negative()) {
            return false;
        }
    }
    Decimal rest = shown.negated();
    for (const order::Discount& discount : view.order->money.discounts) {
        if (discount.funder == "seller" && !add_to(rest, discount.amount)) {
            return false;
        }
    }
    if (!sum_lines(view) || view.goods <= Decimal{} || rest > view.goods) {
        return false;
    }
    if (rest <= Decimal{}) {
        return true;
    }
    std::vector<Decimal> shares;
    if (!spread(rest, view, 2, shares)) {
        return false;
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!add_to(view.lines[i].value, shares[i].negated())) {
            return false;
        }
    }
    return sum_lines(view) && view.goods > Decimal{};
}

// What is known is taken; what is neither stated nor inside the price is a share of the FOB value.
bool value_charges(View& view) {
    const auto charge = [&](Decimal stated, bool inside, std::string_view share, Decimal& out) {
        out = stated;
        if (!stated.is_zero() || inside) {
            return true;
        }
        const auto percent = view.tables->limit(share, view.day);
        const auto rate =
            percent ? multiply(*percent, Decimal::from_parts(1, 2)) : Result<Decimal>(Decimal{});
        const auto amount = rate ? multiply_rounded(view.goods, *rate, 2, Rounding::half_up) : rate;
        view.estimated = true;
        out = amount ? *amount : out;
        return percent && amount;
    };
    const order::OrderMoney& money = view.order->money;
    return charge(money.freight, view.terms->freight_inside, "freight_unknown", view.freight) &&
           charge(money.insurance, view.terms->insurance_inside, "insurance_unknown", view.insurance);
}

// Half up to the rupee.
bool rupees(Decimal basis, Decimal percent, Decimal& out) {
    const auto rate = multiply(percent, Decimal::from_parts(1, 2));
    const auto amount = rate ? multiply_rounded(basis, *rate, 0, Rounding::half_up) : rate;
    out = amount ? *amount : out;
    return static_cast<bool>(amount);
}

std::optional<Duty> duty_of(const View& view, const LineView& line) {
    Duty duty{.rates = rates_of(view, line)};
    if (duty.rates == nullptr || !line.assessable) {
        return std::nullopt;
    }
    const Decimal value = *line.assessable;
    bool fits = rupees(value, duty.rates->bcd, duty.bcd) && rupees(value, duty.rates->aidc, duty.aidc);
    fits = fits && add_to(duty.sws_basis, duty.bcd) && add_to(duty.sws_basis, duty.aidc) &&
           rupees(duty.sws_basis, duty.rates->sws, duty.sws);
    fits = fits && add_to(duty.igst_basis, value) && add_to(duty.igst_basis, duty.sws_basis) &&
           add_to(duty.igst_basis, duty.sws) && rupees(duty.igst_basis, duty.rates->igst, duty.igst);
    fits = fits && add_to(duty.total, duty.sws_basis) && add_to(duty.total, duty.sws) &&
           add_to(duty.total, duty.igst);
    return fits ? std::optional(duty) : std::nullopt;
}

bool convert(View& view) {
    Decimal total = view.goods;
    if (view.is_import && !(add_to(total, view.freight) && add_to(total, view.insurance))) {
        return false;
    }
    const auto rupee = view.rate == nullptr ? Result<Decimal>(total.rounded(2, Rounding::half_up))
                                            : eaeu::to_national(total, *view.rate, 2);
    if (!rupee) {
        return false;
    }
    view.declared = *rupee;
    std::vector<Decimal> shares;
    if (!spread(view.declared, view, 2, shares)) {
        return false;
    }
    for (std::size_t i = 0; view.is_import && i < shares.size(); ++i) {
        view.lines[i].assessable = shares[i];
        view.lines[i].duty = duty_of(view, view.lines[i]);
    }
    return true;
}

}  // namespace

const DutyRates* rates_of(const View& view, const LineView& line) {
    if (!view.is_personal) {
        return view.tables->tariff(line.item, view.day);
    }
    // Serial 608 is claimed by who says so; without the claim, or after it ended, the tariff's own rate.
    const DutyRates* concession = view.registration("IN.personalConcession") == "yes"
                                      ? view.tables->personal("concession", view.day)
                                      : nullptr;
    return concession != nullptr ? concession : view.tables->personal("tariff", view.day);
}

void assess(View& view) {
    if (view.lines.empty() || !value_lines(view)) {
        return;
    }
    if (view.order->money.currency != "INR") {
        view.rate = view.tables->rates().find(
            view.is_import ? kImportRates : kExportRates, view.order->money.currency, view.day
        );
    }
    if (view.is_import && view.terms == nullptr) {
        view.valued = Valued::terms_unknown;
    } else if (view.order->money.currency != "INR" && view.rate == nullptr) {
        view.valued = Valued::rate_missing;
    } else if ((!view.is_import || value_charges(view)) && convert(view)) {
        view.valued = Valued::yes;
    }
}

}  // namespace silkgate::adapters::in
