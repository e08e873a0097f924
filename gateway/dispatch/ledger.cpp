#include "gateway/dispatch/ledger.hpp"

#include <algorithm>
#include <vector>

namespace silkgate::dispatch {
namespace {

// Orders watched at a time; when the router is that far behind, further ones are not. About 100 bytes each.
constexpr std::size_t kWaitingMax = 200'000;

}  // namespace

void Ledger::accepted(const OrderId& order, CommandPosition position) {
    const std::scoped_lock lock(mutex_);
    if (waiting_count_ < kWaitingMax) {
        waiting_[position.partition].emplace(position.offset, order);
        ++waiting_count_;
    }
}

void Ledger::settle(const RoutedTo& routed_to, const HasState& has_state) {
    std::vector<OrderId> passed;
    {
        const std::scoped_lock lock(mutex_);
        for (auto& [partition, orders] : waiting_) {
            const auto end = orders.upper_bound(routed_to(partition));
            for (auto entry = orders.begin(); entry != end; ++entry) {
                passed.push_back(std::move(entry->second));
            }
            orders.erase(orders.begin(), end);
        }
        waiting_count_ -= passed.size();
        for (const auto& [order, times] : unseen_) {
            passed.push_back(order);
        }
    }
    // Reading the store is done without the lock: I/O threads wait for it.
    std::erase_if(passed, has_state);
    const std::scoped_lock lock(mutex_);
    std::unordered_map<OrderId, int> unseen;
    for (const OrderId& order : passed) {
        const auto before = unseen_.find(order);
        unseen.emplace(order, before == unseen_.end() ? 1 : before->second + 1);
    }
    unseen_ = std::move(unseen);
}

std::size_t Ledger::missing() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<std::size_t>(std::ranges::count_if(unseen_, [](const auto& entry) {
        return entry.second >= 2;
    }));
}

std::size_t Ledger::waiting() const {
    const std::scoped_lock lock(mutex_);
    return waiting_count_;
}

}  // namespace silkgate::dispatch
