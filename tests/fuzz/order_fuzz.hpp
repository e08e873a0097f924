// What the targets that read orders share: the connection, the time, and what holds of every order that was
// read.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/order_rules.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

namespace silkgate::fuzz {

inline Instant now() {
    static const auto kNow = *parse_rfc3339("2026-11-24T12:00:00Z");
    return kNow;
}

inline const config::Connection& connection() {
    static const config::Connection kConnection = [] {
        config::Connection made;
        made.id = ConnectionId("shop-1");
        made.tenant = TenantId("t_demo");
        made.shop_id = "demo.example";
        made.origin_country = "CN";
        made.incoterm = "DAP";
        made.seller = config::PartyDefaults{.name = "Seller", .country = "CN"};
        made.buyer_id_attributes = {
            {"inn", "RU_INN"},
            {"passport_series", "RU_PASSPORT.series"},
            {"passport", "RU_PASSPORT"},
            {"passport_issued", "RU_PASSPORT.issued"},
        };
        return made;
    }();
    return kConnection;
}

inline void check_order(const intake::IntakeOrder& incoming) {
    for (const Violation& violation : order::check_order(incoming.order, now())) {
        require(violation.rule != nullptr, "a violation has its rule");
        (void)incoming.pointers.to_source(violation.canonical_pointer);
    }
    const std::string text = order::to_json(incoming.order);
    const auto document = json::Document::parse(text, {.members_max = 10'000'000});
    // The limits of a request may be passed by what a large payload becomes; nothing else may fail.
    require(document.has_value() || document.error().code == Errc::limit_exceeded, "a common order is JSON");
    if (document) {
        const order::ReadOrder back = order::read_shape(document->root());
        require(text == order::to_json(back.order), "a common order reads back as it was written");
    }
}

}  // namespace silkgate::fuzz
