#include "gateway/dispatch/command.hpp"

#include "gateway/dispatch/charges_json.hpp"
#include "gateway/dispatch/lifecycle.hpp"
#include "gateway/dispatch/releases_json.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace silkgate::dispatch {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>(
    {"created", "retried", "replied", "amended", "cancelled", "released", "returned", "packed", "answered"}
);

// Commands are written by Silkgate; what is larger than an order may be is still read.
constexpr json::Limits kCommandLimits{.depth_max = 40, .members_max = 200'000, .string_bytes_max = 1'048'576};

void write_item(json::Writer& out, const ResolvedReply& reply) {
    const adapters::ReplyItem& item = reply.item;
    out.begin_object().member("document", reply.document.view()).member("status", to_string(item.status));
    if (reply.by_key) {
        out.key("byKey").boolean(true);
    }
    out.member_if("authorityReference", item.authority_reference)
        .member_if("nativeStatus", item.native_status);
    if (item.at) {
        out.member("at", format_rfc3339(*item.at));
    }
    if (item.movement) {
        out.member("carriage", to_string(item.movement->step)).member_if("place", item.movement->place);
    }
    out.key("reasons").begin_array();
    for (const auto& reason : item.reasons) {
        out.begin_object().member("code", reason.code).member("text", reason.text).end_object();
    }
    out.end_array();
    write_charges(out, item.charges);
    out.member_if("voidBill", item.void_bill);
    if (!item.learned.empty()) {
        out.key("learned").begin_array();
        for (const std::string& reference : item.learned) {
            out.string(reference);
        }
        out.end_array();
    }
    out.end_object();
}

Result<ResolvedReply> read_item(json::Value value) {
    ResolvedReply reply;
    reply.document = DeclarationId(std::string(value["document"].text()));
    reply.by_key = value["byKey"].is_true();
    const auto status = parse_reply_status(value["status"].text());
    if (!status) {
        return fail(Errc::invalid_value, "unknown reply status");
    }
    reply.item.status = *status;
    reply.item.authority_reference = value["authorityReference"].text();
    reply.item.native_status = value["nativeStatus"].text();
    if (const auto at = parse_rfc3339(value["at"].text())) {
        reply.item.at = *at;
    }
    if (const auto step = adapters::parse_carriage_step(value["carriage"].text())) {
        reply.item.movement = {.step = *step, .place = std::string(value["place"].text())};
    }
    for (const json::Value reason : value["reasons"]) {
        reply.item.reasons.push_back(
            {.code = std::string(reason["code"].text()), .text = std::string(reason["text"].text())}
        );
    }
    reply.item.void_bill = value["voidBill"].text();
    for (const json::Value reference : value["learned"]) {
        reply.item.learned.emplace_back(reference.text());
    }
    if (!read_charges(value["charges"], reply.item.charges)) {
        return fail(Errc::invalid_value, "a charge's amount is no decimal");
    }
    return reply;
}

Result<Command> read_order_part(json::Value root, Command command) {
    order::ReadOrder read = order::read_json(root["order"]);
    if (has_errors(read.violations)) {
        const Violation& first = read.violations.front();
        return fail(
            Errc::invalid_value,
            "the order can not be read: " + std::string(first.rule->id),
            first.canonical_pointer
        );
    }
    command.order = std::move(read.order);
    if (const json::Value route = root["route"]) {
        auto plan = read_route_plan(route);
        if (!plan) {
            return plan.error();
        }
        command.route = std::make_shared<const adapters::RoutePlan>(std::move(*plan));
    }
    for (const json::Value pair : root["pointers"]) {
        command.pointers.add(std::string(pair.at(0).text()), std::string(pair.at(1).text()));
    }
    if (root["pointersRoot"]) {
        command.pointers.set_root(std::string(root["pointersRoot"].text()));
    }
    if (root["pointersSame"].is_true()) {
        command.pointers.set_same_shape();
    }
    return command;
}

void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.end_array();
}

void write_change(json::Writer& out, const Command& command) {
    if (!command.supplied.empty()) {
        write_texts(out, "supplied", command.supplied);
    }
    if (command.base == 0) {
        return;
    }
    out.key("base").number(command.base).member_if("change", command.change);
    write_texts(out, "amends", command.amends);
    if (!command.redeclares.empty()) {
        out.key("redeclares").begin_array();
        for (const Redeclaration& leg : command.redeclares) {
            out.begin_object().member("leg", leg.leg);
            write_texts(out, "changed", leg.changed);
            out.end_object();
        }
        out.end_array();
    }
    if (command.returns.empty()) {
        return;
    }
    out.key("returns").begin_array();
    for (const order::ConsignmentLine& line : command.returns) {
        out.begin_object().member("lineId", line.line_id).member("quantity", line.quantity).end_object();
    }
    out.end_array();
}

Result<void> read_change(json::Value root, Command& command) {
    const std::string_view base = root["base"].text();
    std::from_chars(base.data(), base.data() + base.size(), command.base);
    command.change = root["change"].text();
    for (const json::Value leg : root["amends"]) {
        command.amends.emplace_back(leg.text());
    }
    for (const json::Value leg : root["redeclares"]) {
        Redeclaration& again =
            command.redeclares.emplace_back(Redeclaration{std::string(leg["leg"].text()), {}});
        for (const json::Value kind : leg["changed"]) {
            again.changed.emplace_back(kind.text());
        }
    }
    for (const json::Value pointer : root["supplied"]) {
        command.supplied.emplace_back(pointer.text());
    }
    for (const json::Value line : root["returns"]) {
        const auto quantity = json::to_decimal(line["quantity"]);
        if (!quantity) {
            return quantity.error();
        }
        command.returns.push_back({.line_id = std::string(line["lineId"].text()), .quantity = *quantity});
    }
    return {};
}

void write_order_part(json::Writer& out, const Command& command) {
    out.member_if("fingerprint", command.fingerprint).member_if("idempotencyHash", command.idempotency_hash);
    write_change(out, command);
    if (command.kind == CommandKind::released) {
        write_releases(out, command.releases);
    }
    if (command.route != nullptr) {
        out.key("route");
        write_route_plan(out, *command.route);
    }
    command.pointers.write_json(out);
    out.key("order");
    order::write_json(out, command.order);
}

std::vector<std::string> order_texts(const std::vector<OrderId>& orders) {
    std::vector<std::string> texts;
    for (const OrderId& order : orders) {
        texts.push_back(order.str());
    }
    return texts;
}

// The document's bytes are personal data and stand where an order's parties do, so that they are sealed as
// these.
void write_answer(json::Writer& out, const Answer& given) {
    const adapters::Document& document = given.document;
    out.key("given").begin_object().member("leg", given.leg).member("kind", document.kind);
    out.member("contentType", document.content_type).member("dataSchema", document.data_schema);
    out.member_if("signature", document.signature).member_if("filer", document.filer);
    out.member("id", given.id.view()).member_if("sharedBy", given.shared_by.view());
    if (given.action != adapters::Action::submit) {
        out.member("action", to_string(given.action));
    }
    write_texts(out, "references", document.references);
    write_texts(out, "sharedWith", order_texts(given.shared_with));
    out.key("parties").begin_object().member("bytes", document.bytes).end_object().end_object();
}

Result<Command> read_answer(json::Value given, Command command) {
    Answer answer{
        .leg = std::string(given["leg"].text()),
        .document =
            {.kind = std::string(given["kind"].text()),
             .content_type = std::string(given["contentType"].text()),
             .bytes = std::string(given["parties"]["bytes"].text()),
             .references = {},
             .data_schema = std::string(given["dataSchema"].text()),
             .signature = std::string(given["signature"].text()),
             .filer = std::string(given["filer"].text()),
             .decides_leg = false}
    };
    answer.id = DeclarationId(std::string(given["id"].text()));
    answer.shared_by = OrderId(std::string(given["sharedBy"].text()));
    answer.action = parse_action(given["action"].text()).value_or(adapters::Action::submit);
    for (const json::Value order : given["sharedWith"]) {
        answer.shared_with.emplace_back(std::string(order.text()));
    }
    for (const json::Value reference : given["references"]) {
        answer.document.references.emplace_back(reference.text());
    }
    const bool is_whole = !answer.document.references.empty() && !answer.document.bytes.empty();
    if (answer.leg.empty() || answer.id.view().empty() || is_whole == !answer.shared_by.view().empty()) {
        return fail(Errc::invalid_value, "an answer without leg, id, reference or bytes");
    }
    command.given = std::move(answer);
    return command;
}

}  // namespace

std::string_view to_string(CommandKind kind) noexcept {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string to_json(const Command& command) {
    json::Writer out(4096);
    out.begin_object();
    out.member("command", to_string(command.kind)).member("orderId", command.order_id.view());
    out.member("tenant", command.tenant.view()).member("connection", command.connection.view());
    out.member("acceptedAt", format_rfc3339(command.accepted_at)).member_if("requestId", command.request_id);
    out.member_if("traceparent", command.traceparent);
    if (command.kind == CommandKind::replied) {
        out.key("replies").begin_array();
        for (const ResolvedReply& reply : command.replies) {
            write_item(out, reply);
        }
        out.end_array();
    } else if (command.kind == CommandKind::packed) {
        out.key("packing");
        write_packing(out, command.packing);
    } else if (command.given) {
        write_answer(out, *command.given);
    } else {
        write_order_part(out, command);
    }
    if (!command.answer.empty()) {
        out.key("answer").string(command.answer);
    }
    out.end_object();
    return std::move(out).str();
}

Result<Command> read_command(std::string bytes, const PartyVault& vault) {
    auto opened = vault.open(std::move(bytes));
    if (!opened) {
        return opened.error();
    }
    const auto document = json::Document::parse(std::move(*opened), kCommandLimits);
    if (!document) {
        return document.error();
    }
    const json::Value root = document->root();
    const auto* kind = std::ranges::find(kKinds, root["command"].text());
    const auto accepted_at = parse_rfc3339(root["acceptedAt"].text());
    if (kind == kKinds.end() || !accepted_at || root["orderId"].text().empty()) {
        return fail(Errc::invalid_value, "not a command of this version");
    }
    Command command;
    command.kind = static_cast<CommandKind>(kind - kKinds.begin());
    command.order_id = OrderId(std::string(root["orderId"].text()));
    command.tenant = TenantId(std::string(root["tenant"].text()));
    command.connection = ConnectionId(std::string(root["connection"].text()));
    command.accepted_at = *accepted_at;
    command.request_id = root["requestId"].text();
    command.traceparent = root["traceparent"].text();
    command.fingerprint = root["fingerprint"].text();
    command.idempotency_hash = root["idempotencyHash"].text();
    command.answer = root["answer"].text();
    if (auto read = read_change(root, command); !read) {
        return read.error();
    }
    if (command.kind == CommandKind::released) {
        command.releases = read_releases(root["releases"]);
    }
    if (command.kind == CommandKind::packed) {
        command.packing = read_packing(root["packing"]);
        return command;
    }
    if (command.kind == CommandKind::answered) {
        return read_answer(root["given"], std::move(command));
    }
    if (command.kind != CommandKind::replied) {
        return read_order_part(root, std::move(command));
    }
    for (const json::Value value : root["replies"]) {
        auto reply = read_item(value);
        if (!reply) {
            return reply.error();
        }
        command.replies.push_back(std::move(*reply));
    }
    return command;
}

}  // namespace silkgate::dispatch
