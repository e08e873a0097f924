// Documents of an accepted order: content, order of elements by the schema, amounts, determinism.
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <thread>

namespace silkgate::adapters::cn {
namespace {

using test::element;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

class Export : public ::testing::Test {
protected:
    std::vector<Document> declare() {
        const Context context = test::context_of(connection_);
        Violations violations;
        test::adapter().check(order_, test::export_leg(), context, violations);
        for (const Violation& violation : violations) {
            ADD_FAILURE() << violation.rule->id << ' ' << violation.rule->code << ' '
                          << violation.canonical_pointer;
        }
        auto documents = test::adapter().declare(order_, test::export_leg(), context);
        EXPECT_TRUE(documents) << documents.error().detail;
        return documents ? std::move(*documents) : std::vector<Document>(3);
    }

    order::Order order_ = test::complete_order();
    config::Connection connection_ = test::complete_connection();
};

// All occurrences of an element, in document order.
std::vector<std::string> elements(std::string_view xml, std::string_view name) {
    std::vector<std::string> out;
    const std::string open = "<ceb:" + std::string(name) + ">";
    for (auto at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at + 1)) {
        const auto text = xml.substr(at + open.size());
        out.emplace_back(text.substr(0, text.find('<')));
    }
    return out;
}

Decimal sum(const std::vector<std::string>& texts) {
    Decimal total;
    for (const std::string& text : texts) {
        total = *add(total, decimal(text));
    }
    return total;
}

TEST_F(Export, MakesOrderWaybillAndListInThatOrder) {
    const auto documents = declare();
    ASSERT_EQ(documents.size(), 3U);
    EXPECT_EQ(documents[0].kind, "CEB303");
    EXPECT_EQ(documents[1].kind, "CEB505");
    EXPECT_EQ(documents[2].kind, "CEB603");
    EXPECT_FALSE(documents[0].decides_leg);
    EXPECT_FALSE(documents[1].decides_leg);
    EXPECT_TRUE(documents[2].decides_leg);
}

TEST_F(Export, EveryDocumentIsValidAgainstTheAuthoritysSchema) {
    const auto documents = declare();
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 3 schema checks skipped";
    }
    for (const Document& document : documents) {
        EXPECT_EQ(test::schema_errors(document.bytes), "") << document.bytes;
    }
}

TEST_F(Export, TheSchemaCheckItselfSeesAnError) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 1 schema check skipped";
    }
    std::string bytes = declare()[0].bytes;
    bytes.replace(bytes.find("<ceb:orderType>E"), 16, "<ceb:orderTypo>E");
    EXPECT_THAT(test::schema_errors(bytes), HasSubstr("orderTyp"));
}

TEST_F(Export, CodesAreThoseOfCustoms) {
    const std::string list = declare()[2].bytes;
    EXPECT_EQ(element(list, "country"), "145");
    EXPECT_EQ(element(list, "POD"), "145");
    EXPECT_EQ(element(list, "fCurrency"), "142");
    EXPECT_EQ(element(list, "trafMode"), "6");
    EXPECT_EQ(element(list, "wrapType"), "2");
    EXPECT_EQ(element(list, "portCode"), "9402");  // the one narrowed to Kazakhstan
    EXPECT_THAT(elements(list, "unit"), ElementsAre("011", "007", "025"));
    EXPECT_THAT(elements(list, "unit1"), ElementsAre("035", "035", "035"));
    EXPECT_THAT(elements(list, "gcode"), ElementsAre("3926909090", "8544421900", "6115950000"));
    EXPECT_THAT(elements(list, "barCode"), ElementsAre("无", "无", "无"));
    EXPECT_EQ(element(list, "tradeMode"), "9610");
    EXPECT_EQ(element(list, "ieFlag"), "E");
}

TEST_F(Export, TimesAreChinasAndComeFromTheDecision) {
    const auto documents = declare();
    EXPECT_EQ(element(documents[0].bytes, "appTime"), "20261124163015");
    EXPECT_EQ(element(documents[2].bytes, "ieDate"), "20261124");
    connection_.registrations["CN.ieDateDays"] = "10";
    EXPECT_EQ(element(declare()[2].bytes, "ieDate"), "20261204");
}

TEST_F(Export, LinesOfOrderAndListMatchByNumber) {
    const auto documents = declare();
    EXPECT_EQ(elements(documents[0].bytes, "gnum"), elements(documents[2].bytes, "gnum"));
    EXPECT_EQ(elements(documents[0].bytes, "itemNo"), elements(documents[2].bytes, "itemNo"));
    EXPECT_EQ(elements(documents[0].bytes, "totalPrice"), elements(documents[2].bytes, "totalPrice"));
    EXPECT_EQ(element(documents[0].bytes, "orderNo"), element(documents[2].bytes, "orderNo"));
    EXPECT_EQ(element(documents[1].bytes, "logisticsNo"), element(documents[2].bytes, "logisticsNo"));
    EXPECT_EQ(element(documents[1].bytes, "goodsInfo"), "手机支架,数据线,棉袜");
}

TEST_F(Export, GuidsAreUpperCaseAndDifferent) {
    std::set<std::string> guids;
    for (const Document& document : declare()) {
        const std::string inner = element(document.bytes, "guid");
        const auto at = document.bytes.find(" guid=\"");
        ASSERT_NE(at, std::string::npos);
        for (const std::string& guid : {inner, document.bytes.substr(at + 7, 36)}) {
            EXPECT_EQ(guid.size(), 36U);
            EXPECT_EQ(guid.find_first_of("abcdef"), std::string::npos) << guid;
            guids.insert(guid);
        }
    }
    EXPECT_EQ(guids.size(), 6U);
}

TEST_F(Export, ListNumberIsTwentyCharactersAndTheSameForEveryVersion) {
    Context context = test::context_of(connection_);
    const auto first = *test::adapter().declare(order_, test::export_leg(), context);
    context.version = 2;
    const auto second = *test::adapter().declare(order_, test::export_leg(), context);
    const std::string number = element(first[2].bytes, "copNo");
    EXPECT_EQ(number.size(), 20U);
    EXPECT_EQ(number, element(second[2].bytes, "copNo"));
    EXPECT_NE(element(first[2].bytes, "guid"), element(second[2].bytes, "guid"));
    context.order_id = OrderId("ord_zzzzzzzzzzzzzzzzzzzzzzzzzz");
    EXPECT_NE(
        number, element((*test::adapter().declare(order_, test::export_leg(), context))[2].bytes, "copNo")
    );
}

TEST_F(Export, SameInputGivesTheSameBytesOnManyThreads) {
    const auto expected = declare();
    std::vector<std::thread> threads;
    std::vector<std::string> seen(4);
    for (std::string& out : seen) {
        threads.emplace_back([this, &out] {
            const Context context = test::context_of(connection_);
            for (int i = 0; i < 50; ++i) {
                out = (*test::adapter().declare(order_, test::export_leg(), context))[2].bytes;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_THAT(seen, ::testing::Each(expected[2].bytes));
}

TEST_F(Export, SellersDiscountLowersTheValueAndTheDifferenceGoesOnTheLargestLine) {
    order_.money.discount = decimal("10.00");
    order_.money.discounts = {{.amount = decimal("10.00"), .funder = "seller", .code = {}}};
    const auto documents = declare();
    EXPECT_EQ(element(documents[0].bytes, "goodsValue"), "258.5");
    // Shares rounded down: 3.72, 5.21, 1.06; the missing 0.01 comes off the largest line.
    EXPECT_THAT(elements(documents[0].bytes, "totalPrice"), ElementsAre("96.28", "134.78", "27.44"));
    EXPECT_THAT(elements(documents[2].bytes, "price"), ElementsAre("48.14", "19.25429", "9.14667"));
}

TEST_F(Export, DiscountsThatTheLinesStateAreUsedAsTheyAre) {
    order_.money.discount = decimal("10.00");
    order_.money.discounts = {{.amount = decimal("10.00"), .funder = "seller", .code = {}}};
    order_.lines[2].discount = decimal("10.00");
    EXPECT_THAT(elements(declare()[0].bytes, "totalPrice"), ElementsAre("100", "140", "18.5"));
}

TEST_F(Export, WhatOthersPaidForTheBuyerStaysInTheValue) {
    order_.money.discount = decimal("10.00");
    order_.money.discounts = {
        {.amount = decimal("6.00"), .funder = "platform", .code = {}},
        {.amount = decimal("4.00"), .funder = "points", .code = {}}
    };
    EXPECT_EQ(element(declare()[0].bytes, "goodsValue"), "268.5");
}

TEST_F(Export, TotalsOfMoreThanFiveDecimalsAreRoundedOnceAndStillAddUp) {
    order_.lines[0].unit_price = decimal("33.333333");
    order_.lines[0].amount = decimal("66.666666");
    order_.lines[1].amount = decimal("140.000003");
    order_.lines[2].amount = decimal("28.500003");
    const auto documents = declare();
    const auto totals = elements(documents[0].bytes, "totalPrice");
    EXPECT_EQ(element(documents[0].bytes, "goodsValue"), "235.16667");
    EXPECT_EQ(sum(totals), decimal("235.16667"));
    EXPECT_THAT(totals, ElementsAre("66.66667", "140", "28.5"));
}

TEST_F(Export, ManySmallLinesShareADiscountWithoutGoingNegative) {
    order_.lines.resize(1);
    order_.lines[0].quantity = decimal("1");
    order_.lines[0].unit_price = decimal("0.01");
    order_.lines[0].amount = decimal("0.01");
    for (int i = 2; i <= 50; ++i) {
        order_.lines.push_back(order_.lines[0]);
        order_.lines.back().id = "line-" + std::to_string(i);
    }
    order_.consignments[0].gross_weight = decimal("30");
    order_.money.discount = decimal("0.25");
    order_.money.discounts = {{.amount = decimal("0.25"), .funder = "seller", .code = {}}};
    const auto documents = declare();
    EXPECT_EQ(element(documents[0].bytes, "goodsValue"), "0.25");
    EXPECT_EQ(sum(elements(documents[0].bytes, "totalPrice")), decimal("0.25"));
}

TEST_F(Export, OnlyGoodsAreDeclared) {
    order_.lines[1].kind = order::LineKind::gift_card;
    order_.consignments[0].lines = {
        {.line_id = "line-1", .quantity = decimal("2")}, {.line_id = "line-3", .quantity = decimal("3")}
    };
    const auto documents = declare();
    EXPECT_THAT(elements(documents[2].bytes, "gnum"), ElementsAre("1", "2"));
    EXPECT_EQ(element(documents[0].bytes, "goodsValue"), "128.5");
    EXPECT_EQ(element(documents[2].bytes, "netWeight"), "0.52");
}

TEST_F(Export, GrossWeightIsTheConsignmentsElseItsPackagesElseTheLines) {
    order::Consignment& consignment = order_.consignments[0];
    const auto package = [](std::int64_t count, std::string_view weight) {
        return order::Package{.count = count, .kind = "CT", .gross_weight = decimal(weight), .marks = {}};
    };
    consignment.packages = {package(1, "0.9"), package(1, "0.7")};
    EXPECT_EQ(element(declare()[2].bytes, "grossWeight"), "1.45");
    consignment.gross_weight.reset();
    EXPECT_EQ(element(declare()[1].bytes, "grossWeight"), "1.6");
    EXPECT_EQ(element(declare()[2].bytes, "grossWeight"), "1.6");
    consignment.packages[1].count = 2;  // of one, or of both?
    EXPECT_EQ(element(declare()[2].bytes, "grossWeight"), "1.4");
    consignment.packages = {package(1, "0.9"), {.count = 1, .kind = "CT", .gross_weight = {}, .marks = {}}};
    EXPECT_EQ(element(declare()[2].bytes, "grossWeight"), "1.4");
}

TEST_F(Export, SecondQuantityIsWrittenWithItsUnitOrNotAtAll) {
    order_.lines[0].customs.quantity2 =
        order::LegalQuantity{.quantity = decimal("2"), .unit = "011", .provenance = {}};
    const std::string list = declare()[2].bytes;
    EXPECT_THAT(elements(list, "qty2"), ElementsAre("2"));
    EXPECT_THAT(elements(list, "unit2"), ElementsAre("011"));
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(list), "");
    }
}

TEST_F(Export, TextIsEscapedAndNoPersonalDataIsDeclared) {
    order_.lines[0].specification = "A<B> & \"C\"|无品牌";
    const auto documents = declare();
    EXPECT_THAT(documents[2].bytes, HasSubstr("A&lt;B&gt; &amp; &quot;C&quot;"));
    for (const Document& document : documents) {
        EXPECT_THAT(document.bytes, Not(HasSubstr("Айгерим")));
        EXPECT_THAT(document.bytes, Not(HasSubstr("77010000000")));
    }
}

TEST_F(Export, PlatformWithoutACodeAndFallbacks) {
    connection_.registrations["CN.ebpCode"] = "无";
    connection_.registrations.erase("CN.ownerCode");
    connection_.registrations.erase("CN.ownerName");
    order_.consignments[0].logistics->mode.clear();
    const std::string list = declare()[2].bytes;
    EXPECT_EQ(element(list, "ebpCode"), "无");
    EXPECT_EQ(element(list, "ownerCode"), "91370200EXAMPLE001");  // the consignor
    EXPECT_EQ(element(list, "trafMode"), "6");                    // an S10 number is a postal item
}

TEST_F(Export, RegistrationsOfTheOrderComeBeforeTheConfigured) {
    order_.parties.seller->registrations = {
        {.kind = "CN_ebcCode",
         .number = "370296K001",
         .country = {},
         .issuer = {},
         .issued = {},
         .expires = {},
         .provenance = {}}
    };
    order_.parties.seller->name = "另一家有限公司";
    const auto documents = declare();
    EXPECT_EQ(element(documents[0].bytes, "ebcCode"), "370296K001");
    EXPECT_EQ(element(documents[2].bytes, "ebcName"), "另一家有限公司");
}

TEST_F(Export, NothingIsLevied) {
    const auto quote = test::adapter().quote(order_, test::export_leg(), test::context_of(connection_));
    ASSERT_TRUE(quote);
    EXPECT_TRUE(quote->empty());
}

TEST_F(Export, BookingIsAPostalItem) {
    const Context context = test::context_of(connection_);
    std::vector<Leg> legs;
    Violations violations;
    test::adapter().plan_legs(order_, context, legs, violations);
    ASSERT_EQ(legs.size(), 2U);
    test::adapter().check(order_, legs[1], context, violations);
    for (const Violation& violation : violations) {
        EXPECT_EQ(violation.rule->severity, Severity::warning)
            << violation.rule->id << ' ' << violation.canonical_pointer;
    }
    const auto documents = test::adapter().declare(order_, legs[1], context);
    ASSERT_TRUE(documents) << documents.error().detail;
    ASSERT_EQ(documents->size(), 1U);
    EXPECT_EQ(documents->front().kind, "S10Item");
    EXPECT_THAT(documents->front().bytes, HasSubstr("LX473124829CN"));
}

}  // namespace
}  // namespace silkgate::adapters::cn
