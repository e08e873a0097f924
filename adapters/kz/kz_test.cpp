// What the golden cases can not show for lack of a day's rate: duty in KZT, and the declaration that
// calculates it.
#include "adapters/common/eaeu/test_support.hpp"
#include "adapters/common/xml/reader.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace silkgate::adapters::kz {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace eaeu::testing_r043;  // NOLINT: a header for tests only

std::set<std::string> paths_of(const xml::Element& element, const std::string& above = {}) {
    std::set<std::string> paths;
    const std::string here = above + "/" + element.name;
    paths.insert(here);
    for (const xml::Element& child : element.children) {
        paths.merge(paths_of(child, here));
    }
    return paths;
}

class KZ : public R043Test {
protected:
    KZ()
        : R043Test(
              make,
              "kz",
              "NBK,EUR,1,570.00,NBK,2026-11-24,2026-11-24\n"
              "NBK,CNY,10,570.00,NBK,2026-11-24,2026-11-24\n"
          ) {}
};

TEST_F(KZ, DutyAtAndAboveBothLimits) {
    EXPECT_EQ(duty_of("200.00", "31"), "0.00 KZT");
    EXPECT_EQ(duty_of("201.00", "31"), "85.50 KZT");
    EXPECT_EQ(duty_of("200.00", "32"), "1140.00 KZT");
    EXPECT_EQ(duty_of("300.00", "5"), "8550.00 KZT");
    EXPECT_EQ(duty_of("300.00", "40"), "10260.00 KZT");
}

TEST_F(KZ, TheSideThatCountsIsDeclared) {
    expect_the_side_that_counts_is_declared();
}

TEST_F(KZ, ValuesAndTimeAreNational) {
    const std::string xml = document_of(order_);  // 231.50 and 28.50 CNY; ten are 570.00 KZT
    EXPECT_NE(xml.find("currencyCode=\"KZT\" currencyCodeListId=\"2022\">13195.50<"), std::string::npos)
        << xml;
    EXPECT_NE(xml.find("currencyCode=\"KZT\" currencyCodeListId=\"2022\">14820.00<"), std::string::npos)
        << xml;
    EXPECT_EQ(element(xml, "csdo:EDocDateTime"), "2026-11-24T13:00:00+05:00");
    EXPECT_THAT(rules_of(order_), testing::ElementsAre());
}

TEST_F(KZ, AnExportGoesByTheExpressDeclarationUpToItsLimit) {
    expect_the_express_limit("114000.00", "114000.01");
}

TEST_F(KZ, DearerGoodsGoByTheOrdinaryDeclaration) {
    expect_the_ordinary_declaration("114000.01");
}

TEST_F(KZ, FeeIsQuotedOnceAnOperatorKnowsIt) {
    expect_the_fee_is_quoted("KZ-0610", "KZT");
}

// 300 EUR at 570: 5 % of it, and 16 % of both.
TEST_F(KZ, TheEcommerceRegimeIsQuotedWhereItIsSwitchedOn) {
    files_["ecommerce.csv"] =
        "regime,limit_eur,percent,eur_per_kg,source,effective_from,effective_to\n"
        "DET,200,5,1,eaeu-ecommerce,2026-07-01,\n";
    remake();
    order_ = order_worth("300.00", "5");
    plan();
    EXPECT_EQ(leg_.regime, "DET");
    EXPECT_THAT(rules_of(order_), testing::ElementsAre("EE-0621"));
    EXPECT_FALSE(adapter_->declare(order_, leg_, context_));
    const auto quote = adapter_->quote(order_, leg_, context_);
    ASSERT_TRUE(quote);
    ASSERT_EQ(quote->size(), 2U);
    EXPECT_EQ(quote->front().amount.to_string(), "8550.00");
    EXPECT_EQ(quote->back().amount.to_string(), "28728.00");
    EXPECT_EQ(quote->back().currency, "KZT");
}

// Whatever the reference's declaration holds, ours holds too, but for what an order can not know.
TEST_F(KZ, NothingOfTheReferenceDeclarationIsMissing) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    connection_.registrations["KZ.carrierName"] = "Пример Экспресс";
    connection_.registrations["KZ.carrierTaxId"] = "240140000011";
    const std::string theirs = read_file(reference() / "constructed-samples/eec_R.043_PTDEG_KZ_min.xml");
    EXPECT_EQ(schema_errors(theirs), "");
    const auto sample = xml::read(theirs);
    const auto ours = xml::read(document_of(order_));
    ASSERT_TRUE(sample && ours);
    std::vector<std::string> missing;
    std::ranges::set_difference(paths_of(*sample), paths_of(*ours), std::back_inserter(missing));
    std::erase_if(missing, [](const std::string& path) {
        return path.find("SignatoryPersonV2Details") != std::string::npos ||  // the filer's
               path.find("ECGoodsShipmentDetails/ConsignorDetails") !=
                   std::string::npos ||                                     // of the master waybill
               path.find("TransportDocumentDetails") != std::string::npos;  // the master waybill
    });
    EXPECT_THAT(
        missing,
        testing::UnorderedElementsAre(
            testing::EndsWith("HouseWaybillDetails/DocCreationDate"),
            testing::EndsWith("ConsigneeDetails/SubjectAddressDetails/AddressKindCode")
        )
    );
    const auto replies =
        adapter_->simulate("ExpressCargoDeclaration", theirs, Outcome::accepted, context_.decided_at);
    ASSERT_TRUE(replies);
    const auto last = adapter_->read_reply(replies->back().bytes, "application/json");
    ASSERT_TRUE(last);
    EXPECT_EQ(last->front().references.front(), "kz:document:3F2504E0-4F89-11D3-9A0C-0305E82C3303");
}

// A validator that accepts everything would make the tests of all three countries worthless.
TEST_F(KZ, ABrokenDeclarationIsNotValid) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    std::string xml = document_of(order_);
    xml.replace(xml.find(">R.043<"), 7, ">R-043<");
    EXPECT_NE(schema_errors(xml), "");
}

// What no order of the public schema reaches.
TEST_F(KZ, PostcodeOfTheStructure) {
    const auto rules = [&](const char* postcode) {
        order::Order order = order_;
        order.parties.consignee->address->postcode = postcode;
        return rules_of(order);
    };
    EXPECT_THAT(rules("A25 D5-B5"), testing::IsEmpty());
    EXPECT_THAT(rules("a25d5b5"), testing::ElementsAre("EE-1103"));
    EXPECT_THAT(rules("05"), testing::ElementsAre("EE-1103"));
    EXPECT_THAT(rules("05000000001"), testing::ElementsAre("EE-1103"));
    EXPECT_THAT(rules("-05000"), testing::ElementsAre("EE-1103"));
}

TEST_F(KZ, ReplyOfAnotherCountryNamesNoDocumentOfThisOne) {
    const auto items = adapter_->read_reply(
        R"({"documentId":"0f0f0f0f-0000-5000-8000-000000000001","status":"released","at":"2026-11-24T08:00:00Z",)"
        R"("charges":[{"kind":"duty","amount":"12.30","currency":"KZT"}]})",
        "application/json"
    );
    ASSERT_TRUE(items);
    EXPECT_EQ(
        items->front().references,
        std::vector<std::string>{"kz:document:0F0F0F0F-0000-5000-8000-000000000001"}
    );
    EXPECT_EQ(items->front().at, *parse_rfc3339("2026-11-24T08:00:00Z"));
    ASSERT_EQ(items->front().charges.size(), 1U);
    EXPECT_EQ(items->front().charges.front().amount.to_string(), "12.30");
}

TEST_F(KZ, DeclareRefusesWhatCheckRefuses) {
    order_.parties.consignee->ids.clear();
    const auto documents = adapter_->declare(order_, leg_, context_);
    ASSERT_FALSE(documents);
    EXPECT_EQ(documents.error().code, Errc::rule_violations);
    EXPECT_FALSE(documents.error().violations.empty());
}

TEST_F(KZ, GoldenDeclarationsAreValid) {
    expect_golden_declarations_are_valid();
}

}  // namespace
}  // namespace silkgate::adapters::kz
