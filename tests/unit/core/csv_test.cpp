#include "gateway/core/csv.hpp"

#include <gtest/gtest.h>

namespace silkgate::csv {
namespace {

TEST(Csv, ReadsQuotedCellsCommentsAndBothLineEnds) {
    const auto rows =
        read("f.csv", "# a comment\nname,text\r\na,\"one, \"\"two\"\"\"\n\nb,\n", {"name", "text"});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0].line, 3);
    EXPECT_EQ((*rows)[0].cells, (std::vector<std::string>{"a", "one, \"two\""}));
    EXPECT_EQ((*rows)[1].cells, (std::vector<std::string>{"b", ""}));
}

TEST(Csv, NamesFileAndLineOfWhatIsWrong) {
    struct Bad {
        std::string_view text;
        std::string_view complaint;
    };
    for (const auto& [text, complaint] :
         {Bad{"", "f.csv line 0: there is no header"},
          Bad{"name\n", "f.csv line 1: the header"},
          Bad{"name,text\na\n", "f.csv line 2: the number of cells"},
          Bad{"name,text\na,b\n\"a,b\n", "f.csv line 3: a quote is not closed"}}) {
        const auto rows = read("f.csv", text, {"name", "text"});
        ASSERT_FALSE(rows) << text;
        EXPECT_TRUE(rows.error().detail.starts_with(complaint)) << rows.error().detail;
    }
}

TEST(Csv, ReadsOneColumn) {
    EXPECT_EQ(read_column("#\na,b\n1,2\n3,\"4,5\"\n", "b"), (std::vector<std::string>{"2", "4,5"}));
    EXPECT_TRUE(read_column("a,b\n1,2\n", "c").empty());
}

TEST(Csv, ValidityIsOpenWhereACellIsEmpty) {
    const auto day = [](const char* text) { return *parse_date(text); };
    const auto whole = read_validity("f.csv", 1, "", "");
    ASSERT_TRUE(whole);
    EXPECT_TRUE(whole->covers(day("1999-01-01")));
    const auto year = read_validity("f.csv", 1, "2026-01-01", "2026-12-31");
    ASSERT_TRUE(year);
    EXPECT_FALSE(year->covers(day("2025-12-31")));
    EXPECT_TRUE(year->covers(day("2026-01-01")));
    EXPECT_TRUE(year->covers(day("2026-12-31")));
    EXPECT_FALSE(year->covers(day("2027-01-01")));
    EXPECT_FALSE(read_validity("f.csv", 1, "2026-12-31", "2026-01-01"));
    EXPECT_FALSE(read_validity("f.csv", 1, "soon", ""));
}

}  // namespace
}  // namespace silkgate::csv
