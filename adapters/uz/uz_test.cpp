// What the golden cases can not show: quotes with rates loaded, identifiers, the published schemas and
// samples.
#include "adapters/common/sad/test_support.hpp"
#include "adapters/common/wco/response.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/uz/identifiers.hpp"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

namespace silkgate::adapters::uz {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace sad::testing_sad;  // NOLINT: a header for tests only

// Invented rates: one dollar 12,000 UZS, ten yuan 17,000 UZS.
class Uz : public SadTest {
protected:
    Uz()
        : SadTest(
              make,
              "uz",
              {{"exchange.csv",
                "USD,1,12000,cbu-daily,2026-11-24,2026-11-24\nCNY,10,17000,cbu-daily,2026-11-24,2026-11-24\n"
               },
               {"tariff.csv",
                "85,duty,10,uz-tariff,2026-01-01,\n8516,duty,20,uz-tariff,2026-01-01,\n"
                "6115,duty,30,uz-tariff,2026-01-01,\n6115,excise,5,uz-tariff,2026-01-01,\n"}}
          ) {}

    // A courier parcel of one line, without freight and insurance, that is worth so many yuan.
    [[nodiscard]] order::Order parcel_worth(std::string_view yuan, std::string_view kilograms) const {
        order::Order order = case_order("accepted_courier");
        order.money.freight = {};
        order.money.insurance = {};
        order.lines.resize(1);
        order.lines[0].discount.reset();
        order.lines[0].amount = *Decimal::parse(yuan);
        order.consignments[0].gross_weight = *Decimal::parse(kilograms);
        return order;
    }
};

TEST_F(Uz, SinglePaymentAboveTwoHundredDollars) {  // UZ-0610, UZ-0611, UZ-0302
    // 200 USD are 2,400,000 UZS; a kilogram's fee is 2 % of 412,000.
    const auto at_limit = parcel_worth("1411.76", "1.499");
    EXPECT_EQ(quote_of(at_limit), "duty 0 30 % 0 UZS UZ-0610\nfee 412000 2 % per kg 8240 UZS UZ-0611\n");
    EXPECT_FALSE(rules_of(at_limit).contains("UZ-0302"));
    const auto above = parcel_worth("2000.00", "1.5");
    EXPECT_EQ(
        quote_of(above), "duty 1000000 30 % 300000 UZS UZ-0610\nfee 412000 2 % per kg 16480 UZS UZ-0611\n"
    );
    EXPECT_TRUE(rules_of(above).contains("UZ-0302"));
}

TEST_F(Uz, TheFeeCountsAtLeastOneKilogram) {
    EXPECT_THAT(quote_of(parcel_worth("10.00", "0.1")), testing::HasSubstr(" 8240 UZS UZ-0611"));
}

TEST_F(Uz, PostHasAHundredDollarsAndNoCouriersFee) {
    auto order = parcel_worth("1000.00", "1");
    order.consignments[0].logistics->mode = "post";
    EXPECT_EQ(quote_of(order), "duty 500000 30 % 150000 UZS UZ-0610\n");
}

TEST_F(Uz, CommercialImportIsDutyExciseVatOnTheSum) {  // UZ-0620, UZ-0621, UZ-0622
    auto order = case_order("accepted_commercial");
    order.money.freight = {};
    order.money.insurance = {};
    order.lines[0].discount.reset();
    order.lines[0].amount = *Decimal::parse("200.00");  // 340,000 UZS at 20 %
    order.lines[1].amount = *Decimal::parse("100.00");  // 170,000 UZS at 30 %, excise 5 %
    // Duty 68,000 + 51,000; excise 8,500; VAT 12 % of 408,000 and of 229,500.
    EXPECT_EQ(
        quote_of(order),
        "duty 510000 by line 119000 UZS UZ-0620\n"
        "excise 510000 by line 8500 UZS UZ-0621\n"
        "vat 637500 12 % 76500 UZS UZ-0622\n"
    );
    EXPECT_FALSE(rules_of(order).contains("SD-0602"));
}

TEST_F(Uz, FreightIsSharedAndTheRestOfRoundingIsNotLost) {
    auto order = case_order("accepted_commercial");
    order.money.freight = *Decimal::parse("0.01");  // 17 UZS on two lines of equal value
    order.money.insurance = {};
    for (order::Line& line : order.lines) {
        line.discount.reset();
        line.amount = *Decimal::parse("0.01");
    }
    EXPECT_THAT(quote_of(order), testing::HasSubstr("duty 51 by line 12.75 UZS UZ-0620\n"));
}

TEST_F(Uz, NothingIsQuotedWithoutTheDaysRate) {
    context_.decided_at = *parse_rfc3339("2026-11-25T08:00:00Z");
    EXPECT_EQ(quote_of(parcel_worth("2000.00", "1")), "");
    EXPECT_TRUE(rules_of(parcel_worth("2000.00", "1")).contains("SD-0601"));
}

TEST_F(Uz, RulesThatNoOrderOfTheSchemaBreaks) {  // SD-0304, SD-0402
    auto order = case_order("accepted_courier");
    order.lines[0].customs.codes[0].code = "85167970A0";
    EXPECT_TRUE(rules_of(order).contains("SD-0402"));
    const order::Line line = order.lines[1];
    order.lines.assign(999, line);
    EXPECT_FALSE(rules_of(order).contains("SD-0304"));
    order.lines.push_back(line);
    EXPECT_TRUE(rules_of(order).contains("SD-0304"));
}

TEST(UzNumbers, Pinfl) {
    // 4: a woman of the 1900s, 15 June 1990; 4·7 + 1·3 + 5 + 0·7 + 6·3 + 9 + 0·7 + 1·3 + 2 + 3·7 + 4·3 + 5 +
    // 6·7 = 148.
    EXPECT_TRUE(is_pinfl("41506901234568"));
    EXPECT_FALSE(is_pinfl("41506901234567")) << "control digit";
    EXPECT_FALSE(is_pinfl("43102901234568")) << "31 February";
    EXPECT_FALSE(is_pinfl("71506901234569")) << "first digit";
    EXPECT_FALSE(is_pinfl("4150690123456"));
    EXPECT_TRUE(is_pinfl_form("43102901234568"));
    EXPECT_TRUE(is_stir("301234567"));
    EXPECT_FALSE(is_stir("30123456A"));
    EXPECT_TRUE(is_passport("AB1234567"));
    EXPECT_FALSE(is_passport("ab1234567"));
}

TEST_F(Uz, EveryDeclarationIsValidAgainstThePublishedSchema) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    expect_golden_documents_valid(".DEC.xml", "intl/wco/xsd/declaration/submit_all.xsd");
}

TEST_F(Uz, ResponsesOfTheSimulatorAreValidAgainstThePublishedSchema) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const std::string declaration = read_file(folder_ / "cases/accepted_courier.DEC.xml");
    for (const Outcome outcome : {Outcome::accepted, Outcome::rejected, Outcome::query}) {
        const auto replies = adapter_->simulate("DEC", declaration, outcome, context_.decided_at);
        ASSERT_TRUE(replies.has_value());
        for (const SimulatedReply& reply : *replies) {
            // The schema of the envelope takes any Response, so the Response is looked at alone.
            std::string response = reply.bytes.substr(reply.bytes.find("<Response"));
            response.resize(response.find("</md:MetaData>"));
            EXPECT_EQ(
                schema_errors(response, reference() / "intl/wco/xsd/notification/WCO_RES_2_DMS.xsd"), ""
            ) << response;
        }
    }
}

TEST(UzResponse, ThePublishedSamplesAreRead) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto read = [](const char* name) {
        const auto items = wco::read_response(read_file(reference() / "intl/wco/samples" / name), "UZ");
        EXPECT_TRUE(items.has_value()) << name << ": " << items.error().detail;
        return items ? items->front() : ReplyItem{};
    };
    EXPECT_EQ(read("01_DMSACC.xml").status, ReplyStatus::registered);
    EXPECT_EQ(read("09_DMSCLE.xml").status, ReplyStatus::released);
    const ReplyItem rejected = read("03_DMSREJ.xml");
    EXPECT_EQ(rejected.references.front(), "uz:DEC:Sample_A_TC01_1102_03");
    EXPECT_EQ(rejected.authority_reference, "20GB1NA4Y2YSRFGVR6");
    ASSERT_EQ(rejected.reasons.size(), 1U);
    EXPECT_EQ(rejected.reasons[0].code, "CDS12005");
    EXPECT_EQ(rejected.reasons[0].text, "42A/17C/R144");
    const ReplyItem tax = read("13_DMSTAX.xml");
    ASSERT_EQ(tax.charges.size(), 2U);
    EXPECT_EQ(tax.charges[0].kind, "A00");
    EXPECT_EQ(tax.charges[1].amount.to_string(), "2054.00");
    EXPECT_EQ(tax.charges[1].currency, "GBP");
}

// A declaration's samples are what the other side of the wire gets: valid, and answered under their own
// reference.
TEST_F(Uz, ThePublishedDeclarationsAreValidAndAnswered) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    for (const char* name : {"Step1_TT_IM001a.xml", "TT_EX006a.xml", "TT_IM005a.xml"}) {
        const std::string sample = read_file(reference() / "intl/wco/samples" / name);
        EXPECT_EQ(schema_errors(sample, reference() / "intl/wco/xsd/declaration/submit_all.xsd"), "") << name;
        const auto root = xml::read(sample);
        ASSERT_TRUE(root.has_value()) << name << ": " << root.error().detail;
        const std::string own(root->text_at("Declaration/FunctionalReferenceID"));
        ASSERT_FALSE(own.empty()) << name;
        const auto replies = adapter_->simulate("DEC", sample, Outcome::accepted, context_.decided_at);
        ASSERT_TRUE(replies.has_value()) << name << ": " << replies.error().detail;
        for (const SimulatedReply& reply : *replies) {
            const auto items = adapter_->read_reply(reply.bytes, reply.content_type);
            ASSERT_TRUE(items.has_value()) << name << ": " << items.error().detail;
            EXPECT_EQ(items->front().references.front(), "uz:DEC:" + own);
        }
    }
}

// Every element that the golden declarations have is one of the model's, by the table of its paths.
TEST_F(Uz, EveryElementIsInTheTableOfTheDataModel) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    std::istringstream rows(read_file(reference() / "intl/wco/wco_dec_elements.csv"));
    std::set<std::string> known = {"Declaration"};
    for (std::string row; std::getline(rows, row);) {
        known.insert(row.substr(0, row.find(',')));
    }
    EXPECT_GE(known.size(), 459U);
    std::size_t declarations = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cases")) {
        if (!entry.path().string().ends_with(".DEC.xml")) {
            continue;
        }
        const auto root = xml::read(read_file(entry.path()));
        ASSERT_TRUE(root.has_value()) << entry.path();
        const xml::Element* declaration = root->child("Declaration");
        ASSERT_NE(declaration, nullptr) << entry.path();
        const auto look = [&](const auto& self, const xml::Element& element, const std::string& path
                          ) -> void {
            EXPECT_TRUE(known.contains(path)) << entry.path() << ": " << path;
            for (const xml::Element& child : element.children) {
                if (child.name == "DateTimeString") {
                    continue;  // of the data type, below the path's end
                }
                self(self, child, path + "/" + child.name);
            }
        };
        look(look, *declaration, "Declaration");
        ++declarations;
    }
    EXPECT_GE(declarations, 3U);
}

}  // namespace
}  // namespace silkgate::adapters::uz
