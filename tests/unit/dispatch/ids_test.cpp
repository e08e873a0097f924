#include "gateway/dispatch/ids.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::dispatch {
namespace {

TEST(OrderIdOf, IsDerivedAndNeverChanges) {
    const OrderId id = order_id(TenantId("acme"), ConnectionId("direct"), "#1001");
    EXPECT_EQ(id, order_id(TenantId("acme"), ConnectionId("direct"), "#1001"));
    // Ids are in shops' databases and on brokers' topics: this very text must stay.
    EXPECT_EQ(id.str(), "ord_dx3l443wdcgrljklz4hlukgelt");
}

TEST(OrderIdOf, KeepsTenantConnectionAndNumberApart) {
    std::set<std::string> ids;
    ids.insert(order_id(TenantId("acme"), ConnectionId("direct"), "1").str());
    ids.insert(order_id(TenantId("other"), ConnectionId("direct"), "1").str());
    ids.insert(order_id(TenantId("acme"), ConnectionId("shopify"), "1").str());
    ids.insert(order_id(TenantId("acmed"), ConnectionId("irect"), "1").str());
    ids.insert(order_id(TenantId("acme"), ConnectionId("direct"), "2").str());
    EXPECT_EQ(ids.size(), 5U);
}

TEST(DocumentIdOf, DiffersByLegKindAndVersion) {
    const OrderId order = order_id(TenantId("acme"), ConnectionId("direct"), "1");
    std::set<std::string> ids;
    for (const char* leg : {"export-cn", "import-ru"}) {
        for (const char* kind : {"CEB303", "CEB603"}) {
            for (const std::int64_t version : {1, 2}) {
                ids.insert(document_id(DocumentIdKind::declaration, order, leg, kind, version).str());
            }
        }
    }
    EXPECT_EQ(ids.size(), 8U);
    EXPECT_TRUE(document_id(DocumentIdKind::booking, order, "b", "S10", 1).str().starts_with("bkg_"));
    EXPECT_TRUE(ids.begin()->starts_with("dec_"));
    EXPECT_EQ(ids.begin()->size(), 30U);
}

TEST(IdempotencyHash, IsATenantsAndARoutesOwn) {
    const std::string hash = idempotency_hash(TenantId("acme"), "orders/direct", "key");
    EXPECT_EQ(hash, idempotency_hash(TenantId("acme"), "orders/direct", "key"));
    EXPECT_NE(hash, idempotency_hash(TenantId("other"), "orders/direct", "key"));
    EXPECT_NE(hash, idempotency_hash(TenantId("acme"), "orders/shopify", "key"));
    EXPECT_EQ(hash.find("key"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::dispatch
