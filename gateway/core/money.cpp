#include "gateway/core/money.hpp"

#include <algorithm>
#include <string>

namespace silkgate {
namespace {

struct CurrencyRow {
    std::string_view code;
    std::int16_t numeric;
    std::int8_t minor_units;
};

constexpr auto kCurrencies = std::to_array<CurrencyRow>({
#define SILKGATE_CURRENCY(code, numeric, minor_units) {#code, numeric, minor_units},
#include "gateway/core/currencies.def"
#undef SILKGATE_CURRENCY
});

}  // namespace

Result<Currency> Currency::parse(std::string_view text) {
    const auto* row = std::ranges::lower_bound(kCurrencies, text, {}, &CurrencyRow::code);
    if (row == kCurrencies.end() || row->code != text) {
        return fail(Errc::invalid_value, "not an active ISO 4217 code");
    }
    Currency currency;
    std::ranges::copy(row->code, currency.code_.begin());
    currency.minor_units_ = row->minor_units;
    currency.numeric_ = row->numeric;
    return currency;
}

Result<Money> add(const Money& a, const Money& b) {
    if (!(a.currency == b.currency)) {
        return fail(Errc::invalid_value, "amounts in two currencies can not be added");
    }
    auto sum = add(a.amount, b.amount);
    if (!sum) {
        return sum.error();
    }
    return Money{.amount = *sum, .currency = a.currency};
}

}  // namespace silkgate
