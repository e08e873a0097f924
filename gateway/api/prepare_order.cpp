#include "gateway/api/prepare_order.hpp"

#include "adapters/common/booking/choose.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>
#include <optional>

namespace silkgate::api {
namespace {

void complete(Violations& violations, const PreparedOrder& prepared) {
    for (Violation& violation : violations) {
        if (violation.pointer.empty()) {
            violation.pointer = prepared.pointers.to_source(violation.canonical_pointer);
        }
    }
}

// The plan is made as if the waybill number were known: the router gives the real one, by the command's place
// in the log.
class WaybillForCheck {
public:
    WaybillForCheck(order::Order& order, const config::Connection& connection) : order_(order) {
        if (!order.consignments.empty()) {
            before_ = order.consignments.front().logistics;
            assigned_ = !dispatch::assign_waybill(order, connection, 0).empty();
        }
    }

    ~WaybillForCheck() {
        if (assigned_) {
            order_.consignments.front().logistics = std::move(before_);
        }
    }

    WaybillForCheck(const WaybillForCheck&) = delete;
    WaybillForCheck& operator=(const WaybillForCheck&) = delete;

private:
    order::Order& order_;
    std::optional<order::Logistics> before_;
    bool assigned_ = false;
};

}  // namespace

PreparedOrder identify(
    intake::IntakeOrder&& incoming,
    const config::Connection& connection,
    Instant now,
    const std::optional<order::Time>& as_of
) {
    PreparedOrder prepared;
    prepared.id = dispatch::order_id(connection.tenant, connection.id, incoming.order.header.number);
    prepared.fingerprint = order::fingerprint(incoming.order);
    prepared.order = std::move(incoming.order);
    if (!prepared.order.header.updated_at) {
        prepared.order.header.updated_at = as_of;
    }
    prepared.order.message_id = dispatch::message_id(prepared.id);
    prepared.order.header.test = prepared.order.header.test || connection.test;
    prepared.pointers = std::move(incoming.pointers);
    prepared.reading = std::move(incoming.violations);
    prepared.decided_at = now;
    return prepared;
}

void prepare(
    PreparedOrder& prepared,
    const Snapshot& snapshot,
    const config::Connection& connection,
    const dispatch::Replica& replica,
    dispatch::Depth depth
) {
    std::optional<order::CatalogItem> item;
    intake::enrich(prepared.order, connection, [&](std::string_view sku) {
        item = replica.find_item(connection.tenant, sku);
        return item ? &*item : nullptr;
    });
    (void)adapters::booking::fill_mode(prepared.order, connection);
    if (snapshot.corridors != nullptr) {
        if (auto route =
                dispatch::plan_route(*snapshot.corridors, prepared.order, connection, prepared.decided_at)) {
            prepared.route = std::make_shared<const adapters::RoutePlan>(std::move(*route));
        }
    }
    const WaybillForCheck waybill(prepared.order, connection);
    const adapters::Context context{
        .decided_at = prepared.decided_at,
        .order_id = prepared.id,
        .connection = &connection,
        .action = adapters::Action::submit,
        .version = 1,
        .route = prepared.route,
    };
    prepared.plan = dispatch::plan_order(
        *snapshot.registry, prepared.order, {context, snapshot.screener.get(), &prepared.released}, depth
    );
    complete(prepared.plan.general, prepared);
    for (dispatch::PlannedLeg& leg : prepared.plan.legs) {
        complete(leg.violations, prepared);
    }
}

Error violations_error(Violations violations) {
    Error error = fail(Errc::rule_violations, std::to_string(violations.size()) + " violations");
    error.violations = std::move(violations);
    return error;
}

Violations sorted_violations(const PreparedOrder& prepared, const json::Document& payload) {
    Violations all = prepared.reading;
    const Violations planned = prepared.plan.all_violations();
    all.insert(all.end(), planned.begin(), planned.end());
    std::vector<std::pair<std::size_t, std::size_t>> order;  // place in the payload, index
    for (std::size_t i = 0; i < all.size(); ++i) {
        order.emplace_back(payload.position_of(all[i].pointer), i);
    }
    std::ranges::stable_sort(order, [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : all[a.second].rule->id < all[b.second].rule->id;
    });
    Violations sorted;
    sorted.reserve(all.size());
    for (const auto& [place, index] : order) {
        sorted.push_back(std::move(all[index]));
    }
    return sorted;
}

}  // namespace silkgate::api
