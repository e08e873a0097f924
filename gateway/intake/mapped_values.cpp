// Values of a mapped payload: texts, words, times, amounts.
#include "gateway/intake/mapped_order.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>
#include <array>

namespace silkgate::intake {

using order::RuleName;

namespace {

bool is_empty(json::Value value) {
    // "null" and "None" are texts that connectors write for nothing (platforms facts 3.4).
    const std::string_view text = value.text();
    return !value || value.is_null() ||
           (value.is_string() && (text.empty() || text == "null" || text == "None")) ||
           ((value.is_object() || value.is_array()) && value.size() == 0);
}

}  // namespace

json::Value MappedOrder::find(const std::vector<Path>& paths) const {
    for (const Path& path : paths) {
        json::Value found;
        path.each(places_, [&](json::Value value, json::Value) {
            if (!found && !is_empty(value)) {
                found = value;
            }
        });
        if (found) {
            return found;
        }
    }
    return {};
}

std::string MappedOrder::text(const TextField& field) const {
    for (const Path& path : field.paths) {
        std::string found;
        path.each(places_, [&](json::Value value, json::Value) {
            if (found.empty() && !is_empty(value)) {
                found = mapping_.entities ? to_text_without_entities(value) : to_text(value);
            }
        });
        if (!found.empty()) {
            return found;
        }
    }
    return field.constant;
}

std::string MappedOrder::text(const TextField& field, std::string_view canonical) {
    point(canonical, field.paths);
    return text(field);
}

void MappedOrder::point(std::string_view canonical, const std::vector<Path>& paths) {
    if (paths.empty()) {
        return;
    }
    const Path* named = &paths.front();
    for (const Path& path : paths) {
        if (path.first(places_)) {
            named = &path;
            break;
        }
    }
    if (named->root() == Path::Root::here) {
        in_.point(canonical, line_source_ + named->pointer());
    } else if (named->root() == Path::Root::order) {
        in_.point(canonical, named->pointer());
    }
}

// The first rule whose word is known decides. A word that no rule knows is reported where `canonical` is
// given.
std::string MappedOrder::word(const WordField& field, std::string_view canonical) {
    json::Value unknown;
    for (const WordRule& rule : field.rules) {
        std::string decided;
        rule.path.each(places_, [&](json::Value value, json::Value) {
            if (!decided.empty() || is_empty(value)) {
                return;
            }
            for (const auto& [from, to] : rule.words) {
                if (from == value.text() || from == "*") {
                    decided = to;
                    return;
                }
            }
            if (!rule.only_these && !unknown) {
                unknown = value;
            }
        });
        if (!decided.empty()) {
            return decided;
        }
    }
    if (unknown && !canonical.empty()) {
        in_.report(RuleName::status_unknown, canonical, unknown, unknown.text());
    }
    return field.constant;
}

std::optional<order::Time> MappedOrder::time(const TimeField& field, std::string_view canonical) {
    point(canonical, field.paths);
    const json::Value value = find(field.paths);
    if (!value) {
        return std::nullopt;
    }
    const std::string& offset = in_.context().connection->utc_offset;
    const bool is_stated = field.zone_of_connection && !offset.empty();
    const auto zone = is_stated ? parse_zone(offset) : Result<std::chrono::minutes>(field.zone);
    std::string source(value.text());
    if (const json::Value clock = find(field.clock)) {
        source.append("T").append(clock.text());
    }
    // A time of day that names its zone needs none of the connection.
    const auto own = field.clock.empty() ? fail(Errc::invalid_value, "in the connection's zone")
                                         : parse_time(source, TimeForm::rfc3339, {});
    const TimeForm form = source.size() > value.text().size() ? TimeForm::local : field.form;
    const auto instant = own ? own
                         : zone && (value.is_string() || value.is_number())
                             ? parse_time(source, form, *zone)
                             : fail(Errc::invalid_value, "not a time");
    if (!instant) {
        in_.report(RuleName::time_malformed, canonical, value, value.text());
        return std::nullopt;
    }
    if (!own && field.zone_of_connection && !is_stated && canonical == "/order/createdAt") {
        in_.report(RuleName::zone_assumed, canonical, value, value.text());
    }
    return order::Time{.instant = *instant, .source = std::move(source)};
}

CurrencyReading MappedOrder::read_currency_code(std::string_view text) const {
    const auto own = mapping_.money.currencies.find(text);
    return own != mapping_.money.currencies.end() ? own->second : repair_currency(text);
}

bool MappedOrder::is_in_currency(json::Value value, json::Value holder, std::string_view canonical) {
    const auto& beside = mapping_.money.currency_beside;
    auto member = beside.find(value.key());
    if (member == beside.end()) {
        member = beside.find("");
    }
    if (member == beside.end()) {
        return true;
    }
    const json::Value code = holder[member->second];
    if (is_empty(code) || read_currency_code(code.text()).code == in_.order().money.currency) {
        return true;
    }
    in_.report(RuleName::amount_in_other_currency, canonical, value);
    return false;
}

// Nothing where the path finds nothing, or something that is no number.
std::optional<Decimal> MappedOrder::sum_of(const Path& path, std::string_view canonical, bool is_money) {
    std::optional<Decimal> total;
    bool failed = false;
    path.each(places_, [&](json::Value value, json::Value holder) {
        if (is_empty(value)) {
            return;
        }
        const auto amount = in_.decimal(value, canonical);
        if (!amount) {
            failed = true;
            return;
        }
        // Zero has no currency.
        if (is_money && !amount->is_zero() && !is_in_currency(value, holder, canonical)) {
            failed = true;
            return;
        }
        total = total ? sum(total, amount) : amount;
    });
    return failed ? std::nullopt : total;
}

std::optional<Decimal>
MappedOrder::amount(const AmountField& field, std::string_view canonical, bool is_money) {
    std::optional<Decimal> total;
    for (const Path& path : field.first) {
        total = sum_of(path, canonical, is_money);
        if (total) {
            break;
        }
    }
    for (const Path& path : field.plus) {
        if (const auto part = sum_of(path, canonical, is_money)) {
            total = total ? sum(total, part) : part;
        }
    }
    for (const Path& path : field.minus) {
        if (const auto part = sum_of(path, canonical, is_money)) {
            total = order::minus(total, part);
        }
    }
    if (total && field.decimals > 0) {
        const auto scaled = multiply(*total, Decimal::from_parts(1, field.decimals));
        total = scaled ? std::optional(*scaled) : std::nullopt;
    }
    if (total && is_money && factor_ != Decimal(1)) {
        const auto repaired = multiply(*total, factor_);
        total = repaired ? std::optional(*repaired) : std::nullopt;
    }
    if (total && (field.sign == Sign::turned || (field.sign == Sign::absolute && total->is_negative()))) {
        total = total->negated();
    }
    return total ? total : field.constant;
}

std::optional<Decimal> MappedOrder::number(const AmountField& field, std::string_view canonical) {
    return amount(field, canonical, false);
}

std::optional<Decimal> MappedOrder::money(const AmountField& field, std::string_view canonical) {
    return amount(field, canonical, true);
}

// A weight of 0 stands for "not entered".
std::optional<Decimal>
MappedOrder::kilograms(const WeightRow& row, Decimal quantity, std::string_view canonical) {
    const auto value = number(row.value, canonical);
    if (!value || *value <= Decimal{}) {
        return std::nullopt;
    }
    // Pound and ounce: International yard and pound agreement of 1959, exact.
    const auto factor_of = [](std::string_view unit) -> std::optional<Decimal> {
        if (unit == "g") {
            return Decimal::from_parts(1, 3);
        }
        if (unit == "lb") {
            return Decimal::from_parts(45359237, 8);
        }
        if (unit == "oz") {
            return Decimal::from_parts(28349523, 9);
        }
        return unit == "kg" ? std::optional(Decimal(1)) : std::nullopt;
    };
    constexpr std::array<std::string_view, 4> kUnits = {"g", "kg", "lb", "oz"};
    const std::string said = word(row.unit_word);
    const auto factor =
        row.unit_word.rules.empty() ? factor_of(kUnits[static_cast<std::size_t>(row.unit)]) : factor_of(said);
    if (!factor) {
        return std::nullopt;
    }
    const auto of_line = row.of_line ? Result<Decimal>(*value) : multiply(*value, quantity);
    // Customs wants 6 decimals at most (platforms facts 5.2 netWeight).
    constexpr int kScale = 6;
    const auto exact = of_line ? multiply(*of_line, *factor) : of_line;
    if (exact && exact->significant_decimals() <= kScale) {
        return *exact;
    }
    const auto rounded = of_line ? multiply_rounded(*of_line, *factor, kScale, Rounding::half_up) : of_line;
    return rounded ? std::optional(*rounded) : std::nullopt;
}

}  // namespace silkgate::intake
