#include "gateway/dispatch/order_state.hpp"

#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/document_json.hpp"
#include "gateway/dispatch/releases_json.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <array>

namespace silkgate::dispatch {
namespace {

void write_position(json::Writer& out, json::Name name, const CommandPosition& position) {
    out.key(name).begin_object();
    out.key("partition").number(position.partition);
    out.key("offset").number(position.offset);
    out.end_object();
}

void write_blockers(json::Writer& out, const std::vector<Blocker>& blockers) {
    if (blockers.empty()) {
        return;
    }
    out.key("blockedBy").begin_array();
    for (const Blocker& blocker : blockers) {
        out.begin_object();
        out.member("code", blocker.code).member("rule", blocker.rule).member("pointer", blocker.pointer);
        out.member("canonicalPointer", blocker.canonical_pointer);
        out.member_if("remedyHref", blocker.remedy_href).member_if("entry", blocker.entry);
        out.end_object();
    }
    out.end_array();
}

void write_leg(json::Writer& out, const LegRecord& record) {
    out.begin_object();
    out.member("id", record.leg.id)
        .member("kind", to_string(record.leg.kind))
        .member("country", record.leg.country);
    out.member("regime", record.leg.regime).member_if("mode", record.leg.mode);
    out.member("state", to_string(record.state));
    if (record.cancellation != Cancellation::none) {
        out.member("cancellation", to_string(record.cancellation));
    }
    if (record.returning != Returning::none) {
        out.member("returning", to_string(record.returning));
    }
    write_blockers(out, record.blocked_by);
    out.key("documents").begin_array();
    for (const DocumentState& document : record.documents) {
        write_document(out, document);
    }
    out.end_array().end_object();
}

void write_clock(json::Writer& out, const PlatformClock& clock) {
    if (clock.version != 1) {
        out.key("platformVersion").number(clock.version);
    }
    if (clock.updated_at) {
        out.member("platformUpdatedAt", format_rfc3339(*clock.updated_at));
    }
}

void write_returned(json::Writer& out, const std::vector<order::ConsignmentLine>& lines) {
    if (lines.empty()) {
        return;
    }
    out.key("returned").begin_array();
    for (const order::ConsignmentLine& line : lines) {
        out.begin_object().member("lineId", line.line_id).member("quantity", line.quantity).end_object();
    }
    out.end_array();
}

// ---- reading what the functions above wrote
// -------------------------------------------------------------------------

CommandPosition read_position(json::Value value) {
    return {
        .partition = static_cast<std::int32_t>(integer_of(value, "partition")),
        .offset = integer_of(value, "offset")
    };
}

PlatformClock read_clock(json::Value state) {
    PlatformClock clock;
    if (state["platformVersion"]) {
        clock.version = integer_of(state, "platformVersion");
    }
    if (const auto at = parse_rfc3339(state["platformUpdatedAt"].text())) {
        clock.updated_at = *at;
    }
    return clock;
}

constexpr auto kCancellations =
    std::to_array<std::string_view>({"", "waiting", "asked", "unserved", "refused"});

Cancellation parse_cancellation(std::string_view text) {
    const auto* found = std::ranges::find(kCancellations, text);
    return found == kCancellations.end() ? Cancellation::none
                                         : static_cast<Cancellation>(found - kCancellations.begin());
}

constexpr auto kReturnings =
    std::to_array<std::string_view>({"", "waiting", "asked", "unserved", "done", "refused"});

Returning parse_returning(std::string_view text) {
    const auto* found = std::ranges::find(kReturnings, text);
    return found == kReturnings.end() ? Returning::none : static_cast<Returning>(found - kReturnings.begin());
}

bool read_returned(json::Value array, std::vector<order::ConsignmentLine>& lines) {
    for (const json::Value value : array) {
        const auto quantity = json::to_decimal(value["quantity"]);
        if (!quantity) {
            return false;
        }
        lines.push_back({.line_id = text_of(value, "lineId"), .quantity = *quantity});
    }
    return true;
}

std::vector<Blocker> read_blockers(json::Value array) {
    std::vector<Blocker> blockers;
    for (const json::Value value : array) {
        blockers.push_back({
            .code = text_of(value, "code"),
            .rule = text_of(value, "rule"),
            .pointer = text_of(value, "pointer"),
            .canonical_pointer = text_of(value, "canonicalPointer"),
            .remedy_href = text_of(value, "remedyHref"),
            .entry = text_of(value, "entry"),
        });
    }
    return blockers;
}

bool read_leg(json::Value value, LegRecord& record) {
    const auto kind = parse_leg_kind(value["kind"].text());
    const auto state = parse_leg_state(value["state"].text());
    if (!kind || !state) {
        return false;
    }
    record.leg = {
        .id = text_of(value, "id"),
        .kind = *kind,
        .country = text_of(value, "country"),
        .regime = text_of(value, "regime"),
        .mode = text_of(value, "mode"),
    };
    record.state = *state;
    record.cancellation = parse_cancellation(value["cancellation"].text());
    record.returning = parse_returning(value["returning"].text());
    record.blocked_by = read_blockers(value["blockedBy"]);
    for (const json::Value document : value["documents"]) {
        if (!read_document(document, record.documents.emplace_back())) {
            return false;
        }
    }
    return true;
}

// Takes the last member off the object; empty where it is not there. `name` with its comma, quotes and colon
// can stand in no text of JSON, where quotes are escaped.
std::string cut_last_member(std::string& bytes, std::string_view name) {
    const auto at = bytes.rfind(name);
    if (at == std::string::npos || !bytes.ends_with('}')) {
        return {};
    }
    std::string value = bytes.substr(at + name.size(), bytes.size() - at - name.size() - 1);
    bytes.replace(at, std::string::npos, "}");
    return value;
}

Error unreadable() {
    return fail(Errc::invalid_value, "not a state record of this version");
}

}  // namespace

std::string_view to_string(Cancellation cancellation) noexcept {
    return kCancellations[static_cast<std::size_t>(cancellation)];
}

std::string_view to_string(Returning returning) noexcept {
    return kReturnings[static_cast<std::size_t>(returning)];
}

void derive(OrderState& state) {
    std::vector<LegView> views;
    for (const LegRecord& record : state.legs) {
        views.push_back({.kind = record.leg.kind, .state = record.state});
    }
    state.word = derive_order_state(views);
}

std::string to_json(const OrderState& state) {
    if (is_archived(state)) {
        return archived_json(state);
    }
    json::Writer out(2048);
    out.begin_object();
    out.member("id", state.id.view()).member("tenant", state.tenant.view());
    out.member("connection", state.connection.view()).member("number", state.number);
    out.member("platform", state.platform).member_if("originCountry", state.origin_country);
    out.member_if("destinationCountry", state.destination_country).member("state", to_string(state.word));
    out.key("version").number(state.version).key("sequence").number(state.sequence);
    if (state.revision != 1) {
        out.key("revision").number(state.revision);
    }
    out.member("fingerprint", state.fingerprint);
    out.member_if("lastChange", state.last_change).member_if("idempotencyHash", state.idempotency_hash);
    write_clock(out, state.clock);
    if (state.payload != state.fingerprint) {
        out.member("payload", state.payload);
    }
    write_returned(out, state.returned);
    out.member("acceptedAt", format_rfc3339(state.accepted_at))
        .member("updatedAt", format_rfc3339(state.updated_at));
    write_position(out, "accepted", state.accepted);
    out.member("ruleSet", state.rule_set).member_if("screenedWith", state.screened_with);
    write_releases(out, state.releases);
    write_packed(out, state.packed);
    out.member_if("waybill", state.waybill);
    write_blockers(out, state.blocked_by);
    out.key("legs").begin_array();
    for (const LegRecord& record : state.legs) {
        write_leg(out, record);
    }
    out.end_array();
    write_texts(out, "skus", state.skus);
    if (!state.route.empty()) {
        out.key("route").raw(state.route);
    }
    if (!state.answer.empty()) {
        out.key("answer").raw(state.answer);
    }
    out.end_object();
    return std::move(out).str();
}

Result<OrderState> read_order_state(std::string bytes) {
    // Kept as text: the first answer is replayed byte for byte, the route is shown and seldom read. They are
    // the last members (see to_json).
    OrderState state;
    state.answer = cut_last_member(bytes, ",\"answer\":");
    state.route = cut_last_member(bytes, ",\"route\":");
    const auto document = json::Document::parse(std::move(bytes));
    if (!document) {
        return unreadable();
    }
    const json::Value root = document->root();
    const auto word = parse_order_state(root["state"].text());
    if (word == OrderStateWord::archived) {
        return read_archived(root);
    }
    const auto accepted_at = parse_rfc3339(root["acceptedAt"].text());
    const auto updated_at = parse_rfc3339(root["updatedAt"].text());
    if (!accepted_at || !updated_at || root["id"].text().empty()) {
        return unreadable();
    }
    state.id = OrderId(text_of(root, "id"));
    state.tenant = TenantId(text_of(root, "tenant"));
    state.connection = ConnectionId(text_of(root, "connection"));
    state.number = text_of(root, "number");
    state.platform = text_of(root, "platform");
    state.origin_country = text_of(root, "originCountry");
    state.destination_country = text_of(root, "destinationCountry");
    state.version = integer_of(root, "version");
    state.sequence = integer_of(root, "sequence");
    state.revision = root["revision"] ? integer_of(root, "revision") : 1;
    state.fingerprint = text_of(root, "fingerprint");
    state.last_change = text_of(root, "lastChange");
    state.clock = read_clock(root);
    state.payload = root["payload"] ? text_of(root, "payload") : state.fingerprint;
    state.idempotency_hash = text_of(root, "idempotencyHash");
    state.accepted_at = *accepted_at;
    state.updated_at = *updated_at;
    state.accepted = read_position(root["accepted"]);
    state.rule_set = text_of(root, "ruleSet");
    state.screened_with = text_of(root, "screenedWith");
    state.releases = read_releases(root["releases"]);
    state.packed = read_packed(root["packed"]);
    state.waybill = text_of(root, "waybill");
    state.blocked_by = read_blockers(root["blockedBy"]);
    if (!read_returned(root["returned"], state.returned)) {
        return unreadable();
    }
    for (const json::Value leg : root["legs"]) {
        if (!read_leg(leg, state.legs.emplace_back())) {
            return unreadable();
        }
    }
    state.skus = read_texts(root["skus"]);
    derive(state);
    if (state.legs.empty() && word == OrderStateWord::cancelled) {
        state.word = *word;  // before it had any leg
    }
    return state;
}

bool is_held_alike(const OrderState& a, const OrderState& b) {
    return a.blocked_by == b.blocked_by &&
           std::ranges::equal(a.legs, b.legs, [](const LegRecord& left, const LegRecord& right) {
               return left.state == right.state && left.cancellation == right.cancellation &&
                      left.blocked_by == right.blocked_by;
           });
}

}  // namespace silkgate::dispatch
