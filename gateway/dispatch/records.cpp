#include "gateway/dispatch/records.hpp"

#include "gateway/dispatch/carriage_json.hpp"
#include "gateway/dispatch/charges_json.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::dispatch {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

// The law under which an order's personal data stands, by country of the addressee of the record.
std::string_view data_regulation(std::string_view country) {
    struct Row {
        std::string_view country;
        std::string_view law;
    };

    static constexpr Row kLaws[] = {
        {"CN", "CN-PIPL"},
        {"RU", "RU-152-FZ"},
        {"KZ", "KZ-94-V"},
        {"KG", "KG-58"},
        {"TJ", "TJ-1537"},
        {"UZ", "UZ-ZRU-547"},
        {"IN", "IN-DPDP-2023"},
        {"BY", "BY-99-Z"},
    };
    const auto* found = std::ranges::find(kLaws, country, &Row::country);
    return found == std::end(kLaws) ? std::string_view{"none"} : found->law;
}

struct CloudEvent {
    std::string_view content_type;
    std::string id;
    std::string type;
    std::string_view subject;
    std::string_view partition_key;
    std::string_view schema;
};

kafka::Headers base_headers(const RecordContext& context, const CloudEvent& event) {
    const Command& command = *context.command;
    kafka::Headers headers;
    headers.reserve(22);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            headers.emplace_back(name, value);
        }
    };
    add("content-type", event.content_type);
    add("ce_specversion", "1.0");
    add("ce_id", event.id);
    add("ce_source", context.source);
    add("ce_type", event.type);
    add("ce_time", format_rfc3339(command.accepted_at));
    add("ce_subject", event.subject);
    add("ce_partitionkey", event.partition_key);
    add("ce_dataschema", event.schema);
    add("traceparent", command.traceparent);
    add("ce_correlationid", command.order_id.view());
    add("ce_causationid", context.causation);
    add("sg_tenant", command.tenant.view());
    // Test orders are held (rule SG-0905), so whatever is published is live.
    add("sg_mode", "live");
    return headers;
}

std::string_view direction(adapters::LegKind kind) {
    switch (kind) {
        case adapters::LegKind::import_declaration:
            return "import";
        case adapters::LegKind::transit:
            return "transit";
        case adapters::LegKind::export_declaration:
        case adapters::LegKind::booking:
            return "export";
    }
    return "export";
}

}  // namespace

std::string sequence_text(std::int64_t sequence) {
    const std::string digits = std::to_string(sequence);
    return std::string(digits.size() < 20 ? 20 - digits.size() : 0, '0') + digits;
}

kafka::Record command_record(const Command& command, std::string_view source, const PartyVault& vault) {
    const RecordContext context{
        .state = nullptr, .command = &command, .source = std::string(source), .causation = command.request_id
    };
    const std::string kind(to_string(command.kind));
    std::string value = vault.seal(to_json(command), command.order.header.flow.destination_country);
    return {
        .topic = std::string(kafka::kOrdersAccepted),
        .key = command.order_id.str(),
        .value = std::move(value),
        .headers = base_headers(
            context,
            {.content_type = "application/json",
             .id = command.order_id.str() + "/" + kind + "/" + format_rfc3339(command.accepted_at),
             .type = "silkgate.order." + kind + ".v1",
             .subject = command.order_id.view(),
             .partition_key = command.order_id.view(),
             .schema = "silkgate/order/v1"}
        ),
        .partition = std::nullopt,
    };
}

kafka::Record document_record(
    const RecordContext& context,
    const LegRecord& leg,
    const DocumentState& document,
    adapters::Document rendered,
    std::string_view adapter_version,
    std::string_view broker
) {
    const bool booking = leg.leg.kind == adapters::LegKind::booking;
    kafka::Record record;
    record.topic =
        booking ? std::string(kafka::kLogisticsBookings) : kafka::declarations_topic(leg.leg.country, broker);
    record.key = document.id.str();
    record.headers = base_headers(
        context,
        {.content_type = rendered.content_type,
         .id = document.id.str() + "/" + std::to_string(context.state->version),
         .type = booking ? "silkgate.logistics." + lower(document.kind) + ".v1"
                         : "silkgate.customs." + lower(leg.leg.country) + "." + lower(document.kind) + ".v1",
         .subject = document.id.view(),
         .partition_key = document.id.view(),
         .schema = rendered.data_schema}
    );
    const auto add = [&](std::string_view name, std::string_view value) {
        record.headers.emplace_back(name, value);
    };
    add("ce_sequence", sequence_text(1));
    add("sg_country", leg.leg.country);
    add("sg_direction", direction(leg.leg.kind));
    add("sg_regime", leg.leg.regime);
    add("sg_document", document.kind);
    add("sg_action", to_string(document.action));
    add("sg_version", std::to_string(context.state->version));
    add("sg_adapter", adapter_version);
    add("sg_ruleset", context.state->rule_set);
    add("sg_dataregulation", data_regulation(leg.leg.country));
    // The order number chooses the simulated authority's answer and helps a person who reads the topic.
    add("sg_ordernumber", context.state->number);
    // A change names what it changes; some formats have it in their path only (DCSA's PUT and PATCH).
    if (const std::string known = authority_reference(leg);
        document.action != adapters::Action::submit && !document.answers && !known.empty()) {
        add("sg_reference", known);
    }
    if (!rendered.signature.empty()) {
        add("sg_signature", rendered.signature);
    }
    record.value = std::move(rendered.bytes);
    return record;
}

kafka::Record state_record(const RecordContext& context) {
    const OrderState& state = *context.state;
    kafka::Record record{
        .topic = std::string(kafka::kOrdersState),
        .key = state.id.str(),
        .value = std::nullopt,
        .headers = base_headers(
            context,
            {.content_type = "application/json",
             .id = state.id.str() + "/state/" + std::to_string(state.sequence),
             .type = "silkgate.order.state.v1",
             .subject = state.id.view(),
             .partition_key = state.id.view(),
             .schema = "silkgate/state/v1"}
        ),
        .partition = std::nullopt,
    };
    record.headers.emplace_back("ce_sequence", sequence_text(state.sequence));
    return record;
}

kafka::Record
event_record(const RecordContext& context, std::string_view type, std::string_view detail_json) {
    const OrderState& state = *context.state;
    json::Writer out(512);
    out.begin_object().member("type", type).key("sequence").number(state.sequence);
    out.member("at", format_rfc3339(context.command->accepted_at)).member("orderId", state.id.view());
    out.member("number", state.number).member("state", to_string(state.word));
    if (!detail_json.empty()) {
        out.key("detail").raw(detail_json);
    }
    out.end_object();
    kafka::Record record{
        .topic = std::string(kafka::kOrdersEvents),
        .key = state.id.str(),
        .value = std::move(out).str(),
        .headers = base_headers(
            context,
            {.content_type = "application/json",
             .id = state.id.str() + "/event/" + std::to_string(state.sequence),
             .type = "silkgate." + std::string(type) + ".v1",
             .subject = state.id.view(),
             .partition_key = state.id.view(),
             .schema = "silkgate/event/v1"}
        ),
        .partition = std::nullopt,
    };
    record.headers.emplace_back("ce_sequence", sequence_text(state.sequence));
    return record;
}

std::string leg_detail(const LegRecord& record) {
    json::Writer out;
    out.begin_object().member("leg", record.leg.id).member("country", record.leg.country);
    out.member("regime", record.leg.regime).member("state", to_string(record.state));
    if (record.cancellation != Cancellation::none) {
        out.member("cancellation", to_string(record.cancellation));
    }
    if (record.returning != Returning::none) {
        out.member("returning", to_string(record.returning));
    }
    if (!record.blocked_by.empty()) {
        out.key("blockedBy").begin_array();
        for (const Blocker& blocker : record.blocked_by) {
            out.begin_object().member("code", blocker.code).member("rule", blocker.rule).end_object();
        }
        out.end_array();
    }
    if (!record.documents.empty()) {
        out.key("documents").begin_array();
        for (const DocumentState& document : record.documents) {
            out.begin_object().member("id", document.id.view()).member("kind", document.kind).end_object();
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

std::string return_detail(const Command& command) {
    json::Writer out;
    out.begin_object().key("lines").begin_array();
    for (const order::ConsignmentLine& line : command.returns) {
        out.begin_object().member("lineId", line.line_id).member("quantity", line.quantity).end_object();
    }
    out.end_array().end_object();
    return std::move(out).str();
}

std::string packing_detail(const Packing& packing) {
    json::Writer out;
    write_packing(out, packing);
    return std::move(out).str();
}

std::string conflict_detail(const Command& command) {
    json::Writer out;
    out.begin_object().member("command", to_string(command.kind)).member_if("requestId", command.request_id);
    out.end_object();
    return std::move(out).str();
}

std::string reply_detail(const LegRecord& record, const DocumentState& document) {
    json::Writer out;
    out.begin_object().member("leg", record.leg.id).member("country", record.leg.country);
    out.member("document", document.id.view()).member("kind", document.kind);
    if (document.action != adapters::Action::submit) {
        out.member("action", to_string(document.action));  // of goods on their way back: return
    }
    out.member("state", to_string(document.state))
        .member_if("authorityReference", document.authority_reference);
    out.member_if("nativeStatus", document.native_status);
    write_carriage(out, document);
    write_charges(out, document.charges);
    out.key("reasons").begin_array();
    for (const adapters::Reason& reason : document.reasons) {
        if (!reason.code.empty()) {
            out.string(reason.code);
        }
    }
    out.end_array().end_object();
    return std::move(out).str();
}

}  // namespace silkgate::dispatch
