// Forms in which platforms write times, currencies, countries and hidden texts (platforms
// facts 3.1–3.4, 3.8).
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::intake {

enum class TimeForm : std::uint8_t {
    rfc3339,    // with an offset; "+hhmm" and a blank before it are read too
    local,      // YYYY-MM-DD hh:mm:ss in the zone the mapping states
    date,       // YYYY-MM-DD, midnight in that zone; or a whole time with its offset
    day_first,  // DD-MM-YYYY or DD.MM.YYYY, with hh:mm:ss or without, in that zone
    rfc2822,    // "Wed, 14 Nov 2012 19:26:23 +0000"
    compact,    // YYYYMMDDhhmmssSSS±hhmm
    epoch_s,    // seconds since 1970
    epoch_ms,   // milliseconds since 1970
};

// The word a mapping uses ("epoch_ms"), or nothing.
[[nodiscard]] std::optional<TimeForm> find_time_form(std::string_view word) noexcept;
[[nodiscard]] Result<Instant> parse_time(std::string_view text, TimeForm form, std::chrono::minutes zone);
// "+08:00", "Z".
[[nodiscard]] Result<std::chrono::minutes> parse_zone(std::string_view text);

// A currency as a payload names it: alpha, lower case, numeric, or an old code. Amounts are multiplied by
// `factor`.
struct CurrencyReading {
    std::string code;
    Decimal factor = Decimal(1);
};
// RUR → RUB; IRT (toman) → IRR at 10; "643" → RUB; "eur" → EUR. BYR stays BYR: what it means only the shop
// knows.
[[nodiscard]] CurrencyReading repair_currency(std::string_view text);

// Alpha-2 of a code in either case, a numeric code, an alpha-3 code or an English name; the text itself where
// none fits.
[[nodiscard]] std::string repair_country(std::string_view text);

// True where a name or number of a person is hidden: an asterisk in it, or an encrypted text (Pinduoduo
// "~…~").
[[nodiscard]] bool is_hidden(std::string_view text) noexcept;

}  // namespace silkgate::intake
