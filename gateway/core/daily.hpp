// Times of day at which something is due, on a clock at a fixed offset from UTC.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <chrono>
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

private:
    std::vector<std::chrono::milliseconds> since_midnight_;  // UTC
};

}  // namespace silkgate
