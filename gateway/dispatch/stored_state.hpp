// How the replica lays its keys and values out in the store.
//
// An order's value begins with what is asked often or compared, so that the JSON behind it need not be read
// for that: sequence (8 bytes, big endian) ‖ word (1) ‖ day of the last change where the order is over, else
// 0 (4, big endian, days since 1970) ‖ number of parked legs (1) ‖ their countries (1 each, index of the
// metrics' label) ‖ JSON. A goods record's begins with the time it was written (8 bytes, big endian).
#pragma once

#include "gateway/dispatch/order_state.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/state/store.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::dispatch {

struct StoredHead {
    std::uint64_t sequence = 0;
    OrderStateWord word = OrderStateWord::accepted;
    std::uint32_t over_since = 0;  // day; 0 = not over
    std::vector<observe::Country> parked;
};

[[nodiscard]] std::string stored_state(const OrderState& state, std::string_view json);
// Of a value made by stored_state.
[[nodiscard]] StoredHead head_of(std::string_view value);
[[nodiscard]] std::string_view json_of(std::string_view value);

[[nodiscard]] std::string stored_item(std::uint64_t written_at, std::string_view json);
[[nodiscard]] std::uint64_t written_at_of(std::string_view value);
[[nodiscard]] std::string_view item_json_of(std::string_view value);

[[nodiscard]] std::string item_key(std::string_view tenant, std::string_view sku);
// In place of a SKU: an import stands among the goods records of its tenant. No SKU begins with NUL.
[[nodiscard]] std::string import_sku(std::string_view id);
// "s:" ‖ item key ‖ NUL: keys of the orders that wait for the goods record.
[[nodiscard]] std::string waiting_prefix(std::string_view item_key);
// "c:" ‖ tenant ‖ NUL ‖ number: a consolidation.
[[nodiscard]] std::string consolidation_key(std::string_view tenant_and_number);
// "o:" ‖ order ‖ NUL: followed by the key of each consolidation that holds the order.
[[nodiscard]] std::string travels_prefix(std::string_view order);
// "d:" ‖ partition of orders.accepted.v1 (4 bytes, big endian): followed by day and id of its orders that are
// over, so the longest unchanged come first.
[[nodiscard]] std::string over_prefix(std::int32_t partition);
// over_prefix ‖ day of the last change (4, big endian) ‖ order.
[[nodiscard]] std::string over_key(std::int32_t partition, std::uint32_t day, std::string_view order);
// "x:" ‖ order: it is being cancelled.
[[nodiscard]] std::string cancelling_key(std::string_view order);
[[nodiscard]] std::uint32_t day_number(std::chrono::sys_days day);
[[nodiscard]] std::string event_key(std::string_view order, std::uint64_t sequence);
[[nodiscard]] std::string reference_key(std::string_view reference);
[[nodiscard]] std::string idempotency_key(std::string_view hash);
[[nodiscard]] bool fits(const std::string& key);

// Every reference of every document, and the document's id.
void index_documents(const OrderState& state, state::WriteBatch& batch);
// The order is being cancelled, or no longer.
void index_cancelling(
    const OrderId& id,
    OrderStateWord before,
    OrderStateWord after,
    state::WriteBatch& batch
);
// The goods records that the held order waits for.
enum class Waiting : std::uint8_t { begins, ends };
void index_waiting(const OrderState& state, Waiting waiting, state::WriteBatch& batch);

}  // namespace silkgate::dispatch
