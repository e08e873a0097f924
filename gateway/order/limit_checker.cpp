#include "gateway/order/limit_checker.hpp"

#include "gateway/core/country.hpp"
#include "gateway/core/money.hpp"
#include "gateway/core/text.hpp"
#include "gateway/core/time.hpp"

#include <algorithm>

namespace silkgate::order {
namespace {

std::size_t count_characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_url_character(char c) {
    return c > 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>';
}

// BCP 47 in shape: letters first, then parts of 1 to 8 letters and digits.
bool is_language_tag(std::string_view tag) {
    std::size_t part = 0;
    bool first = true;
    for (const char c : tag) {
        if (c == '-') {
            if (part == 0 || (first && part < 2)) {
                return false;
            }
            first = false;
            part = 0;
        } else if (!(is_letter(c) || (!first && is_digit(c))) || ++part > 8) {
            return false;
        }
    }
    return part >= (first ? 2U : 1U);
}

constexpr std::size_t kUrlMax = 250;
constexpr std::size_t kLanguageMax = 35;

}  // namespace

void LimitChecker::report(RuleName rule, std::string_view name, std::string_view found) {
    out_.push_back(make_violation(
        rule,
        name.empty() ? at_.str() : Path(at_, name).str(),
        private_ == Private::yes ? std::string_view{} : found
    ));
}

void LimitChecker::present_text(
    std::string_view name,
    std::string_view value,
    std::size_t max,
    Control control
) {
    if (value.size() > max && count_characters(value) > max) {
        report(RuleName::text_length, name, value);
    }
    if (control == Control::refused && has_control(value)) {
        report(RuleName::control_character, name, {});
    }
}

void LimitChecker::country(std::string_view name, std::string_view value) {
    if (!value.empty() && find_country(value) == nullptr) {
        report(RuleName::country_unknown, name, value);
    }
}

void LimitChecker::currency(std::string_view name, std::string_view value) {
    if (!value.empty() && !Currency::parse(value)) {
        report(RuleName::currency_unknown, name, value);
    }
}

void LimitChecker::date(std::string_view name, std::string_view value) {
    if (!value.empty() && !parse_date(value)) {
        report(RuleName::format, name, value);
    }
}

void LimitChecker::weight(std::string_view name, const std::optional<Decimal>& value) {
    if (value && *value <= Decimal{}) {
        report(RuleName::weight_not_positive, name, value->to_string());
    }
}

void LimitChecker::tariff_system(std::string_view name, std::string_view value) {
    characters(name, value, is_upper_or_digit, 2, 12);
}

void LimitChecker::commodity_code(std::string_view name, std::string_view value) {
    if (value.size() < 6 || value.size() > 17 || !std::ranges::all_of(value, is_digit)) {
        report(RuleName::commodity_code, name, value);
    }
}

void LimitChecker::unit(std::string_view name, std::string_view value) {
    characters(name, value, is_upper_or_digit, 1, 3);
}

void LimitChecker::url(std::string_view name, std::string_view value) {
    if (value.empty()) {
        return;
    }
    text(name, value, kUrlMax, Control::allowed);
    if ((!value.starts_with("https://") && !value.starts_with("http://")) ||
        !std::ranges::all_of(value, is_url_character)) {
        report(RuleName::format, name, value);
    }
}

void LimitChecker::language(std::string_view name, std::string_view value) {
    if (!value.empty() && (value.size() > kLanguageMax || !is_language_tag(value))) {
        report(RuleName::format, name, value);
    }
}

void LimitChecker::count(std::string_view name, std::size_t size, std::size_t max) {
    if (size > max) {
        report(RuleName::too_many_items, name, std::to_string(size));
    }
}

bool has_gtin_check_digit(std::string_view digits) {
    int sum = 0;
    bool triple = false;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at, triple = !triple) {
        sum += (*at - '0') * (triple ? 3 : 1);
    }
    return sum % 10 == 0;
}

}  // namespace silkgate::order
