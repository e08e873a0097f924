// How an adapter says that it can not compute what is owed for a leg, and how the host hears it.
#pragma once

#include "gateway/core/result.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace silkgate::adapters {

// Code of the warning by which an adapter says so.
inline constexpr std::string_view kDutyNotComputed = "duty-not-computed";

// Whether a finding of this rule means that nothing can be quoted: the above, or a rate that is not loaded.
[[nodiscard]] inline bool leaves_duty_unknown(const Rule& rule) noexcept {
    constexpr auto kCodes =
        std::to_array<std::string_view>({kDutyNotComputed, "duty-rate-missing", "exchange-rate-missing"});
    return std::ranges::find(kCodes, rule.code) != kCodes.end();
}

}  // namespace silkgate::adapters
