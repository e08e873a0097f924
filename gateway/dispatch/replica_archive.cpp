// Archived orders in the local store, and the orders whose turn it is.
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/replica.hpp"

#include <algorithm>

namespace silkgate::dispatch {

std::optional<OrderState> Replica::find_archived(const OrderId& id) const {
    return is_archived_key(id.view()) ? find_record(id) : std::nullopt;
}

bool Replica::is_archived_key(std::string_view order) const {
    if (order.empty()) {
        return false;
    }
    const state::Snapshot snapshot = store_.snapshot();
    const auto value = snapshot.get(state::Map::orders, order);
    return value && head_of(*value).word == OrderStateWord::archived;
}

std::vector<OrderState>
Replica::over_before(std::int32_t partition, std::chrono::sys_days day, std::size_t limit) const {
    std::vector<OrderState> over;
    if (limit == 0) {
        return over;
    }
    const std::string end = over_key(partition, day_number(day), {});
    const state::Snapshot snapshot = store_.snapshot();
    snapshot
        .range(state::Map::index, over_prefix(partition), {}, [&](std::string_view key, std::string_view) {
            if (key >= end) {
                return false;
            }
            const auto value = snapshot.get(state::Map::orders, key.substr(end.size()));
            auto state = value ? read_order_state(std::string(json_of(*value)))
                               : Result<OrderState>(fail(Errc::not_found, {}));
            if (state && is_over(*state)) {
                over.push_back(std::move(*state));
            }
            return over.size() < limit;
        });
    return over;
}

void Replica::index_over(
    const OrderState& state,
    const StoredHead& before,
    const StoredHead& after,
    state::WriteBatch& batch
) const {
    const auto key = [&](std::uint32_t day) {
        return over_key(state.accepted.partition, day, state.id.view());
    };
    if (before.over_since != 0 && before.over_since != after.over_since) {
        batch.erase(state::Map::index, key(before.over_since));
    }
    if (after.over_since != 0) {
        batch.put(state::Map::index, key(after.over_since), {});
    }
}

// Another order may have taken the pointer over since.
void Replica::forget_pointer(const std::string& key, const OrderState& whole, state::WriteBatch& batch)
    const {
    const auto place = fits(key) ? store_.get(state::Map::index, key) : std::nullopt;
    if (place && (*place == whole.id.view() || place->starts_with(whole.id.str() + '\n'))) {
        batch.erase(state::Map::index, key);
    }
}

void Replica::forget(const OrderState& whole, state::WriteBatch& batch) const {
    if (is_archived(whole)) {
        return;
    }
    for (const LegRecord& leg : whole.legs) {
        for (const DocumentState& document : leg.documents) {
            forget_pointer(reference_key("id:" + document.id.str()), whole, batch);
            for (const std::string& reference : document.references) {
                forget_pointer(reference_key(reference), whole, batch);
            }
        }
    }
    if (!whole.idempotency_hash.empty()) {
        forget_pointer(idempotency_key(whole.idempotency_hash), whole, batch);
    }
    if (is_over(whole)) {
        const std::uint32_t day = day_number(changed_on(whole));
        batch.erase(state::Map::index, over_key(whole.accepted.partition, day, whole.id.view()));
    }
}

// Also those that were read before the order's record in the same batch, or come after it there.
void Replica::forget_events(const OrderState& archived, state::WriteBatch& batch) {
    for (std::int64_t sequence = 1; sequence <= archived.sequence; ++sequence) {
        batch.erase(state::Map::events, event_key(archived.id.view(), static_cast<std::uint64_t>(sequence)));
    }
    archived_in_batch_.insert(archived.id.str());
}

// An event that follows its order's end: the end itself, a conflict afterwards, and, while a store is being
// filled, any older one, since topics are read side by side.
bool Replica::is_too_late(const kafka::Incoming& event) const {
    const auto type =
        std::ranges::find(event.headers, "ce_type", &std::pair<std::string, std::string>::first);
    const bool may_follow =
        !caught_up_ || (type != event.headers.end() && (type->second == "silkgate.order.archived.v1" ||
                                                        type->second == "silkgate.order.conflict.v1"));
    return archived_in_batch_.contains(event.key) || (may_follow && is_archived_key(event.key));
}

}  // namespace silkgate::dispatch
