// Mapping files: what a shop's own file can say, and what is said of its mistakes.
#include "gateway/intake/mapping.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/intake/mapped_dialect.hpp"
#include "tests/unit/intake/intake_support.hpp"

namespace silkgate::intake {
namespace {

constexpr std::string_view kShop = R"({
  "platform": "shop", "version": "shop/3",
  "orders": ["data.list[]"],
  "orderHas": ["no", "rows"],
  "signature": {"header": "X-Shop-Sign", "encoding": "hex", "eventIdHeader": "X-Shop-Delivery"},
  "order": {
    "number": "no",
    "createdAt": {"path": "made", "form": "local", "zone": "+03:30"},
    "status": {"path": "state", "words": {"10": "new", "20": "shipped"}},
    "test": {"path": "sandbox", "words": {"true": "true", "1": "true"}}
  },
  "parties": {"consignee": {
    "name": "to.who", "phone": "to.tel", "phonePrefix": {"constant": "+98"}, "country": "to.land",
    "lines": ["to.street"], "ids": [{"kind": "IR_NID", "number": "to.nid"}]
  }},
  "lines": {
    "each": "rows[]", "id": "n", "sku": "code", "title": "what", "quantity": "pcs",
    "unitPrice": "price", "weight": {"value": "grams", "unit": "g", "net": true}
  },
  "money": {"currency": "money", "freight": {"path": "post_cents", "decimals": 2}, "total": "sum"},
  "attributes": {"each": "extra[]", "name": "k", "value": "v"}
})";

constexpr std::string_view kPayload = R"({"data": {"list": [{
  "no": 77, "made": "2026-11-20 12:30:00", "state": 20, "sandbox": "1", "money": "IRT",
  "rows": [{"n": "a", "code": "S1", "what": "Rug", "pcs": "2", "price": "150000.5", "grams": "1250", "colour": "red"}],
  "post_cents": 1250000, "sum": "312501.0",
  "to": {"who": "Reza Karimi", "tel": "9121234567", "land": "Iran", "street": "Vali Asr 1", "nid": "0012345678"},
  "extra": [{"k": "inn", "v": "7707083893"}], "internal": {"margin": 3}
}]}})";

config::Connection own_connection() {
    config::Connection connection = test_connection();
    connection.platform = kOwnPlatform;
    connection.mapping = kShop;
    return connection;
}

TEST(Mapping, AShopsOwnFileReadsItsOrders) {
    const config::Connection connection = own_connection();
    const auto result = normalize(kPayload, kOwnPlatform, connection, test_now());
    ASSERT_EQ(result.orders.size(), 1U);
    const order::Order& order = result.orders[0].order;
    EXPECT_EQ(order.source.platform, "mapping");
    EXPECT_EQ(order.source.adapter_version, "shop/3");
    EXPECT_EQ(order.header.number, "77");
    EXPECT_EQ(format_rfc3339(order.header.created_at.instant), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(order.header.status, order::Status::shipped);
    EXPECT_TRUE(order.header.test);
    // One toman is ten rials.
    EXPECT_EQ(order.money.currency, "IRR");
    EXPECT_EQ(order.money.goods, *Decimal::parse("3000010"));
    EXPECT_EQ(order.money.freight, *Decimal::parse("125000"));
    EXPECT_EQ(order.money.total, *Decimal::parse("3125010"));
    EXPECT_TRUE(order.money.unexplained.is_zero());
    EXPECT_EQ(order.header.flow.destination_country, "IR");
    EXPECT_EQ(order.parties.consignee->phone, "+989121234567");
    EXPECT_EQ(order::find_id(*order.parties.consignee, "IR_NID")->country, "IR");
    EXPECT_EQ(order.lines[0].customs.net_weight, *Decimal::parse("2.5"));
    EXPECT_EQ(order::find_id(*order.parties.buyer, "RU_INN")->number, "7707083893");
    EXPECT_EQ(result.orders[0].dropped, (std::vector<std::string>{"/rows/0/colour", "/internal"}));
}

TEST(Mapping, AShopsOwnSignatureIsCheckedOverTheRawBytes) {
    const Dialect* dialect = find_dialect(own_connection());
    ASSERT_NE(dialect, nullptr);
    api::Request request;
    request.body = kPayload;
    EXPECT_EQ(dialect->verify(request, "k"), WebhookVerdict::not_a_webhook);
    request.headers = {
        {"x-shop-sign", crypto::to_hex(crypto::hmac_sha256("k", kPayload))}, {"X-Shop-Delivery", "d1"}
    };
    EXPECT_EQ(dialect->verify(request, "k"), WebhookVerdict::verified);
    EXPECT_EQ(dialect->verify(request, "other"), WebhookVerdict::wrong);
    EXPECT_EQ(dialect->verify(request, ""), WebhookVerdict::wrong);
    request.body += ' ';
    EXPECT_EQ(dialect->verify(request, "k"), WebhookVerdict::wrong);
    EXPECT_EQ(dialect->event_id(request), "d1");
}

// Named with its connection before the first order comes, and by `normalize`.
TEST(Mapping, AMistakeOfTheSettingsIsFoundAtTheStart) {
    config::Connection good = own_connection();
    config::Connection bad = own_connection();
    bad.id = ConnectionId("shop-2");
    bad.mapping =
        R"({"platform": "x", "version": "x/1", "orders": [""], "orderHas": ["id"], "lines": {"skew": "a"}})";
    const auto all_good = check_mappings(config::Directory({}, {good}));
    EXPECT_TRUE(all_good.has_value());
    const auto checked = check_mappings(config::Directory({}, {good, bad}));
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, Errc::invalid_settings);
    EXPECT_NE(checked.error().detail.find("connection shop-2"), std::string::npos) << checked.error().detail;
    EXPECT_EQ(find_dialect(bad), nullptr);
    const auto result = normalize(kPayload, kOwnPlatform, bad, test_now());
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(result.problems[0].code, Errc::invalid_settings);
}

// A document that holds its parts apart (JSON:API): the order names ids in a list, the parts stand elsewhere.
TEST(Mapping, PartsAreJoinedByTheIdsTheOrderLists) {
    const json::Document document = parse_ok(
        R"({"order": {"parts": {"data": [{"id": 1}, {"id": "3"}]}, "none": []},
            "included": [{"id": 3, "v": "c"}, {"id": 2, "v": "b"}, {"id": 1, "v": "a"}, {"v": "d"}]})"
    );
    const Places places{
        .document = document.root(), .order = document.root()["order"], .here = document.root()["order"]
    };
    const auto found = [&](std::string_view path) {
        std::string text;
        Path::parse(path)->each(places, [&](json::Value value, json::Value) { text += value.text(); });
        return text;
    };
    EXPECT_EQ(found("$.included[id=^parts.data.id].v"), "ca");
    EXPECT_EQ(found("$.included[id=^none.id].v"), "");
    EXPECT_EQ(found("$.included[id=^absent].v"), "");
    EXPECT_EQ(found("$.included[id=2].v"), "b");
}

// SG-0012: the order is read, and says in which zone it was.
TEST(Mapping, ATimeWithoutAZoneIsReadInTheAssumedOneAndSaysSo) {
    const std::string payload = read_text_file(
        std::string(SILKGATE_SOURCE_DIR) + "/tests/golden/orders/own/ubl/order_without_currency_code.xml"
    );
    config::Connection connection = test_connection();
    const IntakeOrder stated = read_one("ubl", payload, connection);
    EXPECT_EQ(format_rfc3339(stated.order.header.created_at.instant), "2026-11-20T08:00:00.000Z");
    EXPECT_EQ(find_violation(stated.violations, "zone-assumed", "/order/createdAt"), nullptr);
    connection.utc_offset.clear();
    const IntakeOrder assumed = read_one("ubl", payload, connection);
    EXPECT_EQ(format_rfc3339(assumed.order.header.created_at.instant), "2026-11-20T00:00:00.000Z");
    const Violation* warning = find_violation(assumed.violations, "zone-assumed", "/order/createdAt");
    ASSERT_NE(warning, nullptr);
    EXPECT_EQ(warning->rule->id, "SG-0012");
    EXPECT_EQ(warning->rule->severity, Severity::warning);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

TEST(Mapping, AMistakeIsNamedWithItsPlace) {
    const auto pointer_of = [](std::string_view from, std::string_view to) {
        const auto mapping = read_mapping(replaced(std::string(kShop), from, to));
        return mapping ? std::string("no mistake") : mapping.error().pointer;
    };
    EXPECT_EQ(pointer_of(R"("sku": "code")", R"("skew": "code")"), "/lines/skew");
    EXPECT_EQ(pointer_of(R"("zone": "+03:30")", R"("zone": "Tehran")"), "/order/createdAt");
    EXPECT_EQ(pointer_of(R"(, "zone": "+03:30")", ""), "/order/createdAt");
    EXPECT_EQ(pointer_of(R"("zone": "+03:30")", R"("zone": "+03:30", "assumed": "Z")"), "/order/createdAt");
    EXPECT_EQ(pointer_of(R"("10": "new")", R"("10": "fresh")"), "/order");
    EXPECT_EQ(pointer_of(R"("rows[]")", R"("rows[")"), "/lines/each");
    EXPECT_EQ(pointer_of(R"("decimals": 2)", R"("decimals": 20)"), "/money/freight/decimals");
    EXPECT_EQ(pointer_of(R"("unit": "g")", R"("unit": "stone")"), "/lines/weight/unit");
    EXPECT_EQ(pointer_of(R"("encoding": "hex")", R"("encoding": "rot13")"), "/signature");
    EXPECT_EQ(pointer_of(R"("consignee")", R"("consigner")"), "/parties/consigner");
    EXPECT_FALSE(read_mapping("{").has_value());
}

TEST(Mapping, EveryFileOfTheProgramIsAMappingWithAnAboutAndATrap) {
    for (const MappingFile& file : mapping_files()) {
        SCOPED_TRACE(file.name);
        const auto mapping = read_mapping(file.text);
        ASSERT_TRUE(mapping.has_value()) << mapping.error().pointer << " " << mapping.error().detail;
        EXPECT_TRUE(mapping->version.find('/') != std::string::npos);
        const json::Document document = parse_ok(file.text);
        for (const char* member : {"title", "arrival", "connect", "signed"}) {
            EXPECT_TRUE(document.root()["about"][member].is_string()) << member;
        }
        EXPECT_GT(document.root()["about"]["missing"].size(), 0U);
        EXPECT_FALSE(mapping->surely_has.empty());
    }
}

}  // namespace
}  // namespace silkgate::intake
