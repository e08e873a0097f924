#include "gateway/api/changes_in_flight.hpp"

namespace silkgate::api {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::size_t kSweepAbove = 4096;

}  // namespace

bool ChangesInFlight::begin(const OrderId& order, std::int64_t revision) {
    const std::scoped_lock lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (entries_.size() > kSweepAbove) {
        std::erase_if(entries_, [&](const auto& entry) { return now - entry.second.since > kPatience; });
    }
    Entry& entry = entries_[order];
    if (entry.revision >= revision && now - entry.since < kPatience) {
        return false;
    }
    entry = {.revision = revision, .since = now};
    return true;
}

void ChangesInFlight::release(const OrderId& order) {
    const std::scoped_lock lock(mutex_);
    entries_.erase(order);
}

}  // namespace silkgate::api
