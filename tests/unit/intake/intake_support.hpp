// What the tests of the dialects share: reading payloads, a connection, orders as indented JSON.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/intake/normalize.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/order_rules.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace silkgate::intake {

inline std::string read_text_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

inline Instant test_now() {
    return *parse_rfc3339("2026-11-24T12:00:00Z");
}

inline const config::Connection& test_connection() {
    static const config::Connection connection = [] {
        config::Connection made;
        made.id = ConnectionId("shop-1");
        made.tenant = TenantId("t_demo");
        made.shop_id = "demo.example";
        made.utc_offset = "-08:00";
        made.buyer_id_attributes = {
            {"inn", "RU_INN"},
            {"passport_series", "RU_PASSPORT.series"},
            {"passport", "RU_PASSPORT"},
            {"passport_issued", "RU_PASSPORT.issued"},
        };
        return made;
    }();
    return connection;
}

inline json::Document parse_ok(std::string_view text) {
    auto document = json::Document::parse(std::string(text));
    if (!document) {
        ADD_FAILURE() << document.error().detail;
        std::abort();
    }
    return std::move(*document);
}

// A platform's payload, in JSON or XML.
inline json::Document parse_payload(std::string_view text) {
    auto document = read_payload_bytes(std::string(text), nullptr, {});
    if (!document) {
        ADD_FAILURE() << document.error().detail;
        std::abort();
    }
    return std::move(*document);
}

// Orders of a payload as the platform's dialect reads them.
inline std::vector<IntakeOrder> read_payload(
    std::string_view platform,
    std::string_view text,
    const config::Connection& connection = test_connection()
) {
    const json::Document document = parse_payload(text);
    const IntakeContext context{
        .connection = &connection,
        .received_at = test_now(),
        .raw_sha256 = std::string(64, 'a'),
        .event_id = {},
        .signature = std::nullopt,
        .list_dropped = true
    };
    auto read = find_dialect(platform)->read(document.root(), context);
    if (!read) {
        ADD_FAILURE() << read.error().detail;
        return {};
    }
    return std::move(*read);
}

inline IntakeOrder read_one(
    std::string_view platform,
    std::string_view text,
    const config::Connection& connection = test_connection()
) {
    auto orders = read_payload(platform, text, connection);
    EXPECT_EQ(orders.size(), 1U);
    return orders.empty() ? IntakeOrder{} : std::move(orders.front());
}

// The violation with that code at that canonical pointer, or nullptr.
inline const Violation*
find_violation(const Violations& all, std::string_view code, std::string_view canonical) {
    for (const Violation& violation : all) {
        if (violation.rule->code == code && violation.canonical_pointer == canonical) {
            return &violation;
        }
    }
    return nullptr;
}

}  // namespace silkgate::intake
