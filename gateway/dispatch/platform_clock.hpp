// How old a platform's payload is: by what the platform itself counts, never by when it arrived.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/order/order.hpp"

#include <cstdint>
#include <optional>

namespace silkgate::dispatch {

// When the content was changed on its platform: the platform's version, then its time of change.
struct PlatformClock {
    std::int64_t version = 1;
    std::optional<Instant> updated_at;

    bool operator==(const PlatformClock&) const = default;
};

[[nodiscard]] PlatformClock platform_clock(const order::Header& header) noexcept;

// `unknown`: the platform counts nothing that both payloads have.
enum class Age : std::uint8_t { newer, same, older, unknown };

[[nodiscard]] Age age_of(const PlatformClock& incoming, const PlatformClock& kept) noexcept;

}  // namespace silkgate::dispatch
