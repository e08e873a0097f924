// The writer's fast ways against the plain rule of RFC 8259: every special character at every place, short
// and long.
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace silkgate::json {
namespace {

std::string escaped_plainly(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20) {
            char hex[8];
            std::snprintf(hex, sizeof hex, "\\u%04x", static_cast<unsigned>(byte));
            out += hex;
        } else {
            out += c;
        }
    }
    return out;
}

TEST(FastPaths, EscapesEveryCharacterAtEveryPlace) {
    for (std::size_t length = 0; length <= 70; ++length) {
        for (std::size_t place = 0; place < length; ++place) {
            for (int c = 0; c < 256; ++c) {
                std::string text(length, 'x');
                text[place] = static_cast<char>(c);
                std::string out;
                append_escaped(out, text);
                ASSERT_EQ(out, escaped_plainly(text)) << c << " at " << place << " of " << length;
            }
        }
    }
}

TEST(FastPaths, SeveralEscapesInOneText) {
    const std::string text = "\"\\\x01 plain text of some length \x7f\x80\xff \"end\"";
    std::string out;
    append_escaped(out, text);
    EXPECT_EQ(out, escaped_plainly(text));
}

TEST(FastPaths, PutsCommasWhereTheyBelongForShortAndLongTexts) {
    for (const std::size_t length : {0U, 1U, 7U, 8U, 9U, 63U, 64U, 127U, 128U, 129U, 256U, 257U, 3000U}) {
        const std::string text(length, 'a');
        Writer out;
        out.begin_object()
            .escaped_key(text)
            .string(text)
            .key("list")
            .begin_array()
            .string(text)
            .string(text)
            .number(1)
            .string("\"");
        out.end_array().member("last", "\n").end_object();
        const std::string quoted = "\"" + text + "\"";
        EXPECT_EQ(
            out.str(),
            "{" + quoted + ":" + quoted + ",\"list\":[" + quoted + "," + quoted +
                ",1,\"\\\"\"],\"last\":\"\\n\"}"
        );
    }
}

// A long text is escaped piece by piece.
TEST(FastPaths, WritesTheSameEscapesWherePiecesMeet) {
    for (std::size_t length = 120; length <= 140; ++length) {
        const std::string text = std::string(length, 'a') + "\"\\\n" + std::string(length, '"');
        Writer out;
        out.string(text).string(text);
        const std::string quoted = '"' + escaped_plainly(text) + '"';
        EXPECT_EQ(out.str(), quoted + ',' + quoted);
    }
}

// Reading looks at sixteen bytes at a time: blanks, quotes and escapes at every place of such a piece.
TEST(FastPaths, ReadsWhatTheWriterWroteBehindAnyNumberOfBlanks) {
    for (std::size_t blanks = 0; blanks <= 40; ++blanks) {
        const std::string text = std::string(blanks, 'b') + "\"\\\n" + std::string(40 - blanks, 'c');
        Writer out;
        out.begin_object().member("k", text).end_object();
        const auto document =
            Document::parse(std::string(blanks, ' ') + out.str() + std::string(blanks, '\n'));
        ASSERT_TRUE(document);
        EXPECT_EQ(document->root()["k"].text(), text);
    }
}

}  // namespace
}  // namespace silkgate::json
