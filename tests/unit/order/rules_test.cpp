// Every row of order_rules.def: an order it finds, at the place, and the same order without the fault, where
// it is silent. Rows that only dialects report are tested with them (tests/unit/intake).
#include "gateway/order/catalog_item.hpp"
#include "tests/unit/order/order_support.hpp"

#include <algorithm>
#include <set>

namespace silkgate::order {
namespace {

struct Case {
    std::string id;
    std::string pointer;
    std::vector<Edit> edits;
};

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

// Nothing is found in it.
std::string sound_order() {
    return edited(every_member(), {{"/order/test", "false"}});
}

const std::vector<Case>& cases() {
    static const std::vector<Case> kCases = {
        {"SG-0001", "/order/colour", {{"/order/colour", "\"red\""}}},
        {"SG-0001", "/lines/0/customs/codes/0/x", {{"/lines/0/customs/codes/0/x", "1"}}},
        {"SG-0002", "/money/total", {{"/money/total", "131.00"}}},
        {"SG-0002", "/lines/1", {{"/lines/1", "\"L2\""}}},
        {"SG-0003", "/order/number", {{"/order/number", ""}}},
        {"SG-0003", "/lines/1/kind", {{"/lines/1/kind", ""}}},
        {"SG-0004", "/order/status", {{"/order/status", "\"open\""}}},
        {"SG-0005", "/money/total", {{"/money/total", "\"1e2\""}}},
        {"SG-0005", "/lines/0/quantity", {{"/lines/0/quantity", "\"1,5\""}}},
        {"SG-0006", "/order/createdAt", {{"/order/createdAt", "\"2026-03-02T08:15:00\""}}},
        {"SG-0006", "/source/receivedAt", {{"/source/receivedAt", "\"yesterday\""}}},
        {"SG-0007", "/lines/0/sku", {{"/lines/0/sku", "\"\""}}},
        {"SG-0007", "/notes", {{"/notes", "null"}}},
        {"SG-0007", "/attributes/campaign", {{"/attributes/campaign", "\"\""}}},
        {"SG-0008", "/schemaVersion", {{"/schemaVersion", "\"2.0\""}}},
        {"SG-0008", "/schemaVersion", {{"/schemaVersion", "\"1.x\""}}},
        {"SG-0009", "/order/version", {{"/order/version", "0"}}},
        {"SG-0009", "/lines/0/number", {{"/lines/0/number", "1.0"}}},
        {"SG-0020", "/order/number", {{"/order/number", quoted(std::string(61, '7'))}}},
        {"SG-0020", "/notes/buyer", {{"/notes/buyer", quoted(std::string(1001, 'x'))}}},
        {"SG-0021", "/order/number", {{"/order/number", "\"A\\u0007\""}}},
        {"SG-0021", "/parties/consignee/name", {{"/parties/consignee/name", "\"A\\nB\""}}},
        {"SG-0022", "/order/flow/destinationCountry", {{"/order/flow/destinationCountry", "\"XX\""}}},
        {"SG-0023", "/money/currency", {{"/money/currency", "\"RUR\""}}},
        {"SG-0024", "/money/freight", {{"/money/freight", "\"-0.01\""}}},
        {"SG-0024", "/refunds/0/lines/0/quantity", {{"/refunds/0/lines/0/quantity", "\"-1\""}}},
        {"SG-0025", "/lines/0/customs/codes/0/code", {{"/lines/0/customs/codes/0/code", "\"85183\""}}},
        {"SG-0026", "/order/language", {{"/order/language", "\"c\""}}},
        {"SG-0026", "/parties/buyer/ids/0/issued", {{"/parties/buyer/ids/0/issued", "\"2020-02-30\""}}},
        {"SG-0027", "/lines/0/customs/netWeight", {{"/lines/0/customs/netWeight", "\"0.000\""}}},
        {"SG-0028",
         "/parties/buyer/address/lines",
         {{"/parties/buyer/address/lines", R"(["1","2","3","4","5"])"}}},
        {"SG-0101", "/order/number", {{"/order/number", ""}}},
        {"SG-0102", "/order/createdAt", {{"/order/createdAt", "\"1999-12-31T23:59:59Z\""}}},
        {"SG-0102", "/order/createdAt", {{"/order/createdAt", "\"2026-03-04T00:00:01Z\""}}},
        {"SG-0103", "/order/updatedAt", {{"/order/updatedAt", "\"2026-03-01T08:14:59Z\""}}},
        {"SG-0103", "/order/paidAt", {{"/order/paidAt", "\"2026-02-01T00:00:00Z\""}}},
        {"SG-0103", "/order/cancelledAt", {{"/order/cancelledAt", "\"2026-02-01T00:00:00Z\""}}},
        {"SG-0104", "/order/test", {{"/order/test", "true"}}},
        {"SG-0105", "/order/flow/destinationCountry", {{"/order/flow/destinationCountry", ""}}},
        {"SG-0106", "/order/flow/originCountry", {{"/order/flow/originCountry", ""}}},
        {"SG-0107", "/parties/consignee", {{"/parties/consignee", ""}}},
        {"SG-0108", "/parties/seller", {{"/parties/seller", ""}}},
        {"SG-0109", "/parties/consignee", {{"/parties/consignee/masked", "true"}}},
        {"SG-0109", "/parties/buyer", {{"/parties/buyer/masked", "true"}}},
        {"SG-0110",
         "/parties/consignee/address/postcode",
         {{"/parties/consignee/address/postcode", "\"51800\""}}},
        {"SG-0120", "/lines", {{"/lines", "[]"}}},
        {"SG-0121", "/lines/1/id", {{"/lines/1/id", "\"L1\""}}},
        {"SG-0122", "/lines/1/number", {{"/lines/1/number", "1"}}},
        {"SG-0123", "/lines/1/quantity", {{"/lines/1/quantity", "\"0\""}}},
        {"SG-0124", "/lines/0/quantity", {{"/lines/0/ordered", "\"4\""}}},
        {"SG-0125", "/lines/0/amount", {{"/lines/0/amount", "\"100.02\""}}},
        {"SG-0126", "/lines/1/parentId", {{"/lines/1/parentId", "\"L9\""}}},
        {"SG-0127", "/lines/0/customs/grossWeight", {{"/lines/0/customs/grossWeight", "\"0.249\""}}},
        {"SG-0128", "/lines/1/unitPrice", {{"/lines/1/unitPrice", "\"0\""}, {"/lines/1/amount", "\"0\""}}},
        {"SG-0130", "/lines/1/title", {{"/lines/1/title", ""}}},
        {"SG-0129", "/lines/0/barcode", {{"/lines/0/barcode", "\"4006381333932\""}}},
        {"SG-0140", "/money/goods", {{"/money/goods", "\"120.01\""}}},
        {"SG-0141", "/money/discount", {{"/money/discount", "\"5.01\""}}},
        {"SG-0142", "/money/unexplained", {{"/money/unexplained", "\"0.01\""}}},
        {"SG-0143", "/money/total", {{"/money/total", "\"132.00\""}, {"/money/unexplained", "\"1.00\""}}},
        {"SG-0144", "/money/refunded", {{"/refunds", ""}, {"/money/refunded", "\"131.01\""}}},
        {"SG-0145",
         "/money/total",
         {{"/money/freight", "\"999999999999999999\""}, {"/money/insurance", "\"999999999999999999\""}}},
        {"SG-0145",
         "/money/goods",
         {{"/lines/0/amount", "\"999999999999999999\""}, {"/lines/1/amount", "\"1\""}}},
        {"SG-0160", "/consignments/0/lines/0/lineId", {{"/consignments/0/lines/0/lineId", "\"L9\""}}},
        {"SG-0161", "/consignments/0/lines/0/quantity", {{"/consignments/0/lines/0/quantity", "\"1.001\""}}},
        {"SG-0162", "/consignments/1/ref", {{"/consignments/1", R"({"ref":"FULL-1-1","lines":[]})"}}},
        {"SG-0163", "/consignments/0/grossWeight", {{"/consignments/0/grossWeight", "\"0.249\""}}},
    };
    return kCases;
}

TEST(OrderRules, NothingIsFoundInTheSoundOrder) {
    for (const Violation& violation : find_all(sound_order())) {
        ADD_FAILURE() << violation.rule->id << " " << violation.rule->code << " at "
                      << violation.canonical_pointer;
    }
}

TEST(OrderRules, EachFindsItsFaultAtItsPlace) {
    const std::string sound = sound_order();
    for (const Case& one : cases()) {
        SCOPED_TRACE(one.id + " " + one.pointer);
        const Violations all = find_all(edited(sound, one.edits));
        const Violation* found = find(all, one.id, one.pointer);
        ASSERT_NE(found, nullptr);
        EXPECT_LE(found->found.size(), 80U);
    }
}

TEST(OrderRules, EachHasACase) {
    std::set<std::string> tested = {"SG-0010", "SG-0011", "SG-0012"};  // of dialects: tests/unit/intake
    tested.insert({"SG-0180", "SG-0181"});                             // of the catalogue: below
    tested.insert({"SG-0190", "SG-0191", "SG-0192"});                  // of its names: goods_name_test.cpp
    for (const Case& one : cases()) {
        tested.insert(one.id);
    }
    for (const Rule& rule : order_rules()) {
        EXPECT_TRUE(tested.contains(std::string(rule.id))) << rule.id << " " << rule.code;
    }
    EXPECT_EQ(tested.size(), order_rules().size());
}

TEST(OrderRules, AreSilentAtTheirLimit) {
    const std::vector<Case> at_the_limit = {
        {"SG-0020", "/order/number", {{"/order/number", quoted(std::string(60, '7'))}}},
        {"SG-0020", "/lines/0/brand", {{"/lines/0/brand", quoted([] {
                                            std::string brand;
                                            for (int i = 0; i < 100; ++i) {
                                                brand += "茶";
                                            }
                                            return brand;
                                        }())}}},
        {"SG-0021", "/notes/buyer", {{"/notes/buyer", "\"two\\nlines\""}}},
        {"SG-0102", "/order/createdAt", {{"/order/createdAt", "\"2026-03-04T00:00:00Z\""}}},
        {"SG-0102", "/order/createdAt", {{"/order/createdAt", "\"2000-01-01T00:00:00Z\""}}},
        {"SG-0103", "/order/updatedAt", {{"/order/updatedAt", "\"2026-03-01T08:15:00Z\""}}},
        {"SG-0110",
         "/parties/consignee/address/postcode",
         {{"/parties/consignee/address/country", "\"FR\""},
          {"/parties/consignee/address/postcode", "\"75001\""}}},
        {"SG-0123", "/lines/0/quantity", {{"/lines/0/quantity", "\"0\""}, {"/lines/0/refunded", "\"2\""}}},
        {"SG-0124", "/lines/0/quantity", {{"/lines/0/quantity", "\"0\""}, {"/lines/0/refunded", "\"2\""}}},
        {"SG-0125", "/lines/0/amount", {{"/lines/0/amount", "\"100.01\""}}},
        {"SG-0125", "/lines/0/amount", {{"/lines/0/amount", "\"99.99\""}}},
        {"SG-0127", "/lines/0/customs/grossWeight", {{"/lines/0/customs/grossWeight", "\"0.25\""}}},
        {"SG-0129", "/lines/0/barcode", {{"/lines/0/barcode", "\"ABC-4006381333932\""}}},
        {"SG-0144", "/money/refunded", {{"/refunds", ""}, {"/money/refunded", "\"131.00\""}}},
        {"SG-0161", "/consignments/0/lines/0/quantity", {{"/consignments/0/lines/0/quantity", "\"1.000\""}}},
    };
    for (const Case& one : at_the_limit) {
        SCOPED_TRACE(one.id + " " + one.pointer);
        const Violations all = find_all(edited(sound_order(), one.edits));
        EXPECT_EQ(find(all, one.id, one.pointer), nullptr);
    }
}

// More lines than are compared in pairs.
TEST(OrderRules, FindRepeatedLinesInALongOrder) {
    std::vector<Edit> edits = {{"/lines", "[]"}};
    for (int i = 1; i <= 40; ++i) {
        const std::string number = std::to_string(i == 40 ? 7 : i);
        edits.push_back(
            {"/lines/" + std::to_string(i - 1),
             R"({"id":"L)" + number + R"(","number":)" + number +
                 R"(,"title":"t","quantity":"1","unitPrice":"1","amount":"1","kind":"goods"})"}
        );
    }
    const Violations all = find_all(edited(sound_order(), edits));
    EXPECT_NE(find(all, "SG-0121", "/lines/39/id"), nullptr);
    EXPECT_NE(find(all, "SG-0122", "/lines/39/number"), nullptr);
    EXPECT_EQ(std::ranges::count(all, "SG-0121", [](const Violation& found) { return found.rule->id; }), 1);
}

TEST(OrderRules, NeverShowPersonalData) {
    const std::string sound = sound_order();
    for (const auto& [pointer, json] : std::vector<Edit>{
             {"/parties/consignee/name", quoted(std::string(151, 'N'))},
             {"/parties/consignee/phone", quoted(std::string(51, '5'))},
             {"/parties/consignee/ids/0/number", quoted(std::string(61, '1'))},
             {"/parties/consignee/ids/0/issued", "\"never\""},
             {"/parties/consignee/address/city", quoted(std::string(51, 'C'))},
             {"/parties/consignee/address/postcode", "\"51800\""},
             {"/notes/buyer", quoted(std::string(1001, 'x'))},
         }) {
        const Violations all = find_all(edited(sound, {{pointer, json}}));
        ASSERT_FALSE(all.empty()) << pointer;
        for (const Violation& violation : all) {
            EXPECT_TRUE(violation.found.empty()) << pointer << " " << violation.found;
        }
    }
}

TEST(OrderRules, AreWellFormedAndUnique) {
    std::set<std::string_view> ids;
    std::set<std::string_view> codes;
    for (const Rule& rule : order_rules()) {
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
        EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
        EXPECT_FALSE(
            rule.basis.empty() || rule.text.en.empty() || rule.text.zh.empty() || rule.text.ru.empty()
        ) << rule.id;
        EXPECT_EQ(is_schema_rule(rule), rule.id < "SG-0100") << rule.id;
    }
}

Violations find_in_item(std::string_view text, std::string_view sku = {}) {
    const json::Document document = parse_ok(text);
    return read_catalog_item(document.root(), sku).violations;
}

TEST(CatalogItem, ReadsBackAsWritten) {
    for (const char* name : {"every_member", "least"}) {
        const std::string text = read_file("schemas/catalog/v1/examples/" + std::string(name) + ".json");
        const json::Document document = parse_ok(text);
        const ReadCatalogItem read = read_catalog_item(document.root());
        EXPECT_TRUE(read.violations.empty()) << name;
        EXPECT_EQ(to_json(read.item), compact(text)) << name;
    }
}

TEST(CatalogItem, TakesTheSkuOfTheAddress) {
    EXPECT_TRUE(find_in_item("{}", "HP-200").empty());
    EXPECT_TRUE(find_in_item(R"({"sku":"HP-200"})", "HP-200").empty());
    EXPECT_NE(find(find_in_item(R"({"sku":"HP-201"})", "HP-200"), "SG-0180", "/sku"), nullptr);
    EXPECT_NE(find(find_in_item("{}"), "SG-0003", "/sku"), nullptr);
}

TEST(CatalogItem, HoldsEachThingOnce) {
    const std::string item = read_file("schemas/catalog/v1/examples/every_member.json");
    EXPECT_TRUE(find_in_item(item).empty());
    for (const auto& [edit, pointer] : std::vector<std::pair<Edit, std::string>>{
             {{"/codes/3", R"({"system":"HS6","code":"851830"})"}, "/codes/3/system"},
             {{"/names/3", R"({"language":"zh","text":"耳机"})"}, "/names/3/language"},
             {{"/legalUnits/2", R"({"country":"CN","unit1":"C62","factor1":"1"})"}, "/legalUnits/2/country"},
         }) {
        EXPECT_NE(find(find_in_item(edited(item, {edit})), "SG-0181", pointer), nullptr) << pointer;
    }
    EXPECT_TRUE(
        find_in_item(edited(item, {{"/codes/3", R"({"system":"CN10","code":"8518300000","country":"HK"})"}}))
            .empty()
    );
}

}  // namespace
}  // namespace silkgate::order
