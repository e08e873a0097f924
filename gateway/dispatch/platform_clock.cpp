#include "gateway/dispatch/platform_clock.hpp"

namespace silkgate::dispatch {
namespace {

template <class T>
Age compare(const T& incoming, const T& kept) noexcept {
    return incoming > kept ? Age::newer : incoming < kept ? Age::older : Age::same;
}

}  // namespace

PlatformClock platform_clock(const order::Header& header) noexcept {
    return {
        .version = header.version,
        .updated_at = header.updated_at ? std::optional(header.updated_at->instant) : std::nullopt
    };
}

Age age_of(const PlatformClock& incoming, const PlatformClock& kept) noexcept {
    if (incoming.version != kept.version) {
        return compare(incoming.version, kept.version);
    }
    if (incoming.updated_at && kept.updated_at) {
        return compare(*incoming.updated_at, *kept.updated_at);
    }
    // A version above the first was counted by the platform; the first is also what is read where it counts
    // none.
    return incoming.version > 1 ? Age::same : Age::unknown;
}

}  // namespace silkgate::dispatch
