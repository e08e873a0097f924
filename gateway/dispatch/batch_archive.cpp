// Archiving rides along with routing: in a batch that moves on in a partition of orders.accepted.v1, some of
// the partition's orders that have been over for long.
//
// The offset that the same transaction commits is what fences a router that has lost the partition without
// knowing it yet, so that it can not put an archived order over what the new owner has decided. The time is
// the earlier of this process's and that of the record at hand: one clock that runs ahead archives nothing.
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/batch.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <map>

namespace silkgate::dispatch {
namespace {

// Orders archived in one batch: a few at least, and more where there is more to route, since as many orders
// come to their end as begin. Each is two small records.
constexpr std::size_t kArchivedAtLeast = 32;
constexpr std::size_t kRecordsForOneMore = 4;

}  // namespace

void BatchDecider::archive_orders(Batch& batch) {
    if (input_.keep_days <= 0) {
        return;
    }
    std::map<std::int32_t, Instant> latest;
    for (const kafka::Incoming& record : batch.records) {
        if (record.position.topic == kafka::kOrdersAccepted) {
            Instant& at = latest[record.position.partition];
            at = std::max(at, Instant(std::chrono::milliseconds(record.timestamp_ms)));
        }
    }
    std::size_t room = kArchivedAtLeast + batch.records.size() / kRecordsForOneMore;
    for (const auto& [partition, stamped] : latest) {
        const Instant at = std::min(stamped, parts_.clock.now());
        const auto before = std::chrono::floor<std::chrono::days>(at) - std::chrono::days(input_.keep_days);
        for (const OrderState& state : parts_.replica.over_before(partition, before, room)) {
            if (!batch.changed.contains(state.id)) {
                archive_order(state, at, batch);
                --room;
            }
        }
    }
}

void BatchDecider::archive_order(const OrderState& state, Instant at, Batch& batch) {
    Decision decision = decider_.archive(state, at);
    for (kafka::Record& event : decision.events) {
        batch.others.push_back({.record = std::move(event), .cause = kNoCause});
    }
    batch.order.push_back(state.id);
    batch.changed.emplace(
        state.id,
        ChangedOrder{
            .state = std::move(*decision.next), .record = std::move(*decision.state), .cause = kNoCause
        }
    );
    batch.on_commit.emplace_back([&metrics = parts_.metrics] { metrics.orders_archived().add(); });
}

}  // namespace silkgate::dispatch
