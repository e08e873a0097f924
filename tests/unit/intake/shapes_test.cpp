// One order in two shapes of its platform gives one common order, but for the members named here.
#include "gateway/core/decimal.hpp"
#include "tests/unit/intake/intake_support.hpp"

#include <filesystem>
#include <map>

namespace silkgate::intake {
namespace {

// Every text of the order by its pointer; decimals without trailing zeros, so that "10.0" is "10.00".
void flatten(json::Value value, const std::string& at, std::map<std::string, std::string>& out) {
    if (value.is_object() || value.is_array()) {
        std::size_t index = 0;
        for (const json::Value child : value) {
            const std::string name = value.is_object() ? std::string(child.key()) : std::to_string(index++);
            flatten(child, at + "/" + name, out);
        }
        return;
    }
    const auto decimal = json::to_decimal(value);
    out[at] = decimal ? decimal->to_shortest() : std::string(value.text());
}

std::map<std::string, std::string>
members_of(const IntakeOrder& order, std::initializer_list<std::string_view> but) {
    const json::Document document = parse_ok(order::to_json(order.order));
    std::map<std::string, std::string> all;
    for (const char* part : {"order", "money", "parties", "lines", "payments", "consignments", "refunds"}) {
        flatten(document.root()[part], std::string("/") + part, all);
    }
    for (const std::string_view pointer : but) {
        EXPECT_EQ(all.erase(std::string(pointer)), 1U) << pointer;
    }
    return all;
}

std::string own(const std::string& name) {
    return read_text_file(std::string(SILKGATE_SOURCE_DIR) + "/tests/golden/orders/own/" + name);
}

TEST(Shapes, SaleorsTwoBodiesAreOneOrder) {
    // The static body has no weight of the variant.
    const IntakeOrder graphql = read_one("saleor", own("saleor/graphql_event.json"));
    const IntakeOrder body = read_one("saleor", own("saleor/static_body.json"));
    EXPECT_EQ(members_of(graphql, {"/lines/0/customs/grossWeight"}), members_of(body, {}));
}

TEST(Shapes, ShopifysRestAndGraphqlAreOneOrder) {
    // The ids of lines are global ones in GraphQL; times are in UTC there; REST has transactions in another
    // call.
    const auto graphql = members_of(
        read_one("shopify", own("shopify/graphql_two_currencies.json")),
        {"/lines/0/id",
         "/order/createdAtSource",
         "/order/updatedAtSource",
         "/payments/0/id",
         "/payments/0/amount",
         "/payments/0/currency",
         "/payments/0/paidAt",
         "/payments/0/paidAtSource",
         "/payments/0/kind",
         "/payments/0/evidence"}
    );
    const auto rest = members_of(
        read_one("shopify", own("shopify/rest_twin_of_graphql.json")),
        {"/lines/0/id",
         "/order/createdAtSource",
         "/order/updatedAtSource",
         "/payments/0/method",
         "/payments/0/evidence"}
    );
    EXPECT_EQ(graphql, rest);
}

TEST(Shapes, OzonsThirdAndFourthVersionAreOneOrder) {
    const std::string v4 = own("ozon/v4_rfbs_posting.json");
    std::string v3 = v4;
    const auto replace_all = [&](std::string_view from, std::string_view to) {
        for (auto at = v3.find(from); at != std::string::npos; at = v3.find(from, at + to.size())) {
            v3.replace(at, from.size(), to);
        }
    };
    // v3: price as a text and its currency beside it.
    const json::Document document = parse_ok(v4);
    for (const json::Value product : document.root()["postings"].at(0)["products"]) {
        const std::string amount(product["price"]["amount"].text());
        const auto begin = v3.find("\"price\": {");
        const auto end = v3.find('}', begin);
        v3.replace(begin, end - begin + 1, R"("price": ")" + amount + R"(0000", "currency_code": "RUB")");
    }
    replace_all(R"("price": "12500000")", R"("price": "1250.0000")");
    replace_all("\"postings\"", "\"result\": {\"postings\"");
    v3.insert(v3.rfind('}'), "}");
    EXPECT_EQ(members_of(read_one("ozon", v4), {}), members_of(read_one("ozon", v3), {}));
}

TEST(Shapes, AmazonsTwoModelsAreOneOrder) {
    const auto v0 = members_of(read_one("amazon", own("amazon/v0_twin_of_v2026.json")), {});
    const auto v2026 = members_of(read_one("amazon", own("amazon/v2026_twin_of_v0.json")), {});
    EXPECT_EQ(v0, v2026);
}

// A connection of platform "auto" takes any platform's order, and proves nothing by its headers.
TEST(Shapes, AnyPlatformsOrderIsReadWhereTheConnectionTakesAll) {
    config::Connection connection = test_connection();
    connection.platform = kAnyPlatform;
    const Dialect* any = find_dialect(connection);
    ASSERT_NE(any, nullptr);
    const IntakeContext context{.connection = &connection, .received_at = test_now()};
    for (const char* name :
         {"kaspi/orders_with_included.json", "ubl/order_two_lines.xml", "shopify/rest_twin_of_graphql.json"
         }) {
        SCOPED_TRACE(name);
        const std::string platform = std::string(name).substr(0, std::string(name).find('/'));
        const auto document = read_payload_bytes(own(name), any, {});
        ASSERT_TRUE(document.has_value());
        const Detection found = detect(document->root());
        ASSERT_NE(found.dialect, nullptr);
        EXPECT_EQ(found.dialect->platform(), platform);
        EXPECT_GE(found.confidence, 50);
        EXPECT_LE(found.confidence, 100);
        const auto orders = any->read(document->root(), context);
        ASSERT_TRUE(orders.has_value());
        EXPECT_EQ(orders->front().order.source.platform, platform);
    }
    const auto foreign = any->read(parse_ok(R"({"hello": "world"})").root(), context);
    ASSERT_FALSE(foreign.has_value());
    EXPECT_EQ(foreign.error().code, Errc::not_this_platform);
    EXPECT_EQ(any->verify(api::Request{}, "secret"), WebhookVerdict::not_a_webhook);
}

// Every payload of this project: read twice it is the same order to everyone (its id is made of its number,
// gateway/dispatch/ids.hpp), and it is recognised without being told the platform.
TEST(Shapes, OwnPayloadsKeepTheirNumberAndAreRecognised) {
    std::size_t orders = 0;
    for (const Dialect* dialect : dialects()) {
        const std::filesystem::path folder =
            std::filesystem::path(SILKGATE_SOURCE_DIR) / "tests/golden/orders/own" / dialect->platform();
        for (const auto& entry : std::filesystem::exists(folder) ? std::filesystem::directory_iterator(folder)
                                                                 : std::filesystem::directory_iterator()) {
            if (entry.path().string().ends_with(".expected.json")) {
                continue;
            }
            SCOPED_TRACE(entry.path().string());
            const std::string bytes = read_text_file(entry.path().string());
            const json::Document document = parse_payload(bytes);
            const IntakeContext context{.connection = &test_connection(), .received_at = test_now()};
            const auto first = dialect->read(document.root(), context);
            const auto second = dialect->read(parse_payload(bytes).root(), context);
            ASSERT_EQ(first.has_value(), second.has_value());
            for (std::size_t i = 0; first && i < first->size(); ++i) {
                ++orders;
                EXPECT_EQ((*first)[i].order.header.number, (*second)[i].order.header.number);
                EXPECT_EQ(order::fingerprint((*first)[i].order), order::fingerprint((*second)[i].order));
            }
            if (first) {
                const Dialect* detected = detect_dialect(document.root());
                ASSERT_NE(detected, nullptr);
                EXPECT_EQ(detected->platform(), dialect->platform());
            }
        }
    }
    EXPECT_GT(orders, 40U);
}

// One line or many, prefixed or not: the same order. What would make a parser work for nothing is refused.
TEST(Shapes, XmlIsReadByLocalNamesAndHardened) {
    const std::string one = own("ubl/order_one_line_tax_inside.xml");
    std::string plain = one;
    for (const std::string_view prefix : {"cac:", "cbc:"}) {
        for (auto at = plain.find(prefix); at != std::string::npos; at = plain.find(prefix, at)) {
            plain.erase(at, prefix.size());
        }
    }
    ASSERT_NE(plain, one);
    EXPECT_EQ(members_of(read_one("ubl", one), {}), members_of(read_one("ubl", plain), {}));

    const auto refused = [](const std::string& bytes) {
        const auto result = normalize(bytes, "ubl", test_connection(), test_now());
        return result.orders.empty() && result.problems.size() == 1 &&
               result.problems.front().code == Errc::malformed_xml;
    };
    const auto root = one.find("<Order");
    const auto with = [&](const std::string& doctype) {
        return one.substr(0, root) + doctype + one.substr(root);
    };
    EXPECT_FALSE(refused(with("")));
    EXPECT_TRUE(refused(with("<!DOCTYPE Order [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>")));
    EXPECT_TRUE(refused(with("<!DOCTYPE Order SYSTEM \"file:///etc/passwd\">")));
    EXPECT_TRUE(refused("<Order>&outside;</Order>"));
    EXPECT_TRUE(refused("<Order><ID>1</Order>"));
    std::string deep = "<Order>";
    for (int i = 0; i < 40; ++i) {
        deep += "<a>";
    }
    EXPECT_TRUE(refused(deep));
    for (int i = 0; i < 40; ++i) {
        deep += "</a>";
    }
    EXPECT_TRUE(refused(deep + "</Order>"));
    // A platform that sends JSON is told so.
    const auto json_only = normalize(one, "shopify", test_connection(), test_now());
    ASSERT_EQ(json_only.problems.size(), 1U);
    EXPECT_EQ(json_only.problems.front().code, Errc::malformed_json);
    EXPECT_EQ(normalize(one, "auto", test_connection(), test_now()).platform, "ubl");
}

// What a payload names, and what it does not, never ends the process: each value of
// each own payload in six other forms is read, twice the same, or refused.
TEST(Shapes, DamagedPayloadsAreReadOrRefused) {
    std::size_t tried = 0;
    for (const Dialect* dialect : dialects()) {
        const std::filesystem::path folder =
            std::filesystem::path(SILKGATE_SOURCE_DIR) / "tests/golden/orders/own" / dialect->platform();
        if (!std::filesystem::exists(folder)) {
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().string().ends_with(".expected.json")) {
                continue;
            }
            const std::string text = read_text_file(entry.path().string());
            for (auto colon = text.find(": "); colon != std::string::npos;
                 colon = text.find(": ", colon + 1)) {
                const auto end = text.find_first_of(",\n", colon);
                const std::string_view value = std::string_view(text).substr(colon + 2, end - colon - 2);
                if (value.empty() || value.front() == '{' || value.front() == '[') {
                    continue;
                }
                for (const std::string_view other :
                     {"null", "[]", "{}", "-1", "\"x\"", "99999999999999999999"}) {
                    std::string damaged = text;
                    damaged.replace(colon + 2, value.size(), other);
                    ++tried;
                    const auto first = normalize(damaged, dialect->platform(), test_connection(), test_now());
                    const auto second =
                        normalize(damaged, dialect->platform(), test_connection(), test_now());
                    ASSERT_EQ(first.orders.size(), second.orders.size());
                    for (std::size_t i = 0; i < first.orders.size(); ++i) {
                        ASSERT_EQ(
                            order::to_json(first.orders[i].order), order::to_json(second.orders[i].order)
                        );
                    }
                }
            }
        }
    }
    EXPECT_GT(tried, 1000U);
}

}  // namespace
}  // namespace silkgate::intake
