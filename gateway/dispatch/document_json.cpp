#include "gateway/dispatch/document_json.hpp"

#include "gateway/dispatch/carriage_json.hpp"
#include "gateway/dispatch/charges_json.hpp"

#include <charconv>

namespace silkgate::dispatch {

void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return;
    }
    out.key(name).begin_array();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.end_array();
}

std::vector<std::string> read_texts(json::Value array) {
    std::vector<std::string> texts;
    for (const json::Value value : array) {
        texts.emplace_back(value.text());
    }
    return texts;
}

std::string text_of(json::Value object, std::string_view name) {
    return std::string(object[name].text());
}

std::int64_t integer_of(json::Value object, std::string_view name) {
    const std::string_view text = object[name].text();
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void write_document(json::Writer& out, const DocumentState& document) {
    out.begin_object();
    out.member("id", document.id.view())
        .member("kind", document.kind)
        .member("state", to_string(document.state));
    if (document.action != adapters::Action::submit) {
        out.member("action", to_string(document.action));
    }
    if (document.version != kFirstVersion) {
        out.key("version").number(document.version);
    }
    out.key("decidesLeg").boolean(document.decides_leg);
    if (document.answers) {
        std::vector<std::string> others;
        for (const OrderId& order : document.shared_with) {
            others.push_back(order.str());
        }
        out.key("answers").boolean(true).member_if("sharedBy", document.shared_by.view());
        write_texts(out, "sharedWith", others);
    }
    write_texts(out, "references", document.references);
    out.member("sha256", document.sha256).member("contentType", document.content_type);
    out.key("published").begin_object().member("topic", document.published.topic);
    out.key("partition").number(document.published.partition);
    out.key("offset").number(document.published.offset).end_object();
    out.member_if("authorityReference", document.authority_reference);
    out.member_if("nativeStatus", document.native_status);
    if (!document.reasons.empty()) {
        out.key("reasons").begin_array();
        for (const auto& reason : document.reasons) {
            out.begin_object().member("code", reason.code).member("text", reason.text).end_object();
        }
        out.end_array();
    }
    write_charges(out, document.charges);
    write_carriage(out, document);
    if (document.made_at) {
        out.member("madeAt", format_rfc3339(*document.made_at));
    }
    out.end_object();
}

bool read_document(json::Value value, DocumentState& document) {
    const auto state = parse_leg_state(value["state"].text());
    if (!state) {
        return false;
    }
    document.id = DeclarationId(text_of(value, "id"));
    document.kind = text_of(value, "kind");
    document.state = *state;
    if (const json::Value action = value["action"]) {
        document.action = parse_action(action.text()).value_or(adapters::Action::submit);
    }
    if (value["version"]) {
        document.version = integer_of(value, "version");
    }
    document.decides_leg = value["decidesLeg"].is_true();
    document.answers = value["answers"].is_true();
    document.shared_by = OrderId(text_of(value, "sharedBy"));
    for (std::string& order : read_texts(value["sharedWith"])) {
        document.shared_with.emplace_back(std::move(order));
    }
    document.references = read_texts(value["references"]);
    document.sha256 = text_of(value, "sha256");
    document.content_type = text_of(value, "contentType");
    const json::Value published = value["published"];
    document.published = {
        .topic = text_of(published, "topic"),
        .partition = static_cast<std::int32_t>(integer_of(published, "partition")),
        .offset = integer_of(published, "offset"),
    };
    document.authority_reference = text_of(value, "authorityReference");
    document.native_status = text_of(value, "nativeStatus");
    for (const json::Value reason : value["reasons"]) {
        document.reasons.push_back({.code = text_of(reason, "code"), .text = text_of(reason, "text")});
    }
    if (const auto made_at = parse_rfc3339(value["madeAt"].text())) {
        document.made_at = *made_at;
    }
    return read_charges(value["charges"], document.charges) && read_carriage(value["carriage"], document);
}

}  // namespace silkgate::dispatch
