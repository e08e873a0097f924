// Writing, reading and the fingerprint of the common order.
#include "tests/unit/order/order_support.hpp"

#include <filesystem>

namespace silkgate::order {
namespace {

std::string fingerprint_of(std::string_view text) {
    const json::Document document = parse_ok(text);
    return fingerprint(read_shape(document.root()).order);
}

// Another value of the same kind, or nothing where the value is a text.
std::string other_value(json::Value value) {
    if (value.is(json::Type::boolean)) {
        return value.is_true() ? "false" : "true";
    }
    return value.is_number() ? "7" : std::string{};
}

json::Value at(json::Value value, std::string_view pointer) {
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string token(pointer.substr(0, pointer.find('/')));
        pointer.remove_prefix(token.size());
        value = value.is_array() ? value.at(std::stoul(token)) : value[token];
    }
    return value;
}

TEST(OrderJson, EveryMemberIsReadAndWrittenInTheSchemasOrder) {
    const std::string text = every_member();
    const json::Document document = parse_ok(text);
    const ReadOrder read = read_json(document.root());
    EXPECT_TRUE(read.violations.empty());
    EXPECT_EQ(to_json(read.order), compact(text));
}

TEST(OrderJson, EveryExampleReadsBackAsWritten) {
    std::size_t examples = 0;
    const auto folder = std::filesystem::path(SILKGATE_SOURCE_DIR) / "schemas/order/v1/examples";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename() == "refused.json") {
            continue;
        }
        ++examples;
        SCOPED_TRACE(entry.path().filename());
        const json::Document document =
            parse_ok(read_file("schemas/order/v1/examples/" + entry.path().filename().string()));
        const ReadOrder read = read_json(document.root());
        EXPECT_TRUE(read.violations.empty());
        const std::string text = to_json(read.order);
        const json::Document again = parse_ok(text);
        const ReadOrder back = read_shape(again.root());
        EXPECT_EQ(to_json(back.order), text);
        EXPECT_EQ(fingerprint(back.order), fingerprint(read.order, text));
    }
    EXPECT_GE(examples, 10U);
}

TEST(OrderJson, TheDifferenceIsComputedWhereItIsNotStated) {
    const std::string text =
        edited(every_member(), {{"/money/unexplained", ""}, {"/money/total", "\"130.5\""}});
    const json::Document document = parse_ok(text);
    EXPECT_EQ(read_shape(document.root()).order.money.unexplained.to_string(), "-0.50");
}

TEST(OrderJson, WhatIsNoObjectIsSaidSo) {
    for (const char* text : {"[]", "1", "\"order\"", "null", "true"}) {
        const json::Document document = parse_ok(text);
        const ReadOrder read = read_json(document.root());
        ASSERT_FALSE(read.violations.empty()) << text;
        EXPECT_EQ(read.violations.front().rule->code, "wrong-type") << text;
        EXPECT_EQ(read.violations.front().canonical_pointer, "") << text;
    }
}

TEST(OrderJson, AllFaultsAreReportedAtOnce) {
    const Violations all = find_all(edited(
        every_member(),
        {{"/order/number", "7"},
         {"/lines/1/quantity", "\"x\""},
         {"/money/currency", "\"EURO\""},
         {"/odd", "1"}}
    ));
    EXPECT_NE(find(all, "SG-0002", "/order/number"), nullptr);
    EXPECT_NE(find(all, "SG-0005", "/lines/1/quantity"), nullptr);
    EXPECT_NE(find(all, "SG-0023", "/money/currency"), nullptr);
    EXPECT_NE(find(all, "SG-0001", "/odd"), nullptr);
}

TEST(Fingerprint, IsTheSameWhateverTheOrderOfMembersAndTheBlanks) {
    EXPECT_EQ(fingerprint_of(every_member()), fingerprint_of(shuffled(every_member())));
    EXPECT_NE(shuffled(every_member()), every_member());
}

TEST(Fingerprint, IsSixtyFourHexDigits) {
    const std::string print = fingerprint_of(every_member());
    EXPECT_EQ(print.size(), 64U);
    EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);
}

// The same order by webhook and by pull, or read by a later version of the dialect.
TEST(Fingerprint, LeavesOutWhatDiffersBetweenDeliveries) {
    const std::string print = fingerprint_of(every_member());
    for (const auto& [pointer, json] : std::vector<Edit>{
             {"/messageId", ""},
             {"/source/kind", "\"native_push\""},
             {"/source/receivedAt", "\"2026-05-05T05:05:05Z\""},
             {"/source/rawSha256", '"' + std::string(64, '1') + '"'},
             {"/source/eventId", ""},
             {"/source/signature", ""},
             {"/source/adapterVersion", "\"direct/2\""},
         }) {
        EXPECT_EQ(fingerprint_of(edited(every_member(), {{pointer, json}})), print) << pointer;
    }
}

TEST(Fingerprint, IsChangedByEachMemberThatMeansSomething) {
    const std::string text = every_member();
    const json::Document document = parse_ok(text);
    const std::string print = fingerprint_of(text);
    std::size_t tried = 0;
    for (const std::string& leaf : leaves(text)) {
        if (leaf == "/messageId" ||
            (leaf.starts_with("/source/") && leaf != "/source/platform" && leaf != "/source/shopId") ||
            leaf == "/lines/1/customs") {  // an empty object is what absent is written as
            continue;
        }
        ++tried;
        // Taken away, the difference would be computed to the same value.
        const std::string value =
            leaf == "/money/unexplained" ? "\"0.01\"" : other_value(at(document.root(), leaf));
        EXPECT_NE(fingerprint_of(edited(text, {{leaf, value}})), print) << leaf;
    }
    EXPECT_GT(tried, 300U);
}

TEST(Fingerprint, TellsScalesApartButNotTextsThatLookLikeMembers) {
    EXPECT_NE(
        fingerprint_of(every_member()),
        fingerprint_of(edited(every_member(), {{"/money/total", "\"131.0\""}}))
    );
    // A text before the order's head that holds the bytes at which the stable part begins.
    const std::string sly = R"("a\",\"order\":{")";
    EXPECT_EQ(
        fingerprint_of(edited(every_member(), {{"/source/eventId", sly}})), fingerprint_of(every_member())
    );
}

}  // namespace
}  // namespace silkgate::order
