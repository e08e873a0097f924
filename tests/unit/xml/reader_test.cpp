#include "adapters/common/xml/reader.hpp"

#include "adapters/common/xml/writer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace silkgate::adapters::xml {
namespace {

std::string repeated(std::string_view part, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += part;
    }
    return text;
}

void expect_refused(const std::string& bytes, std::string_view why) {
    const auto start = std::chrono::steady_clock::now();
    const auto root = read(bytes);
    EXPECT_FALSE(root.has_value()) << why;
    if (!root) {
        EXPECT_EQ(root.error().code, Errc::malformed_xml) << why;
        EXPECT_FALSE(root.error().detail.empty()) << why;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2)) << why;
}

TEST(XmlReader, ReadsElementsByLocalName) {
    const auto root = read(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- note -->\n"
        "<ns:a xmlns:ns=\"urn:x\" ns:k=\"v &amp; w\"><ns:b> text &lt;1&gt; &#x42F;&#1071; "
        "</ns:b><b>second</b>"
        "<c><![CDATA[<raw> & ]]>tail</c><d/></ns:a>\n"
    );
    ASSERT_TRUE(root.has_value()) << root.error().detail;
    EXPECT_EQ(root->name, "a");
    EXPECT_EQ(root->text_at("b"), "text <1> ЯЯ") << "the first of two";
    EXPECT_EQ(root->text_at("c"), "<raw> & tail");
    EXPECT_EQ(root->text_at("d"), "");
    EXPECT_EQ(root->text_at("x/y"), "");
    EXPECT_EQ(root->child("x"), nullptr);
    EXPECT_EQ(root->children.size(), 4U);
    bool found = false;
    for (const auto& [name, value] : root->attributes) {
        found = found || (name == "k" && value == "v & w");
    }
    EXPECT_TRUE(found);
}

TEST(XmlReader, RefusesEveryDoctype) {
    expect_refused("<!DOCTYPE a><a/>", "plain");
    expect_refused(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>", "external"
    );
    expect_refused(R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>)", "external entity");
    expect_refused(R"(<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>)", "entity bomb");
    expect_refused(
        R"(<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/p"> %p;]><a/>)", "parameter entity"
    );
    expect_refused("<!doctype a><a/>", "not XML's spelling, and no markup either");
    expect_refused("<a><!DOCTYPE a></a>", "inside");
    expect_refused("<!ENTITY x \"y\"><a>&x;</a>", "a declaration outside a DOCTYPE");
}

TEST(XmlReader, LetsTheWordStandInTextAndComments) {
    const auto root = read("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE b>]]></a>");
    ASSERT_TRUE(root.has_value()) << root.error().detail;
    EXPECT_EQ(root->text, "<!DOCTYPE b>");
}

TEST(XmlReader, RefusesEntitiesOfNobody) {
    expect_refused("<a>&x;</a>", "unknown entity");
    expect_refused("<a>&nbsp;</a>", "HTML's entity");
    expect_refused("<a b=\"&x;\"/>", "in an attribute");
    expect_refused("<a>&amp</a>", "no semicolon");
    expect_refused("<a>&</a>", "bare ampersand");
    expect_refused("<a>&#0;</a>", "NUL by number");
    expect_refused("<a>&#x1;</a>", "a control character by number");
    expect_refused("<a>&#xD800;</a>", "a surrogate by number");
    expect_refused("<a>&#x110000;</a>", "beyond Unicode");
    expect_refused("<a>&#99999999999999999999;</a>", "overflow");
    expect_refused("<a>&#xFFFE;</a>", "a noncharacter XML excludes");
    expect_refused("<a>&#;</a>", "no digits");
    EXPECT_EQ(read("<a>&lt;&gt;&amp;&quot;&apos;&#9;&#x1F375;</a>")->text, "<>&\"'\t🍵");
}

TEST(XmlReader, RefusesWhatIsDeepBeforeItIsCopied) {
    constexpr std::size_t kDeep = 100'000;
    expect_refused(repeated("<a>", kDeep) + repeated("</a>", kDeep), "100,000 levels, closed");
    expect_refused(repeated("<a>", kDeep), "100,000 levels, open");
    ReadLimits wide;
    wide.bytes_max = 64'000'000;
    const auto very_deep = read(repeated("<a>", 1'000'000) + repeated("</a>", 1'000'000), wide);
    EXPECT_FALSE(very_deep.has_value()) << "a million levels";
}

TEST(XmlReader, DepthOnBothSidesOfTheLimit) {
    const auto nested = [](std::size_t depth) { return repeated("<a>", depth) + repeated("</a>", depth); };
    EXPECT_TRUE(read(nested(64)).has_value());
    EXPECT_FALSE(read(nested(65)).has_value());
}

TEST(XmlReader, ElementCountOnBothSidesOfTheLimit) {
    const auto flat = [](std::size_t children) { return "<a>" + repeated("<b/>", children) + "</a>"; };
    EXPECT_TRUE(read(flat(49'999)).has_value());
    EXPECT_FALSE(read(flat(50'000)).has_value());
}

TEST(XmlReader, SizeOnBothSidesOfTheLimit) {
    const std::string frame = "<a></a>";
    EXPECT_TRUE(read("<a>" + std::string(1'048'576 - frame.size(), 'x') + "</a>").has_value());
    EXPECT_FALSE(read("<a>" + std::string(1'048'577 - frame.size(), 'x') + "</a>").has_value());
}

TEST(XmlReader, ReadsAHugeAttributeWithinTheSize) {
    const auto root = read("<a b=\"" + std::string(1'000'000, 'x') + "\"/>");
    ASSERT_TRUE(root.has_value());
    EXPECT_EQ(root->attributes.at(0).second.size(), 1'000'000U);
}

TEST(XmlReader, RefusesAttributesBeyondTheLimit) {
    std::string bytes = "<a";
    for (int i = 0; i < 60'000; ++i) {
        bytes += " b" + std::to_string(i) + "=\"\"";
    }
    bytes += "/>";
    expect_refused(bytes, "60,000 attributes on one element");
}

TEST(XmlReader, RefusesBytesThatAreNoText) {
    using namespace std::string_literals;
    expect_refused("<a>\0</a>"s, "NUL");
    expect_refused("\0"s, "only NUL");
    expect_refused("<a/>\0"s, "NUL at the end");
    expect_refused("<a>\xff</a>", "no UTF-8");
    expect_refused("<a>\xc3\x28</a>", "broken sequence");
    expect_refused("<a>\xed\xa0\x80</a>", "surrogate");
    expect_refused("<a>\xc0\xaf</a>", "overlong");
    expect_refused("\xff\xfe<\0a\0/\0>\0"s, "UTF-16");
    expect_refused("<a>\x01</a>", "a control character");
    expect_refused("<a b=\"\x1f\"/>", "a control character in an attribute");
    expect_refused("<a>\xef\xbf\xbe</a>", "U+FFFE");
}

TEST(XmlReader, RefusesAnotherDeclaredEncoding) {
    expect_refused("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "UTF-16 declared");
    expect_refused("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>", "windows-1251 declared");
    EXPECT_TRUE(read("<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>").has_value());
    EXPECT_TRUE(read("\xef\xbb\xbf<?xml version=\"1.0\"?><a/>").has_value()) << "byte order mark";
}

TEST(XmlReader, RefusesWhatIsNotWellFormed) {
    for (const char* bytes :
         {"",
          " ",
          "text",
          "<",
          "<a",
          "<a>",
          "<a></b>",
          "</a>",
          "<a><b></a></b>",
          "<a/><b/>",
          "<a/>x",
          "x<a/>",
          "<a b/>",
          "<a b=c/>",
          "<a b=\"1\" b=\"2\"/>",
          "<a b=\"<\"/>",
          "<1a/>",
          "<a><!-- -- --></a>",
          "<a>]]></a>",
          "<a><![CDATA[x</a>",
          "<a><?p</a>",
          "<?xml version=\"1.0\"?>",
          "<!-- only -->",
          "<a b=\"1\"c=\"2\"/>",
          " <?xml version=\"1.0\"?><a/>",
          "<a></a",
          "<a><?xml version=\"1.0\"?></a>"}) {
        expect_refused(bytes, bytes);
    }
}

TEST(XmlReader, SurvivesAMebibyteOfOneByte) {
    for (const char c : {'<', '>', '&', '!', '-', '"', '\'', ']', ' ', 'a', '?'}) {
        expect_refused(std::string(1'000'000, c), std::string("1,000,000 times ") + c);
        expect_refused("<a>" + std::string(500'000, c) + "</b>", std::string("inside: ") + c);
    }
    expect_refused(repeated("<!--", 200'000), "comments");
    expect_refused(repeated("<![CDATA[", 100'000), "CDATA");
    expect_refused(repeated("<?x ", 200'000), "instructions");
}

TEST(XmlWriter, WritesWhatTheReaderReads) {
    Writer out;
    out.open("a", {"k", "\"<&>'\n"})
        .element("b", "x < y & z > \"q\" 🍵")
        .element("c", "")
        .element_if("d", "");
    out.open("e").element("f", "1").close().close();
    const auto root = read(out.str());
    ASSERT_TRUE(root.has_value()) << root.error().detail << out.str();
    EXPECT_EQ(root->text_at("b"), "x < y & z > \"q\" 🍵");
    EXPECT_NE(root->child("c"), nullptr);
    EXPECT_EQ(root->child("d"), nullptr);
    EXPECT_EQ(root->text_at("e/f"), "1");
    EXPECT_EQ(root->attributes.at(0).second, "\"<&>'\n")
        << "a line feed in an attribute is written by number";
}

TEST(XmlWriter, LeavesOutWhatXmlCanNotHold) {
    std::string out;
    append_escaped(out, std::string("a\x01\x02\x1f\x00z\t\n", 8));
    EXPECT_EQ(out, "az\t\n");
    out.clear();
    append_escaped(
        out,
        "a\xef\xbf\xbe"
        "b\xef\xbf\xbf"
        "c\xef\xbf\xbd"
    );
    EXPECT_EQ(out, "abc\xef\xbf\xbd") << "U+FFFE and U+FFFF are no characters of XML";
    out.clear();
    append_escaped(out, "line\r\nend");
    EXPECT_EQ(out, "line&#13;\nend") << "a bare carriage return would be read as a line feed";
}

TEST(XmlWriter, AttackInAValueStaysText) {
    Writer out;
    out.open("a").element("b", "</b><status>40</status><b>").element("c", "]]>").close();
    const auto root = read(out.str());
    ASSERT_TRUE(root.has_value());
    EXPECT_EQ(root->child("status"), nullptr);
    EXPECT_EQ(root->text_at("b"), "</b><status>40</status><b>");
}

}  // namespace
}  // namespace silkgate::adapters::xml
