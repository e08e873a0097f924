// The Union's transit declaration of a lorry: valid by the structure, and everything that is missing is
// named.
#include "adapters/common/eaeu/transit.hpp"
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::eaeu {
namespace {

using ru::test::count;
using ru::test::element;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kSchema = "eec-model/EEC_TransitDeclaration.xsd";

// Codes of lists that are not public are invented.
std::string journey_text(std::string_view tir) {
    return R"({"reference":"T-1","kind":"ТТ","direction":"ТР","directionList":"0000","guarantee":"1",
        "destinationOffice":"10000000","destinationCountry":"RU","containers":false,
        "transport":[{"registration":"777AAA02","country":"KZ"}],
        "declarant":{"name":"ТОО Пример","country":"KZ","city":"Алматы","street":"ул. Примерная, 1","taxNumber":"240140000011"},
        "carrier":{"name":"ТОО Пример","country":"KZ","city":"Алматы","street":"ул. Примерная, 1"})" +
           std::string(tir) + "}";
}

Result<TransitDeclaration> made(const std::string& journey, const std::vector<order::Order>& orders) {
    const auto document = json::Document::parse(journey);
    EXPECT_TRUE(document);
    return write_transit(document->root(), orders, *parse_rfc3339("2026-11-24T08:00:00Z"));
}

std::string error_of(const std::string& journey, const std::vector<order::Order>& orders) {
    const auto declaration = made(journey, orders);
    return declaration ? std::string{} : std::string(declaration.error().detail);
}

TEST(Transit, ALorryWithTwoConsignmentsAndItsCarnet) {
    const std::vector<order::Order> orders(2, ru::test::accepted_order());
    const std::string journey =
        journey_text(R"(,"tir":{"carnet":"XB12345678","page":"1","holder":"KAZ/001/1"})");
    const auto declaration = made(journey, orders);
    ASSERT_TRUE(declaration) << declaration.error().detail;
    const std::string& xml = declaration->bytes;
    EXPECT_EQ(element(xml, "csdo:EDocCode"), "R.048");
    EXPECT_EQ(element(xml, "casdo:TIRSeriesId"), "XB");
    EXPECT_EQ(element(xml, "casdo:TIRId"), "12345678");
    EXPECT_EQ(element(xml, "casdo:GoodsQuantity"), "4");
    EXPECT_EQ(count(xml, "<cacdo:TDGoodsShipmentDetails>"), 2U);
    EXPECT_EQ(count(xml, "<casdo:ConsignmentItemOrdinal>4<"), 1U) << "numbers go on through the declaration";
    EXPECT_THAT(xml, HasSubstr(">4.3</casdo:TotalGrossMassMeasure>"));
    if (!ru::test::reference().empty()) {
        EXPECT_EQ(ru::test::schema_errors(xml, kSchema), "");
        std::string broken = xml;
        broken.replace(broken.find("<casdo:TIRId>12345678"), 21, "<casdo:TIRId>1234567x");
        EXPECT_NE(ru::test::schema_errors(broken, kSchema), "");
    }
    EXPECT_EQ(made(journey, orders)->bytes, xml) << "the same input, the same bytes";
    EXPECT_NE(made(journey, {orders.front()})->id, declaration->id);
}

TEST(Transit, WithoutACarnet) {
    const auto declaration = made(journey_text(""), {ru::test::accepted_order()});
    ASSERT_TRUE(declaration);
    EXPECT_THAT(declaration->bytes, Not(HasSubstr("TIRCarnet")));
    if (!ru::test::reference().empty()) {
        EXPECT_EQ(ru::test::schema_errors(declaration->bytes, kSchema), "");
    }
}

TEST(Transit, WhatIsMissingIsNamedAllOfIt) {
    const std::vector<order::Order> orders{ru::test::accepted_order()};
    EXPECT_EQ(error_of("{}", {}).substr(0, 21), "missing or malformed:");
    for (const char* pointer :
         {"/journey/direction,", "/journey/carrier/street", "/journey/containers", "/orders"}) {
        EXPECT_THAT(error_of("{}", {}), HasSubstr(pointer));
    }
    for (const auto& [carnet, fits] :
         {std::pair{"XB12345678", true}, std::pair{"12345678", false}, std::pair{"XB1234567", false}}) {
        const std::string error =
            error_of(journey_text(",\"tir\":{\"carnet\":\"" + std::string(carnet) + "\"}"), orders);
        EXPECT_EQ(error, fits ? "" : "missing or malformed: /journey/tir/carnet") << carnet;
    }
    std::vector<order::Order> bad = orders;
    bad.front().parties.seller->masked = true;
    bad.front().lines.front().customs.codes.clear();
    bad.front().lines.back().customs.gross_weight.reset();
    bad.front().consignments.clear();
    EXPECT_EQ(
        error_of(journey_text(""), bad),
        "missing or malformed: /orders/0/parties/seller/name, /orders/0/consignments/0/logistics/number, "
        "/orders/0/lines/0/customs/codes, /orders/0/lines/1/customs/grossWeight"
    );
    std::string office = journey_text("");
    office.replace(office.find("10000000"), 8, "1000000");
    EXPECT_EQ(error_of(office, orders), "missing or malformed: /journey/destinationOffice");
}

TEST(Transit, NoMoreThanItsNumbersCanCount) {
    std::vector<order::Order> orders(499, ru::test::accepted_order());
    EXPECT_EQ(error_of(journey_text(""), orders), "");
    orders.resize(500, ru::test::accepted_order());
    EXPECT_THAT(error_of(journey_text(""), orders), HasSubstr("more than 999 goods"));
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
