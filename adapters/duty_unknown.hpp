// How an adapter says that it can not compute what is owed for a leg, or can but not declare it, and how the
// host hears it.
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

// Code of the error by which an adapter says that a leg's declaration is made elsewhere.
inline constexpr std::string_view kDeclarationNotServed = "declaration-not-served";

// Whether a leg with these findings can be quoted: no error holds it, or none but that it is declared
// elsewhere.
[[nodiscard]] inline bool is_quotable(const Violations& violations) noexcept {
    return std::ranges::none_of(violations, [](const Violation& violation) {
        return violation.rule->severity == Severity::error && violation.rule->code != kDeclarationNotServed;
    });
}

}  // namespace silkgate::adapters
