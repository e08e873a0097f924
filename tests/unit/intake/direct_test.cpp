// The direct dialect: the common order itself, one, an array, or {"orders": […]}.
#include "tests/unit/intake/intake_support.hpp"

namespace silkgate::intake {
namespace {

std::string example(const std::string& name) {
    const std::string text =
        read_text_file(SILKGATE_SOURCE_DIR "/schemas/order/v1/examples/" + name + ".json");
    EXPECT_FALSE(text.empty()) << name;
    return text;
}

TEST(Direct, ReadsACommonOrder) {
    const IntakeOrder read = read_one("direct", example("every_member"));
    EXPECT_TRUE(read.violations.empty());
    EXPECT_TRUE(read.dropped.empty());
    EXPECT_EQ(read.order.header.number, "FULL-1");
    EXPECT_EQ(read.order.lines.size(), 2U);
    EXPECT_EQ(read.order.money.total.to_string(), "131.00");
}

// Who sent it and when is the gateway's to say.
TEST(Direct, TakesNothingTheCallerSaysOfTheDelivery) {
    const IntakeOrder read = read_one("direct", example("every_member"));
    const order::Source& source = read.order.source;
    EXPECT_TRUE(read.order.message_id.empty());
    EXPECT_EQ(source.platform, "direct");
    EXPECT_EQ(source.shop_id, "demo.example");
    EXPECT_EQ(source.received_at, test_now());
    EXPECT_EQ(source.raw_sha256, std::string(64, 'a'));
    EXPECT_TRUE(source.event_id.empty());
    EXPECT_FALSE(source.signature.has_value());
    EXPECT_EQ(source.adapter_version, "direct/1");
}

TEST(Direct, ReadsListsWithThePlaceOfEachOrder) {
    const std::string one = example("minimal");
    const std::string bad = R"({"schemaVersion":"1.0","order":{}})";
    for (const auto& [text, root] : std::vector<std::pair<std::string, std::string>>{
             {"[" + one + "," + bad + "]", "/1"}, {R"({"orders":[)" + one + "," + bad + "]}", "/orders/1"}
         }) {
        const auto orders = read_payload("direct", text);
        ASSERT_EQ(orders.size(), 2U);
        EXPECT_TRUE(orders[0].violations.empty());
        const Violation* missing = find_violation(orders[1].violations, "member-missing", "/order/number");
        ASSERT_NE(missing, nullptr);
        EXPECT_EQ(missing->pointer, root + "/order/number");
        EXPECT_EQ(orders[1].pointers.to_source("/lines/0/sku"), root + "/lines/0/sku");
    }
}

TEST(Direct, ATestConnectionMakesTestOrders) {
    config::Connection connection = test_connection();
    EXPECT_FALSE(read_one("direct", example("minimal"), connection).order.header.test);
    connection.test = true;
    EXPECT_TRUE(read_one("direct", example("minimal"), connection).order.header.test);
    connection.test = false;
    EXPECT_TRUE(read_one("direct", example("every_member"), connection).order.header.test);
}

TEST(Direct, IsSureOfACommonOrderAndOfNothingElse) {
    const Dialect& direct = *find_dialect("direct");
    const auto confidence = [&](const std::string& text) { return direct.confidence(parse_ok(text).root()); };
    EXPECT_EQ(confidence(example("minimal")), 100);
    EXPECT_EQ(confidence("[" + example("minimal") + "]"), 100);
    EXPECT_EQ(confidence(R"({"orders":[)" + example("minimal") + "]}"), 100);
    for (const char* text :
         {"{}", "[]", "1", "null", R"({"orders":[]})", R"({"schemaVersion":"1.0"})", R"({"order":{}})"}) {
        EXPECT_EQ(confidence(text), 0) << text;
    }
}

TEST(Direct, SignsNothing) {
    api::Request request;
    request.headers = {{"X-Shopify-Hmac-Sha256", "AAAA"}};
    EXPECT_EQ(find_dialect("direct")->verify(request, "secret"), WebhookVerdict::not_a_webhook);
    EXPECT_TRUE(find_dialect("direct")->event_id(request).empty());
}

NormalizeResult normalized(std::string_view text, std::string_view platform) {
    return normalize(text, platform, test_connection(), test_now());
}

TEST(Normalize, GivesGoodOrdersAndTheProblemsOfTheOthers) {
    const std::string list = "[" + example("minimal") +
                             R"(,{"schemaVersion":"1.0","order":{"number":"B"}},)" + example("bundle") + "]";
    const NormalizeResult result = normalized(list, "direct");
    EXPECT_EQ(result.exit, NormalizeExit::some_unreadable);
    ASSERT_EQ(result.orders.size(), 2U);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(result.problems[0].code, Errc::rule_violations);
    EXPECT_EQ(result.problems[0].pointer, "/1");
    EXPECT_NE(find_violation(result.problems[0].violations, "member-missing", "/money"), nullptr);
}

TEST(Normalize, AnOrderTheSchemaRefusesIsNotRead) {
    std::string text = example("minimal");
    text.replace(text.find("\"RUB\""), 5, "\"RUR\"");
    const NormalizeResult result = normalized(text, "direct");
    EXPECT_EQ(result.exit, NormalizeExit::some_unreadable);
    EXPECT_TRUE(result.orders.empty());
    ASSERT_EQ(result.problems.size(), 1U);
    const Violation* found =
        find_violation(result.problems[0].violations, "currency-unknown", "/money/currency");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->pointer, "/money/currency");
}

TEST(Normalize, WhatAnOrderLacksForItsDeclarationIsToldAndReadAllTheSame) {
    const NormalizeResult result = normalized(example("least_that_is_read"), "auto");
    EXPECT_EQ(result.exit, NormalizeExit::all_read);
    EXPECT_TRUE(result.problems.empty());
    ASSERT_EQ(result.orders.size(), 1U);
    EXPECT_NE(find_violation(result.orders[0].violations, "seller-missing", "/parties/seller"), nullptr);
    EXPECT_NE(
        find_violation(result.orders[0].violations, "consignee-missing", "/parties/consignee"), nullptr
    );
}

TEST(Normalize, TheConnectionCompletesTheOrderBeforeItIsJudged) {
    config::Connection connection = test_connection();
    connection.seller = config::PartyDefaults{.name = "Seller", .country = "CN"};
    connection.origin_country = "CN";
    const CatalogLookup nothing = [](std::string_view) { return nullptr; };
    const auto result = normalize(example("least_that_is_read"), "direct", connection, test_now(), &nothing);
    ASSERT_EQ(result.orders.size(), 1U);
    EXPECT_EQ(find_violation(result.orders[0].violations, "seller-missing", "/parties/seller"), nullptr);
    EXPECT_EQ(result.orders[0].order.header.flow.origin_country, "CN");
}

TEST(Normalize, SaysWhatIsNoOrder) {
    for (const char* platform : {"direct", "shopify", "woocommerce", "auto"}) {
        for (const char* text : {"{}", "1", "null", "\"order\"", R"({"a":{"b":[]}})", "[{}]"}) {
            const NormalizeResult result = normalized(text, platform);
            EXPECT_EQ(result.exit, NormalizeExit::not_this_platform) << platform << " " << text;
            EXPECT_TRUE(result.orders.empty());
            ASSERT_EQ(result.problems.size(), 1U) << platform << " " << text;
            EXPECT_EQ(result.problems[0].code, Errc::not_this_platform);
        }
    }
    EXPECT_EQ(normalized("{}", "no-such-platform").exit, NormalizeExit::not_this_platform);
}

TEST(Normalize, SaysWhereTheJsonEnds) {
    for (const char* platform : {"direct", "shopify", "woocommerce", "auto"}) {
        const NormalizeResult result = normalized(R"({"id":1,)", platform);
        ASSERT_EQ(result.problems.size(), 1U);
        EXPECT_EQ(result.problems[0].code, Errc::malformed_json);
        EXPECT_EQ(result.problems[0].pointer, "byte 8");
    }
    EXPECT_EQ(normalized("{\"a\":\"\xff\"}", "auto").problems.at(0).code, Errc::invalid_utf8);
    EXPECT_EQ(normalized("", "auto").problems.at(0).code, Errc::malformed_json);
}

TEST(Normalize, AHookThatOnlyNamesAnOrderAsksForIt) {
    EXPECT_EQ(normalized(R"({"id":820982911946154508})", "shopify").problems.at(0).code, Errc::fetch_needed);
    EXPECT_EQ(normalized(R"({"id":727})", "woocommerce").problems.at(0).code, Errc::fetch_needed);
    EXPECT_NE(
        normalized(R"({"id":820982911946154508})", "shopify")
            .problems.at(0)
            .detail.find("820982911946154508"),
        std::string::npos
    );
}

// The same bytes give the same order, byte for byte, whenever they are read.
TEST(Normalize, DependsOnTheBytesAlone) {
    const auto once = normalized(example("every_member"), "direct");
    const auto twice = normalized(example("every_member"), "auto");
    ASSERT_EQ(once.orders.size(), 1U);
    EXPECT_EQ(order::to_json(once.orders[0].order), order::to_json(twice.orders.at(0).order));
}

}  // namespace
}  // namespace silkgate::intake
