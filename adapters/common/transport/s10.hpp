// The UPU S10 identifier of a postal item: two letters of service, eight digits of serial number, one check
// digit, two letters of the issuing country. "RR473124829GB". Pure; thread-safe.
//
// Source: UPU standard S10 as restated in public copies; check digit: weights 8 6 4 2 3 5 9 7 over the
// serial, 11 − (sum mod 11), where 10 becomes 0 and 11 becomes 5.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::adapters::transport {

struct S10Number {
    std::string service;       // two letters, "LX"
    std::uint32_t serial = 0;  // 0 to 99,999,999
    std::string country;       // alpha-2 of the issuing post

    bool operator==(const S10Number&) const = default;
};

inline constexpr std::uint32_t kS10SerialMax = 99'999'999;

// Precondition: serial ≤ kS10SerialMax. 0 to 9.
[[nodiscard]] int s10_check_digit(std::uint32_t serial) noexcept;

// Exactly 13 characters, upper case, no blanks, right check digit, a country of ISO 3166-1 or one of its
// user-assigned codes (AA, QM–QZ, XA–XZ, ZZ: the example country). nullopt otherwise.
[[nodiscard]] std::optional<S10Number> parse_s10(std::string_view text);
[[nodiscard]] inline bool is_s10(std::string_view text) {
    return parse_s10(text).has_value();
}

// The 13 characters. Errc::invalid_value for a service, serial or country that parse_s10 would not take.
[[nodiscard]] Result<std::string>
make_s10(std::string_view service, std::uint32_t serial, std::string_view country);

// Whether the service indicator may stand on an item that crosses a border. False for J, K, S, T, W
// (reserved) and for B, D, G, N, P, Z, which are domestic or need an agreement of two posts.
[[nodiscard]] bool is_international_service(std::string_view service) noexcept;

// The number at place `sequence` (0-based) of the connection's range: registrations "S10.service" ("LX"),
// "S10.country" ("CN"), "S10.from" and "S10.to" (serials without check digit, both included). Whoever counts
// the sequence must never give one value twice within 24 months.
// Errc::rule_violations with one violation: `s10-range-not-configured` or `s10-range-exhausted`.
[[nodiscard]] Result<std::string> assign_s10(const config::Connection& connection, std::uint64_t sequence);

// Every rule assign_s10 can report.
[[nodiscard]] std::span<const Rule> s10_rules() noexcept;

}  // namespace silkgate::adapters::transport
