#include "gateway/core/daily.hpp"

namespace silkgate {

Result<DailyTimes> DailyTimes::parse(const std::vector<std::string>& times, std::string_view offset) {
    constexpr std::size_t kWithoutSeconds = 5;
    DailyTimes daily;
    constexpr std::string_view kMidnight = "2000-01-02T00:00:00";
    const auto midnight = parse_rfc3339(std::string(kMidnight).append(offset));
    if (!midnight) {
        return fail(Errc::invalid_value, std::string(offset) + " is no offset from UTC");
    }
    daily.offset_ = *parse_utc_without_offset(kMidnight) - *midnight;
    for (const std::string& time : times) {
        std::string text = "2000-01-02T" + time;
        text.append(time.size() == kWithoutSeconds ? ":00" : "").append(offset);
        const auto at = parse_rfc3339(text);
        if (!at) {
            return fail(Errc::invalid_value, time + " at " + std::string(offset) + " is no time of day");
        }
        daily.since_midnight_.push_back(*at - Instant(std::chrono::floor<std::chrono::days>(*at)));
    }
    return daily;
}

std::optional<Instant> DailyTimes::next(Instant after) const {
    std::optional<Instant> first;
    const Instant today(std::chrono::floor<std::chrono::days>(after));
    for (const std::chrono::milliseconds time : since_midnight_) {
        const Instant at = today + time + std::chrono::days(today + time > after ? 0 : 1);
        first = first && *first < at ? first : at;
    }
    return first;
}

std::optional<Instant> DailyTimes::last(Instant until) const {
    std::optional<Instant> latest;
    const Instant today(std::chrono::floor<std::chrono::days>(until));
    for (const std::chrono::milliseconds time : since_midnight_) {
        const Instant at = today + time - std::chrono::days(today + time <= until ? 0 : 1);
        latest = latest && *latest > at ? latest : at;
    }
    return latest;
}

bool DailyTimes::is_same_day(Instant a, Instant b) const noexcept {
    using std::chrono::days;
    return std::chrono::floor<days>(a + offset_) == std::chrono::floor<days>(b + offset_);
}

DailyRuns::Look DailyRuns::look(const DailyTimes& times, Instant now) {
    constexpr std::chrono::seconds kInTime{10};
    const auto last = times.last(now);
    const bool is_new = last && (!done_ || *last > *done_);
    const bool is_again = !is_new && done_ && again_ && now >= *again_;
    if (!is_new && !is_again) {
        return {};
    }
    const bool is_late = !done_ || is_again || now - *last > kInTime;
    done_ = is_new ? *last : *done_;
    again_.reset();
    return {
        .what = times.is_same_day(*done_, now) ? What::run : What::missed, .at = *done_, .is_late = is_late
    };
}

}  // namespace silkgate
