// Every event the program logs: one struct each, with its name, level and fields.
//
// Use: log.emit(events::OrderAccepted{.order = id.view(), .platform = "shopify", .state = "accepted"});
// Events are temporaries: they hold views and do not outlive the call. Fields are ids, codes and counts;
// nothing taken from a payload's text may be put into one (log.hpp's Fields refuses most of it). `request` is
// the X-Request-Id.
#pragma once

#include "gateway/observe/log.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace silkgate::observe::events {

#define SILKGATE_EVENT(event_name, event_level)          \
    static constexpr std::string_view name = event_name; \
    static constexpr Level level = Level::event_level;   \
    void write(Fields& fields) const

// --- life of the process

struct Started {
    std::string_view version, instance, rule_set;
    std::int64_t public_port = 0, operations_port = 0;
    bool embedded_kafka = false;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("process.started", info);
};

// Something works but weaker than it should: self-signed certificate, weak topics, unfinished adapters
// allowed.
struct Weakness {
    std::string_view what;  // "self-signed-certificate"
    std::string_view detail;
    SILKGATE_EVENT("process.weakness", warn);
};

struct DrainStarted {
    std::string_view cause;  // "SIGTERM"
    std::int64_t connections = 0, requests = 0;
    SILKGATE_EVENT("process.drain_started", info);
};

struct Stopped {
    bool clean = true;  // everything in flight was finished inside the limit
    std::int64_t requests_cut = 0, records_unconfirmed = 0;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("process.stopped", info);
};

struct ReloadDone {
    std::string_view rule_set;
    std::int64_t tenants = 0, connections = 0, adapters = 0;
    SILKGATE_EVENT("reload.done", info);
};

// A corridor switch stands other than by default.
struct SwitchTurned {
    std::string_view switch_name, state, detail, since, table_version;  // detail: the operator's reason
    SILKGATE_EVENT("corridors.switch_turned", info);
};

// A list of denied parties is in force.
struct ListLoaded {
    std::string_view list, date, digest, version;
    std::int64_t entries = 0;
    SILKGATE_EVENT("screening.list_loaded", info);
};

// An operator let an order go on although a party resembles a listed one; the reason is in the order's
// events.
struct HitReleased {
    std::string_view order, request, entry, by;
    SILKGATE_EVENT("screening.hit_released", warn);
};

struct ReloadRefused {
    std::string_view detail;  // every problem; settings files carry no personal data in keys
    SILKGATE_EVENT("reload.refused", error);
};

// A catch-all was reached: a bug.
struct InternalError {
    std::string_view stage, request, code, detail;
    SILKGATE_EVENT("internal_error", error);
};

// --- requests and orders

struct RequestDone {
    std::string_view request, route, method, tenant, code;  // code: of the problem, or empty
    std::int64_t status = 0, bytes_in = 0, bytes_out = 0;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("request.done", debug);
};

struct ConnectionRefused {
    std::string_view reason;  // as the metric's label
    SILKGATE_EVENT("connection.refused", debug);
};

struct AuthenticationFailed {
    std::string_view request, reason, key_id, connection;
    SILKGATE_EVENT("authentication.failed", warn);
};

// The one summary line of an order.
struct OrderAccepted {
    std::string_view order, request, tenant, connection, platform, state, origin, destination;
    std::int64_t legs = 0, violations = 0, partition = -1, offset = -1;
    bool test = false;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("order.accepted", info);
};

struct OrderReplayed {
    std::string_view order, request, tenant, connection;
    SILKGATE_EVENT("order.replayed", info);
};

struct OrderRefused {
    std::string_view request, tenant, connection, platform, code, first_rule;
    std::int64_t violations = 0;
    SILKGATE_EVENT("order.refused", info);
};

struct OrderConflict {
    std::string_view order, request, tenant, connection, code;
    SILKGATE_EVENT("order.conflict", warn);
};

// The delivery report said no or did not come: the platform was answered 503 or 504.
struct OrderNotPublished {
    std::string_view order, request, code;
    bool outcome_unknown = false, retryable = true;
    SILKGATE_EVENT("order.not_published", error);
};

// An authority asked for data about an order and did not get it.
struct AuthorityNotAnswered {
    std::string_view connection, order, code, detail;
    SILKGATE_EVENT("authority.not_answered", error);
};

// A consolidation was due to be declared by the schedule.
struct ShipmentDue {
    std::string_view tenant, consolidation, code;  // code: "declared", "declared-before", or why it was not
    std::string_view reason;                       // a sentence, where it was not
    std::string due;                               // the scheduled time, UTC
    bool late = false;                             // made up, or tried again
    SILKGATE_EVENT("shipment.due", info);
};

// --- routing and receipts

struct LegPublished {
    std::string_view order, leg, country, regime, action;
    std::int64_t version = 1, documents = 0;
    SILKGATE_EVENT("leg.published", debug);
};

struct LegParked {
    std::string_view order, leg, country, code;
    std::int64_t attempts = 0;
    SILKGATE_EVENT("leg.parked", error);
};

struct ReceiptApplied {
    std::string_view order, leg, country, declaration, status, native_status, state;
    bool changed = true;  // false: a duplicate or late reply, which changes nothing
    SILKGATE_EVENT("receipt.applied", info);
};

struct RecordDeadLettered {
    std::string_view topic, code, stage;
    std::int64_t partition = -1, offset = -1, attempts = 0;
    SILKGATE_EVENT("record.dead_lettered", error);
};

struct BatchCommitted {
    std::int64_t records = 0, documents = 0, orders = 0;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("batch.committed", debug);
};

struct BatchAborted {
    std::string_view code, detail;  // detail: the Kafka library's words
    std::int64_t records = 0;
    bool outcome_unknown = false, retryable = true;
    SILKGATE_EVENT("batch.aborted", error);
};

struct ProducerRebuilt {
    std::string_view producer, code, detail;
    SILKGATE_EVENT("kafka.producer_rebuilt", warn);
};

struct KafkaProblem {
    std::string_view stage, topic, code, detail;
    bool retryable = true;
    SILKGATE_EVENT("kafka.problem", warn);
};

struct PartitionsAssigned {
    std::string_view group;
    std::int64_t partitions = 0;
    SILKGATE_EVENT("kafka.partitions_assigned", info);
};

struct ReplicaCaughtUp {
    std::int64_t orders = 0, records = 0;
    std::chrono::nanoseconds took{};
    SILKGATE_EVENT("replica.caught_up", info);
};

// The sum of states is not what it must be.
struct ConservationBroken {
    std::int64_t accepted = 0, difference = 0;
    SILKGATE_EVENT("conservation.broken", error);
};

// Adapter's function failed although its precondition held.
struct AdapterFailed {
    std::string_view order, leg, country, adapter, stage, code, detail;
    SILKGATE_EVENT("adapter.failed", error);
};

#undef SILKGATE_EVENT

}  // namespace silkgate::observe::events
