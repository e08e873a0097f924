// Requests: the order, the leg and what a call may depend on besides.
#include "adapters/abi/messages.hpp"
#include "gateway/order/order_json.hpp"

#include <charconv>
#include <map>

namespace silkgate::adapters::abi {
namespace {

using Texts = std::map<std::string, std::string>;

struct PartyText {
    json::Name name;
    std::string config::PartyDefaults::* text;
};

constexpr PartyText kPartyTexts[] = {
    {"name", &config::PartyDefaults::name},
    {"nameLatin", &config::PartyDefaults::name_latin},
    {"country", &config::PartyDefaults::country},
    {"region", &config::PartyDefaults::region},
    {"city", &config::PartyDefaults::city},
    {"postcode", &config::PartyDefaults::postcode},
    {"phone", &config::PartyDefaults::phone},
    {"email", &config::PartyDefaults::email},
};

struct ConnectionText {
    json::Name name;
    std::string config::Connection::* text;
};

constexpr ConnectionText kConnectionTexts[] = {
    {"platform", &config::Connection::platform},
    {"shopId", &config::Connection::shop_id},
    {"originCountry", &config::Connection::origin_country},
    {"tradeMode", &config::Connection::trade_mode},
    {"incoterm", &config::Connection::incoterm},
    {"incotermPlace", &config::Connection::incoterm_place},
    {"language", &config::Connection::language},
    {"utcOffset", &config::Connection::utc_offset},
};

void write_texts(json::Writer& out, json::Name name, const Texts& texts) {
    if (texts.empty()) {
        return;
    }
    out.key(name).begin_object();
    for (const auto& [key, text] : texts) {
        out.escaped_key(key).string(text);
    }
    out.end_object();
}

void read_texts(json::Value object, Texts& texts) {
    for (const json::Value member : object) {
        texts.emplace(member.key(), member.text());
    }
}

void write_party(json::Writer& out, json::Name name, const std::optional<config::PartyDefaults>& party) {
    if (!party) {
        return;
    }
    out.key(name).begin_object();
    for (const PartyText& row : kPartyTexts) {
        out.member_if(row.name, *party.*row.text);
    }
    out.key("addressLines").begin_array();
    for (const std::string& line : party->address_lines) {
        out.string(line);
    }
    out.end_array();
    write_texts(out, "registrations", party->registrations);
    out.end_object();
}

void read_party(json::Value object, std::optional<config::PartyDefaults>& party) {
    if (!object) {
        return;
    }
    party.emplace();
    for (const PartyText& row : kPartyTexts) {
        *party.*row.text = object[row.name.text()].text();
    }
    for (const json::Value line : object["addressLines"]) {
        party->address_lines.emplace_back(line.text());
    }
    read_texts(object["registrations"], party->registrations);
}

// What an adapter may read of a connection; its secret and its mapping stay here.
void write_connection(json::Writer& out, const config::Connection& connection) {
    out.begin_object().member("id", connection.id.view()).member("tenant", connection.tenant.view());
    for (const ConnectionText& row : kConnectionTexts) {
        out.member_if(row.name, connection.*row.text);
    }
    out.key("test").boolean(connection.test);
    write_party(out, "seller", connection.seller);
    write_party(out, "platformParty", connection.platform_party);
    write_texts(out, "registrations", connection.registrations);
    out.end_object();
}

std::unique_ptr<config::Connection> read_connection(json::Value object) {
    auto connection = std::make_unique<config::Connection>();
    connection->id = ConnectionId(std::string(object["id"].text()));
    connection->tenant = TenantId(std::string(object["tenant"].text()));
    for (const ConnectionText& row : kConnectionTexts) {
        *connection.*row.text = object[row.name.text()].text();
    }
    connection->test = object["test"].is_true();
    read_party(object["seller"], connection->seller);
    read_party(object["platformParty"], connection->platform_party);
    read_texts(object["registrations"], connection->registrations);
    return connection;
}

Error wrong(std::string_view what) {
    return fail(Errc::invalid_value, "the request's " + std::string(what) + " can not be read");
}

}  // namespace

void write_context(json::Writer& out, const Context& context) {
    out.begin_object().member("decidedAt", format_rfc3339(context.decided_at));
    out.member("orderId", context.order_id.view()).member("action", to_word(context.action));
    out.key("version").number(context.version).member_if("authorityReference", context.authority_reference);
    out.key("connection");
    write_connection(out, *context.connection);
    out.end_object();
}

void write_leg(json::Writer& out, const Leg& leg) {
    out.begin_object().member("id", leg.id).member("kind", to_word(leg.kind)).member("country", leg.country);
    out.member("regime", leg.regime).member_if("mode", leg.mode).end_object();
}

Result<Leg> read_leg(json::Value value) {
    const auto kind = parse_leg_kind(value["kind"].text());
    if (!kind || value["id"].text().empty()) {
        return wrong("leg");
    }
    return Leg{
        .id = std::string(value["id"].text()),
        .kind = *kind,
        .country = std::string(value["country"].text()),
        .regime = std::string(value["regime"].text()),
        .mode = std::string(value["mode"].text()),
    };
}

// The order was read and checked by the host: its shape is looked at, not the limits of its values.
Result<Question> read_question(json::Value root) {
    Question question;
    order::ReadOrder read = order::read_shape(root["order"]);
    const json::Value context = root["context"];
    const auto decided_at = parse_rfc3339(context["decidedAt"].text());
    const auto action = parse_action(context["action"].text());
    const std::string_view version = context["version"].text();
    const auto number =
        std::from_chars(version.data(), version.data() + version.size(), question.context.version);
    if (has_errors(read.violations)) {
        return wrong("order");
    }
    if (!decided_at || !action || number.ec != std::errc{} || !context["connection"].is_object()) {
        return wrong("context");
    }
    if (root["leg"]) {
        auto leg = read_leg(root["leg"]);
        if (!leg) {
            return leg.error();
        }
        question.leg = std::move(*leg);
    }
    question.order = std::move(read.order);
    question.connection = read_connection(context["connection"]);
    question.context.decided_at = *decided_at;
    question.context.order_id = OrderId(std::string(context["orderId"].text()));
    question.context.connection = question.connection.get();
    question.context.action = *action;
    question.context.authority_reference = context["authorityReference"].text();
    return question;
}

}  // namespace silkgate::adapters::abi
