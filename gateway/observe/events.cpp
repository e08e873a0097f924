#include "gateway/observe/events.hpp"

namespace silkgate::observe::events {

void Started::write(Fields& fields) const {
    fields.id("version", version).id("instance", instance).id("rule_set", rule_set);
    fields.count("public_port", public_port).count("operations_port", operations_port);
    fields.flag("embedded_kafka", embedded_kafka).millis("took_ms", took);
}

void Weakness::write(Fields& fields) const {
    fields.id("what", what).sentence("detail", detail);
}

void DrainStarted::write(Fields& fields) const {
    fields.id("cause", cause).count("connections", connections).count("requests", requests);
}

void Stopped::write(Fields& fields) const {
    fields.flag("clean", clean).count("requests_cut", requests_cut);
    fields.count("records_unconfirmed", records_unconfirmed).millis("took_ms", took);
}

void ReloadDone::write(Fields& fields) const {
    fields.id("rule_set", rule_set).count("tenants", tenants);
    fields.count("connections", connections).count("adapters", adapters);
}

void SwitchTurned::write(Fields& fields) const {
    fields.id("switch", switch_name).id("state", state).sentence("detail", detail);
    fields.id("since", since).id("table_version", table_version);
}

void ListLoaded::write(Fields& fields) const {
    fields.id("list", list).id("date", date).id("digest", digest).id("version", version);
    fields.count("entries", entries);
}

void HitReleased::write(Fields& fields) const {
    fields.id("order", order).id("request", request).id("entry", entry).id("by", by);
}

void ReloadRefused::write(Fields& fields) const {
    fields.sentence("detail", detail);
}

void InternalError::write(Fields& fields) const {
    fields.id("stage", stage).id("request", request).id("code", code).sentence("detail", detail);
}

void RequestDone::write(Fields& fields) const {
    fields.id("request", request)
        .id("route", route)
        .id("method", method)
        .id("tenant", tenant)
        .id("code", code);
    fields.count("status", status).count("bytes_in", bytes_in).count("bytes_out", bytes_out);
    fields.millis("took_ms", took);
}

void ConnectionRefused::write(Fields& fields) const {
    fields.sentence("reason", reason);
}

void AuthenticationFailed::write(Fields& fields) const {
    fields.id("request", request).id("reason", reason).id("key_id", key_id).id("connection", connection);
}

void OrderAccepted::write(Fields& fields) const {
    fields.id("order", order).id("request", request).id("tenant", tenant).id("connection", connection);
    fields.id("platform", platform).id("state", state).id("origin", origin).id("destination", destination);
    fields.count("legs", legs).count("violations", violations);
    if (partition >= 0) {
        fields.count("partition", partition).count("offset", offset);
    }
    fields.flag("test", test).millis("took_ms", took);
}

void OrderReplayed::write(Fields& fields) const {
    fields.id("order", order).id("request", request).id("tenant", tenant).id("connection", connection);
}

void OrderRefused::write(Fields& fields) const {
    fields.id("request", request).id("tenant", tenant).id("connection", connection).id("platform", platform);
    fields.id("code", code).id("first_rule", first_rule).count("violations", violations);
}

void OrderConflict::write(Fields& fields) const {
    fields.id("order", order).id("request", request).id("tenant", tenant);
    fields.id("connection", connection).id("code", code);
}

void OrderNotPublished::write(Fields& fields) const {
    fields.id("order", order).id("request", request).id("code", code);
    fields.flag("outcome_unknown", outcome_unknown).flag("retryable", retryable);
}

void AuthorityNotAnswered::write(Fields& fields) const {
    fields.id("connection", connection).id("order", order).id("code", code).id("detail", detail);
}

void ShipmentDue::write(Fields& fields) const {
    fields.id("tenant", tenant).id("consolidation", consolidation).id("code", code).id("due", due);
    fields.flag("late", late).id("reason", reason);
}

void LegPublished::write(Fields& fields) const {
    fields.id("order", order).id("leg", leg).id("country", country).id("regime", regime).id("action", action);
    fields.count("version", version).count("documents", documents);
}

void LegParked::write(Fields& fields) const {
    fields.id("order", order)
        .id("leg", leg)
        .id("country", country)
        .id("code", code)
        .count("attempts", attempts);
}

void ReceiptApplied::write(Fields& fields) const {
    fields.id("order", order).id("leg", leg).id("country", country).id("declaration", declaration);
    fields.id("status", status)
        .id("native_status", native_status)
        .id("state", state)
        .flag("changed", changed);
}

void RecordDeadLettered::write(Fields& fields) const {
    fields.id("topic", topic).id("code", code).id("stage", stage);
    fields.count("partition", partition).count("offset", offset).count("attempts", attempts);
}

void BatchCommitted::write(Fields& fields) const {
    fields.count("records", records).count("documents", documents).count("orders", orders);
    fields.millis("took_ms", took);
}

void BatchAborted::write(Fields& fields) const {
    fields.id("code", code).sentence("detail", detail).count("records", records);
    fields.flag("outcome_unknown", outcome_unknown).flag("retryable", retryable);
}

void ProducerRebuilt::write(Fields& fields) const {
    fields.id("producer", producer).id("code", code).sentence("detail", detail);
}

void KafkaProblem::write(Fields& fields) const {
    fields.id("stage", stage).id("topic", topic).id("code", code).sentence("detail", detail);
    fields.flag("retryable", retryable);
}

void PartitionsAssigned::write(Fields& fields) const {
    fields.id("group", group).count("partitions", partitions);
}

void ReplicaCaughtUp::write(Fields& fields) const {
    fields.count("orders", orders).count("records", records).millis("took_ms", took);
}

void ConservationBroken::write(Fields& fields) const {
    fields.count("accepted", accepted).count("difference", difference);
}

void AdapterFailed::write(Fields& fields) const {
    fields.id("order", order).id("leg", leg).id("country", country).id("adapter", adapter);
    fields.id("stage", stage).id("code", code).sentence("detail", detail);
}

}  // namespace silkgate::observe::events
