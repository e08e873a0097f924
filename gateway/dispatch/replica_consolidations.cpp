// Consolidations in the local store: the record by its number, and by each order in it.
#include "adapters/common/consolidation/consolidation.hpp"
#include "gateway/dispatch/replica.hpp"

namespace silkgate::dispatch {
namespace {

std::vector<std::string> orders_named_in(const std::string& json) {
    std::vector<std::string> orders;
    const auto document = json::Document::parse(json, adapters::consolidation::kLimits);
    if (document) {
        for (const json::Value parcel : document->root()["parcels"]) {
            orders.emplace_back(parcel["order"].text());
        }
    }
    return orders;
}

}  // namespace

void Replica::take_consolidation(
    const std::string& key,
    const std::optional<std::string>& json,
    state::WriteBatch& batch
) const {
    const std::string place = consolidation_key(key);
    if (!fits(place)) {
        return;
    }
    if (const auto old = store_.get(state::Map::index, place)) {
        for (const std::string& order : orders_named_in(*old)) {
            batch.erase(state::Map::index, travels_prefix(order) + key);
        }
    }
    if (!json) {
        batch.erase(state::Map::index, place);
        return;
    }
    for (const std::string& order : orders_named_in(*json)) {
        if (std::string travels = travels_prefix(order) + key; fits(travels)) {
            batch.put(state::Map::index, std::move(travels), {});
        }
    }
    batch.put(state::Map::index, place, *json);
}

std::optional<std::string> Replica::find_consolidation(const TenantId& tenant, std::string_view number)
    const {
    const std::string key = consolidation_key(item_key(tenant.view(), number));
    return fits(key) ? store_.get(state::Map::index, key) : std::nullopt;
}

std::vector<std::string> Replica::consolidations_of(const TenantId& tenant, const OrderId& order) const {
    const std::string prefix = travels_prefix(order.view());
    const std::string own = prefix + item_key(tenant.view(), {});
    std::vector<std::string> found;
    const auto snapshot = store_.snapshot();
    snapshot.range(state::Map::index, own, {}, [&](std::string_view key, std::string_view) {
        const auto json = snapshot.get(state::Map::index, consolidation_key(key.substr(prefix.size())));
        if (json) {
            found.emplace_back(*json);
        }
        return true;
    });
    return found;
}

std::vector<Replica::StoredConsolidation> Replica::all_consolidations() const {
    const std::string prefix = consolidation_key({});
    std::vector<StoredConsolidation> all;
    store_.snapshot().range(state::Map::index, prefix, {}, [&](std::string_view key, std::string_view json) {
        const std::string_view place = key.substr(prefix.size());
        const auto split = place.find('\0');
        all.push_back(
            {.tenant = TenantId(std::string(place.substr(0, split))),
             .number = std::string(place.substr(split + 1)),
             .json = std::string(json)}
        );
        return true;
    });
    return all;
}

Result<void> Replica::apply_consolidation(
    const TenantId& tenant,
    std::string_view number,
    const std::optional<std::string>& json
) {
    const std::scoped_lock lock(write_mutex_);
    state::WriteBatch batch;
    take_consolidation(item_key(tenant.view(), number), json, batch);
    return store_.write(batch);
}

}  // namespace silkgate::dispatch
