#include "gateway/json/writer.hpp"

#include "gateway/json/reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate::json {
namespace {

TEST(JsonWriter, WritesCompactJsonInTheOrderGiven) {
    Writer out;
    out.begin_object().member("b", "x").key("a").begin_array().number(1).boolean(true).raw("null").end_array(
    );
    out.key("o").begin_object().end_object().key("l").begin_array().end_array().end_object();
    EXPECT_EQ(out.str(), R"({"b":"x","a":[1,true,null],"o":{},"l":[]})");
}

TEST(JsonWriter, LeavesOutWhatIsAbsent) {
    Writer out;
    out.begin_object().member_if("a", "").member_if("b", "1").member_if("c", "").end_object();
    EXPECT_EQ(out.str(), R"({"b":"1"})");
}

TEST(JsonWriter, WritesDecimalsAsTextsOfTheirScale) {
    Writer out;
    out.begin_object()
        .member("t", Decimal::from_parts(1010, 2))
        .member("n", Decimal::from_parts(-1, 9))
        .end_object();
    EXPECT_EQ(out.str(), R"({"t":"10.10","n":"-0.000000001"})");
}

TEST(JsonWriter, WritesTheLargestNumbers) {
    Writer out;
    out.begin_array().number(INT64_MAX).number(INT64_MIN).number(0).end_array();
    EXPECT_EQ(out.str(), "[9223372036854775807,-9223372036854775808,0]");
}

TEST(JsonWriter, EscapesWhatJsonWants) {
    Writer out;
    out.begin_object().escaped_key("a\"b").string("\\ \" \n \r \t \b \x1f / é 茶 😀").end_object();
    EXPECT_EQ(out.str(), R"({"a\"b":"\\ \" \n \r \t \u0008 \u001f / é 茶 😀"})");
}

// All 128 ASCII characters, NUL too, come back as they were.
TEST(JsonWriter, EveryCharacterReadsBack) {
    std::string all;
    for (int c = 0; c < 128; ++c) {
        all += static_cast<char>(c);
    }
    Writer out;
    out.begin_array().string(all).end_array();
    const auto document = Document::parse(out.str());
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->root().at(0).text(), all);
}

}  // namespace
}  // namespace silkgate::json
