// Times of day at which something is due, on a clock at a fixed offset from UTC.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate {

class DailyTimes {
public:
    // `times`: "HH:MM" or "HH:MM:SS"; `offset`: "+08:00". Errc::invalid_value names the text that is neither.
    [[nodiscard]] static Result<DailyTimes>
    parse(const std::vector<std::string>& times, std::string_view offset);

    // The first one later than `after`; nothing where there are no times.
    [[nodiscard]] std::optional<Instant> next(Instant after) const;
    // The last one that is not later than `until`.
    [[nodiscard]] std::optional<Instant> last(Instant until) const;
    // On the clock of the offset.
    [[nodiscard]] bool is_same_day(Instant a, Instant b) const noexcept;

private:
    std::vector<std::chrono::milliseconds> since_midnight_;  // UTC
    std::chrono::milliseconds offset_{0};
};

// Which of the daily times is to be worked on now: each once, also the last one that passed while nobody
// looked, as long as the day lasts.
class DailyRuns {
public:
    enum class What : std::uint8_t { nothing, run, missed };

    struct Look {
        What what = What::nothing;
        Instant at;            // the time that is due, or was
        bool is_late = false;  // made up, or tried again
    };

    // To be asked about once a second.
    [[nodiscard]] Look look(const DailyTimes& times, Instant now);
    // The time that was looked at last is due again at `at`, as long as its day lasts.
    void again(Instant at) { again_ = at; }

private:
    std::optional<Instant> done_;  // of the times, the last that was looked at
    std::optional<Instant> again_;
};

}  // namespace silkgate
