// How many orders are in each state. The counts stand in the store beside what they count, written in the
// same transaction, so that a start need not look at every order.
#include "gateway/dispatch/replica.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

constexpr std::string_view kCountsKey = "counts";  // in the index
constexpr std::size_t kWord = sizeof(std::uint64_t);

}  // namespace

void Replica::count(const StoredHead& head, std::int64_t change) noexcept {
    orders_[static_cast<std::size_t>(head.word)] += change;
    for (const observe::Country country : head.parked) {
        parked_[static_cast<std::size_t>(country)] += change;
    }
}

std::int64_t Replica::orders_in(OrderStateWord word) const noexcept {
    return orders_[static_cast<std::size_t>(word)];
}

std::int64_t Replica::parked_legs(observe::Country country) const noexcept {
    return parked_[static_cast<std::size_t>(country)];
}

Result<void> Replica::write_counted(state::WriteBatch& batch) {
    std::string counts;
    const auto append = [&](const std::atomic<std::int64_t>& count) {
        state::append_big_endian(counts, static_cast<std::uint64_t>(count.load()));
    };
    std::ranges::for_each(orders_, append);
    std::ranges::for_each(parked_, append);
    batch.put(state::Map::index, std::string(kCountsKey), std::move(counts));
    archived_in_batch_.clear();
    auto written = store_.write(batch);
    if (!written) {
        load_counts();  // what was counted of the batch is not there
    }
    return written;
}

// Counts anew where none are stored, or of another number of states or countries.
void Replica::load_counts() {
    std::ranges::fill(orders_, 0);
    std::ranges::fill(parked_, 0);
    const auto counts = store_.get(state::Map::index, kCountsKey);
    if (!counts || counts->size() != kWord * (orders_.size() + parked_.size())) {
        store_.snapshot().range(state::Map::orders, {}, {}, [&](std::string_view, std::string_view value) {
            count(head_of(value), 1);
            return true;
        });
        return;
    }
    for (std::size_t i = 0; i < orders_.size() + parked_.size(); ++i) {
        auto& count = i < orders_.size() ? orders_[i] : parked_[i - orders_.size()];
        count = static_cast<std::int64_t>(
            state::trailing_big_endian(std::string_view(*counts).substr(i * kWord, kWord))
        );
    }
}

}  // namespace silkgate::dispatch
