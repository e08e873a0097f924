#include "gateway/http/problem.hpp"

#include "gateway/json/reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace silkgate::http {
namespace {

constexpr Rule kHsCode{
    .id = "RU-0114",
    .code = "hs-code-missing",
    .severity = Severity::error,
    .remedy = Remedy::catalog,
    .basis = "Decision 107, element 7",
    .effective_from = "2026-07-01",
    .text = {.en = "The HS code is missing", .zh = "缺少商品编码", .ru = "Не указан код ТН ВЭД"},
};
constexpr Rule kPlain{
    .id = "ORD-1",
    .code = "weight-high",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .text = {.en = "The weight is high", .zh = "重量过高", .ru = "Вес велик"},
};

Error violations() {
    Error error = fail(Errc::rule_violations, "2 rules are violated");
    error.violations.push_back({
        .rule = &kHsCode,
        .canonical_pointer = "/lines/0/customs/codes",
        .pointer = "/line_items/0",
        .leg = "import-ru",
        .remedy_href = "/v1/catalog/items/SKU-1",
    });
    error.violations.push_back({.rule = &kPlain, .canonical_pointer = "/lines/1", .found = "31.5"});
    return error;
}

api::Request request_in(std::string language) {
    api::Request request;
    request.path = "/v1/orders";
    request.request_id = "r-1";
    request.headers.push_back({"accept-language", std::move(language)});
    return request;
}

TEST(Problem, HasEveryMemberOfTheContract) {
    const api::Reply reply = problem(violations(), request_in("en"), "2026-11-20.1");
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.content_type, "application/problem+json");
    EXPECT_EQ(
        reply.body,
        R"({"type":"/v1/errors/rule-violations","title":"The order violates rules","status":422,)"
        R"("detail":"2 rules are violated","instance":"/v1/orders","code":"rule-violations","requestId":"r-1",)"
        R"("errors":[{"code":"hs-code-missing","pointer":"/line_items/0",)"
        R"("canonicalPointer":"/lines/0/customs/codes","severity":"error","leg":"import-ru",)"
        R"("detail":"The HS code is missing","rule":{"id":"RU-0114","version":"2026-11-20.1",)"
        R"("basis":"Decision 107, element 7","effectiveFrom":"2026-07-01"},)"
        R"("remedy":{"kind":"catalog","href":"/v1/catalog/items/SKU-1"}},)"
        R"({"code":"weight-high","canonicalPointer":"/lines/1","severity":"warning",)"
        R"("detail":"The weight is high","found":"31.5","rule":{"id":"ORD-1","version":"2026-11-20.1"}}],)"
        R"("errorsTotal":2})"
    );
}

TEST(Problem, SpeaksTheCallersLanguage) {
    const auto has = [](const api::Reply& reply, std::string_view text) {
        return reply.body.find(text) != std::string::npos;
    };
    EXPECT_TRUE(has(problem(violations(), request_in("zh-CN,zh;q=0.9,en;q=0.8")), "缺少商品编码"));
    EXPECT_TRUE(has(problem(violations(), request_in("ru-RU, ru;q=0.9")), "Не указан код ТН ВЭД"));
    const api::Reply other = problem(violations(), request_in("kk, de;q=0.5"));
    EXPECT_TRUE(has(other, "The HS code is missing"));
    EXPECT_TRUE(std::ranges::any_of(other.headers, [](const api::Header& field) {
        return field.name == "Content-Language" && field.value == "en";
    }));
}

TEST(Problem, PicksByWeightThenOrder) {
    EXPECT_EQ(pick_language(""), Language::en);
    EXPECT_EQ(pick_language("en;q=0.3, ru;q=0.301"), Language::ru);
    EXPECT_EQ(pick_language("ru, zh"), Language::ru);
    EXPECT_EQ(pick_language("ru;q=0, zh;q=0.001"), Language::zh);
    EXPECT_EQ(pick_language("RU"), Language::ru);
    EXPECT_EQ(pick_language("*;q=0.9, zh;q=0.5"), Language::en);
    EXPECT_EQ(pick_language("zh;q=oops, ru;q=0.1"), Language::ru);
    EXPECT_EQ(pick_language(",,;;q=,"), Language::en);
}

TEST(Problem, CapsTheListAndKeepsTheTotal) {
    Error error = violations();
    error.violations.resize(250, error.violations.front());
    const api::Reply reply = problem(error, request_in("en"));
    const auto document = json::Document::parse(reply.body);
    ASSERT_TRUE(document);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = reply.body.find("\"canonicalPointer\"", at)) != std::string::npos; ++at) {
        ++count;
    }
    EXPECT_EQ(count, 100U);
    EXPECT_NE(reply.body.find("\"errorsTotal\":250"), std::string::npos);
}

TEST(Problem, SaysWhenToComeBackOnlyWhereItHelps) {
    const auto retry_after = [](Errc code) {
        for (const api::Header& field : problem(fail(code, ""), ProblemContext{}).headers) {
            if (field.name == "Retry-After") {
                return field.value;
            }
        }
        return std::string("none");
    };
    EXPECT_EQ(retry_after(Errc::overloaded), "1");
    EXPECT_EQ(retry_after(Errc::quota_exceeded), "1");
    EXPECT_EQ(retry_after(Errc::request_in_flight), "1");
    EXPECT_EQ(retry_after(Errc::kafka_unavailable), "5");
    EXPECT_EQ(retry_after(Errc::draining), "5");
    EXPECT_EQ(retry_after(Errc::order_exists), "none");
    EXPECT_EQ(retry_after(Errc::outcome_unknown), "none");
    EXPECT_EQ(retry_after(Errc::malformed_json), "none");
}

TEST(Problem, NamesTheSchemeFor401) {
    const api::Reply reply = problem(fail(Errc::unauthenticated, ""), ProblemContext{});
    ASSERT_EQ(reply.headers.size(), 1U);
    EXPECT_EQ(reply.headers[0].name, "WWW-Authenticate");
    EXPECT_EQ(reply.headers[0].value, "Bearer realm=\"silkgate\"");
}

TEST(Problem, KeepsTheErrorsOwnPointer) {
    const api::Reply reply = problem(fail(Errc::malformed_json, "no", "byte 12"), ProblemContext{});
    EXPECT_NE(reply.body.find("\"pointer\":\"byte 12\""), std::string::npos);
    EXPECT_EQ(reply.body.find("errorsTotal"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::http
