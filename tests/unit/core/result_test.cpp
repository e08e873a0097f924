#include "gateway/core/result.hpp"

#include "gateway/core/check.hpp"
#include "gateway/core/tagged.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace silkgate {
namespace {

constexpr Errc kAll[] = {
#define SILKGATE_ERROR(name, code, status, retryable, title) Errc::name,
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
};

TEST(Errors, EveryCodeIsUniqueKebabCaseWithAStatusAndATitle) {
    std::set<std::string_view> codes;
    for (const Errc errc : kAll) {
        const ErrorInfo& info = describe(errc);
        EXPECT_TRUE(codes.insert(info.code).second) << info.code;
        EXPECT_EQ(
            info.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string_view::npos
        );
        EXPECT_GE(info.status, 400);
        EXPECT_LE(info.status, 599);
        EXPECT_FALSE(info.title.empty()) << info.code;
        EXPECT_FALSE(info.title.ends_with('.')) << info.code;
    }
}

// The contract's answers (HTTP API, section 3), restated here so that a slip in the table is seen.
TEST(Errors, StatusesOfTheContract) {
    EXPECT_EQ(describe(Errc::malformed_json).status, 400);
    EXPECT_EQ(describe(Errc::invalid_utf8).status, 400);
    EXPECT_EQ(describe(Errc::duplicate_member).status, 400);
    EXPECT_EQ(describe(Errc::unauthenticated).status, 401);
    EXPECT_EQ(describe(Errc::bad_signature).status, 401);
    EXPECT_EQ(describe(Errc::scope_missing).status, 403);
    EXPECT_EQ(describe(Errc::not_found).status, 404);
    EXPECT_EQ(describe(Errc::method_not_allowed).status, 405);
    EXPECT_EQ(describe(Errc::not_acceptable).status, 406);
    EXPECT_EQ(describe(Errc::unsupported_media_type).status, 415);
    EXPECT_EQ(describe(Errc::length_required).status, 411);
    EXPECT_EQ(describe(Errc::body_too_large).status, 413);
    EXPECT_EQ(describe(Errc::header_too_large).status, 431);
    EXPECT_EQ(describe(Errc::order_exists).status, 409);
    EXPECT_EQ(describe(Errc::illegal_transition).status, 409);
    EXPECT_EQ(describe(Errc::precondition_required).status, 428);
    EXPECT_EQ(describe(Errc::precondition_failed).status, 412);
    EXPECT_EQ(describe(Errc::idempotency_key_malformed).status, 400);
    EXPECT_EQ(describe(Errc::idempotency_key_reused).status, 422);
    EXPECT_EQ(describe(Errc::rule_violations).status, 422);
    EXPECT_EQ(describe(Errc::quota_exceeded).status, 429);
    EXPECT_EQ(describe(Errc::kafka_unavailable).status, 503);
    EXPECT_EQ(describe(Errc::draining).status, 503);
    EXPECT_EQ(describe(Errc::outcome_unknown).status, 504);
}

TEST(Errors, WhatMayBeRepeatedSaysSo) {
    for (const Errc errc : kAll) {
        const ErrorInfo& info = describe(errc);
        if (info.status == 429 || info.status == 503 || info.status == 504) {
            EXPECT_TRUE(info.retryable) << info.code;
        }
        if (info.status == 400 || info.status == 401 || info.status == 403 || info.status == 404 ||
            info.status == 422) {
            EXPECT_FALSE(info.retryable) << info.code;
        }
    }
}

TEST(Result, HoldsAValueOrAnErrorWithItsFacts) {
    const Result<int> good = 7;
    ASSERT_TRUE(good);
    EXPECT_EQ(*good, 7);
    const Result<int> bad = fail(Errc::not_found, "no order", "/id");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, Errc::not_found);
    EXPECT_EQ(bad.error().detail, "no order");
    EXPECT_EQ(bad.error().pointer, "/id");
    EXPECT_TRUE(bad.error().violations.empty());
}

TEST(CheckDeathTest, FailedCheckEndsTheProcessWithItsFacts) {
    SILKGATE_CHECK(1 + 1 == 2, "holds");
    EXPECT_DEATH(SILKGATE_CHECK(1 + 1 == 3, "arithmetic"), "check failed: 1 \\+ 1 == 3: arithmetic");
}

TEST(Violations, OnlyThoseOfSeverityErrorMakeErrors) {
    static constexpr Rule kError{.id = "ZZ-0001", .code = "a", .severity = Severity::error};
    static constexpr Rule kWarning{.id = "ZZ-0002", .code = "b", .severity = Severity::warning};
    EXPECT_FALSE(has_errors({}));
    EXPECT_FALSE(has_errors({Violation{.rule = &kWarning}}));
    EXPECT_TRUE(has_errors({Violation{.rule = &kWarning}, Violation{.rule = &kError}}));
}

TEST(Tagged, ComparesAndHashesByText) {
    EXPECT_EQ(OrderId("a"), OrderId("a"));
    EXPECT_LT(OrderId("a"), OrderId("b"));
    EXPECT_TRUE(OrderId().empty());
    EXPECT_EQ(std::hash<OrderId>{}(OrderId("a")), std::hash<OrderId>{}(OrderId(std::string("a"))));
    static_assert(!std::is_convertible_v<std::string, OrderId>);
    static_assert(!std::is_constructible_v<OrderId, TenantId>);
}

}  // namespace
}  // namespace silkgate
