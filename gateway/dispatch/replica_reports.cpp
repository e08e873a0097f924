// Reading all orders of a tenant and month out of the local store.
#include "gateway/dispatch/replica.hpp"

namespace silkgate::dispatch {
namespace {

// Orders looked at in one snapshot: while it lives the store can not reuse pages.
constexpr std::size_t kOrdersASnapshot = 20'000;

// A member as to_json() of a state writes it.
std::string member_begin(std::string_view name, std::string_view value) {
    return "\"" + std::string(name) + "\":\"" + std::string(value);
}

}  // namespace

void Replica::for_each_accepted(
    const TenantId& tenant,
    std::string_view month,
    const std::function<bool(const OrderState&)>& each
) const {
    // Most orders of a large store are another month's: they are told apart without reading their JSON.
    const std::string accepted = member_begin("acceptedAt", std::string(month) + "-");
    const std::string owner = member_begin("tenant", tenant.view());
    std::string from;
    for (bool more = true; more;) {
        std::vector<std::string> found;
        std::size_t seen = 0;
        more = false;
        store_.snapshot()
            .range(state::Map::orders, {}, from, [&](std::string_view key, std::string_view value) {
                const std::string_view json = json_of(value);
                if (json.find(accepted) != json.npos && json.find(owner) != json.npos) {
                    found.emplace_back(json);
                }
                if (++seen < kOrdersASnapshot) {
                    return true;
                }
                from = std::string(key) + '\0';
                more = true;
                return false;
            });
        for (std::string& json : found) {
            const auto state = read_order_state(std::move(json));
            const bool ours =
                state && state->tenant == tenant && format_rfc3339(state->accepted_at).starts_with(month);
            if (ours && !each(*state)) {
                return;
            }
        }
    }
}

}  // namespace silkgate::dispatch
