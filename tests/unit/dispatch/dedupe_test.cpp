// Idempotency at ingest, in all its cases.
#include "gateway/dispatch/dedupe.hpp"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace silkgate::dispatch {
namespace {

// The replica as a test fills it.
class Known final : public KnownOrders {
public:
    std::optional<KnownOrder> find_order(const OrderId& id) const override {
        const auto found = orders.find(id.str());
        return found == orders.end() ? std::nullopt : std::optional{found->second};
    }
    std::optional<KnownOrder> find_key(const std::string& hash) const override {
        for (const auto& [id, order] : orders) {
            if (!hash.empty() && order.idempotency_hash == hash) {
                return order;
            }
        }
        return std::nullopt;
    }

    bool has_order(const OrderId& id) const override { return orders.contains(id.str()); }

    std::map<std::string, KnownOrder> orders;
};

Admission
admission(const std::string& order, const std::string& fingerprint = "content", const std::string& key = {}) {
    return {
        .order = OrderId(order),
        .tenant = TenantId("acme"),
        .fingerprint = fingerprint,
        .idempotency_hash = key
    };
}

class DedupeTest : public ::testing::Test {
protected:
    // What admit() says, in a word.
    std::string verdict(const Admission& wanted) {
        const auto admitted = dedupe.admit(wanted);
        if (!admitted) {
            return std::string(describe(admitted.error().code).code);
        }
        const auto* replay = std::get_if<Replay>(&*admitted);
        return replay == nullptr ? "first" : "replay " + replay->answer;
    }

    Known known;
    Dedupe dedupe{known, 2'000};
};

TEST_F(DedupeTest, FirstThenInFlightThenReplay) {
    EXPECT_EQ(verdict(admission("a")), "first");
    EXPECT_EQ(verdict(admission("a")), "request-in-flight");
    EXPECT_FALSE(dedupe.find_replay(admission("a")));
    dedupe.confirm(admission("a"), "answer", {});
    EXPECT_EQ(verdict(admission("a")), "replay answer");
    EXPECT_EQ(dedupe.find_replay(admission("a"))->answer, "answer");
}

TEST_F(DedupeTest, AReleasedOrderIsFirstAgain) {
    EXPECT_EQ(verdict(admission("a", "content", "key")), "first");
    dedupe.release(admission("a", "content", "key"));
    EXPECT_EQ(verdict(admission("a", "other content", "key")), "first");
}

TEST_F(DedupeTest, OtherContentOfAKnownOrderIsAConflict) {
    EXPECT_EQ(verdict(admission("a")), "first");
    EXPECT_EQ(verdict(admission("a", "other")), "order-exists");  // also while the first is in flight
    dedupe.confirm(admission("a"), "answer", {});
    EXPECT_EQ(verdict(admission("a", "other")), "order-exists");
    EXPECT_FALSE(dedupe.find_replay(admission("a", "other")));
}

TEST_F(DedupeTest, AKeyBelongsToOneOrderAndContent) {
    EXPECT_EQ(verdict(admission("a", "content", "key")), "first");
    EXPECT_EQ(verdict(admission("b", "content", "key")), "idempotency-key-reused");
    EXPECT_EQ(verdict(admission("a", "other", "key")), "idempotency-key-reused");
    dedupe.confirm(admission("a", "content", "key"), "answer", {});
    EXPECT_EQ(verdict(admission("b", "content", "key")), "idempotency-key-reused");
    EXPECT_EQ(verdict(admission("a", "content", "key")), "replay answer");
    EXPECT_EQ(verdict(admission("a", "content", "another key")), "replay answer");
}

TEST_F(DedupeTest, WhatAnotherProcessAcceptedIsReplayedFromTheReplica) {
    known.orders["a"] = {
        .id = OrderId("a"),
        .tenant = TenantId("acme"),
        .fingerprint = "content",
        .idempotency_hash = "key",
        .answer = "theirs"
    };
    EXPECT_EQ(verdict(admission("a")), "replay theirs");
    EXPECT_EQ(verdict(admission("a", "other")), "order-exists");
    EXPECT_EQ(verdict(admission("b", "content", "key")), "idempotency-key-reused");
    EXPECT_EQ(dedupe.find_replay(admission("a"))->answer, "theirs");
}

TEST_F(DedupeTest, TheOldestIsForgottenAndThenKnownFromTheReplica) {
    for (const char* order : {"a", "b", "c", "d"}) {
        const auto wanted = admission(order, "content", std::string("key-") + order);
        EXPECT_EQ(verdict(wanted), "first");
        dedupe.confirm(wanted, std::string(300, *order), {});
    }
    EXPECT_FALSE(dedupe.find_recent(OrderId("a"), TenantId("acme")));
    EXPECT_TRUE(dedupe.find_recent(OrderId("d"), TenantId("acme")));
    EXPECT_EQ(verdict(admission("e", "content", "key-a")), "first");
    known.orders["a"] = {
        .id = OrderId("a"), .tenant = TenantId("acme"), .fingerprint = "content", .answer = "replica's"
    };
    EXPECT_EQ(verdict(admission("a")), "replay replica's");
}

TEST_F(DedupeTest, MemoryIsBoundedHoweverFarTheReplicaLags) {
    for (int i = 0; i < 10'000; ++i) {
        const auto wanted = admission("o" + std::to_string(i));
        EXPECT_EQ(verdict(wanted), "first");
        dedupe.confirm(wanted, std::string(200, 'x'), {});
        ASSERT_LE(dedupe.bytes(), 2'000U);
    }
    EXPECT_GT(dedupe.bytes(), 1'000U);
}

TEST_F(DedupeTest, WhatTheReplicaHasIsForgotten) {
    Dedupe roomy{known, 1'000'000};
    for (int i = 0; i < 256; ++i) {
        const auto wanted = admission("o" + std::to_string(i));
        ASSERT_TRUE(roomy.admit(wanted));
        roomy.confirm(wanted, "answer", {});
        if (i < 200) {
            known.orders[wanted.order.str()] = {.id = wanted.order};
        }
    }
    EXPECT_FALSE(roomy.find_recent(OrderId("o199"), TenantId("acme")));
    EXPECT_TRUE(roomy.find_recent(OrderId("o200"), TenantId("acme")));
    EXPECT_LT(roomy.bytes(), 60U * 1'000U);
}

TEST_F(DedupeTest, ARecentOrderIsItsTenantsOnly) {
    EXPECT_EQ(verdict(admission("a")), "first");
    EXPECT_FALSE(dedupe.find_recent(OrderId("a"), TenantId("acme")));  // not before it is in Kafka
    dedupe.confirm(admission("a"), "answer", {});
    EXPECT_TRUE(dedupe.find_recent(OrderId("a"), TenantId("acme")));
    EXPECT_FALSE(dedupe.find_recent(OrderId("a"), TenantId("other")));
}

TEST_F(DedupeTest, OfManyAtOnceOneIsFirst) {
    std::atomic<int> first = 0;
    std::atomic<int> in_flight = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto admitted = dedupe.admit(admission("a"));
            admitted ? ++first : ++in_flight;
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(first, 1);
    EXPECT_EQ(in_flight, 7);
}

}  // namespace
}  // namespace silkgate::dispatch
