#include "gateway/dispatch/stored_state.hpp"

#include "gateway/dispatch/archive.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

constexpr std::size_t kStampBytes = 8;
constexpr std::size_t kDayAt = kStampBytes + 1;
constexpr std::size_t kCountAt = kDayAt + sizeof(std::uint32_t);
constexpr std::size_t kParkedAt = kCountAt + 1;
constexpr std::size_t kParkedMax = 255;

std::size_t parked_count(std::string_view value) {
    return value.size() < kParkedAt ? 0 : static_cast<unsigned char>(value[kCountAt]);
}

}  // namespace

std::string stored_state(const OrderState& state, std::string_view json) {
    std::string parked;
    for (const LegRecord& leg : state.legs) {
        if (leg.state == LegState::parked && parked.size() < kParkedMax) {
            parked += static_cast<char>(observe::country_label(leg.leg.country));
        }
    }
    std::string value;
    value.reserve(kParkedAt + parked.size() + json.size());
    state::append_big_endian(value, static_cast<std::uint64_t>(state.sequence));
    value += static_cast<char>(state.word);
    state::append_big_endian(value, is_over(state) ? day_number(changed_on(state)) : std::uint32_t{0});
    value += static_cast<char>(parked.size());
    value += parked;
    value += json;
    return value;
}

StoredHead head_of(std::string_view value) {
    StoredHead head;
    if (value.size() < kParkedAt) {
        return head;
    }
    head.sequence = state::trailing_big_endian(value.substr(0, kStampBytes));
    head.word = static_cast<OrderStateWord>(value[kStampBytes]);
    for (const char byte : value.substr(kDayAt, sizeof(std::uint32_t))) {
        head.over_since = (head.over_since << 8U) | static_cast<unsigned char>(byte);
    }
    for (const char country : value.substr(kParkedAt, parked_count(value))) {
        head.parked.push_back(static_cast<observe::Country>(country));
    }
    return head;
}

std::string_view json_of(std::string_view value) {
    return value.substr(std::min(value.size(), kParkedAt + parked_count(value)));
}

std::string stored_item(std::uint64_t written_at, std::string_view json) {
    std::string value;
    value.reserve(kStampBytes + json.size());
    state::append_big_endian(value, written_at);
    value += json;
    return value;
}

std::uint64_t written_at_of(std::string_view value) {
    return state::trailing_big_endian(value.substr(0, kStampBytes));
}

std::string_view item_json_of(std::string_view value) {
    return value.substr(std::min(value.size(), kStampBytes));
}

std::string item_key(std::string_view tenant, std::string_view sku) {
    std::string key(tenant);
    key += '\0';
    key += sku;
    return key;
}

std::string import_sku(std::string_view id) {
    std::string sku(1, '\0');
    sku += id;
    return sku;
}

std::string waiting_prefix(std::string_view item_key) {
    std::string prefix = "s:";
    prefix += item_key;
    prefix += '\0';
    return prefix;
}

std::string consolidation_key(std::string_view tenant_and_number) {
    return "c:" + std::string(tenant_and_number);
}

std::string travels_prefix(std::string_view order) {
    std::string prefix = "o:" + std::string(order);
    prefix += '\0';
    return prefix;
}

std::string over_prefix(std::int32_t partition) {
    std::string prefix = "d:";
    state::append_big_endian(prefix, static_cast<std::uint32_t>(partition));
    return prefix;
}

std::string over_key(std::int32_t partition, std::uint32_t day, std::string_view order) {
    std::string key = over_prefix(partition);
    state::append_big_endian(key, day);
    key += order;
    return key;
}

std::string cancelling_key(std::string_view order) {
    return "x:" + std::string(order);
}

std::uint32_t day_number(std::chrono::sys_days day) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, day.time_since_epoch().count()));
}

std::string event_key(std::string_view order, std::uint64_t sequence) {
    std::string key(order);
    key += '\0';
    state::append_big_endian(key, sequence);
    return key;
}

std::string reference_key(std::string_view reference) {
    return "r:" + std::string(reference);
}

std::string idempotency_key(std::string_view hash) {
    return "k:" + std::string(hash);
}

bool fits(const std::string& key) {
    return key.size() <= state::kKeyBytesMax;
}

void index_documents(const OrderState& state, state::WriteBatch& batch) {
    for (const LegRecord& leg : state.legs) {
        for (const DocumentState& document : leg.documents) {
            if (!document.shared_by.view().empty()) {
                continue;  // found by the order that has the message itself
            }
            const std::string place =
                state.id.str() + '\n' + document.id.str() + (document.shared_with.empty() ? "" : "\n");
            batch.put(state::Map::index, reference_key("id:" + document.id.str()), place);
            for (const std::string& reference : document.references) {
                if (std::string key = reference_key(reference); fits(key)) {
                    batch.put(state::Map::index, std::move(key), place);
                }
            }
        }
    }
}

void index_cancelling(
    const OrderId& id,
    OrderStateWord before,
    OrderStateWord after,
    state::WriteBatch& batch
) {
    if (after == OrderStateWord::cancel_requested) {
        batch.put(state::Map::index, cancelling_key(id.view()), {});
    } else if (before == OrderStateWord::cancel_requested) {
        batch.erase(state::Map::index, cancelling_key(id.view()));
    }
}

void index_waiting(const OrderState& state, Waiting waiting, state::WriteBatch& batch) {
    for (const std::string& sku : state.skus) {
        std::string key = waiting_prefix(item_key(state.tenant.view(), sku)) + state.id.str();
        if (!fits(key)) {
            continue;
        }
        if (waiting == Waiting::begins) {
            batch.put(state::Map::index, std::move(key), {});
        } else {
            batch.erase(state::Map::index, std::move(key));
        }
    }
}

}  // namespace silkgate::dispatch
