// Instants, business dates and the only place that turns one into the other.
#pragma once

#include "gateway/core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace silkgate {

// UTC, millisecond resolution.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
// A date in some authority's own calendar day; only an adapter may derive one from an Instant.
using BusinessDate = std::chrono::year_month_day;

// Source of facts about time; tests choose it. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

// RFC 3339 with offset ("2026-11-24T08:00:00+08:00", "…Z", optional fraction, 'T' or a space). A time without
// an offset is an error: nothing is guessed. Leap second 60 is read as 59.999.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

// The same without an offset ("2026-11-24T08:00:00"), read as UTC. For formats that say their times are UTC.
[[nodiscard]] Result<Instant> parse_utc_without_offset(std::string_view text);

// "2026-11-24T08:00:00.000Z"
[[nodiscard]] std::string format_rfc3339(Instant instant);

// "YYYY-MM-DD", a real calendar day.
[[nodiscard]] Result<BusinessDate> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(BusinessDate date);

// The wall clock at a fixed offset from UTC. China has one zone, UTC+8, without summer time since 1991;
// Moscow is UTC+3 since 26 October 2014; all other zones of the region are whole numbers of minutes too.
struct LocalTime {
    BusinessDate date;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};
[[nodiscard]] LocalTime local_time(Instant instant, std::chrono::minutes utc_offset);

// "YYYYMMDDhhmmss" at a fixed offset, the form Chinese customs messages want.
[[nodiscard]] std::string format_compact(Instant instant, std::chrono::minutes utc_offset);
// "YYYY-MM-DDThh:mm:ss" at a fixed offset, without the offset itself.
[[nodiscard]] std::string format_local(Instant instant, std::chrono::minutes utc_offset);

}  // namespace silkgate
