#include "adapters/cn/import_tax.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr Rule kRules[] = {
    {.id = "CN-0751",
     .code = "import-duty",
     .remedy = Remedy::none,
     .basis =
         "caiguanshui-2018-49#over the limit of one transaction a single indivisible article pays full duty",
     .effective_from = "2019-01-01",
     .text =
         {.en =
              "Customs duty: nothing within the personal limits, the full rate above the limit of one order.",
          .zh = "关税：限值以内为零，超过单次限值按全额征收。",
          .ru = "Пошлина: в пределах личных лимитов ноль, выше лимита одного заказа — полная ставка."}},
    {.id = "CN-0752",
     .code = "import-consumption-tax",
     .remedy = Remedy::none,
     .basis = "caiguanshui-2016-18#consumption tax at 70 % of the legal amount within the limits",
     .effective_from = "2019-01-01",
     .text =
         {.en = "Consumption tax: 70 % of the legal amount within the personal limits, all of it above.",
          .zh = "消费税：限值以内按法定应纳税额的70%征收，超过则全额征收。",
          .ru = "Потребительский налог: 70 % законной суммы в пределах личных лимитов, выше — полностью."}},
    {.id = "CN-0753",
     .code = "import-vat",
     .remedy = Remedy::none,
     .basis = "caiguanshui-2016-18#import VAT at 70 % of the legal amount within the limits",
     .effective_from = "2019-01-01",
     .text =
         {.en = "Import VAT: 70 % of the legal amount within the personal limits, all of it above.",
          .zh = "进口环节增值税：限值以内按法定应纳税额的70%征收，超过则全额征收。",
          .ru = "Ввозной НДС: 70 % законной суммы в пределах личных лимитов, выше — полностью."}},
};

enum TaxRule : std::size_t { kDuty, kExcise, kVat };

constexpr int kMoneyScale = 2;
constexpr int kWork = 9;  // decimals of what is not yet an amount

std::optional<Decimal> limit(const Facts& facts, std::string_view name) {
    const auto amount = Decimal::parse(facts.tables->limits.value(name, facts.day));
    return amount ? std::optional(*amount) : std::nullopt;
}

// The rate for the longest prefix of the commodity code that the connection has: "CN.vatRate.0902".
std::optional<Decimal> rate(const Facts& facts, std::string_view kind, std::string_view commodity_code) {
    const auto& map = facts.context->connection->registrations;
    const std::string key = "CN." + std::string(kind);
    for (std::size_t digits = commodity_code.size() + 1; digits-- > 0;) {
        const auto found =
            map.find(digits == 0 ? key : key + "." + std::string(commodity_code.substr(0, digits)));
        if (found != map.end()) {
            const auto value = Decimal::parse(found->second);
            return value && !value->is_negative() && *value < Decimal(1) ? std::optional(*value)
                                                                         : std::nullopt;
        }
    }
    return std::nullopt;
}

struct Rates {
    Decimal duty, excise, vat;
};

std::optional<Rates> rates(const Facts& facts, const LineFacts& line) {
    Rates out;
    const auto vat = rate(facts, "vatRate", line.commodity_code);
    const auto duty = rate(facts, "dutyRate", line.commodity_code);
    if (!vat || (is_over_order_limit(facts) && !duty)) {
        return std::nullopt;
    }
    out.vat = *vat;
    out.excise = rate(facts, "consumptionTaxRate", line.commodity_code).value_or(Decimal{});
    out.duty = duty.value_or(Decimal{});
    return out;
}

std::string percent(Decimal rate) {
    const auto hundredfold = multiply(rate, Decimal(100));
    return (hundredfold ? hundredfold->to_shortest() : rate.to_shortest()) + " %";
}

// The tax of one line. `value` is its dutiable value, `share` what part of VAT and consumption tax is due.
class LineTax {
public:
    LineTax(Decimal value, const Rates& rates, Decimal share, bool is_over) : value_(value), share_(share) {
        duty_ = is_over ? product(value, rates.duty) : Decimal{};
        const Decimal one_less_excise = *subtract(Decimal(1), rates.excise);
        base_ = quotient(sum(value, duty_), one_less_excise);
        rates_ = rates;
    }

    [[nodiscard]] bool is_held() const noexcept { return held_; }

    void write(std::vector<QuoteLine>& out) {
        put(out, kDuty, "duty", rates_.duty, duty_, value_);
        put(out, kExcise, "excise", rates_.excise, product(product(base_, rates_.excise), share_), base_);
        put(out, kVat, "vat", rates_.vat, product(product(base_, rates_.vat), share_), base_);
    }

private:
    Decimal keep(const Result<Decimal>& result) {
        held_ = held_ && result;
        return result ? *result : Decimal{};
    }
    Decimal product(Decimal a, Decimal b) { return keep(multiply_rounded(a, b, kWork, Rounding::half_up)); }
    Decimal quotient(Decimal a, Decimal b) { return keep(divide(a, b, kWork, Rounding::half_up)); }
    Decimal sum(Decimal a, Decimal b) { return keep(add(a, b)); }

    void put(
        std::vector<QuoteLine>& out,
        TaxRule rule,
        std::string_view kind,
        Decimal rate,
        Decimal amount,
        Decimal basis
    ) const {
        const Decimal rounded = amount.rounded(kMoneyScale, Rounding::half_up);
        if (rounded.is_zero()) {
            return;
        }
        const bool is_shared = rule != kDuty && share_ != Decimal(1);
        out.push_back({
            .kind = std::string(kind),
            .basis = basis.rounded(kMoneyScale, Rounding::half_up),
            .basis_currency = "CNY",
            .rate = percent(rate) + (is_shared ? " × " + percent(share_) : std::string{}),
            .amount = rounded,
            .currency = "CNY",
            .rule = &kRules[rule],
        });
    }

    Decimal value_, share_, duty_, base_;
    Rates rates_;
    bool held_ = true;
};

// The line's part of freight and insurance is in proportion to its value.
std::optional<Decimal> dutiable_value(const Facts& facts, const LineFacts& line) {
    const auto weighted = multiply_rounded(*facts.import.taxed_value, line.total, kWork, Rounding::half_up);
    const auto value = weighted ? divide(*weighted, *facts.goods_value, kWork, Rounding::half_up) : weighted;
    return value ? std::optional(*value) : std::nullopt;
}

}  // namespace

bool is_over_order_limit(const Facts& facts) {
    const auto max = limit(facts, "retail_import_order_max");
    return max && facts.import.taxed_value && *facts.import.taxed_value > *max;
}

bool is_one_article(const Facts& facts) {
    return facts.lines.size() == 1 && facts.lines.front().line->quantity == Decimal(1);
}

bool is_over_year_limit(const Facts& facts) {
    const auto max = limit(facts, "retail_import_year_max");
    if (!max || !facts.import.taxed_value) {
        return false;
    }
    const auto year = add(*facts.import.taxed_value, facts.import.quota_used.value_or(Decimal{}));
    return !year || *year > *max;
}

bool has_rates(const Facts& facts) {
    return std::ranges::all_of(facts.lines, [&](const LineFacts& line) {
        return rates(facts, line).has_value();
    });
}

Result<std::vector<QuoteLine>> quote_import(const Facts& facts) {
    const auto share =
        is_over_order_limit(facts) ? std::optional(Decimal(1)) : limit(facts, "retail_import_tax_share");
    if (!share || !facts.import.taxed_value || !facts.goods_value || facts.goods_value->is_zero()) {
        return fail(Errc::invalid_value, "cn: the import tax can not be computed");
    }
    std::vector<QuoteLine> out;
    for (const LineFacts& line : facts.lines) {
        const auto of_line = rates(facts, line);
        const auto value = dutiable_value(facts, line);
        if (!of_line || !value) {
            return fail(Errc::invalid_value, "cn: a rate of the import tax is not known");
        }
        LineTax tax(*value, *of_line, *share, is_over_order_limit(facts));
        tax.write(out);
        if (!tax.is_held()) {
            return fail(Errc::limit_exceeded, "cn: an amount of the import tax can not be held");
        }
    }
    return out;
}

std::span<const Rule> tax_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::cn
