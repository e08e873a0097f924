// What the golden cases can not show: quotes with rates loaded, and the ASYCUDA file against the samples'
// paths.
#include "adapters/common/sad/test_support.hpp"
#include "adapters/common/xml/reader.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace silkgate::adapters::tj {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace sad::testing_sad;  // NOLINT: a header for tests only

// Invented rates: a dollar 10 TJS, ten yuan 15 TJS.
class Tj : public SadTest {
protected:
    Tj()
        : SadTest(
              make,
              "tj",
              {{"exchange.csv",
                "USD,1,10,nbt-daily,2026-11-24,2027-01-01\nCNY,10,15,nbt-daily,2026-11-24,2027-01-01\n"},
               {"tariff.csv", "8516,duty,10,tj-tariff,2026-01-01,\n6115,duty,15,tj-tariff,2026-01-01,\n"}}
          ) {}

    [[nodiscard]] order::Order one_line(std::string_view what, std::string_view yuan) const {
        order::Order order = case_order(what);
        order.money.freight = {};
        order.money.insurance = {};
        order.lines.resize(1);
        order.lines[0].discount.reset();
        order.lines[0].amount = *Decimal::parse(yuan);
        return order;
    }
};

TEST_F(Tj, ValueAddedTaxFallsOnNewYear) {                          // TJ-0620, TJ-0621, TJ-0622
    context_.decided_at = *parse_rfc3339("2026-12-31T18:59:59Z");  // the last second of the year in UTC+5
    EXPECT_EQ(
        quote_of(one_line("accepted_commercial", "1000.00")),
        "duty 1500 10 % 150 TJS TJ-0620\nexcise 1500 0 % 0 TJS TJ-0621\nvat 1650 14 % 231 TJS TJ-0622\n"
    );
    context_.decided_at = *parse_rfc3339("2026-12-31T19:00:00Z");
    EXPECT_THAT(
        quote_of(one_line("accepted_commercial", "1000.00")), testing::HasSubstr("13 % 214.5 TJS TJ-0622")
    );
}

TEST_F(Tj, NothingIsQuotedForAParcel) {  // TJ-0302, TJ-0303
    const auto at_limit = one_line("accepted_parcel", "666.66");
    EXPECT_EQ(quote_of(at_limit), "");
    EXPECT_TRUE(rules_of(at_limit).contains("TJ-0303"));
    EXPECT_FALSE(rules_of(at_limit).contains("TJ-0302"));
    EXPECT_TRUE(rules_of(one_line("accepted_parcel", "666.68")).contains("TJ-0302"));
}

// Paths in the order of their first appearance.
void paths_of(const xml::Element& element, const std::string& above, std::vector<std::string>& out) {
    const std::string here = above + element.name;
    if (std::ranges::find(out, here) == out.end()) {
        out.push_back(here);
    }
    for (const xml::Element& child : element.children) {
        if (child.name != "null") {
            paths_of(child, here + "/", out);
        }
    }
}

TEST_F(Tj, TheFileHasThePathsOfThePublicSamplesInTheirOrder) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto theirs = xml::read(read_file(reference() / "intl/asycuda/sad_skeleton_single_item.xml"));
    const auto ours = xml::read(read_file(folder_ / "cases/parcel_asycuda_one_item.SAD.xml"));
    ASSERT_TRUE(theirs && ours);
    std::vector<std::string> expected;
    std::vector<std::string> found;
    paths_of(*theirs, "", expected);
    paths_of(*ours, "", found);
    EXPECT_EQ(found, expected);
}

// The table was made from three public samples: nothing is written that none of them has.
TEST_F(Tj, EveryPathIsInTheTableOfTheSamples) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    std::istringstream rows(read_file(reference() / "intl/asycuda/asycuda_world_sad_paths.csv"));
    std::set<std::string> known;
    for (std::string row; std::getline(rows, row);) {
        known.insert(row.substr(0, row.find(',')));
    }
    EXPECT_GE(known.size(), 300U);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cases")) {
        if (!entry.path().string().ends_with(".SAD.xml")) {
            continue;
        }
        const auto root = xml::read(read_file(entry.path()));
        ASSERT_TRUE(root.has_value()) << entry.path();
        std::vector<std::string> found;
        paths_of(*root, "", found);
        for (const std::string& path : found) {
            EXPECT_TRUE(known.contains(path)) << entry.path() << ": " << path;
        }
        ++files;
    }
    EXPECT_GE(files, 2U);
}

TEST_F(Tj, RepetitionsNullsAndSums) {
    const auto root = xml::read(read_file(folder_ / "cases/parcel_asycuda.SAD.xml"));
    ASSERT_TRUE(root.has_value());
    const auto count = [](const xml::Element& parent, std::string_view name) {
        return std::ranges::count(parent.children, name, &xml::Element::name);
    };
    EXPECT_EQ(count(*root->child("Assessment_notice"), "Item_tax_total"), 14);
    EXPECT_EQ(count(*root->child("Global_taxes"), "Global_tax_item"), 8);
    EXPECT_EQ(count(*root, "Item"), 2);
    const xml::Element* item = root->child("Item");
    EXPECT_EQ(count(*item->child("Taxation"), "Taxation_line"), 8);
    EXPECT_EQ(count(*item->child("Tarification"), "Supplementary_unit"), 3);
    EXPECT_EQ(item->text_at("Tarification/HScode/Commodity_code"), "85167970");
    EXPECT_EQ(item->text_at("Tarification/HScode/Precision_1"), "00");
    // 20.00 and 1.50 by the values 231.50 and 28.50 of 260.00.
    EXPECT_EQ(item->text_at("Tarification/Value_item"), "17.81+0.00+1.34+0.00-0.00");
    EXPECT_EQ(root->children.back().text_at("Tarification/Value_item"), "2.19+0.00+0.16+0.00-0.00");
    EXPECT_EQ(root->text_at("Property/Forms/Total_number_of_forms"), "2");
    EXPECT_NE(root->child("Property")->child("Place_of_declaration")->child("null"), nullptr);
}

TEST_F(Tj, EveryDeclarationIsValidAgainstThePublishedSchema) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    expect_golden_documents_valid(".DEC.xml", "intl/wco/xsd/declaration/submit_all.xsd");
}

}  // namespace
}  // namespace silkgate::adapters::tj
