// ДТЭГ, corrections and withdrawals: what the golden cases can not show.
#include "adapters/common/eaeu/registration.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/ru/test_support.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace silkgate::adapters::ru::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

class Trade : public testing::Test {
protected:
    [[nodiscard]] static order::Order golden(std::string_view name) {
        const auto file = folder() / "cases" / (std::string(name) + ".order.json");
        const auto document = json::Document::parse(read_file(file));
        EXPECT_TRUE(document);
        return order::read_json(document->root()).order;
    }

    [[nodiscard]] Leg leg_of(const order::Order& order) const {
        std::vector<Leg> legs;
        Violations violations;
        rated_->plan_legs(order, context_, legs, violations);
        EXPECT_EQ(legs.size(), 1U);
        return legs.empty() ? Leg{} : legs.front();
    }

    [[nodiscard]] std::vector<std::string> rules(const order::Order& order) const {
        Violations violations;
        rated_->check(order, leg_of(order), context_, violations);
        std::vector<std::string> ids;
        for (const Violation& violation : violations) {
            ids.emplace_back(violation.rule->id);
        }
        return ids;
    }

    // One thing of that value.
    [[nodiscard]] static order::Order worth(std::string_view value, std::string_view currency) {
        order::Order order = golden("export");
        order.lines.resize(1);
        order.lines.front().amount = decimal(value);
        order.money.currency = currency;
        order.money.discount = Decimal{};
        order.consignments.front().gross_weight = order.lines.front().customs.gross_weight;
        order.consignments.front().lines.resize(1);
        return order;
    }

    [[nodiscard]] Document document_of(const order::Order& order) const {
        const auto documents = rated_->declare(order, leg_of(order), context_);
        EXPECT_TRUE(documents) << documents.error().detail;
        return documents ? documents->front() : Document{};
    }

    std::unique_ptr<const CountryAdapter> rated_ = adapter_with(rates_of_the_day());
    config::Connection with_ = connection();
    Context context_ = context_of(with_);
};

TEST_F(Trade, TheLimitIsTwoHundredEuros) {  // of 90 roubles
    for (const auto& [value, currency, regime] :
         {std::tuple{"18000.00", "RUB", "DTEG-10"},
          std::tuple{"18000.01", "RUB", "DT-10"},
          std::tuple{"200.00", "EUR", "DTEG-10"},
          std::tuple{"200.01", "EUR", "DT-10"}}) {
        const order::Order order = worth(value, currency);
        EXPECT_EQ(leg_of(order).regime, regime) << value << currency;
        EXPECT_THAT(rules(order), ElementsAre()) << value << currency;
    }
}

// What was filed by ДТЭГ stays so: a correction that makes the goods too dear is held.
TEST_F(Trade, AFiledLegIsNotMovedToTheOrdinaryDeclaration) {
    const Leg leg = leg_of(worth("18000.00", "RUB"));
    Violations violations;
    rated_->check(worth("18000.01", "RUB"), leg, context_, violations);
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations.front().rule->id, "EE-0735");
}

TEST_F(Trade, TheOrdinaryDeclaration) {
    order::Order order = worth("200.01", "EUR");
    const Document document = document_of(order);
    EXPECT_EQ(document.kind, "ESADout_CU");
    EXPECT_EQ(element(document.bytes, "esad:CustomsProcedure"), "ЭК");
    EXPECT_EQ(element(document.bytes, "catESAD_cu:TotalCustCost"), "18000.90");
    EXPECT_EQ(element(document.bytes, "catESAD_cu:InvoicedCost"), "200.01");
    EXPECT_EQ(element(document.bytes, "cat_ru:TransportModeCode"), "30");
    EXPECT_EQ(element(document.bytes, "catESAD_cu:OriginCountryCode"), "CN");
    if (!reference().empty()) {
        EXPECT_EQ(schema_errors(document.bytes, kGoodsSchema), "");
    }
    order.lines.front().customs.origin_country.clear();
    EXPECT_THAT(rules(order), ElementsAre("RU-0417"));
    order = worth("200.01", "EUR");
    context_.action = Action::amend;
    context_.authority_reference = "10000000/241126/0000001";
    EXPECT_THAT(rules(order), ElementsAre("EE-0006"));
}

TEST_F(Trade, TheOrdinaryDeclarationOfAnImport) {
    order::Order order = golden("import_of_an_organisation");
    order.money.currency = "EUR";
    order.lines.front().amount = decimal("3000.00");
    order.lines.back().amount = decimal("50.05");
    order.lines.back().customs.origin_country = "VN";
    order.consignments.front().logistics->mode = "ferry";
    const Document document = document_of(order);
    EXPECT_EQ(element(document.bytes, "esad:CustomsProcedure"), "ИМ");
    EXPECT_EQ(element(document.bytes, "catESAD_cu:TotalInvoiceAmount"), "3050.05");
    EXPECT_EQ(count(document.bytes, "<catESAD_cu:OriginCountryCode>"), 2U) << "none of all goods";
    EXPECT_EQ(count(document.bytes, "TransportModeCode"), 0U);
    if (!reference().empty()) {
        EXPECT_EQ(schema_errors(document.bytes, kGoodsSchema), "");
    }
}

TEST_F(Trade, TheOrdinaryDeclarationIsAnsweredBothWays) {
    const Document document = document_of(worth("200.01", "EUR"));
    const std::pair<Outcome, ReplyStatus> outcomes[] = {
        {Outcome::accepted, ReplyStatus::released},
        {Outcome::rejected, ReplyStatus::rejected},
        {Outcome::query, ReplyStatus::query}
    };
    for (const auto& [outcome, status] : outcomes) {
        const auto replies = rated_->simulate(document.kind, document.bytes, outcome, context_.decided_at);
        ASSERT_TRUE(replies) << replies.error().detail;
        ASSERT_EQ(replies->size(), 2U);
        std::string number;
        for (const SimulatedReply& reply : *replies) {
            const auto items = rated_->read_reply(reply.bytes, reply.content_type);
            ASSERT_TRUE(items) << items.error().detail;
            EXPECT_EQ(items->front().references.front(), document.references.front());
            EXPECT_TRUE(number.empty() || items->front().authority_reference == number);
            number = items->front().authority_reference;
            EXPECT_EQ(items->front().status, &reply == &replies->front() ? ReplyStatus::registered : status);
        }
    }
}

TEST_F(Trade, TheMasterWaybillIsNamedWhereItIsKnown) {
    order::Order order = golden("export");
    order.consignments.front().logistics->master_document = "CMR-0000001";
    const std::string bytes = document_of(order).bytes;
    EXPECT_NE(bytes.find("<cat_ru:PrDocumentNumber>CMR-0000001<"), std::string::npos);
    EXPECT_NE(bytes.find("<ecd:DocKindCode>02020<"), std::string::npos);
    if (!reference().empty()) {
        EXPECT_EQ(schema_errors(bytes, kDeclarationSchema), "");
    }
}

TEST_F(Trade, CurrencyThatIsNone) {
    EXPECT_THAT(rules(worth("10.00", "ZZZ")), Contains("EE-0731"));
}

// 999999999.99 at a rate of twelve digits is more than a Decimal holds.
TEST_F(Trade, ValueThatIsTooLargeInRoubles) {
    DataFiles files = rates_of_the_day();
    files["rates.csv"] += "CBR,GBP,1,999999999999,cbr-daily,2026-11-24,2026-11-24\n";
    rated_ = adapter_with(files);
    EXPECT_THAT(rules(worth("999999999.99", "GBP")), ElementsAre("EE-0736"));
    EXPECT_EQ(leg_of(worth("0.01", "GBP")).regime, "DT-10");
}

TEST_F(Trade, NamesOfTheFormat) {
    order::Order order = golden("export");
    order.parties.seller->name = std::string(150, 'A');
    EXPECT_THAT(rules(order), ElementsAre());
    order.parties.seller->name = std::string(151, 'A');
    EXPECT_THAT(rules(order), ElementsAre("RU-0705"));
}

TEST_F(Trade, CustomsValueIsInRoubles) {
    const Document document = document_of(worth("100.00", "CNY"));
    EXPECT_NE(document.bytes.find("<ecd:CurrencyQuantity>100.00</ecd:CurrencyQuantity>"), std::string::npos);
    EXPECT_EQ(count(document.bytes, "<ecd:CurrencyQuantity>1100.00</ecd:CurrencyQuantity>"), 3U)
        << "of the line, of the waybill, of the declaration";
    EXPECT_EQ(count(document.bytes, "ecd:CustomsCost>"), 6U);
}

std::set<std::string> paths_of(const xml::Element& element, const std::string& above = {}) {
    std::set<std::string> paths;
    const std::string here = above + "/" + element.name;
    paths.insert(here);
    for (const xml::Element& child : element.children) {
        paths.merge(paths_of(child, here));
    }
    return paths;
}

// Whatever the reference's ДТЭГ holds, ours holds too, but for what an order can not know and for payments.
TEST_F(Trade, NothingOfTheReferenceDeclarationIsMissing) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const std::string sample =
        read_file(reference() / "constructed-samples" / "fts_5.27.0_DTEG_with_payments.xml");
    EXPECT_EQ(schema_errors(sample, kDeclarationSchema), "");
    with_.registrations["RU.locationCode"] = "11";
    with_.registrations["RU.warehouseCertificate"] = "10000/000000/00000/0";
    with_.registrations["RU.shopUrl"] = "https://shop.example/";
    with_.registrations["RU.consigneePays"] = "0";
    order::Order order = golden("import_of_an_organisation");
    const auto theirs = xml::read(sample);
    const std::string bytes = document_of(order).bytes;
    EXPECT_EQ(schema_errors(bytes, kDeclarationSchema), "");
    const auto ours = xml::read(bytes);
    ASSERT_TRUE(theirs && ours);
    std::vector<std::string> missing;
    std::ranges::set_difference(paths_of(*theirs), paths_of(*ours), std::back_inserter(missing));
    std::erase_if(missing, [](const std::string& path) {
        return path.find("SignatoryPerson") != std::string::npos ||                 // the filer's
               path.find("GoodsShipment/ConsignorDetails") != std::string::npos ||  // of the master waybill
               path.find("TransportDocumentDetails") != std::string::npos ||        // the master waybill
               path.find("Payment") != std::string::npos;                           // EE-0737
    });
    EXPECT_THAT(
        missing,
        testing::UnorderedElementsAre(
            testing::EndsWith("HouseWaybillDetails/PrDocumentDate"),
            testing::EndsWith("ConsigneeDetails/SubjectAddressDetails/AddressKindCode"),
            testing::EndsWith("GoodsItemDetails/PresentedDocDetails"),
            testing::EndsWith("PresentedDocDetails/DocKindCode"),
            testing::EndsWith("PresentedDocDetails/PrDocumentDate"),
            testing::EndsWith("PresentedDocDetails/PrDocumentName"),
            testing::EndsWith("PresentedDocDetails/PrDocumentNumber")
        )
    );
}

// Customs knows a waybill by one id for ever; each document has its own.
TEST_F(Trade, AChangeNamesTheSameWaybill) {
    const order::Order order = golden("export");
    const Document first = document_of(order);
    context_.version = 3;
    context_.authority_reference = "10000000/241126/0000001";
    for (const Action action : {Action::amend, Action::cancel}) {
        context_.action = action;
        const Document change = document_of(order);
        EXPECT_EQ(change.references.at(0), first.references.at(0));
        EXPECT_NE(change.references.at(1), first.references.at(1));
        EXPECT_EQ(element(change.bytes, "cat_ru:GTDNumber"), "0000001");
        EXPECT_EQ(element(change.bytes, "cat_ru:RegistrationDate"), "2026-11-24");
    }
}

TEST_F(Trade, AWithdrawalIsAnsweredWaybillByWaybill) {
    context_.action = Action::cancel;
    context_.version = 2;
    context_.authority_reference = "10000000/241126/0000001";
    const Document withdrawal = document_of(golden("export"));
    ASSERT_EQ(withdrawal.kind, "ReturnExpressCargoDeclaration");
    const std::pair<Outcome, ReplyStatus> outcomes[] = {
        {Outcome::accepted, ReplyStatus::cancelled},
        {Outcome::rejected, ReplyStatus::rejected},
        {Outcome::query, ReplyStatus::query}
    };
    for (const auto& [outcome, status] : outcomes) {
        const auto replies =
            rated_->simulate(withdrawal.kind, withdrawal.bytes, outcome, context_.decided_at);
        ASSERT_TRUE(replies) << replies.error().detail;
        if (!reference().empty()) {
            const std::string& bytes = replies->back().bytes;
            EXPECT_EQ(schema_errors(bytes, reply_schema(bytes)), "");
        }
        const auto items = rated_->read_reply(replies->back().bytes, "application/xml");
        ASSERT_TRUE(items);
        EXPECT_EQ(items->front().status, status);
        EXPECT_EQ(items->front().references.front(), withdrawal.references.front());
    }
}

TEST(RegistrationNumber, IsReadInItsParts) {
    const auto number = eaeu::parse_registration("10000000/241126/0000001/01");
    ASSERT_TRUE(number);
    EXPECT_EQ(number->office, "10000000");
    EXPECT_EQ(number->date, "2026-11-24");
    EXPECT_EQ(number->serial, "0000001");
    EXPECT_TRUE(eaeu::parse_registration("55301/010126/AB12345"));
    for (const char* text :
         {"",
          "10000000",
          "10000000/241126",
          "1000000/241126/0000001",
          "10000000/310226/0000001",
          "10000000/24112026/0000001",
          "10000000/241126/1234",
          "10000000/241126/12345678",
          "10000000/241126/000000a",
          "//"}) {
        EXPECT_FALSE(eaeu::parse_registration(text)) << text;
    }
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
