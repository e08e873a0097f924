// Declarations put together: numbers, totals, limits, and what stays by itself.
#include "adapters/common/eaeu/merge.hpp"
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::ru::test {
namespace {

using eaeu::Merged;

class Merge : public testing::Test {
protected:
    // Of another order each time.
    [[nodiscard]] std::string declaration(const order::Order& order, Action action = Action::submit) {
        Context context = context_of(with_);
        std::string id = std::to_string(++orders_);
        context.order_id = OrderId("ord_" + std::string(26 - id.size(), 'a') + id);
        context.action = action;
        context.authority_reference = action == Action::submit ? "" : "10000000/241126/0000001";
        const auto documents = rated_->declare(order, import_leg(), context);
        EXPECT_TRUE(documents) << documents.error().detail;
        return documents ? documents->front().bytes : std::string{};
    }

    [[nodiscard]] static std::vector<Merged> merged(const std::vector<std::string>& documents) {
        auto made = eaeu::merge_declarations(documents);
        EXPECT_TRUE(made) << made.error().detail;
        if (!made) {
            return {};
        }
        for (const Merged& one : *made) {
            if (!reference().empty()) {
                EXPECT_EQ(schema_errors(one.bytes, kDeclarationSchema), "");
            }
        }
        return *made;
    }

    std::unique_ptr<const CountryAdapter> rated_ = adapter_with(rates_of_the_day());
    config::Connection with_ = connection();
    int orders_ = 0;
};

TEST_F(Merge, TotalsAreAddedAndWaybillsNumbered) {
    const std::vector<std::string> documents{
        declaration(order_worth("300.00", "EUR", "5.25")),   // 1,350.00 roubles of duty
        declaration(order_worth("100.00", "EUR", "1.5")),    // free
        declaration(order_worth("1000.00", "EUR", "0.125"))  // 10,800.00
    };
    const auto all = merged(documents);
    ASSERT_EQ(all.size(), 1U);
    const std::string& bytes = all.front().bytes;
    EXPECT_EQ(all.front().waybills, 3U);
    EXPECT_EQ(element(bytes, "cat_ru:DocumentID"), all.front().id);
    for (const std::string& document : documents) {
        EXPECT_NE(bytes.find(element(document, "ecd:WayBillID")), std::string::npos);
        EXPECT_NE(element(document, "cat_ru:DocumentID"), all.front().id);
    }
    EXPECT_NE(bytes.find("<ecd:ObjectOrdinal>3<"), std::string::npos);
    EXPECT_NE(bytes.find("<ecd:TotalGoodsNumeric>3<"), std::string::npos);
    EXPECT_EQ(count(bytes, "<ecd:GoodsNumeric>1<"), 3U) << "its number in the waybill stays";
    const std::string tail = bytes.substr(bytes.rfind("</ecd:HouseShipment>"));
    EXPECT_EQ(element(tail, "cat_ru:GoodsQuantity"), "6.875");
    EXPECT_EQ(element(tail, "ecd:CurrencyQuantity"), "126000.00");
    EXPECT_EQ(element(tail, "ecd:Amount"), "12150.00");
    EXPECT_EQ(element(tail, "RUScat_ru:Amount"), "12150.00");
}

TEST_F(Merge, TheSameDocumentsGiveTheSameBytes) {
    const std::vector<std::string> documents{declaration(accepted_order()), declaration(accepted_order())};
    EXPECT_EQ(merged(documents).front().bytes, merged(documents).front().bytes);
    EXPECT_EQ(merged({documents.front()}).front().bytes, documents.front()) << "one alone stays as it is";
}

TEST_F(Merge, FiveHundredWaybillsAndNoMore) {
    const std::string one = declaration(order_worth("100.00", "EUR", "1"));
    const auto at = eaeu::merge_declarations(std::vector<std::string>(500, one));
    ASSERT_TRUE(at && at->size() == 1U);
    EXPECT_EQ(at->front().waybills, 500U);
    const auto above = eaeu::merge_declarations(std::vector<std::string>(501, one));
    ASSERT_TRUE(above && above->size() == 2U);
    EXPECT_EQ(above->back().waybills, 1U);
}

TEST_F(Merge, NineHundredNinetyNineGoodsAndNoMore) {
    order::Order order = accepted_order();
    const auto with_lines = [&](std::size_t lines) {
        order.consignments.front().lines.clear();
        order.consignments.front().gross_weight.reset();
        order.lines.assign(lines, accepted_order().lines.front());
        return declaration(order);
    };
    EXPECT_EQ(merged({with_lines(998), with_lines(1)}).size(), 1U);
    EXPECT_EQ(merged({with_lines(998), with_lines(2)}).size(), 2U) << "a waybill is never divided";
}

TEST_F(Merge, WhatSaysOtherThingsStaysByItself) {
    const std::string one = declaration(accepted_order());
    with_.registrations["RU.customsOffice"] = "10000010";
    const std::string elsewhere = declaration(accepted_order());
    with_.registrations["RU.customsOffice"] = "10000000";
    const std::string correction = declaration(accepted_order(), Action::amend);
    rated_ = adapter_with({});
    const std::string left_to_filer = declaration(accepted_order());
    EXPECT_EQ(merged({one, elsewhere}).size(), 2U);
    EXPECT_EQ(merged({correction, correction}).size(), 2U);
    EXPECT_EQ(merged({one, left_to_filer}).size(), 2U);
    EXPECT_EQ(merged({one, elsewhere, one, correction, left_to_filer}).size(), 4U);
}

TEST_F(Merge, StructureR043) {
    const std::string one =
        read_file(folder().parent_path() / "kz" / "cases" / "export.ExpressCargoDeclaration.xml");
    const auto all = eaeu::merge_declarations(std::vector<std::string>{one, one});
    ASSERT_TRUE(all && all->size() == 1U);
    const std::string& bytes = all->front().bytes;
    EXPECT_NE(bytes.find("<casdo:ConsignmentItemOrdinal>4<"), std::string::npos);
    EXPECT_NE(bytes.find(">16800.00</casdo:CustomsValueAmount>"), std::string::npos);
    EXPECT_NE(bytes.find(">4.30</csdo:UnifiedGrossMassMeasure>"), std::string::npos);
    if (!reference().empty()) {
        EXPECT_EQ(
            schema_errors(bytes, "eec-model/EEC_R_043_ExpressCargoDeclaration_v2.1.0.reconstructed.xsd"), ""
        );
    }
}

TEST_F(Merge, OtherTextsAreRefused) {
    const std::string one = declaration(accepted_order());
    for (const std::string& text :
         {std::string(), std::string("<a/>"), one.substr(0, one.size() / 2), std::string("\n\n\n")}) {
        const auto refused = eaeu::merge_declarations(std::vector<std::string>{one, text});
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().detail.find("document 1"), std::string::npos);
    }
    EXPECT_TRUE(eaeu::merge_declarations({})->empty());
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
