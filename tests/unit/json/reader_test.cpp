#include "gateway/json/reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::json {
namespace {

Document parse_ok(std::string text, const Limits& limits = {}) {
    auto document = Document::parse(text, limits);
    if (!document) {
        ADD_FAILURE() << document.error().detail << ": " << text.substr(0, 80);
        std::abort();
    }
    return std::move(*document);
}

struct Refusal {
    Errc code = Errc::internal;
    std::string pointer;
};

Refusal refusal(std::string text, const Limits& limits = {}) {
    const auto document = Document::parse(text, limits);
    if (document) {
        ADD_FAILURE() << "was read: " << text.substr(0, 80);
        return {};
    }
    EXPECT_FALSE(document.error().detail.empty());
    return {.code = document.error().code, .pointer = document.error().pointer};
}

TEST(JsonReader, KeepsNumbersAsTheyAreWritten) {
    const Document document = parse_ok(
        R"([10.10, 0, -0, 1.0, 9007199254740993, 123456789012345678901234567890, 10.799999999999999, 1e5, 1E-7])"
    );
    const std::vector<std::string_view> texts = {
        "10.10",
        "0",
        "-0",
        "1.0",
        "9007199254740993",
        "123456789012345678901234567890",
        "10.799999999999999",
        "1e5",
        "1E-7"
    };
    ASSERT_EQ(document.root().size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(document.root().at(i).text(), texts[i]);
        EXPECT_TRUE(document.root().at(i).is_number());
    }
}

TEST(JsonReader, DecimalsComeFromNumbersAndTextsAlike) {
    const Document document = parse_ok(R"(["10.10", 10.10, 1e2, "1e2", null, {}, true, "", " 1"])");
    EXPECT_EQ(to_decimal(document.root().at(0))->to_string(), "10.10");
    EXPECT_EQ(to_decimal(document.root().at(1))->to_string(), "10.10");
    for (std::size_t i = 2; i < document.root().size(); ++i) {
        EXPECT_FALSE(to_decimal(document.root().at(i)).has_value()) << i;
    }
    EXPECT_FALSE(to_decimal(Value{}).has_value());
}

TEST(JsonReader, KnowsTheTypeOfEachValue) {
    const Document document = parse_ok(R"({"n":null,"t":true,"f":false,"i":1,"s":"1","a":[],"o":{}})");
    const Value root = document.root();
    EXPECT_TRUE(root["n"].is_null() && root["n"].exists());
    EXPECT_TRUE(root["t"].is_true());
    EXPECT_FALSE(root["f"].is_true());
    EXPECT_TRUE(root["f"].is(Type::boolean));
    EXPECT_TRUE(root["i"].is_number() && !root["i"].is_string());
    EXPECT_TRUE(root["s"].is_string() && !root["s"].is_number());
    EXPECT_TRUE(root["a"].is_array() && root["o"].is_object());
    EXPECT_EQ(root.size(), 7U);
}

TEST(JsonReader, WhatIsNotThereAnswersEmpty) {
    const Document document = parse_ok(R"({"a":[1],"b":"x"})");
    const Value root = document.root();
    const Value nothing = root["c"];
    EXPECT_FALSE(nothing);
    EXPECT_FALSE(nothing.is_null());  // absent is not null
    EXPECT_EQ(nothing.text(), "");
    EXPECT_EQ(nothing.key(), "");
    EXPECT_EQ(nothing.size(), 0U);
    EXPECT_EQ(nothing.pointer(), "");
    EXPECT_FALSE(nothing["d"]["e"].at(3));
    EXPECT_TRUE(nothing.begin() == nothing.end());
    EXPECT_FALSE(root["a"].at(1));
    EXPECT_FALSE(root["a"]["0"]);
    EXPECT_FALSE(root["b"]["x"]);
    EXPECT_FALSE(root.at(0));
}

TEST(JsonReader, GoesThroughMembersInTheirOrder) {
    const Document document = parse_ok(R"({"z":1,"a":2,"m":3})");
    std::string keys;
    for (const Value member : document.root()) {
        keys += member.key();
        keys += member.text();
    }
    EXPECT_EQ(keys, "z1a2m3");
}

TEST(JsonReader, DecodesEscapes) {
    const Document document =
        parse_ok(R"(["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u8336", "\ud83d\ude00", "a\u0000b"])");
    EXPECT_EQ(document.root().at(0).text(), "\"\\/\b\f\n\r\t");
    EXPECT_EQ(document.root().at(1).text(), "Aé茶");
    EXPECT_EQ(document.root().at(2).text(), "😀");
    EXPECT_EQ(document.root().at(3).text(), std::string_view("a\0b", 3));
}

TEST(JsonReader, NamesPlacesByPointer) {
    const Document document = parse_ok(R"({"line_items":[{"price":"1"},{"a/b":{"m~n":[0,1]}}],"":2})");
    const Value root = document.root();
    EXPECT_EQ(root.pointer(), "");
    EXPECT_EQ(root["line_items"].at(0)["price"].pointer(), "/line_items/0/price");
    EXPECT_EQ(root["line_items"].at(1)["a/b"]["m~n"].at(1).pointer(), "/line_items/1/a~1b/m~0n/1");
    EXPECT_EQ(root[""].pointer(), "/");
}

TEST(JsonReader, EscapesNamesForPointers) {
    EXPECT_EQ(escape_pointer(""), "");
    EXPECT_EQ(escape_pointer("plain"), "plain");
    EXPECT_EQ(escape_pointer("~/~1/"), "~0~1~01~1");
}

TEST(JsonReader, FindsThePositionOfAPointer) {
    const Document document = parse_ok(R"({"b":{"x":[1,2]},"a/~":3,"c":null})");
    const auto position = [&](std::string_view pointer) { return document.position_of(pointer); };
    EXPECT_EQ(position(""), 0U);
    EXPECT_LT(position(""), position("/b"));
    EXPECT_LT(position("/b"), position("/b/x"));
    EXPECT_LT(position("/b/x/0"), position("/b/x/1"));
    EXPECT_LT(position("/b/x/1"), position("/a~1~0"));
    EXPECT_LT(position("/a~1~0"), position("/c"));
    // Of the nearest ancestor, where there is no such value.
    EXPECT_EQ(position("/b/x/9"), position("/b/x"));
    EXPECT_EQ(position("/b/none/deeper"), position("/b"));
    EXPECT_EQ(position("no pointer"), 0U);
}

TEST(JsonReader, RefusesWhatIsNoJson) {
    for (const char* text :
         {"",
          " ",
          "{",
          "}",
          "[1,]",
          "{\"a\":1,}",
          "{a:1}",
          "{'a':1}",
          "[1 2]",
          "nul",
          "True",
          "NaN",
          "[Infinity]",
          "-",
          "+1",
          "01",
          "1.",
          ".5",
          "1e",
          "0x10",
          "[1]]",
          "{}{}",
          "1 2",
          "// c\n1",
          "/* c */ 1",
          "\"a",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\\ud800\"",
          "\"\\udc00\"",
          "\"\\ud800\\u0041\"",
          "\"a\nb\"",
          "\"a\tb\"",
          "[\"a\"",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1"}) {
        const Refusal refused = refusal(text);
        EXPECT_EQ(refused.code, Errc::malformed_json) << text;
        EXPECT_TRUE(refused.pointer.starts_with("byte ")) << text;
    }
}

TEST(JsonReader, SaysAtWhichByteItStopped) {
    EXPECT_EQ(refusal(R"({"a": 1, "b": x})").pointer, "byte 14");
    EXPECT_EQ(refusal("[1,2,,3]").pointer, "byte 5");
    EXPECT_EQ(refusal("[1]x").pointer, "byte 3");
    EXPECT_EQ(refusal(std::string("[1]\0[2]", 7)).pointer, "byte 3");
}

// What is decoded is UTF-8 again, whatever the escapes.
TEST(JsonReader, RefusesHalfASurrogatePairWhereverItStands) {
    for (const char* text :
         {R"({"a":"x\udc00"})",
          R"({"\uDFFF":1})",
          R"(["\ud83d\ude00", "\ude00"])",
          R"(["\ud83dx"])",
          R"(["\ude00\ud83d"])"}) {
        EXPECT_EQ(refusal(text).code, Errc::malformed_json) << text;
    }
    EXPECT_EQ(refusal(R"({"a":"x\udc00"})").pointer, "byte 6");
    const Document document = parse_ok(R"({"\ud83d\ude00":"\ud7ff\udbff\udfff"})");
    EXPECT_EQ(document.root()["😀"].text(), "\xed\x9f\xbf\xf4\x8f\xbf\xbf");
}

// Every prefix of a document is refused, none crashes.
TEST(JsonReader, RefusesEveryTruncation) {
    const std::string whole =
        R"({"orders":[{"id":9007199254740993,"name":"#1001 é\u8336","total":"19.90","ok":true,"x":null}]})";
    EXPECT_TRUE(Document::parse(whole).has_value());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto document = Document::parse(whole.substr(0, length));
        ASSERT_FALSE(document.has_value()) << length;
        EXPECT_TRUE(
            document.error().code == Errc::malformed_json || document.error().code == Errc::invalid_utf8
        );
    }
}

TEST(JsonReader, RefusesBytesThatAreNotUtf8) {
    for (const std::string_view bytes : {
             std::string_view("\"\xff\""),
             std::string_view("\"\xc3\""),
             std::string_view("\"\xc0\xaf\""),
             std::string_view("\"\xed\xa0\x80\""),
             std::string_view("\"\xf4\x90\x80\x80\""),
             std::string_view("\"\xcf\xf0\xe8\xe2\xe5\xf2\""),  // a Russian word in windows-1251
         }) {
        EXPECT_EQ(refusal(std::string(bytes)).code, Errc::invalid_utf8);
        EXPECT_FALSE(is_utf8(bytes));
    }
    EXPECT_TRUE(is_utf8("плюс 茶 😀"));
    EXPECT_TRUE(is_utf8(""));
}

// RFC 8259 8.1: a sender must not add one; a reader may refuse.
TEST(JsonReader, RefusesAByteOrderMark) {
    EXPECT_EQ(refusal("\xef\xbb\xbf{}").code, Errc::malformed_json);
    EXPECT_EQ(refusal(std::string("\xff\xfe{\0}\0", 6)).code, Errc::invalid_utf8);  // UTF-16
}

TEST(JsonReader, TakesAnyValueAtTheTop) {
    for (const char* text : {"1", "\"x\"", "true", "null", "[]", "{}", " \t\r\n{} "}) {
        EXPECT_TRUE(Document::parse(text).has_value()) << text;
    }
}

TEST(JsonReader, RefusesAMemberNamedTwice) {
    EXPECT_EQ(refusal(R"({"a":1,"b":2,"a":3})").code, Errc::duplicate_member);
    EXPECT_EQ(refusal(R"({"o":[{"price":"1","price":"2"}]})").pointer, "/o/0/price");
    // The same name, written with an escape.
    EXPECT_EQ(refusal(R"({"a":1,"\u0061":2})").code, Errc::duplicate_member);
    // In an object large enough to be sorted.
    std::string large = "{";
    for (int i = 0; i < 50; ++i) {
        large += "\"m" + std::to_string(i) + "\":0,";
    }
    EXPECT_TRUE(Document::parse(large + "\"last\":0}").has_value());
    EXPECT_EQ(refusal(large + "\"m7\":0}").pointer, "/m7");
    // The same name in two objects is nothing.
    EXPECT_TRUE(Document::parse(R"([{"a":1},{"a":1},{"a":{"a":1}}])").has_value());
}

TEST(JsonReader, StopsAtItsDepth) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(Document::parse(nested(32)).has_value());
    EXPECT_EQ(refusal(nested(33)).code, Errc::limit_exceeded);
    EXPECT_EQ(refusal(std::string(1'000'000, '[')).code, Errc::limit_exceeded);
    std::string objects;
    for (int i = 0; i < 100'000; ++i) {
        objects += "{\"a\":";
    }
    EXPECT_EQ(refusal(objects).code, Errc::limit_exceeded);
    EXPECT_EQ(refusal("[[1]]", {.depth_max = 1}).code, Errc::limit_exceeded);
}

TEST(JsonReader, StopsAtItsNumberOfValues) {
    const Limits limits{.members_max = 4};
    EXPECT_TRUE(Document::parse("[1,2,3]", limits).has_value());
    EXPECT_EQ(refusal("[1,2,3,4]", limits).code, Errc::limit_exceeded);
    std::string many = "[0";
    for (int i = 0; i < 20'000; ++i) {
        many += ",0";
    }
    EXPECT_EQ(refusal(many + "]").code, Errc::limit_exceeded);
    EXPECT_TRUE(Document::parse(many + "]", {.members_max = 100'000}).has_value());
}

TEST(JsonReader, StopsAtItsLengthOfTexts) {
    const Limits limits{.string_bytes_max = 5};
    EXPECT_TRUE(Document::parse(R"({"12345":"12345"})", limits).has_value());
    EXPECT_EQ(refusal(R"(["123456"])", limits).code, Errc::limit_exceeded);
    EXPECT_EQ(refusal(R"({"123456":1})", limits).code, Errc::limit_exceeded);
    EXPECT_EQ(refusal("[1234567]", limits).code, Errc::limit_exceeded);
}

TEST(JsonReader, ReadsALargeDocument) {
    std::string text = "{\"rows\":[";
    for (int i = 0; i < 50'000; ++i) {
        text += (i == 0 ? "" : ",") +
                ("{\"id\":" + std::to_string(i) + ",\"t\":\"" + std::string(60, 'x') + "\"}");
    }
    const Document document = parse_ok(text + "]}", {.members_max = 1'000'000});
    EXPECT_EQ(document.root()["rows"].size(), 50'000U);
    EXPECT_EQ(document.root()["rows"].at(49'999)["id"].text(), "49999");
}

TEST(JsonReader, ValuesOutliveAMove) {
    Document first = parse_ok(R"({"short":"x"})");
    const Value value = first.root()["short"];
    const Document second = std::move(first);
    EXPECT_EQ(value.text(), "x");
    EXPECT_EQ(second.root()["short"].text(), "x");
}

}  // namespace
}  // namespace silkgate::json
