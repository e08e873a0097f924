#include "gateway/dispatch/replica.hpp"

#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/stored_item.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

using namespace std::chrono_literals;

// A goods record and the order that lacked it may pass each other between processes whose clocks differ a
// little.
constexpr auto kCatalogSlack = 10s;

KnownOrder to_known(OrderState state) {
    if (is_archived(state)) {
        state.answer = archived_answer(state);
    }
    return {
        .id = std::move(state.id),
        .tenant = std::move(state.tenant),
        .fingerprint = std::move(state.fingerprint),
        .idempotency_hash = std::move(state.idempotency_hash),
        .answer = std::move(state.answer),
        .version = state.version,
        .accepted_at = state.accepted_at,
    };
}

// A cancellation waited for the authority's number, which is there now.
bool can_ask_to_cancel(const OrderState& state) {
    return std::ranges::any_of(state.legs, [](const LegRecord& leg) {
        return leg.cancellation == Cancellation::waiting && !authority_reference(leg).empty();
    });
}

}  // namespace

Replica::Replica(state::Store& store, ReplicaOptions options, observe::Metrics& metrics, observe::Log& log)
    : store_(store), options_(std::move(options)), metrics_(metrics), log_(log) {
    load_counts();
}

Replica::~Replica() {
    stop();
}

std::optional<OrderState> Replica::find_state(const OrderId& id) const {
    auto state = find_record(id);
    return state && !is_archived(*state) ? std::move(state) : std::nullopt;
}

std::optional<OrderState> Replica::find_record(const OrderId& id) const {
    auto value = store_.get(state::Map::orders, id.view());
    if (!value) {
        return std::nullopt;
    }
    auto state = read_order_state(std::string(json_of(*value)));
    return state ? std::optional{std::move(*state)} : std::nullopt;
}

bool Replica::has_order(const OrderId& id) const {
    return store_.snapshot().get(state::Map::orders, id.view()).has_value();
}

std::optional<KnownOrder> Replica::find_order(const OrderId& id) const {
    auto state = find_record(id);
    return state ? std::optional{to_known(std::move(*state))} : std::nullopt;
}

std::optional<KnownOrder> Replica::find_key(const std::string& idempotency_hash) const {
    const auto id = store_.get(state::Map::index, idempotency_key(idempotency_hash));
    return id ? find_order(OrderId(*id)) : std::nullopt;
}

std::optional<DocumentPlace> Replica::find_reference(const std::string& reference) const {
    const std::string key = reference_key(reference);
    const auto place = fits(key) ? store_.get(state::Map::index, key) : std::nullopt;
    if (!place) {
        return std::nullopt;
    }
    const auto split = place->find('\n');
    const bool is_shared = place->ends_with('\n');
    DocumentPlace found{
        .order = OrderId(place->substr(0, split)),
        .document = DeclarationId(place->substr(split + 1, place->size() - split - 1 - (is_shared ? 1 : 0)))
    };
    if (const auto state = is_shared ? find_state(found.order) : std::nullopt) {
        if (const DocumentState* document = find_document(*state, found.document.view())) {
            found.shared_with = document->shared_with;
        }
    }
    return found;
}

std::vector<std::string> Replica::events(const OrderId& id, std::int64_t after, std::size_t limit) const {
    std::string prefix = id.str();
    prefix += '\0';
    const std::string from = event_key(id.view(), static_cast<std::uint64_t>(after) + 1);
    std::vector<std::string> found;
    store_.snapshot().range(state::Map::events, prefix, from, [&](std::string_view, std::string_view value) {
        found.emplace_back(value);
        return found.size() < limit;
    });
    return found;
}

std::optional<order::CatalogItem> Replica::find_item(const TenantId& tenant, std::string_view sku) const {
    const std::string key = item_key(tenant.view(), sku);
    auto value = fits(key) ? store_.get(state::Map::catalog, key) : std::nullopt;
    if (!value) {
        return std::nullopt;
    }
    return read_stored_item(item_json_of(*value), sku);
}

std::optional<std::string> Replica::find_import(const TenantId& tenant, std::string_view id) const {
    const std::string key = item_key(tenant.view(), import_sku(id));
    const auto value = fits(key) ? store_.get(state::Map::catalog, key) : std::nullopt;
    return value ? std::optional(std::string(item_json_of(*value))) : std::nullopt;
}

void Replica::take_state(const OrderState& state, std::string_view json, state::WriteBatch& batch) {
    const auto old = store_.get(state::Map::orders, state.id.view());
    const StoredHead before = old ? head_of(*old) : StoredHead{};
    if (old && before.sequence > static_cast<std::uint64_t>(state.sequence)) {
        return;
    }
    std::string value = stored_state(state, json);
    if (old && *old == value) {  // this process's router wrote it right after its commit
        routed(state.accepted);
        return;
    }
    if (old) {
        count(before, -1);
    }
    if (old && (before.word == OrderStateWord::held || is_archived(state))) {
        if (const auto whole = read_order_state(std::string(json_of(*old)))) {
            index_waiting(*whole, Waiting::ends, batch);
            if (is_archived(state)) {
                forget(*whole, batch);
            }
        }
    }
    const StoredHead after = head_of(value);
    count(after, 1);
    batch.put(state::Map::orders, state.id.str(), std::move(value));
    if (is_archived(state)) {
        forget_events(state, batch);
        return;
    }
    index_over(state, before, after, batch);
    index_cancelling(state.id, before.word, after.word, batch);
    index_waiting(state, Waiting::begins, batch);
    index_documents(state, batch);
    if (!state.idempotency_hash.empty()) {
        batch.put(state::Map::index, idempotency_key(state.idempotency_hash), state.id.str());
    }
    routed(state.accepted);
}

void Replica::routed(CommandPosition position) {
    if (position.partition < 0) {
        return;  // of an archived order it is not kept
    }
    const std::scoped_lock lock(routed_mutex_);
    auto& offset = routed_to_.try_emplace(position.partition, -1).first->second;
    offset = std::max(offset, position.offset);
}

std::int64_t Replica::routed_to(std::int32_t partition) const {
    const std::scoped_lock lock(routed_mutex_);
    const auto found = routed_to_.find(partition);
    return found == routed_to_.end() ? -1 : found->second;
}

Result<void> Replica::apply(const std::vector<OrderState>& states) {
    const std::scoped_lock lock(write_mutex_);
    state::WriteBatch batch;
    for (const OrderState& state : states) {
        take_state(state, to_json(state), batch);
    }
    return write_counted(batch);
}

Result<void> Replica::apply_item(
    const TenantId& tenant,
    std::string_view sku,
    const std::optional<std::string>& json,
    Instant written_at
) {
    const std::string key = item_key(tenant.view(), sku);
    if (!fits(key)) {
        return fail(Errc::invalid_value, "the SKU is too long");
    }
    const std::scoped_lock lock(write_mutex_);
    state::WriteBatch batch;
    if (json) {
        const auto stamp = static_cast<std::uint64_t>(written_at.time_since_epoch().count());
        batch.put(state::Map::catalog, key, stored_item(stamp, *json));
    } else {
        batch.erase(state::Map::catalog, key);
    }
    return store_.write(batch);
}

void Replica::orders_waiting_for(std::string_view tenant_and_sku, std::vector<OrderId>& candidates) const {
    const std::string prefix = waiting_prefix(tenant_and_sku);
    store_.snapshot().range(state::Map::index, prefix, {}, [&](std::string_view key, std::string_view) {
        candidates.emplace_back(std::string(key.substr(prefix.size())));
        return true;
    });
}

void Replica::find_candidates(const OrderState& state, std::vector<OrderId>& candidates) const {
    if (can_ask_to_cancel(state)) {
        candidates.push_back(state.id);
        return;
    }
    for (const std::string& sku : state.skus) {
        const std::string key = item_key(state.tenant.view(), sku);
        const auto item = fits(key) ? store_.get(state::Map::catalog, key) : std::nullopt;
        const auto since = (state.updated_at - kCatalogSlack).time_since_epoch().count();
        if (item && static_cast<std::int64_t>(written_at_of(*item)) >= since) {
            candidates.push_back(state.id);
            return;
        }
    }
}

}  // namespace silkgate::dispatch
