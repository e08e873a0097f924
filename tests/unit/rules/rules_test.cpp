#include "gateway/rules/rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate::rules {
namespace {

struct Thing {
    std::string text;
    std::optional<Decimal> number;
    bool is_special = false;
};

Rule rule(std::string_view id) {
    return {
        .id = id,
        .code = "c",
        .severity = Severity::error,
        .remedy = Remedy::none,
        .basis = "b",
        .effective_from = {},
        .text = {}
    };
}

FieldValue text_of(const Thing& thing) {
    return text_or_absent(thing.text);
}
FieldValue number_of(const Thing& thing) {
    return number_or_absent(thing.number);
}
bool is_special(const Thing& thing) {
    return thing.is_special;
}

const Row<Thing> kRows[] = {
    {.rule = rule("XX-0001"), .path = "/text", .must = Must::be_present, .value = text_of},
    {.rule = rule("XX-0002"),
     .path = "/text",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 2, .max = 3},
     .value = text_of},
    {.rule = rule("XX-0003"),
     .path = "/number",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = 5, .decimals = 2},
     .value = number_of},
    {.rule = rule("XX-0004"),
     .path = "/number",
     .must = Must::hold,
     .holds = [](const Thing& thing) { return thing.number.has_value(); },
     .applies = is_special},
};

std::string broken(const Thing& thing) {
    Violations out;
    evaluate<Thing>(kRows, thing, "/things/0", "leg", out);
    std::string ids;
    for (const Violation& violation : out) {
        EXPECT_EQ(violation.leg, "leg");
        EXPECT_TRUE(violation.canonical_pointer.starts_with("/things/0/"));
        ids += violation.rule->id.substr(3);
        ids += ' ';
    }
    return ids;
}

TEST(RuleRows, PresenceAndFormatAreTwoFindings) {
    EXPECT_EQ(broken({.text = "12", .number = {}}), "");
    EXPECT_EQ(broken({.text = "", .number = {}}), "0001 ");
    EXPECT_EQ(broken({.text = "1", .number = {}}), "0002 ");
}

TEST(RuleRows, ConditionAndPredicate) {
    EXPECT_EQ(broken({.text = "12", .number = {}, .is_special = true}), "0004 ");
    EXPECT_EQ(broken({.text = "12", .number = Decimal(1), .is_special = true}), "");
}

TEST(RuleRows, AllFindingsInRowOrder) {
    EXPECT_EQ(broken({.text = "x", .number = Decimal(-1), .is_special = true}), "0002 0003 ");
    EXPECT_EQ(broken({.text = "", .number = {}, .is_special = true}), "0001 0004 ");
}

TEST(RuleRows, FoundValueIsShownOnlyWhereItIsNotPersonal) {
    const Thing thing{.text = "x", .number = Decimal::from_parts(-150, 2)};
    Violations open;
    evaluate<Thing>(kRows, thing, "", "", open);
    ASSERT_EQ(open.size(), 2U);
    EXPECT_EQ(open[0].found, "x");
    EXPECT_EQ(open[1].found, "-1.50");
    EXPECT_EQ(open[0].canonical_pointer, "/text");
    Violations personal;
    evaluate<Thing>(kRows, thing, "", "", personal, Privacy::personal);
    ASSERT_EQ(personal.size(), 2U);
    EXPECT_EQ(personal[0].found, "");
    EXPECT_EQ(personal[1].found, "");
}

TEST(RuleFormats, TextIsCountedInCodePoints) {
    const Format format{.kind = Kind::text, .min = 2, .max = 3};
    EXPECT_FALSE(matches(format, std::string_view("я")));
    EXPECT_TRUE(matches(format, std::string_view("яя")));
    EXPECT_TRUE(matches(format, std::string_view("绿茶🍵")));
    EXPECT_FALSE(matches(format, std::string_view("绿茶🍵x")));
    EXPECT_EQ(count_code_points(""), 0U);
    EXPECT_EQ(count_code_points("e\xcc\x81"), 2U) << "a combining mark counts";
}

TEST(RuleFormats, DigitsAreAsciiOnly) {
    const Format format{.kind = Kind::digits, .min = 1, .max = 2};
    EXPECT_TRUE(matches(format, std::string_view("09")));
    EXPECT_FALSE(matches(format, std::string_view("")));
    EXPECT_FALSE(matches(format, std::string_view("123")));
    EXPECT_FALSE(matches(format, std::string_view("1a")));
    EXPECT_FALSE(matches(format, std::string_view("-1")));
    EXPECT_FALSE(matches(format, std::string_view("٣"))) << "Arabic digit three";
}

TEST(RuleFormats, NumbersOnBothSidesOfEachLimit) {
    const Format positive{.kind = Kind::number, .min = 1, .max = 5, .decimals = 2};
    const auto number = [](std::string_view text) { return FieldValue{*Decimal::parse(text)}; };
    EXPECT_FALSE(matches(positive, number("0")));
    EXPECT_FALSE(matches(positive, number("-0.01")));
    EXPECT_TRUE(matches(positive, number("0.01")));
    EXPECT_FALSE(matches(positive, number("0.001")));
    EXPECT_TRUE(matches(positive, number("0.010"))) << "a trailing zero is no decimal";
    EXPECT_TRUE(matches(positive, number("999.99")));
    EXPECT_FALSE(matches(positive, number("1000"))) << "three digits stand before the point";
    const Format not_negative{.kind = Kind::number, .min = 0, .max = 5, .decimals = 2};
    EXPECT_TRUE(matches(not_negative, number("0")));
    EXPECT_FALSE(matches(not_negative, number("-1")));
}

TEST(RuleFormats, ListedAndCustomAskTheFunction) {
    const auto is_x = [](std::string_view text) { return text == "x"; };
    for (const Kind kind : {Kind::listed, Kind::custom}) {
        const Format format{.kind = kind, .accepts = is_x};
        EXPECT_TRUE(matches(format, std::string_view("x")));
        EXPECT_FALSE(matches(format, std::string_view("y")));
    }
}

TEST(RuleFormats, AnyTakesEverything) {
    EXPECT_TRUE(matches({}, std::string_view("")));
    EXPECT_TRUE(matches({}, FieldValue{}));
    EXPECT_TRUE(matches({}, FieldValue{Decimal(-1)}));
}

}  // namespace
}  // namespace silkgate::rules
