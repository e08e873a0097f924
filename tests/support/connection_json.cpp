#include "tests/support/connection_json.hpp"

#include "gateway/json/reader.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace silkgate::test {
namespace {

using Texts = std::map<std::string_view, std::string*>;

std::optional<Error> wrong(json::Value value, std::string_view what) {
    return fail(Errc::invalid_value, std::string(what), value.pointer());
}

std::optional<Error> read_map(json::Value object, std::map<std::string, std::string>& out) {
    if (!object.is_object()) {
        return wrong(object, "not an object");
    }
    for (const json::Value member : object) {
        if (!member.is_string()) {
            return wrong(member, "not a text");
        }
        out.emplace(member.key(), member.text());
    }
    return std::nullopt;
}

// Reads `member` into the text of its name; false when there is none of that name.
bool read_text(json::Value member, const Texts& texts, std::optional<Error>& problem) {
    const auto text = texts.find(member.key());
    if (text == texts.end()) {
        return false;
    }
    if (!member.is_string() || member.text().empty()) {
        problem = wrong(member, "not a text");
    }
    *text->second = member.text();
    return true;
}

std::optional<Error> read_party(json::Value object, config::PartyDefaults& party) {
    if (!object.is_object()) {
        return wrong(object, "not an object");
    }
    const Texts texts = {
        {"name", &party.name},
        {"nameLatin", &party.name_latin},
        {"country", &party.country},
        {"region", &party.region},
        {"city", &party.city},
        {"postcode", &party.postcode},
        {"phone", &party.phone},
        {"email", &party.email},
    };
    std::optional<Error> problem;
    for (const json::Value member : object) {
        if (member.key() == "addressLines" && member.is_array()) {
            for (const json::Value line : member) {
                party.address_lines.emplace_back(line.text());
            }
        } else if (member.key() == "registrations") {
            problem = read_map(member, party.registrations);
        } else if (!read_text(member, texts, problem)) {
            problem = wrong(member, "unknown member");
        }
        if (problem) {
            break;
        }
    }
    return problem;
}

std::optional<Error> read_hs_map(json::Value object, config::Connection& connection) {
    for (const json::Value sku : object) {
        if (auto problem = read_map(sku, connection.hs_map[std::string(sku.key())])) {
            return problem;
        }
    }
    return object.is_object() ? std::nullopt : wrong(object, "not an object");
}

// Members that are not plain texts.
std::optional<Error> read_other(json::Value member, config::Connection& connection) {
    const std::string_view name = member.key();
    if (name == "seller") {
        return read_party(member, connection.seller.emplace());
    }
    if (name == "platformParty") {
        return read_party(member, connection.platform_party.emplace());
    }
    if (name == "registrations") {
        return read_map(member, connection.registrations);
    }
    if (name == "brokers") {
        return read_map(member, connection.brokers);
    }
    if (name == "hsMap") {
        return read_hs_map(member, connection);
    }
    if (name == "test" && member.is(json::Type::boolean)) {
        connection.test = member.is_true();
        return std::nullopt;
    }
    return wrong(member, "unknown member");
}

}  // namespace

Result<config::Connection> read_connection(std::string_view json) {
    const auto document = json::Document::parse(std::string(json));
    if (!document) {
        return document.error();
    }
    config::Connection connection;
    std::string id;
    std::string tenant;
    const Texts texts = {
        {"id", &id},
        {"tenant", &tenant},
        {"platform", &connection.platform},
        {"shopId", &connection.shop_id},
        {"originCountry", &connection.origin_country},
        {"tradeMode", &connection.trade_mode},
        {"incoterm", &connection.incoterm},
        {"incotermPlace", &connection.incoterm_place},
        {"language", &connection.language},
    };
    for (const json::Value member : document->root()) {
        std::optional<Error> problem;
        if (!read_text(member, texts, problem)) {
            problem = read_other(member, connection);
        }
        if (problem) {
            return *problem;
        }
    }
    if (id.empty() || tenant.empty()) {
        return fail(Errc::invalid_value, "a connection needs id and tenant");
    }
    connection.id = ConnectionId(id);
    connection.tenant = TenantId(tenant);
    return connection;
}

}  // namespace silkgate::test
