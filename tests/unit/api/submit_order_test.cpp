// Every answer to an order: accepted, held, refused with places in the caller's bytes, repeated, and not
// written.
#include "gateway/api/submit_order.hpp"

#include "tests/unit/api/fixture.hpp"

#include <algorithm>

namespace silkgate::api::test {
namespace {

class SubmitOrderTest : public ApiTest {
protected:
    static Request with(Request request, const std::string& name, const std::string& value) {
        request.headers.push_back({name, value});
        return request;
    }

    Reply post(const std::string& body) { return post_order(request("/v1/orders", body)); }

    Reply post_with_key(const std::string& body, const std::string& key) {
        return post_order(with(request("/v1/orders", body), "Idempotency-Key", key));
    }
};

TEST_F(SubmitOrderTest, CompleteOrderIsAcceptedWithItsLegs) {
    fill_catalog();
    const Reply reply = post(shopify_order("A-1"));
    ASSERT_EQ(reply.status, 202) << reply.body;
    const json::Document document = parse(reply.body);
    const json::Value answer = document.root();
    EXPECT_EQ(answer["number"].text(), "A-1");
    EXPECT_EQ(answer["state"].text(), "accepted");
    EXPECT_EQ(answer["durability"].text(), "replicated");
    EXPECT_EQ(answer["ruleSet"].text(), snapshots_.get()->registry->rule_set());
    std::vector<std::string> legs;
    for (const json::Value leg : answer["legs"]) {
        legs.emplace_back(leg["id"].text());
        EXPECT_EQ(leg["state"].text(), "accepted");
    }
    EXPECT_EQ(legs, (std::vector<std::string>{"export-cn", "booking-1", "import-ru"}));
    EXPECT_EQ(header(reply, "Location"), "/v1/orders/" + std::string(answer["id"].text()));
    EXPECT_EQ(header(reply, "ETag"), "\"1\"");
    EXPECT_EQ(header(reply, "Idempotent-Replayed"), "");
    EXPECT_EQ(producer_->counters().acknowledged, 3U) << "two goods records, one order";
}

TEST_F(SubmitOrderTest, StrictRefusesWithEveryViolationAtItsPlaceAndStoresNothing) {
    const std::string body = shopify_order();
    const Reply reply = post(body);
    ASSERT_EQ(reply.status, 422) << reply.body;
    EXPECT_EQ(problem_code(reply), "rule-violations");
    const json::Document document = parse(reply.body);
    const json::Document sent = parse(body);
    std::vector<std::size_t> places;
    bool hs_code = false;
    for (const json::Value error : document.root()["errors"]) {
        EXPECT_FALSE(error["code"].text().empty());
        EXPECT_TRUE(error["severity"].text() == "error" || error["severity"].text() == "warning");
        EXPECT_FALSE(error["rule"]["id"].text().empty());
        EXPECT_FALSE(error["rule"]["basis"].text().empty());
        EXPECT_FALSE(error["detail"].text().empty());
        places.push_back(sent.position_of(error["pointer"].text()));
        if (error["code"].text() == "hs-code-missing" &&
            error["pointer"].text().starts_with("/line_items/1")) {
            hs_code = true;
            EXPECT_TRUE(error["canonicalPointer"].text().starts_with("/lines/1/"))
                << error["canonicalPointer"].text();
            EXPECT_EQ(error["remedy"]["href"].text(), "/v1/catalog/items/PLAYER-2");
        }
    }
    EXPECT_TRUE(hs_code) << reply.body;
    EXPECT_TRUE(std::ranges::is_sorted(places)) << "in the order of the caller's document";
    EXPECT_EQ(document.root()["errorsTotal"].text(), std::to_string(places.size()));
    EXPECT_EQ(producer_->counters().acknowledged, 0U);
    fill_catalog();
    EXPECT_EQ(post(body).status, 202) << "the refusal left nothing behind";
}

TEST_F(SubmitOrderTest, LenientHoldsWithTheReasons) {
    const Reply reply = intake(request("", shopify_order()));
    ASSERT_EQ(reply.status, 202) << reply.body;
    const json::Document document = parse(reply.body);
    EXPECT_EQ(document.root()["state"].text(), "held");
    bool blocked = false;
    for (const json::Value leg : document.root()["legs"]) {
        blocked = blocked || leg["blockedBy"].size() > 0;
    }
    EXPECT_TRUE(blocked) << reply.body;
}

TEST_F(SubmitOrderTest, PreferChangesEither) {
    EXPECT_EQ(
        post_order(with(request("/v1/orders", shopify_order()), "Prefer", "handling=lenient")).status, 202
    );
    EXPECT_EQ(intake(with(request("", shopify_order()), "Prefer", "handling=strict")).status, 422);
    EXPECT_EQ(
        intake(with(request("", shopify_order()), "Prefer", "respond-async, handling=strict;x=1")).status, 422
    );
    EXPECT_EQ(intake(with(request("", shopify_order()), "Prefer", "handling=perhaps")).status, 202)
        << "no wish";
}

TEST_F(SubmitOrderTest, LanguageOfDetailsFollowsTheCaller) {
    const auto first_detail = [&](const std::string& language) {
        const Reply reply =
            post_order(with(request("/v1/orders", shopify_order()), "Accept-Language", language));
        const json::Document document = parse(reply.body);
        return std::string(document.root()["errors"].at(0)["detail"].text());
    };
    const std::string english = first_detail("en");
    EXPECT_NE(first_detail("zh-CN"), english);
    EXPECT_NE(first_detail("ru"), english);
    EXPECT_EQ(first_detail("fr"), english);
}

TEST_F(SubmitOrderTest, LaneThatNobodyServesIsHeldOrRefused) {
    std::string body = shopify_order();
    body.replace(body.find(R"("country_code":"RU")"), 19, R"("country_code":"US")");
    const Reply refused = post(body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("lane-not-served"), std::string::npos);
    const Reply held = intake(request("", body));
    EXPECT_EQ(held.status, 202);
    EXPECT_NE(held.body.find("lane-not-served"), std::string::npos);
}

struct Unreadable {
    std::string body;
    int status;
    std::string code;
};

TEST_F(SubmitOrderTest, BodyThatDoesNotReadHasItsCode) {
    std::string deep;
    for (int i = 0; i < 40; ++i) {
        deep += R"({"a":)";
    }
    deep += "1" + std::string(40, '}');
    const std::vector<Unreadable> cases{
        {"", 400, "malformed-json"},
        {"{", 400, "malformed-json"},
        {R"({"a":1} x)", 400, "malformed-json"},
        {"{\"a\":\"\xff\"}", 400, "invalid-utf8"},
        {R"({"a":1,"a":2})", 400, "duplicate-member"},
        {deep, 400, "limit-exceeded"},
        {"{\"a\":\"" + std::string(70'000, 'x') + "\"}", 400, "limit-exceeded"},
        {R"({"hello":"world"})", 422, "not-this-platform"},
    };
    for (const Unreadable& unreadable : cases) {
        const Reply reply = intake(request("", unreadable.body));
        EXPECT_EQ(reply.status, unreadable.status) << unreadable.body.substr(0, 60);
        EXPECT_EQ(problem_code(reply), unreadable.code) << unreadable.body.substr(0, 60);
    }
}

TEST_F(SubmitOrderTest, ConnectionIsNamedOrTheOnlyDirectOne) {
    const auto post_to = [&](std::vector<std::pair<std::string, std::string>> query,
                             const char* token = kToken) {
        Request made = request("/v1/orders", "{}", token);
        made.query = std::move(query);
        return run_as_is(std::move(made));
    };
    EXPECT_EQ(post_to({}).status, 422) << "read as the common schema, which wants members";
    const Reply unknown = post_to({{"connection", "nowhere"}});
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(post_to({{"connection", "shopify"}}, kOtherToken).status, 404) << "another tenant's";
    const Reply none = post_to({}, kOtherToken);
    EXPECT_EQ(none.status, 400);
    EXPECT_EQ(problem_code(none), "invalid-parameter");
}

TEST_F(SubmitOrderTest, SameOrderAgainIsTheFirstAnswer) {
    fill_catalog();
    const std::string body = shopify_order();
    const Reply first = post(body);
    const Reply again = post(body);
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(header(again, "ETag"), header(first, "ETag"));
    EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
    EXPECT_EQ(producer_->counters().acknowledged, 3U) << "written once";
    const Reply by_webhook = intake(request("", body));
    EXPECT_EQ(header(by_webhook, "Idempotent-Replayed"), "true") << "whichever way it came";
}

TEST_F(SubmitOrderTest, SameNumberWithOtherContentIsAConflict) {
    fill_catalog();
    const std::string body = shopify_order("B-1");
    ASSERT_EQ(post(body).status, 202);
    std::string changed = body;
    changed.replace(changed.find("olga@"), 5, "anna@");
    const Reply reply = post(changed);
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(problem_code(reply), "order-exists");
}

TEST_F(SubmitOrderTest, IdempotencyKeyNamesOneOrder) {
    fill_catalog();
    const std::string body = shopify_order();
    ASSERT_EQ(post_with_key(body, "key-1").status, 202);
    const Reply quoted = post_with_key(body, "\"key-1\"");
    EXPECT_EQ(quoted.status, 202);
    EXPECT_EQ(header(quoted, "Idempotent-Replayed"), "true");
    for (const char* same : {"key-1", "\"key-1\""}) {
        const Reply reused = post_with_key(shopify_order(), same);
        EXPECT_EQ(reused.status, 422) << same;
        EXPECT_EQ(problem_code(reused), "idempotency-key-reused");
    }
    EXPECT_EQ(post_with_key(shopify_order(), "key-2").status, 202);
}

TEST_F(SubmitOrderTest, MalformedIdempotencyKeyIsRefused) {
    for (const std::string& wrong :
         {std::string(),
          std::string("\"\""),
          std::string("a b"),
          std::string("\"a"),
          std::string("a\\b"),
          std::string("ключ"),
          std::string(256, 'k')}) {
        const Reply reply = post_with_key(shopify_order(), wrong);
        EXPECT_EQ(reply.status, 400) << wrong;
        EXPECT_EQ(problem_code(reply), "idempotency-key-malformed") << wrong;
    }
    EXPECT_EQ(post_with_key(shopify_order(), std::string(255, 'k')).status, 422)
        << "well-formed; the order lacks goods data";
}

TEST_F(SubmitOrderTest, ConcurrentCopiesAreWrittenOnce) {
    fill_catalog();
    const std::string body = shopify_order();
    const std::vector<Reply> replies =
        run_together({request("/v1/orders", body), request("/v1/orders", body), request("/v1/orders", body)});
    EXPECT_EQ(replies[0].status, 202);
    for (const std::size_t other : {1U, 2U}) {
        EXPECT_EQ(replies[other].status, 409);
        EXPECT_EQ(problem_code(replies[other]), "request-in-flight");
    }
    EXPECT_EQ(producer_->counters().acknowledged, 3U);
    EXPECT_EQ(header(post(body), "Idempotent-Replayed"), "true");
}

TEST_F(SubmitOrderTest, WithoutKafkaNothingIsAcceptedAndTheNextTryStartsAnew) {
    fill_catalog();
    broker_->set_down(1);
    const std::string body = shopify_order();
    const Reply reply = post(body);
    EXPECT_TRUE(reply.status == 503 || reply.status == 504) << reply.body;
    const std::string code = problem_code(reply);
    EXPECT_TRUE(code == "kafka-unavailable" || code == "outcome-unknown") << code;
    EXPECT_EQ(header(reply, "Retry-After").empty(), reply.status != 503);
    broker_->set_up(1);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    Reply next = post(body);
    while (next.status != 202 && std::chrono::steady_clock::now() < until) {
        ASSERT_TRUE(next.status == 503 || next.status == 504)
            << next.body;  // never a conflict with the failed try
        while (!producer_->available() && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        next = post(body);
    }
    EXPECT_EQ(next.status, 202) << next.body;
    EXPECT_EQ(header(next, "Idempotent-Replayed"), "");
}

TEST_F(SubmitOrderTest, DryRunShowsDocumentsAndStoresNothing) {
    fill_catalog();
    const Reply reply = validate(request("/v1/orders:validate", shopify_order("V-1")));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const json::Document document = parse(reply.body);
    EXPECT_EQ(document.root()["order"]["order"]["number"].text(), "V-1");
    EXPECT_NE(reply.body.find("CEB303"), std::string::npos);
    EXPECT_NE(reply.body.find("ExpressCargoDeclaration"), std::string::npos);
    EXPECT_EQ(producer_->counters().acknowledged, 2U) << "the goods records alone";
    EXPECT_EQ(header(post(shopify_order("V-1")), "Idempotent-Replayed"), "");
}

TEST_F(SubmitOrderTest, ListAnswersLineByLine) {
    fill_catalog();
    std::string conflict = shopify_order("L-1");
    conflict.replace(conflict.find("olga@"), 5, "anna@");
    const Reply mixed = intake(request(
        "", R"({"orders":[)" + shopify_order("L-1") + "," + conflict + "," + shopify_order("L-2") + "]}"
    ));
    EXPECT_EQ(mixed.status, 207) << mixed.body;
    EXPECT_EQ(mixed.content_type, "application/x-ndjson");
    EXPECT_EQ(header(mixed, "Silkgate-Succeeded"), "2");
    EXPECT_EQ(header(mixed, "Silkgate-Failed"), "1");
    EXPECT_EQ(std::ranges::count(mixed.body, '\n'), 3);
    EXPECT_LT(mixed.body.find(R"("status":202)"), mixed.body.find(R"("status":409)"));
    const Reply good =
        intake(request("", R"({"orders":[)" + shopify_order("L-1") + "," + shopify_order("L-3") + "]}"));
    EXPECT_EQ(good.status, 200) << good.body;
    EXPECT_EQ(header(good, "Silkgate-Replayed"), "1");
    const Reply none = intake(request("", R"({"orders":[)" + conflict + "," + conflict + "]}"));
    EXPECT_EQ(none.status, 422);
}

}  // namespace
}  // namespace silkgate::api::test
