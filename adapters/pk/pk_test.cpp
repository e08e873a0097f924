// What the golden cases can not show: quotes with rates loaded, and CUSDEC against the directories.
#include "adapters/common/edifact/cusres.hpp"
#include "adapters/common/edifact/interchange.hpp"
#include "adapters/common/sad/apportion.hpp"
#include "adapters/common/sad/test_support.hpp"
#include "adapters/pk/national.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace silkgate::adapters::pk {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace sad::testing_sad;  // NOLINT: a header for tests only

// Invented rates: a yuan 40 PKR, a dollar 280 PKR.
class Pk : public SadTest {
protected:
    Pk()
        : SadTest(
              make,
              "pk",
              {{"exchange.csv",
                "CNY,1,40,sbp-daily,2026-11-23,2026-11-24\nUSD,1,280,sbp-daily,2026-11-23,2026-11-24\n"},
               {"tariff.csv",
                "8516,cd,20,pk-tariff,2026-07-01,\n8516,acd,4,pk-tariff,2026-07-01,\n8516,rd,10,pk-tariff,"
                "2026-07-01,\n"
                "6115,cd,15,pk-tariff,2026-07-01,\n*,income,5.5,pk-tariff,2026-07-01,\n"}}
          ) {}

    [[nodiscard]] order::Order one_line(std::string_view yuan) const {
        order::Order order = case_order("accepted_import");
        order.money.freight = {};
        order.money.insurance = {};
        order.lines.resize(1);
        order.lines[0].discount.reset();
        order.lines[0].amount = *Decimal::parse(yuan);
        return order;
    }
};

TEST_F(Pk, EachPaymentStandsOnThoseBefore) {  // PK-0610 … PK-0615
    // 10,000 PKR: duties 2,000 + 400 + 1,000; sales tax 18 % of 13,400; income tax 5.5 % of 15,812.
    EXPECT_EQ(
        quote_of(one_line("250.00")),
        "duty 10000 20 % 2000 PKR PK-0610\n"
        "additional_duty 10000 4 % 400 PKR PK-0611\n"
        "regulatory_duty 10000 10 % 1000 PKR PK-0612\n"
        "excise 13400 0 % 0 PKR PK-0613\n"
        "sales_tax 13400 18 % 2412 PKR PK-0614\n"
        "income_tax 15812 5.5 % 869.66 PKR PK-0615\n"
    );
}

TEST_F(Pk, UpToAThousandRupeesIsFree) {  // PK-0616
    EXPECT_EQ(leg_of(one_line("25.00")).regime, "DM");
    EXPECT_EQ(quote_of(one_line("25.00")), "duty 1000 0 % 0 PKR PK-0616\n");
    EXPECT_EQ(leg_of(one_line("25.01")).regime, "IM");
    context_.decided_at = *parse_rfc3339("2026-11-26T08:00:00Z");  // no rate of the 25th
    EXPECT_EQ(leg_of(one_line("25.00")).regime, "IM");
}

TEST_F(Pk, ExportsAboveFiveThousandDollarsNeedAnInstrument) {  // PK-0302
    auto order = case_order("accepted_export");
    order.money.freight = {};
    order.money.insurance = {};
    order.lines.resize(1);
    order.lines[0].discount.reset();
    order.lines[0].amount = *Decimal::parse("35000.00");
    EXPECT_FALSE(rules_of(order).contains("PK-0302"));
    order.lines[0].amount = *Decimal::parse("35000.01");
    EXPECT_TRUE(rules_of(order).contains("PK-0302"));
    connection_.registrations["PK.financialInstrument"] = "yes";
    EXPECT_FALSE(rules_of(order).contains("PK-0302"));
}

TEST(PkNumbers, CnicAndNtn) {
    EXPECT_TRUE(is_cnic("4210112345671"));
    EXPECT_TRUE(is_cnic("42101-1234567-1"));
    EXPECT_FALSE(is_cnic("421011-234567-1"));
    EXPECT_TRUE(is_ntn("1234567-8"));
    EXPECT_TRUE(is_ntn("A2345678"));
    EXPECT_FALSE(is_ntn("1234567"));
    EXPECT_FALSE(is_ntn("1234567+8"));
}

TEST(Apportion, PartsSumToTheWhole) {
    const std::vector<Decimal> weights = {Decimal(1), Decimal(1), Decimal(1)};
    const auto parts = sad::apportion(*Decimal::parse("10.00"), weights, 2);
    ASSERT_TRUE(parts.has_value());
    EXPECT_EQ((*parts)[0].to_string(), "3.34");
    EXPECT_EQ((*parts)[2].to_string(), "3.33");
    const std::vector<Decimal> dear = {*Decimal::parse("75000.00"), *Decimal::parse("25000.00")};
    const auto rials = sad::apportion(*Decimal::parse("10000000000.00"), dear, 2);
    ASSERT_TRUE(rials.has_value()) << "the product has more than 18 digits";
    EXPECT_EQ((*rials)[1].to_string(), "2500000000.00");
    EXPECT_FALSE(sad::apportion(Decimal(1), std::vector<Decimal>{Decimal(0)}, 2).has_value());
}

// One segment or group of a directory's structure, as the reference data list it.
struct Place {
    std::size_t level = 0;
    std::string name;  // "RFF", or "[SG1]"
    std::size_t most = 1;
};

std::vector<Place> structure(const char* file) {
    std::istringstream rows(read_file(reference() / "intl/edifact" / file));
    std::string row;
    std::getline(rows, row);
    std::vector<Place> out;
    while (std::getline(rows, row)) {
        std::istringstream cells(row);
        std::string level;
        std::string group;
        std::string name;
        std::string status;
        std::string most;
        std::getline(cells, level, ',');
        std::getline(cells, group, ',');
        std::getline(cells, name, ',');
        std::getline(cells, status, ',');
        std::getline(cells, most, ',');
        out.push_back({std::stoul(level), name, std::stoul(most)});
    }
    return out;
}

// Takes what the places [at, end) of one level allow from `tags`, in order.
void take(
    const std::vector<Place>& places,
    std::size_t at,
    std::size_t end,
    const std::vector<std::string>& tags,
    std::size_t& next
) {
    while (at < end) {
        std::size_t behind = at + 1;
        while (behind < end && places[behind].level > places[at].level) {
            ++behind;
        }
        const bool group = places[at].name.starts_with("[");
        const std::string& trigger = group ? places[at + 1].name : places[at].name;
        for (std::size_t time = 0; time < places[at].most && next < tags.size() && tags[next] == trigger;
             ++time) {
            if (group) {
                take(places, at + 1, behind, tags, next);
            } else {
                ++next;
            }
        }
        at = behind;
    }
}

// The first segment that does not stand where the directory has a place for it, or "".
std::string misplaced(const std::string& interchange, const char* file) {
    const auto messages = edifact::read_interchange(interchange);
    EXPECT_TRUE(messages.has_value()) << messages.error().detail;
    std::vector<std::string> tags = {"UNH"};
    for (const edifact::Segment& segment : messages->front().segments) {
        tags.push_back(segment.tag);
    }
    tags.push_back("UNT");
    const auto places = structure(file);
    std::size_t next = 0;
    take(places, 0, places.size(), tags, next);
    return next == tags.size() ? "" : tags[next] + " at " + std::to_string(next + 1);
}

TEST(PkCusdec, EverySegmentStandsWhereTheDirectoryHasIt) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    EXPECT_EQ(
        misplaced(read_file(reference() / "intl/edifact/sample_cusdec_d96b.edi"), "D96B_cusdec_segments.csv"),
        ""
    );
    std::string wrong = read_file(reference() / "intl/edifact/sample_cusdec_d96b.edi");
    wrong.replace(wrong.find("UNS+D'"), 6, "GIS+23'");
    EXPECT_EQ(misplaced(wrong, "D96B_cusdec_segments.csv"), "GIS at 16");
    const auto cases = std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters";
    int seen = 0;
    for (const char* folder : {"pk/cases", "ir/cases"}) {
        for (const auto& entry : std::filesystem::directory_iterator(cases / folder)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".CUSDEC.edi")) {
                const bool older = name.find("d01b") == std::string::npos;
                const char* file = older ? "D96B_cusdec_segments.csv" : "D01B_cusdec_segments.csv";
                EXPECT_EQ(misplaced(read_file(entry.path()), file), "") << entry.path();
                ++seen;
            }
        }
    }
    EXPECT_GE(seen, 7);
}

TEST_F(Pk, SimulatedCusresStandsAsTheDirectoryHasIt) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    for (const auto& [name, directory] :
         {std::pair{"import_cusdec_d96b.CUSDEC.edi", "D96B_cusres_segments.csv"},
          std::pair{"import_cusdec_d01b.CUSDEC.edi", "D01B_cusres_segments.csv"}}) {
        const std::string cusdec = read_file(folder_ / "cases" / name);
        for (const Outcome outcome : {Outcome::accepted, Outcome::rejected, Outcome::query}) {
            const auto replies = adapter_->simulate("CUSDEC", cusdec, outcome, context_.decided_at);
            ASSERT_TRUE(replies.has_value());
            for (const SimulatedReply& reply : *replies) {
                EXPECT_EQ(misplaced(reply.bytes, directory), "") << reply.bytes;
            }
        }
    }
}

TEST(PkCusres, TheReferenceSampleIsRead) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto items =
        edifact::read_cusres(read_file(reference() / "intl/edifact/sample_cusres_d96b_reject.edi"), "PK");
    ASSERT_TRUE(items.has_value()) << items.error().detail;
    EXPECT_EQ(items->front().references.front(), "pk:CUSDEC:LRN2026000001");
    EXPECT_EQ(items->front().status, ReplyStatus::rejected);
    ASSERT_EQ(items->front().reasons.size(), 1U);
    EXPECT_EQ(items->front().reasons[0].code, "HS001");
    EXPECT_EQ(items->front().reasons[0].text, "COMMODITY CODE NOT IN TARIFF (2 CST:1)");
    EXPECT_EQ(format_rfc3339(*items->front().at), "2026-11-23T10:15:00.000Z");
}

TEST(PkInterchange, EscapesBothWays) {
    const std::string text = "What? 1+1:2 'é' \xc2\xa3";
    const std::string bytes = edifact::write_interchange(
        {.sender = "A", .recipient = "B", .control = "7", .message = "CUSRES:D:96B:UN", .prepared = {}},
        {{"FTX", {{"AAO"}, {}, {}, {text, "", "third", ""}}}}
    );
    EXPECT_THAT(bytes, testing::HasSubstr("FTX+AAO+++What?? 1?+1?:2 ?'\xe9?' \xa3::third'\n"));
    EXPECT_THAT(bytes, testing::HasSubstr("UNT+3+1'\nUNZ+1+7'\n"));
    const auto messages = edifact::read_interchange(bytes);
    ASSERT_TRUE(messages.has_value()) << messages.error().detail;
    EXPECT_EQ(messages->front().segments[0].at(3), text);
    EXPECT_EQ(messages->front().segments[0].at(3, 2), "third");
}

TEST(PkInterchange, OtherSeparatorsAndNoServiceString) {
    EXPECT_TRUE(
        edifact::read_interchange("UNB+UNOC:3+A+B+1:2+7'UNH+1+CUSRES:D:96B'UNT+2+1'UNZ+1+7'").has_value()
    );
    const auto other =
        edifact::read_interchange("UNA/*.! ~UNB*UNOC/3*A*B*1/2*7~UNH*1*CUSRES/D/96B~UNT*2*1~UNZ*1*7~");
    ASSERT_TRUE(other.has_value()) << other.error().detail;
    EXPECT_EQ(other->front().version, "D:96B");
    EXPECT_FALSE(edifact::read_interchange("UNA:+").has_value());
    EXPECT_FALSE(edifact::read_interchange("UNB+UNOC:3+A+B+1:2+7'UNH+1+X'UNT+2+1'UNZ+1+7").has_value());
    EXPECT_FALSE(edifact::read_interchange("UNB+UNOC:3+A+B+1:2+7'UNH+1+X'UNZ+1+7'").has_value());
    EXPECT_FALSE(edifact::read_interchange("UNB+UNOC:3+A+B+1:2+7'BGM+1'UNZ+1+7'").has_value());
}

TEST_F(Pk, EveryDeclarationIsValidAgainstThePublishedSchema) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    expect_golden_documents_valid(".DEC.xml", "intl/wco/xsd/declaration/submit_all.xsd");
}

// SD-0007, SD-0008
TEST_F(Pk, ACancellationIsValidAgainstTheSchemaOfCancellations) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const std::string message = read_file(folder_ / "cases/cancel.DEC.xml");
    const auto from = message.find("<Declaration ");
    const std::string cancellation = message.substr(from, message.find("</md:MetaData>") - from);
    const auto schema = reference() / "intl/wco/xsd/declaration/CANCEL.xsd";
    EXPECT_EQ(schema_errors(cancellation, schema), "");
    const std::string_view element = "</StatementDescription>";
    const auto at = cancellation.find("<StatementDescription>");
    std::string silent = cancellation;
    silent.erase(at, cancellation.find(element) + element.size() - at);
    EXPECT_NE(schema_errors(silent, schema), "") << "the schema wants a reason";
}

}  // namespace
}  // namespace silkgate::adapters::pk
