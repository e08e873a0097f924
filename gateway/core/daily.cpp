#include "gateway/core/daily.hpp"

namespace silkgate {

Result<DailyTimes> DailyTimes::parse(const std::vector<std::string>& times, std::string_view offset) {
    constexpr std::size_t kWithoutSeconds = 5;
    DailyTimes daily;
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

}  // namespace silkgate
