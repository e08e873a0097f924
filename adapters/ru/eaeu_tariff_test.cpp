// The operator's tariff file, and what an organisation owes by it: quote and declarations agree.
#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/eaeu/tariff.hpp"
#include "adapters/ru/test_support.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace silkgate::adapters::eaeu {
namespace {

using ru::test::DataFiles;
using ru::test::element;
using ru::test::reference;
using ru::test::schema_errors;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kHead =
    "code,kind,percent,amount,currency,unit,source,effective_from,effective_to\n";

BusinessDate day(std::string_view text) {
    return *parse_date(text);
}

std::string tariff_error(std::string_view rows) {
    const auto tariff = Tariff::read("tariff.csv", std::string(kHead) + std::string(rows));
    return tariff ? "" : std::string(tariff.error().detail);
}

TEST(Tariff, RowsAreRefusedWithTheirLine) {
    EXPECT_EQ(tariff_error("8516797000,ADVALOREM,10,,,,ett,2026-01-01,\n"), "");
    EXPECT_EQ(tariff_error("4012110000,MAX,15,2.02,EUR,796,ett,2026-01-01,\n"), "");
    for (const auto& [row, what] :
         {std::pair{"851679700,ADVALOREM,10,,,,ett,2026-01-01,\n", "ten digits"},
          std::pair{"85167970x0,ADVALOREM,10,,,,ett,2026-01-01,\n", "ten digits"},
          std::pair{"8516797000,advalorem,10,,,,ett,2026-01-01,\n", "kind"},
          std::pair{"8516797000,ADVALOREM,10,,,,,2026-01-01,\n", "source"},
          std::pair{"8516797000,ADVALOREM,10,,,,ett,,\n", "effective_from"},
          std::pair{"8516797000,ADVALOREM,,,,,ett,2026-01-01,\n", "percent"},
          std::pair{"8516797000,ADVALOREM,-1,,,,ett,2026-01-01,\n", "percent"},
          std::pair{"8516797000,ADVALOREM,10,2,EUR,166,ett,2026-01-01,\n", "amount"},
          std::pair{"8516797000,ADVALOREM,10,,EUR,,ett,2026-01-01,\n", "currency"},
          std::pair{"8516797000,SPECIFIC,10,2,EUR,166,ett,2026-01-01,\n", "percent"},
          std::pair{"8516797000,MAX,10,2,EUX,166,ett,2026-01-01,\n", "currency"},
          std::pair{"8516797000,MAX,10,2,EUR,kg,ett,2026-01-01,\n", "unit"}}) {
        EXPECT_THAT(tariff_error(row), testing::AllOf(HasSubstr("line 2"), HasSubstr(what))) << row;
    }
    EXPECT_THAT(
        tariff_error("8516797000,ADVALOREM,10,,,,ett,2025-01-01,\n8516797000,ADVALOREM,8,,,,ett,2026-01-01,\n"
        ),
        HasSubstr("overlap")
    );
}

TEST(Tariff, ACodeHoldsFromDayToDay) {
    const auto tariff = Tariff::read(
        "tariff.csv",
        std::string(kHead) +
            "8516797000,ADVALOREM,8,,,,ett,2026-01-01,\n"
            "8516797000,ADVALOREM,10,,,,ett,2025-01-01,2025-12-31\n"
            "8516800000,ADVALOREM,5,,,,ett,2025-01-01,2025-12-31\n"
    );
    ASSERT_TRUE(tariff);
    EXPECT_EQ(tariff->find("8516797000", day("2024-12-31")), nullptr);
    EXPECT_EQ(tariff->find("8516797000", day("2025-12-31"))->percent, Decimal(10));
    EXPECT_EQ(tariff->find("8516797000", day("2026-01-01"))->percent, Decimal(8));
    EXPECT_EQ(tariff->find("8516790000", day("2026-01-01")), nullptr);
    EXPECT_TRUE(tariff->has("8516", day("2026-01-01")));
    EXPECT_FALSE(tariff->has("851680", day("2026-01-01")));
    EXPECT_TRUE(tariff->has("851680", day("2025-06-01")));
    EXPECT_FALSE(tariff->has("8517", day("2026-01-01")));
}

// The whole tariff of the reference data but for rows that are flagged there.
std::string reference_tariff() {
    std::istringstream lines(ru::test::read_file(reference() / "tariff" / "ett_rates_2026-06-18.csv"));
    std::string text(kHead);
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream row(line + ",");
        for (std::string cell; std::getline(row, cell, ',');) {
            cells.push_back(cell);
        }
        if (cells.size() == 8 && cells[7].empty()) {
            text += cells[0] + "," + cells[1] + "," + cells[2] + "," + cells[3] + "," + cells[4] + "," +
                    cells[5] + ",eaeu-ett,2026-06-18,\n";
        }
    }
    return text;
}

TEST(Tariff, TheReferenceTariffIsRead) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const std::string text = reference_tariff();
    EXPECT_EQ(std::ranges::count(text, '\n'), 13'261);
    const auto tariff = Tariff::read("tariff.csv", text);
    ASSERT_TRUE(tariff) << tariff.error().detail;
    const BusinessDate now = day("2026-11-24");
    const auto words = [&](std::string_view code) {
        const TariffRow* row = tariff->find(code, now);
        return row == nullptr ? std::string("(none)") : rate_text(*row);
    };
    EXPECT_EQ(words("8516797000"), "10 %");
    EXPECT_EQ(words("4012110000"), "15 %, at least 2.02 EUR/piece");
    EXPECT_EQ(words("0808101000"), "0.06 EUR/kg");
    EXPECT_EQ(words("3401110001"), "4.5 % + 0.02 EUR/kg");
    EXPECT_EQ(words("1701121001"), "250 USD/t");
    EXPECT_EQ(words("2402100000"), "17 %, at least 1.7 EUR/1000 pieces");
    EXPECT_EQ(words("7703000000"), "(none)");
}

class OwedTest : public testing::Test {
protected:
    OwedTest() {
        load("8516797000,ADVALOREM,10,,,,t,2026-01-01,\n6115950000,ADVALOREM,10,,,,t,2026-01-01,\n");
    }

    void load(std::string_view rows) {
        files_["tariff.csv"] = std::string(kHead) + std::string(rows);
        adapter_ = ru::test::adapter_with(files_);
    }

    [[nodiscard]] static order::Order golden() {
        const auto file = ru::test::folder() / "cases" / "import_of_an_organisation.order.json";
        const auto document = json::Document::parse(ru::test::read_file(file));
        EXPECT_TRUE(document);
        return order::read_json(document->root()).order;
    }

    // One thing of a code: 1000 RUB, two kilograms net.
    [[nodiscard]] static order::Order
    one(std::string_view code, std::string_view quantity, std::string unit) {
        order::Order order = golden();
        order.lines.resize(1);
        order::Line& line = order.lines.front();
        line.amount = *Decimal::parse("1000.00");
        line.quantity = *Decimal::parse(quantity);
        line.unit = std::move(unit);
        line.customs.codes.front().code = code;
        line.customs.net_weight = Decimal(2);
        line.customs.gross_weight = Decimal(2);
        order.consignments.front().lines.clear();
        order.consignments.front().gross_weight = Decimal(2);
        return order;
    }

    [[nodiscard]] Leg leg_of(const order::Order& order) const {
        std::vector<Leg> legs;
        Violations violations;
        adapter_->plan_legs(order, context_, legs, violations);
        EXPECT_EQ(legs.size(), 1U);
        return legs.empty() ? Leg{} : legs.front();
    }

    [[nodiscard]] std::vector<std::string> rules(const order::Order& order) const {
        Violations violations;
        adapter_->check(order, leg_of(order), context_, violations);
        std::vector<std::string> ids;
        for (const Violation& violation : violations) {
            ids.emplace_back(violation.rule->id);
        }
        return ids;
    }

    [[nodiscard]] std::vector<QuoteLine> quote(const order::Order& order) const {
        auto lines = adapter_->quote(order, leg_of(order), context_);
        EXPECT_TRUE(lines);
        return lines ? std::move(*lines) : std::vector<QuoteLine>{};
    }

    // "duty: 1000.00 RUB × 10 % = 100.00 by EE-0751"
    [[nodiscard]] std::vector<std::string> quoted(const order::Order& order) const {
        std::vector<std::string> out;
        for (const QuoteLine& line : quote(order)) {
            out.push_back(
                line.kind + ": " + line.basis.to_shortest() + " " + line.basis_currency + " × " + line.rate +
                " = " + line.amount.to_string() + " by " + std::string(line.rule->id)
            );
        }
        return out;
    }

    [[nodiscard]] std::string declared(const order::Order& order, std::string_view schema) const {
        const auto documents = adapter_->declare(order, leg_of(order), context_);
        EXPECT_TRUE(documents) << documents.error().detail;
        const std::string xml = documents ? documents->front().bytes : "";
        if (!reference().empty()) {
            EXPECT_EQ(schema_errors(xml, schema), "");
        }
        return xml;
    }

    DataFiles files_ = ru::test::rates_of_the_day();
    std::unique_ptr<const CountryAdapter> adapter_;
    config::Connection connection_ = ru::test::connection();
    Context context_ = ru::test::context_of(connection_);
};

TEST_F(OwedTest, DutyAndTaxOfEachThingAreQuoted) {
    EXPECT_THAT(rules(golden()), ElementsAre("EE-0743"));
    EXPECT_THAT(
        quoted(golden()),
        ElementsAre(
            "duty: 1200 RUB × 10 % = 120.00 by EE-0751",
            "vat: 1320 RUB × 22 % = 290.40 by EE-0752",
            "duty: 450 RUB × 10 % = 45.00 by EE-0751",
            "vat: 495 RUB × 22 % = 108.90 by EE-0752"
        )
    );
    context_.decided_at = *parse_rfc3339("2025-12-31T20:59:59Z");  // the old rates of tax; no tariff yet
    EXPECT_THAT(rules(golden()), Contains("EE-0737"));
}

TEST_F(OwedTest, EveryKindOfRate) {
    constexpr std::string_view kTaxes =
        "tax,prefix,percent,source,effective_from,effective_to\nvat,*,22,s,2026-01-01,\n";
    files_["taxes.csv"] = kTaxes;
    load(
        "3401110001,SUM,4.5,0.02,EUR,166,t,2026-01-01,\n"
        "4012110000,MAX,15,2.02,EUR,796,t,2026-01-01,\n"
        "0808101000,SPECIFIC,,0.06,EUR,166,t,2026-01-01,\n"
        "1701121001,SPECIFIC,,250,USD,168,t,2026-01-01,\n"
        "2209009100,MAX,5,0.1,EUR,798,t,2026-01-01,\n"
    );
    const auto duty = [&](std::string_view code, std::string_view quantity, const char* unit) {
        return quoted(one(code, quantity, unit)).at(0);
    };
    EXPECT_EQ(duty("3401110001", "3", "C62"), "duty: 1000 RUB × 4.5 % + 0.02 EUR/kg = 48.60 by EE-0751");
    EXPECT_EQ(
        duty("4012110000", "1", "C62"), "duty: 1 piece × 15 %, at least 2.02 EUR/piece = 181.80 by EE-0751"
    );
    files_["rates.csv"].replace(files_["rates.csv"].find("90.0000"), 7, "74.2574");
    load("4012110000,MAX,15,2.02,EUR,796,t,2026-01-01,\n");  // 150.00 by unit: a tie is the share's
    EXPECT_EQ(
        duty("4012110000", "1", "C62"), "duty: 1000 RUB × 15 %, at least 2.02 EUR/piece = 150.00 by EE-0751"
    );
    files_ = ru::test::rates_of_the_day();
    files_["taxes.csv"] = kTaxes;
    load(
        "0808101000,SPECIFIC,,0.06,EUR,166,t,2026-01-01,\n"
        "1701121001,SPECIFIC,,250,USD,168,t,2026-01-01,\n"
        "9603210000,MAX,5,100,EUR,798,t,2026-01-01,\n"
    );
    EXPECT_EQ(duty("0808101000", "1", "C62"), "duty: 2 kg × 0.06 EUR/kg = 10.80 by EE-0751");
    EXPECT_EQ(duty("1701121001", "1", "C62"), "duty: 0.002 t × 250 USD/t = 40.00 by EE-0751");
    EXPECT_EQ(
        duty("9603210000", "20", "C62"),
        "duty: 0.02 1000 pieces × 5 %, at least 100 EUR/1000 pieces = 180.00 by EE-0751"
    );
}

TEST_F(OwedTest, WhatIsNotKnownIsSaidAndNothingIsGuessed) {
    const auto says = [&](const order::Order& order, const char* rule) {
        EXPECT_THAT(rules(order), Contains(rule));
        EXPECT_THAT(quote(order), testing::IsEmpty()) << rule;
        EXPECT_EQ(declared(order, ru::test::kDeclarationSchema).find("Payment"), std::string::npos) << rule;
    };
    load(
        "6402200000,MAX,15,2,EUR,715,t,2026-01-01,\n"
        "8516797000,ADVALOREM,0,,,,t,2026-01-01,\n"
        "8703231010,ADVALOREM,15,,,,t,2026-01-01,\n"
        "9503008100,ADVALOREM,5,,,,t,2026-01-01,\n"
        "0401201100,ADVALOREM,15,,,,t,2026-01-01,\n"
        "3926909709,MAX,5,1,GBP,166,t,2026-01-01,\n"
    );
    says(one("8517130000", "1", "C62"), "EE-0737");
    says(one("6402200000", "1", "C62"), "EE-0738");  // pairs are not said
    says(one("3926909709", "1", "C62"), "EE-0739");
    says(one("9503008100", "1", "C62"), "EE-0740");  // toys: reduced rate or not
    says(one("0401201100", "1", "C62"), "EE-0740");  // food: reduced rate or not
    says(one("8703231010", "1", "C62"), "EE-0740");  // excisable
    order::Order order = one("8516797000", "1", "C62");
    EXPECT_THAT(quoted(order).at(1), HasSubstr("= 220.00"));
    order.money.freight = Decimal(1);
    says(order, "EE-0741");
    order.money.freight = Decimal{};
    order.consignments.front().incoterm = "FOB";
    says(order, "EE-0741");
    load("8516797000,SPECIFIC,,999999999999,EUR,796,t,2026-01-01,\n");
    says(one("8516797000", "999999999", "C62"), "EE-0742");
}

TEST_F(OwedTest, AnOperatorSaysThatACodeIsNotExcisable) {
    files_["taxes.csv"] =
        "tax,prefix,percent,source,effective_from,effective_to\n"
        "vat,*,22,s,2026-01-01,\nvat,8711,10,s,2026-01-01,\n"
        "excise,8711,unknown,s,2026-01-01,\nexcise,871160,0,s,2026-01-01,\n";
    load("8711601000,ADVALOREM,10,,,,t,2026-01-01,\n8711500000,ADVALOREM,10,,,,t,2026-01-01,\n");
    EXPECT_EQ(quoted(one("8711601000", "1", "C62")).at(1), "vat: 1100 RUB × 10 % = 110.00 by EE-0752");
    EXPECT_THAT(rules(one("8711500000", "1", "C62")), Contains("EE-0740"));
}

TEST_F(OwedTest, ACodeThatIsNotInForceIsRefused) {
    load(
        "8516797000,ADVALOREM,10,,,,t,2026-01-01,2026-11-23\n"
        "8516290000,ADVALOREM,10,,,,t,2026-01-01,\n"
    );
    EXPECT_THAT(rules(one("8516797000", "1", "C62")), Contains("EE-0417"));
    EXPECT_THAT(rules(one("8517130000", "1", "C62")), testing::Not(Contains("EE-0417")));
    context_.decided_at = *parse_rfc3339("2026-11-23T20:59:59Z");
    EXPECT_THAT(rules(one("8516797000", "1", "C62")), testing::Not(Contains("EE-0417")));
}

TEST_F(OwedTest, TheExpressDeclarationCalculatesIt) {
    load("8516797000,ADVALOREM,10,,,,t,2026-01-01,\n6115950000,MAX,10,5,EUR,166,t,2026-01-01,\n");
    const std::string xml = declared(golden(), ru::test::kDeclarationSchema);
    EXPECT_EQ(ru::test::count(xml, "<ecd:CustomsPaymentDetails>"), 4U);
    EXPECT_EQ(element(xml, "RUDECLcat:PaymentAmount"), "120.00");
    const std::string_view socks = std::string_view(xml).substr(xml.find("6115950000"));
    EXPECT_EQ(element(socks, "RUDECLcat:TaxBase"), "0.12");
    EXPECT_EQ(element(socks, "RUDECLcat:TaxBaseQualifierCode"), "166");
    EXPECT_EQ(element(socks, "RUDECLcat:RateCurrencyCode"), "978");
    EXPECT_EQ(element(socks, "RUDECLcat:PaymentAmount"), "54.00");
    EXPECT_EQ(ru::test::count(xml, "<ecd:Amount>174.00</ecd:Amount>"), 2U) << "waybill and declaration";
    EXPECT_EQ(element(xml, "RUScat_ru:Amount"), "575.28");  // 174 + 22 % of 1824
}

TEST_F(OwedTest, TheOrdinaryDeclarationCalculatesItWithTheFee) {
    order::Order order = golden();
    order.lines.front().amount = *Decimal::parse("20000.00");
    ASSERT_EQ(leg_of(order).regime, "DT-40");
    EXPECT_THAT(rules(order), ElementsAre());
    EXPECT_EQ(quoted(order).back(), "fee: 1 declaration × fixed = 1231.00 by EE-0753");
    const std::string xml = declared(order, ru::test::kGoodsSchema);
    EXPECT_EQ(ru::test::count(xml, "<esad:ESADout_CUCustomsPaymentCalculation>"), 4U);
    EXPECT_EQ(element(xml, "catESAD_cu:PaymentAmount"), "2000.00");
    EXPECT_EQ(element(xml, "catESAD_cu:TaxBaseCurrencyCode"), "643");
}

TEST_F(OwedTest, TablesOfTaxesAndFeesAreChecked) {
    for (const auto& [file, text, what] :
         {std::tuple{
              "taxes.csv",
              "tax,prefix,percent,source,effective_from,effective_to\nvat,*,x,s,2026-01-01,\n",
              "vat:*"
          },
          std::tuple{
              "taxes.csv",
              "tax,prefix,percent,source,effective_from,effective_to\nduty,*,5,s,2026-01-01,\n",
              "duty"
          },
          std::tuple{
              "taxes.csv",
              "tax,prefix,percent,source,effective_from,effective_to\nexcise,22,5,s,2026-01-01,\n",
              "excise:22"
          },
          std::tuple{
              "fees.csv",
              "registry,above,up_to,amount,source,effective_from,effective_to\nDT,0,x,5,s,2026-01-01,\n",
              "DT:0"
          }}) {
        DataFiles files = files_;
        files[file] = text;
        const auto made = ru::test::make_with(files);
        ASSERT_FALSE(made) << file;
        EXPECT_THAT(std::string(made.error().detail), testing::AllOf(HasSubstr(file), HasSubstr(what)));
    }
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
