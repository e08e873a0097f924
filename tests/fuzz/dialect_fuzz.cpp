// Every registered dialect and `auto` on any bytes, with and without enrichment: no crash, the same bytes
// give the same orders, and what is read is a common order.
#include "gateway/core/time.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/intake/normalize.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/order_rules.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>
#include <string_view>

namespace {

using silkgate::fuzz::require;
namespace intake = silkgate::intake;
namespace order = silkgate::order;

const silkgate::config::Connection& connection() {
    static const silkgate::config::Connection kConnection = [] {
        silkgate::config::Connection made;
        made.id = silkgate::ConnectionId("shop-1");
        made.tenant = silkgate::TenantId("t_demo");
        made.shop_id = "demo.example";
        made.origin_country = "CN";
        made.incoterm = "DAP";
        made.seller = silkgate::config::PartyDefaults{.name = "Seller", .country = "CN"};
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

// One item stands for every SKU.
const order::CatalogItem* lookup(std::string_view sku) {
    static const order::CatalogItem kItem = [] {
        order::CatalogItem item;
        item.sku = "any";
        item.codes = {{.system = "HS6", .code = "851830", .country = {}}};
        item.names = {{.language = "ru", .text = "Наушники беспроводные"}};
        item.origin_country = "CN";
        item.net_weight = silkgate::Decimal::from_parts(125, 3);
        item.gross_weight = silkgate::Decimal::from_parts(2, 1);
        return item;
    }();
    return sku.empty() ? nullptr : &kItem;
}

void check_order(const intake::IntakeOrder& incoming, silkgate::Instant now) {
    for (const silkgate::Violation& violation : order::check_order(incoming.order, now)) {
        require(violation.rule != nullptr, "a violation has its rule");
        (void)incoming.pointers.to_source(violation.canonical_pointer);
    }
    const std::string text = order::to_json(incoming.order);
    const auto document = silkgate::json::Document::parse(text, {.members_max = 10'000'000});
    // The limits of a request may be passed by what a large payload becomes; nothing else may fail.
    require(
        document.has_value() || document.error().code == silkgate::Errc::limit_exceeded,
        "a common order is JSON"
    );
    if (document) {
        const order::ReadOrder back = order::read_shape(document->root());
        require(text == order::to_json(back.order), "a common order reads back as it was written");
    }
}

void read(std::string_view bytes, std::string_view platform) {
    static const auto kNow = *silkgate::parse_rfc3339("2026-11-24T12:00:00Z");
    static const intake::CatalogLookup kLookup = lookup;
    const auto plain = intake::normalize(bytes, platform, connection(), kNow);
    const auto full = intake::normalize(bytes, platform, connection(), kNow, &kLookup);
    require(
        plain.exit == full.exit && plain.orders.size() == full.orders.size(), "enrichment refuses nothing"
    );
    require(
        plain.exit != intake::NormalizeExit::all_read || plain.problems.empty(), "all read means no problem"
    );
    require(
        plain.exit == intake::NormalizeExit::all_read || !plain.problems.empty(), "a refusal is explained"
    );
    for (std::size_t i = 0; i < plain.orders.size(); ++i) {
        check_order(plain.orders[i], kNow);
        check_order(full.orders[i], kNow);
        require(
            plain.orders[i].order.header.number == full.orders[i].order.header.number,
            "the same bytes give the same orders"
        );
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    for (const intake::Dialect* dialect : intake::dialects()) {
        read(bytes, dialect->platform());
    }
    read(bytes, "auto");
    return 0;
}
