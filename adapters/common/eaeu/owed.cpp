#include "adapters/common/eaeu/owed.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

constexpr Rule kDuty{
    .id = "EE-0751",
    .code = "import-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eaeu-ett#rate of the code on the day (tariff.csv), without preferences, quotas and trade "
        "remedies; customsassist#ad valorem, specific, the greater of both or both added",
    .text =
        {.en = "Import duty by the common customs tariff.",
         .zh = "按统一关税税率征收的进口关税。",
         .ru = "Ввозная таможенная пошлина по Единому таможенному тарифу."}
};

constexpr Rule kVat{
    .id = "EE-0752",
    .code = "import-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "customsassist#VAT = rate × (customs value + duty + excise); rate of the day by code (taxes.csv)",
    .text =
        {.en = "Value added tax on the import; lists of reduced rates are kept in part only.",
         .zh = "进口增值税；减税清单仅部分收录。",
         .ru = "НДС при ввозе; перечни пониженных ставок учтены не полностью."}
};

constexpr Rule kFee{
    .id = "EE-0753",
    .code = "customs-fee",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "customsassist#fee for customs operations by bracket of the customs value (fees.csv); not part "
        "of the VAT's base",
    .text = {.en = "Fee for customs operations.", .zh = "海关手续费。", .ru = "Сбор за таможенные операции."}
};

// Terms by which the price ends before the border: what the buyer pays for the way is not in the order.
bool is_price_at_the_border(const DeclarationView& view) {
    constexpr std::array<std::string_view, 4> kBefore{"EXW", "FCA", "FAS", "FOB"};
    const order::OrderMoney& money = view.order->money;
    return money.freight.is_zero() && money.insurance.is_zero() &&
           (view.consignment == nullptr ||
            std::ranges::find(kBefore, view.consignment->incoterm) == kBefore.end());
}

// The tax's entry with the longest beginning of the code; "*" is every code.
const Entry* find_tax(const DeclarationView& view, std::string_view tax, std::string_view code) {
    const Entry* best = nullptr;
    for (const Entry& entry : view.data->taxes) {
        std::string_view prefix = entry.key;
        if (!prefix.starts_with(tax) || !entry.validity.covers(view.day)) {
            continue;
        }
        prefix.remove_prefix(tax.size() + 1);
        const bool fits = prefix == "*" || code.starts_with(prefix);
        if (fits && (best == nullptr || (prefix != "*" && entry.key.size() > best->key.size()))) {
            best = &entry;
        }
    }
    return best;
}

// An operator says by "0" that a code of an excisable heading is not.
bool is_excisable(const DeclarationView& view, std::string_view code) {
    const Entry* excise = find_tax(view, "excise", code);
    return excise != nullptr && excise->values[0] != "0";
}

std::optional<Decimal> thousandth(Decimal quantity) {
    const auto result = divide(quantity, Decimal(1000), Decimal::kScaleMax, Rounding::half_up);
    return result ? std::optional(*result) : std::nullopt;
}

// Quantity of the line in a unit of the classifier: kilograms and tonnes by the net weight.
std::optional<Decimal> quantity_in(const LineView& line, std::string_view unit) {
    const auto& net = line.line->customs.net_weight;
    if (unit == "166" || unit == "168") {
        return net && unit == "168" ? thousandth(*net) : net;
    }
    if (line.unit == nullptr) {
        return std::nullopt;
    }
    const std::string_view declared = line.unit->values[0];
    if (declared == unit) {
        return line.line->quantity;
    }
    const bool is_in_thousands = declared == "796" && unit == "798";
    return is_in_thousands ? thousandth(line.line->quantity) : std::nullopt;
}

Result<Decimal> share_of(Decimal value, Decimal percent) {
    const auto share = multiply(percent, Decimal::from_parts(1, 2));
    return share ? multiply_rounded(value, *share, 2, Rounding::half_up) : share;
}

struct Computed {
    Owed outcome = Owed::computed;
    Payment payment;
};

// quantity × amount in the tariff's currency, at the day's rate; rounded to 9 decimals before, once to 2 at
// the end.
Computed specific_duty(const LineView& line, const TariffRow& row) {
    const DeclarationView& view = *line.declaration;
    const auto quantity = quantity_in(line, row.unit);
    if (!quantity) {
        return {.outcome = Owed::quantity_missing, .payment = {}};
    }
    const bool is_national = row.currency == view.country->currency;
    const Rate* rate = view.data->rates.find(view.country->bank, row.currency, view.day);
    if (rate == nullptr && !is_national) {
        return {.outcome = Owed::duty_rate_missing, .payment = {}};
    }
    auto amount = multiply_rounded(*quantity, row.amount, Decimal::kScaleMax, Rounding::half_up);
    if (amount && !is_national) {
        amount = multiply_rounded(*amount, rate->rate, Decimal::kScaleMax, Rounding::half_up);
        amount = amount ? divide(*amount, rate->nominal, Decimal::kScaleMax, Rounding::half_up) : amount;
    }
    if (!amount) {
        return {.outcome = Owed::out_of_range, .payment = {}};
    }
    return {
        .outcome = Owed::computed,
        .payment =
            {.code = kDutyPayment,
             .base = *quantity,
             .rate_unit = row.unit,
             .rate_currency = row.currency,
             .rate = row.amount,
             .rate_words = rate_text(row),
             .amount = amount->rounded(2, Rounding::half_up)}
    };
}

Computed duty_of(const LineView& line, Decimal value) {
    const TariffRow* row = line.code == nullptr
                               ? nullptr
                               : line.declaration->data->tariff.find(line.code->code, line.declaration->day);
    if (row == nullptr) {
        return {.outcome = Owed::tariff_missing, .payment = {}};
    }
    const auto share = share_of(value, row->percent);
    if (!share) {
        return {.outcome = Owed::out_of_range, .payment = {}};
    }
    const Payment by_value{
        .code = kDutyPayment,
        .base = value,
        .rate_unit = {},
        .rate_currency = {},
        .rate = row->percent,
        .rate_words = rate_text(*row),
        .amount = *share
    };
    if (row->kind == DutyKind::ad_valorem) {
        return {.outcome = Owed::computed, .payment = by_value};
    }
    Computed by_unit = specific_duty(line, *row);
    if (by_unit.outcome != Owed::computed || row->kind == DutyKind::specific) {
        return by_unit;
    }
    if (row->kind == DutyKind::greater) {
        return by_unit.payment.amount > by_value.amount
                   ? by_unit
                   : Computed{.outcome = Owed::computed, .payment = by_value};
    }
    const auto both = add(by_value.amount, by_unit.payment.amount);
    if (!both) {
        return {.outcome = Owed::out_of_range, .payment = {}};
    }
    Payment sum = by_value;
    sum.rate.reset();
    sum.amount = *both;
    return {.outcome = Owed::computed, .payment = sum};
}

Computed vat_of(const LineView& line, Decimal value, Decimal duty) {
    const DeclarationView& view = *line.declaration;
    const auto percent = vat_percent(view, line.code->code);
    if (!percent) {
        return {.outcome = Owed::tax_unknown, .payment = {}};
    }
    const auto base = add(value, duty);
    const auto amount = base ? share_of(*base, *percent) : base;
    if (!amount) {
        return {.outcome = Owed::out_of_range, .payment = {}};
    }
    return {
        .outcome = Owed::computed,
        .payment =
            {.code = kVatPayment,
             .base = *base,
             .rate_unit = {},
             .rate_currency = {},
             .rate = *percent,
             .rate_words = percent->to_shortest() + " %",
             .amount = *amount}
    };
}

// Adds the line's payments; anything but computed leaves `out` unfinished.
Owed add_line(const LineView& line, Decimal value, OwedAssessment& out) {
    const Computed duty = duty_of(line, value);
    if (duty.outcome != Owed::computed) {
        return duty.outcome;
    }
    const Computed vat = vat_of(line, value, duty.payment.amount);
    if (vat.outcome != Owed::computed) {
        return vat.outcome;
    }
    const auto duties = add(out.duty, duty.payment.amount);
    const auto vats = add(out.vat, vat.payment.amount);
    if (!duties || !vats || !add(*duties, *vats)) {
        return Owed::out_of_range;
    }
    out.duty = *duties;
    out.vat = *vats;
    out.payments.push_back({duty.payment, vat.payment});
    return Owed::computed;
}

std::optional<Decimal> fee_of(const DeclarationView& view, Decimal value) {
    const std::string_view registry = view.filing->is_ordinary ? "DT:" : "DTEG:";
    for (const Entry& entry : view.data->fees) {
        if (entry.key.starts_with(registry) && entry.validity.covers(view.day) &&
            value > *Decimal::parse(std::string_view(entry.key).substr(registry.size())) &&
            value <= *Decimal::parse(entry.values[0])) {
            return *Decimal::parse(entry.values[1]);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Decimal> vat_percent(const DeclarationView& view, std::string_view code) {
    const Entry* vat = find_tax(view, "vat", code);
    if (vat == nullptr || is_excisable(view, code)) {
        return std::nullopt;
    }
    const auto percent = Decimal::parse(vat->values[0]);  // or "unknown"
    return percent ? std::optional(*percent) : std::nullopt;
}

OwedAssessment assess_owed(const DeclarationView& view, const TradeAssessment& worth) {
    OwedAssessment out;
    if (view.filing->is_export || !view.filing->is_trade) {
        return out;
    }
    if (worth.line_values.size() != view.lines.size() || view.lines.empty()) {
        out.outcome = Owed::value_unknown;
        return out;
    }
    for (; out.line < view.lines.size(); ++out.line) {
        out.outcome = add_line(view.lines[out.line], worth.line_values[out.line], out);
        if (out.outcome != Owed::computed) {
            out.payments.clear();
            return out;
        }
    }
    if (!is_price_at_the_border(view)) {
        out.outcome = Owed::freight_unknown;
        out.payments.clear();
    }
    out.fee = fee_of(view, worth.value_national);
    return out;
}

std::string currency_number(std::string_view currency) {
    const auto known = Currency::parse(currency);
    if (!known) {
        return {};
    }
    const std::string number = std::to_string(known->numeric());
    return std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
}

std::vector<const Rule*> owed_rules() {
    return {&kDuty, &kVat, &kFee};
}

std::vector<QuoteLine> quote_owed(const DeclarationView& view, const OwedAssessment& owed) {
    std::vector<QuoteLine> lines;
    const std::string national(view.country->currency);
    for (const auto& payments : owed.payments) {
        for (const Payment& payment : payments) {
            const bool is_duty = payment.code == kDutyPayment;
            lines.push_back(QuoteLine{
                .kind = is_duty ? "duty" : "vat",
                .basis = payment.base,
                .basis_currency =
                    payment.rate_unit.empty() ? national : std::string(unit_name(payment.rate_unit)),
                .rate = payment.rate_words,
                .amount = payment.amount,
                .currency = national,
                .rule = is_duty ? &kDuty : &kVat,
            });
        }
    }
    if (owed.fee) {
        lines.push_back(QuoteLine{
            .kind = "fee",
            .basis = Decimal(1),
            .basis_currency = "declaration",
            .rate = "fixed",
            .amount = *owed.fee,
            .currency = national,
            .rule = &kFee,
        });
    }
    return lines;
}

}  // namespace silkgate::adapters::eaeu
