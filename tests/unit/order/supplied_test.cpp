// What was supplied by hand, and when the platform's next payload makes it void.
#include "gateway/order/supplied.hpp"

#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::order {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> remembered(std::vector<std::string> known, const std::string& patch) {
    const auto document = json::Document::parse(patch);
    EXPECT_TRUE(document);
    remember_supplied(known, document->root());
    return known;
}

Order platform_order() {
    Order order;
    order.header.number = "A-1";
    order.money.currency = "CNY";
    order.money.total = *Decimal::parse("10.00");
    order.parties.consignee = Party{.name = "Ivanova Olga"};
    order.lines.resize(2);
    order.lines[0] = {.id = "1", .title = "Kettle", .quantity = *Decimal::parse("2")};
    order.lines[1] = {.id = "2", .title = "Cup", .quantity = *Decimal::parse("1")};
    return order;
}

Order supplied_order() {
    Order order = platform_order();
    order.parties.consignee->ids.push_back({.kind = "RU_INN", .number = "500100732259", .country = "RU"});
    order.lines[0].customs.net_weight = *Decimal::parse("1.800");
    order.lines[0].title = "Electric kettle";
    order.lines[1].brand = "Cupco";
    return order;
}

const std::vector<std::string> kSupplied{
    "/parties/consignee/ids/RU_INN/number",
    "/parties/consignee/ids/RU_INN/country",
    "/lines/1/customs/netWeight",
    "/lines/1/title",
    "/lines/2/brand",
};

TEST(Supplied, PlacesAreRememberedOnceAndTheWiderOneStands) {
    EXPECT_THAT(
        remembered({}, R"({"lines":{"1":{"title":"a","brand":null}}})"),
        ElementsAre("/lines/1/title", "/lines/1/brand")
    );
    EXPECT_THAT(remembered({"/notes/buyer"}, R"({"notes":{"buyer":"x"}})"), ElementsAre("/notes/buyer"));
    EXPECT_THAT(
        remembered({"/lines/1/customs/codes/HS6/code"}, R"({"lines":{"1":{"customs":{"codes":[]}}}})"),
        ElementsAre("/lines/1/customs/codes")
    );
    EXPECT_THAT(
        remembered(
            {"/lines/1/customs/codes"}, R"({"lines":{"1":{"customs":{"codes":{"HS6":{"code":"1"}}}}}})"
        ),
        ElementsAre("/lines/1/customs/codes")
    );
}

TEST(Supplied, ItIsPutOnThePlatformsNextPayload) {
    const Carried carried = carry_supplied(supplied_order(), platform_order(), kSupplied);
    EXPECT_EQ(carried.supplied, kSupplied);
    EXPECT_THAT(carried.replaced, ElementsAre("/lines/0/title"))
        << "the only place where the platform says otherwise";
    const auto payload = json::Document::parse(to_json(platform_order()));
    const auto patch = json::Document::parse(carried.patch);
    const auto wanted = json::Document::parse(to_json(supplied_order()));
    ASSERT_TRUE(payload && patch && wanted) << carried.patch;
    const auto merged = json::Document::parse(merge_patch(payload->root(), patch->root()).json);
    ASSERT_TRUE(merged);
    EXPECT_EQ(to_json(read_shape(merged->root()).order), to_json(supplied_order()));
}

TEST(Supplied, WhatItBelongedToIsGone) {
    Order payload = platform_order();
    payload.parties.consignee->name = "Petrov Ivan";
    payload.lines[0].quantity = *Decimal::parse("1");
    payload.lines.pop_back();
    const Carried carried = carry_supplied(supplied_order(), payload, kSupplied);
    EXPECT_THAT(carried.supplied, ElementsAre("/lines/1/title"));
    payload = platform_order();
    payload.parties.consignee->name = "I***";
    payload.parties.consignee->masked = true;
    EXPECT_EQ(carry_supplied(supplied_order(), payload, kSupplied).supplied, kSupplied)
        << "masked is not another";
}

TEST(Supplied, AMemberThatWasRemovedStaysRemoved) {
    Order payload = platform_order();
    payload.buyer_note = "gift";
    const std::vector<std::string> removed{"/notes/buyer"};
    EXPECT_EQ(carry_supplied(platform_order(), payload, removed).patch, R"({"notes":{"buyer":null}})");
    EXPECT_EQ(carry_supplied(platform_order(), payload, {}).patch, "{}");
}

}  // namespace
}  // namespace silkgate::order
