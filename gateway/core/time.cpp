#include "gateway/core/time.hpp"

#include <array>
#include <optional>

namespace silkgate {
namespace {

using namespace std::chrono;

// Reads fixed-width fields from the front of a text; turns bad on the first mismatch.
class Fields {
public:
    explicit Fields(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        if (rest_.size() < count) {
            good_ = false;
            return 0;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') {
                good_ = false;
                return 0;
            }
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }

    bool skip(std::string_view one_of) {
        if (rest_.empty() || one_of.find(rest_.front()) == std::string_view::npos) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    void need(std::string_view one_of) { good_ = skip(one_of) && good_; }

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
    bool good_ = true;
};

milliseconds read_fraction(Fields& fields) {
    int value = 0;
    int digits = 0;
    while (fields.good() && !fields.done() && fields.rest().front() >= '0' && fields.rest().front() <= '9') {
        const int digit = fields.digits(1);
        if (digits < 3) {
            value = value * 10 + digit;
        }
        ++digits;
    }
    for (; digits < 3; ++digits) {
        value *= 10;
    }
    return milliseconds{value};
}

std::optional<minutes> read_offset(Fields& fields) {
    if (fields.skip("Zz")) {
        return minutes{0};
    }
    const bool negative = !fields.rest().empty() && fields.rest().front() == '-';
    if (!fields.skip("+-")) {
        return std::nullopt;
    }
    const int hour = fields.digits(2);
    fields.skip(":");
    const int minute = fields.digits(2);
    if (!fields.good() || hour > 23 || minute > 59) {
        return std::nullopt;
    }
    const minutes offset = hours{hour} + minutes{minute};
    return negative ? -offset : offset;
}

enum class Zone { required, none };

Result<Instant> parse_instant(std::string_view text, Zone zone) {
    Fields fields(text);
    const int y = fields.digits(4);
    fields.need("-");
    const int mo = fields.digits(2);
    fields.need("-");
    const int d = fields.digits(2);
    fields.need("Tt ");
    const int h = fields.digits(2);
    fields.need(":");
    const int mi = fields.digits(2);
    fields.need(":");
    const int s = fields.digits(2);
    const milliseconds fraction = fields.skip(".") ? read_fraction(fields) : milliseconds{0};
    const auto offset = zone == Zone::required ? read_offset(fields) : std::optional<minutes>{0};
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
    if (!fields.good() || !fields.done() || !offset || !date.ok() || h > 23 || mi > 59 || s > 60) {
        return fail(
            Errc::invalid_value,
            zone == Zone::required ? "not a time with an offset (RFC 3339)" : "not a time"
        );
    }
    const milliseconds second = s == 60 ? milliseconds{59'999} : milliseconds{seconds{s}} + fraction;
    return Instant{sys_days{date} + hours{h} + minutes{mi} + second - *offset};
}

}  // namespace

Instant SystemClock::now() const {
    return floor<milliseconds>(system_clock::now());
}

Result<Instant> parse_rfc3339(std::string_view text) {
    return parse_instant(text, Zone::required);
}

Result<Instant> parse_utc_without_offset(std::string_view text) {
    return parse_instant(text, Zone::none);
}

Result<BusinessDate> parse_date(std::string_view text) {
    Fields fields(text);
    const int y = fields.digits(4);
    fields.need("-");
    const int m = fields.digits(2);
    fields.need("-");
    const int d = fields.digits(2);
    const BusinessDate date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (!fields.good() || !fields.done() || !date.ok()) {
        return fail(Errc::invalid_value, "not a date (YYYY-MM-DD)");
    }
    return date;
}

namespace {

void append_number(std::string& out, unsigned value, int width) {
    std::array<char, 10> digits{};
    for (int i = width; i-- > 0; value /= 10) {
        digits[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    }
    out.append(digits.data(), static_cast<std::size_t>(width));
}

void append_date(std::string& out, BusinessDate date, std::string_view separator) {
    append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    out += separator;
    append_number(out, static_cast<unsigned>(date.month()), 2);
    out += separator;
    append_number(out, static_cast<unsigned>(date.day()), 2);
}

void append_time(std::string& out, const hh_mm_ss<milliseconds>& time, std::string_view separator) {
    append_number(out, static_cast<unsigned>(time.hours().count()), 2);
    out += separator;
    append_number(out, static_cast<unsigned>(time.minutes().count()), 2);
    out += separator;
    append_number(out, static_cast<unsigned>(time.seconds().count()), 2);
}

}  // namespace

std::string format_date(BusinessDate date) {
    std::string text;
    append_date(text, date, "-");
    return text;
}

LocalTime local_time(Instant instant, minutes utc_offset) {
    const auto shifted = instant + utc_offset;
    const auto midnight = floor<days>(shifted);
    return {.date = BusinessDate{midnight}, .time = hh_mm_ss<milliseconds>{shifted - midnight}};
}

std::string format_local(Instant instant, minutes utc_offset) {
    const LocalTime local = local_time(instant, utc_offset);
    std::string text;
    append_date(text, local.date, "-");
    text += 'T';
    append_time(text, local.time, ":");
    return text;
}

std::string format_rfc3339(Instant instant) {
    std::string text = format_local(instant, minutes{0});
    text += '.';
    append_number(text, static_cast<unsigned>(local_time(instant, minutes{0}).time.subseconds().count()), 3);
    text += 'Z';
    return text;
}

std::string format_compact(Instant instant, minutes utc_offset) {
    const LocalTime local = local_time(instant, utc_offset);
    std::string text;
    append_date(text, local.date, "");
    append_time(text, local.time, "");
    return text;
}

}  // namespace silkgate
