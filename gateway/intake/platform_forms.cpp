#include "gateway/intake/platform_forms.hpp"

#include "gateway/core/country.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace silkgate::intake {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

struct FormWord {
    std::string_view word;
    TimeForm form;
};

constexpr std::array kForms = {
    FormWord{"rfc3339", TimeForm::rfc3339},
    FormWord{"local", TimeForm::local},
    FormWord{"date", TimeForm::date},
    FormWord{"day_first", TimeForm::day_first},
    FormWord{"rfc2822", TimeForm::rfc2822},
    FormWord{"compact", TimeForm::compact},
    FormWord{"epoch_s", TimeForm::epoch_s},
    FormWord{"epoch_ms", TimeForm::epoch_ms},
};

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::int64_t> to_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!all_digits(text) || error != std::errc{} || end != text.data() + text.size()) {
        return fail(Errc::invalid_value, "not a count of time");
    }
    return value;
}

// Platforms say one unit and send the other, or a text (Uzum's schema says date-time, its answers are
// milliseconds). From 1973 to 5138 milliseconds have 12 to 14 digits and seconds 9 to 11: which it is shows.
Result<Instant> from_epoch(std::string_view text, std::int64_t unit_ms) {
    constexpr std::size_t kSecondsDigits = 11;
    constexpr std::size_t kSecondsDigitsMin = 9;
    constexpr std::size_t kDigitsMax = 14;
    if (!all_digits(text)) {
        return parse_rfc3339(text);
    }
    const auto count = to_integer(text);
    if (!count || text.size() > kDigitsMax) {
        return fail(Errc::invalid_value, "not a count of time");
    }
    const bool shows = text.size() >= kSecondsDigitsMin;
    const std::int64_t unit = !shows ? unit_ms : text.size() <= kSecondsDigits ? 1000 : 1;
    return Instant{milliseconds{*count * unit}};
}

Result<Instant> in_zone(const Result<Instant>& wall_clock, minutes zone) {
    return wall_clock ? Result<Instant>(*wall_clock - zone) : wall_clock;
}

// "2026-05-04 10:11:12 +0800" → without the second blank, as RFC 3339 has it.
Result<Instant> from_offset_text(std::string_view text) {
    constexpr std::size_t kBlank = 19;  // behind YYYY-MM-DD hh:mm:ss
    if (text.size() > kBlank && text[kBlank] == ' ') {
        return parse_rfc3339(std::string(text.substr(0, kBlank)) + std::string(text.substr(kBlank + 1)));
    }
    return parse_rfc3339(text);
}

// "17.05.2024 08:00:00", "17-05-2024" → "2024-05-17T08:00:00".
Result<Instant> from_day_first(std::string_view text, minutes zone) {
    constexpr std::size_t kDate = 10;
    if (text.size() < kDate) {
        return fail(Errc::invalid_value, "not a date");
    }
    std::string turned(text.substr(6, 4));
    turned.append("-").append(text.substr(3, 2)).append("-").append(text.substr(0, 2));
    turned += text.size() == kDate ? std::string("T00:00:00") : std::string(text.substr(kDate));
    return in_zone(parse_utc_without_offset(turned), zone);
}

// "20261124080000000+0800"; the milliseconds can be absent.
Result<Instant> from_compact(std::string_view text) {
    constexpr std::size_t kClock = 14;
    const auto sign = text.find_first_of("+-Z");
    if (sign == std::string_view::npos || sign < kClock || !all_digits(text.substr(0, sign))) {
        return fail(Errc::invalid_value, "not a compact time");
    }
    const auto part = [&](std::size_t at, std::size_t count) { return std::string(text.substr(at, count)); };
    std::string turned = part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" +
                         part(10, 2) + ":" + part(12, 2);
    if (sign > kClock) {
        turned += "." + part(kClock, sign - kClock);
    }
    return parse_rfc3339(turned + part(sign, text.size()));
}

// "Wed, 14 Nov 2012 19:26:23 +0000"; the name of the day is not looked at.
Result<Instant> from_rfc2822(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    if (const auto comma = text.find(", "); comma != std::string_view::npos) {
        text.remove_prefix(comma + 2);
    }
    const std::size_t day_size = text.find(' ');
    constexpr std::size_t kRest = 25;  // " Nov 2012 19:26:23 +0000" with its blank
    if ((day_size != 1 && day_size != 2) || text.size() < day_size + kRest - 1) {
        return fail(Errc::invalid_value, "not an RFC 2822 time");
    }
    const auto month = std::ranges::find(kMonths, text.substr(day_size + 1, 3));
    if (month == kMonths.end()) {
        return fail(Errc::invalid_value, "not an RFC 2822 time");
    }
    const std::string number = std::to_string(month - kMonths.begin() + 1);
    std::string turned(text.substr(day_size + 5, 4));
    turned += (number.size() == 1 ? "-0" : "-") + number + (day_size == 1 ? "-0" : "-");
    turned.append(text.substr(0, day_size)).append("T").append(text.substr(day_size + 10, 8));
    const std::string_view offset = text.substr(day_size + 19);
    turned += offset == "GMT" ? std::string_view("Z") : offset;
    return parse_rfc3339(turned);
}

struct OldCurrency {
    std::string_view code;
    std::string_view now;
    int factor;
};

// RUR was replaced by RUB at 1000 : 1 in 1998; a payload of today that says RUR means RUB. The toman is ten
// rials. 1688's documentation lists RMB among its codes.
constexpr std::array kOldCurrencies = {
    OldCurrency{"RUR", "RUB", 1},
    OldCurrency{"IRT", "IRR", 10},
    OldCurrency{"RMB", "CNY", 1}
};

std::string_view currency_of_number(int number) {
    struct Row {
        std::string_view code;
        int numeric;
    };
    static constexpr auto kRows = std::to_array<Row>({
#define SILKGATE_CURRENCY(code, numeric, minor_units) {#code, numeric},
#include "gateway/core/currencies.def"
#undef SILKGATE_CURRENCY
    });
    const auto* row = std::ranges::find(kRows, number, &Row::numeric);
    return row == kRows.end() ? std::string_view{} : row->code;
}

std::string to_upper(std::string_view text) {
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

struct CountryName {
    std::string_view name;
    std::string_view alpha2;
};

// Names of the served countries that are not those of core/countries.def, and the one code that platforms use
// in place of ISO's (1688 and eBay write UK).
constexpr std::array kCountryNames = {
    CountryName{"RUSSIA", "RU"},
    CountryName{"IRAN", "IR"},
    CountryName{"РОССИЯ", "RU"},
    CountryName{"КАЗАХСТАН", "KZ"},
    CountryName{"БЕЛАРУСЬ", "BY"},
    CountryName{"УЗБЕКИСТАН", "UZ"},
    CountryName{"КЫРГЫЗСТАН", "KG"},
    CountryName{"ТАДЖИКИСТАН", "TJ"},
    CountryName{"Россия", "RU"},
    CountryName{"Казахстан", "KZ"},
    CountryName{"Беларусь", "BY"},
    CountryName{"Узбекистан", "UZ"},
    CountryName{"Кыргызстан", "KG"},
    CountryName{"Таджикистан", "TJ"},
    CountryName{"RUSSIAN FEDERATION", "RU"},
    CountryName{"Киргизия", "KG"},
    CountryName{"Армения", "AM"},
    CountryName{"Индия", "IN"},
    CountryName{"Пакистан", "PK"},
    CountryName{"Иран", "IR"},
    CountryName{"Китай", "CN"},
    CountryName{"中国", "CN"},
    CountryName{"俄罗斯", "RU"},
    CountryName{"俄罗斯联邦", "RU"},
    CountryName{"哈萨克斯坦", "KZ"},
    CountryName{"白俄罗斯", "BY"},
    CountryName{"乌兹别克斯坦", "UZ"},
    CountryName{"吉尔吉斯斯坦", "KG"},
    CountryName{"塔吉克斯坦", "TJ"},
    CountryName{"巴基斯坦", "PK"},
    CountryName{"印度", "IN"},
    CountryName{"伊朗", "IR"},
};

std::string_view country_of_name(std::string_view text) {
    struct Row {
        std::string_view alpha2;
        std::string_view alpha3;
        std::string_view name;
    };
    static constexpr auto kRows = std::to_array<Row>({
#define SILKGATE_COUNTRY(alpha2, alpha3, numeric, name) {#alpha2, alpha3, name},
#include "gateway/core/countries.def"
#undef SILKGATE_COUNTRY
    });
    const std::string upper = to_upper(text);
    const auto* own = std::ranges::find(kCountryNames, upper, &CountryName::name);
    if (own == kCountryNames.end()) {
        own = std::ranges::find(kCountryNames, text, &CountryName::name);
    }
    if (own != kCountryNames.end()) {
        return own->alpha2;
    }
    for (const Row& row : kRows) {
        if (upper == row.alpha3 || upper == to_upper(row.name)) {
            return row.alpha2;
        }
    }
    return {};
}

}  // namespace

std::optional<TimeForm> find_time_form(std::string_view word) noexcept {
    const auto* row = std::ranges::find(kForms, word, &FormWord::word);
    return row == kForms.end() ? std::nullopt : std::optional(row->form);
}

Result<Instant> parse_time(std::string_view text, TimeForm form, minutes zone) {
    switch (form) {
        case TimeForm::rfc3339:
            return from_offset_text(text);
        case TimeForm::local:
            return in_zone(parse_utc_without_offset(text), zone);
        case TimeForm::date:
            if (text.size() > std::string_view("2026-11-24").size()) {
                return from_offset_text(text);
            }
            return in_zone(parse_utc_without_offset(std::string(text) + "T00:00:00"), zone);
        case TimeForm::day_first:
            return from_day_first(text, zone);
        case TimeForm::rfc2822:
            return from_rfc2822(text);
        case TimeForm::compact:
            return from_compact(text);
        case TimeForm::epoch_s:
            return from_epoch(text, 1000);
        case TimeForm::epoch_ms:
            return from_epoch(text, 1);
    }
    return fail(Errc::invalid_value, "no such form of time");
}

Result<minutes> parse_zone(std::string_view text) {
    // Without an offset it is no time, so an empty text fails too.
    const auto instant = parse_rfc3339("2000-01-01T12:00:00" + std::string(text));
    if (!instant) {
        return fail(Errc::invalid_value, "not an offset such as +08:00");
    }
    const Instant noon = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1} + hours{12};
    return std::chrono::duration_cast<minutes>(noon - *instant);
}

CurrencyReading repair_currency(std::string_view text) {
    if (all_digits(text) && text.size() <= 3) {
        const auto number = to_integer(text);
        const std::string_view code =
            number ? currency_of_number(static_cast<int>(*number)) : std::string_view{};
        return {.code = std::string(code.empty() ? text : code)};
    }
    std::string code = to_upper(text);
    const auto* old = std::ranges::find(kOldCurrencies, code, &OldCurrency::code);
    if (old != kOldCurrencies.end()) {
        return {.code = std::string(old->now), .factor = Decimal(old->factor)};
    }
    return {.code = std::move(code)};
}

std::string repair_country(std::string_view text) {
    if (text.size() == 2) {
        std::string code = to_upper(text);
        return code == "UK" ? "GB" : code;
    }
    if (all_digits(text) && text.size() == 3) {
        const auto number = to_integer(text);
        const CountryInfo* country = number ? find_country(static_cast<int>(*number)) : nullptr;
        return std::string(country == nullptr ? text : country->alpha2);
    }
    const std::string_view found = country_of_name(text);
    return std::string(found.empty() ? text : found);
}

bool is_hidden(std::string_view text) noexcept {
    const bool encrypted = text.size() > 4 && text.front() == '~' && text.back() == '~';
    return text.find('*') != std::string_view::npos || encrypted;
}

}  // namespace silkgate::intake
